namespace Weir.Screening.Tests;

internal static class Some
{
    public static Entity Entity(string id, string schema, params (string Property, string Value)[] values)
    {
        var builder = new EntityBuilder(id, schema);
        foreach (var (property, value) in values)
            builder.Add(property, value);
        return builder.Build("test");
    }

    public static Entity Company(string id, params string[] names) => Entity(id, "Company", [.. names.Select(n => ("name", n))]);

    public static Entity Person(string id, params string[] names) => Entity(id, "Person", [.. names.Select(n => ("name", n))]);

    public static Entity Query(string name, string schema = "Thing") => Entity("query", schema, ("name", name));

    public static Task<ExhaustiveScreener> Screener(params Entity[] entities) =>
        ExhaustiveScreener.OfAsync(new("test", "1", ""), entities.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
}
