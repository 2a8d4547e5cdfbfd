using CsCheck;

namespace Weir.Screening.Tests.Indexing;

/// <summary>Small lists and queries drawn from few words in several scripts, so that they often meet.</summary>
internal static class RandomLists
{
    private static readonly string[] Words =
    [
        "Ivanov", "Ivanova", "Иванов", "Petrov", "Петров", "Sergei", "Sergey", "Сергей", "Aleksandr", "Alexander", "Александр", "Mohammed", "Muhammad", "محمد", "Hassan", "حسن",
        "Rosneft", "Ros", "Neft", "Роснефть", "Khodorkovsky", "Chodorkowski", "Ходорковский", "华为", "Huawei", "技术", "Technologies", "Technology", "Tech", "有限公司", "ООО", "LLC",
        "Ltd", "GmbH", "Trading", "International", "Plant", "5", "6", "al", "bin", "van", "der", "Berg", "Vandenberg", "김", "Kim", "Jong", "Il", "정일", "Ελλάδα", "Ellada",
    ];

    private static readonly string[] Odd = ["", "…", "\ud83d\ude80", "\ud83d", "A", "x y z", new('ш', 10_000), "O'Neil & Söhne GmbH", "S.A. de C.V.", "\u0000\u200f"];

    private static readonly Gen<string> Word = Gen.Frequency((8, One(Words)), (1, Gen.Select(One(Words), Gen.Int[0, 100], Misspelt)));

    private static readonly Gen<string> Name = Gen.Frequency((12, Word.Array[1, 4].Select(w => string.Join(' ', w))), (1, One(Odd)));

    private static readonly Gen<string> Schema = One("Person", "Company", "Organization", "LegalEntity", "Vessel");

    public static Gen<Entity> Query { get; } = Gen.Select(Schema, Word.Array[1, 4], One("", "ru", "cn"), One("", "1970", "1971-02-03"), One("", "7707083893", "P123456"),
        (schema, words, country, born, number) => Some.Entity("query", schema, ("name", string.Join(' ', words)), ("country", country), ("birthDate", born), ("idNumber", number)));

    private static readonly Gen<(string, string)[]> Rest = Gen.OneOf(
        One("ru", "cn", "de").Select(c => ("country", c)), One("1970", "1971-02-03").Select(d => ("birthDate", d)), One("7707083893", "P123456").Select(n => ("idNumber", n)),
        One("EO13661", "eo13662").Select(p => ("program", p)), One("sanction", "crime").Select(t => ("topics", t)), Name.Select(n => ("alias", n)), Name.Select(n => ("weakAlias", n))).Array[0, 5];

    public static Gen<Entity> Entity(string id) => Gen.Select(Schema, Name.Array[1, 2], Rest, (schema, names, rest) => Some.Entity(id, schema, [.. names.Select(n => ("name", n)), .. rest]));

    public static Gen<Entity[]> List { get; } = Gen.Int[0, 30].SelectMany(count => Entity("x").Array[count].Select(all => all.Select((e, i) => e with { Id = $"e{i}" }).ToArray()));

    /// <summary>One list, always the same.</summary>
    public static Entity[] Same() => [.. Enumerable.Range(0, 30).Select(i => Entity($"e{i}").Single(_ => true, Seed(i)))];

    /// <summary>Forty queries, always the same.</summary>
    public static Entity[] SameQueries() => [.. Enumerable.Range(0, 40).Select(i => Query.Single(_ => true, Seed(100 + i)))];

    private static string Seed(int number) => new PCG(101, (ulong)number * 7919).ToString();

    private static Gen<string> One(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Misspelt(string word, int at) => word.Length < 5 ? word : word.Remove(at % word.Length, 1);
}
