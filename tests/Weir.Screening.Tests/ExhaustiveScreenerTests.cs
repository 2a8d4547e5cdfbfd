namespace Weir.Screening.Tests;

public class ExhaustiveScreenerTests
{
    private static readonly ScreeningOptions Defaults = new();

    [Fact]
    public async Task An_exact_name_is_found_first_and_is_no_certainty()
    {
        var screener = await Some.Screener(Some.Person("p2", "Anna Maria Schmitt"), Some.Person("p1", "Anna Maria Schmidt"));
        var match = screener.Screen(Some.Query("ANNA MARIA SCHMIDT"), Defaults)[0];
        Assert.Equal(("p1", MatchVerdict.Match, "ANNA MARIA SCHMIDT"), (match.Entity.Id, match.Verdict, match.QueryName));
        Assert.InRange(match.Score, 0.85, 0.97);
        Assert.Equal(match.Score, match.Reasons.Sum(r => r.Contribution), 4);
    }

    [Theory]
    [InlineData("alias", NameKind.Alias)]
    [InlineData("previousName", NameKind.Previous)]
    [InlineData("weakAlias", NameKind.Weak)]
    public async Task Other_names_are_found(string property, NameKind kind)
    {
        var screener = await Some.Screener(Some.Entity("e", "Organization", ("name", "Grandline Rivets"), (property, "Zephyr Quarry")));
        Assert.Equal(new EntityName("Zephyr Quarry", kind), screener.Judge(Some.Query("zephyr quarry"), "test", "e", Defaults)!.Name);
    }

    [Fact]
    public async Task Only_what_may_be_meant_is_given()
    {
        var screener = await Some.Screener(
            Some.Person("person", "Aurora Borealis"), Some.Company("company", "Aurora Borealis"), Some.Entity("vessel", "Vessel", ("name", "Aurora Borealis"), ("flag", "pa")), Some.Entity("address", "Address", ("name", "Aurora Borealis")));
        Assert.Equal(["company", "person", "vessel"], Found("Thing", Defaults));
        Assert.Equal(["company", "person"], Found("LegalEntity", Defaults));
        Assert.Equal(["person"], Found("Person", Defaults));
        Assert.Equal(["vessel"], Found("Vessel", Defaults));
        Assert.Equal(["vessel"], Found("Thing", Defaults with { Countries = ["PA"] }));
        Assert.Equal(["company", "vessel"], Found("Thing", Defaults with { ExcludedIds = ["person"] }));
        Assert.Equal(["company"], Found("Thing", Defaults with { Schemata = ["Organization"] }));
        Assert.Throws<ScreeningQueryException>(() => Found("Thing", Defaults with { Lists = ["none"] }));

        List<string> Found(string schema, ScreeningOptions options) =>
            [.. screener.Screen(Some.Query("Aurora Borealis", schema), options).Select(m => m.Entity.Id).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task What_points_at_an_entity_is_given_even_in_a_circle()
    {
        var screener = await Some.Screener(
            Some.Company("a", "Alpha"), Some.Company("b", "Beta"),
            Some.Entity("s", "Sanction", ("entity", "a")), Some.Entity("o1", "Ownership", ("owner", "a"), ("asset", "b"), ("percentage", "60")), Some.Entity("o2", "Ownership", ("owner", "b"), ("asset", "a")));
        Assert.Equal(["o1", "o2", "s"], screener.About("test", "a").Select(e => e.Id));
        Assert.Equal(["o1", "o2"], screener.About("test", "b").Select(e => e.Id));
        Assert.Empty(screener.About("test", "c"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u200B ")]
    [InlineData("🚢🚢")]
    public async Task A_query_without_a_letter_is_refused(string name)
    {
        var screener = await Some.Screener(Some.Person("p", "Anna"));
        Assert.Throws<ScreeningQueryException>(() => screener.Screen(Some.Query(name), Defaults));
    }
}
