using CsCheck;
using Weir.Screening.Scoring;

namespace Weir.Screening.Tests;

public class EntityComparerTests
{
    private static readonly Entity Farid = Person(("birthDate", "1971-03-20"), ("country", "sy"), ("gender", "male"), ("passportNumber", "A1234567"));

    [Fact]
    public void An_exact_name_alone_stays_below_certainty() => Assert.Equal(0.95f, Score(1, Person(), Farid));

    [Theory]
    [InlineData("birthDate", "1971-03-20")]
    [InlineData("birthDate", "1971")]
    [InlineData("birthDate", "1971-03")]
    [InlineData("birthDate", "1971-08-20")]
    [InlineData("country", "sy")]
    public void What_agrees_raises(string property, string value)
    {
        var raised = Score(0.8f, Person((property, value)), Farid);
        var alone = Score(0.8f, Person(), Farid);
        Assert.InRange(raised, alone + 0.01f, 0.99f);
    }

    [Theory]
    [InlineData("birthDate", "1964-07-02", 0.7f)]
    [InlineData("birthDate", "1964", 0.7f)]
    [InlineData("birthDate", "1971-12-31", 0.9f)]
    [InlineData("country", "fr", 0.9f)]
    [InlineData("gender", "female", 0.7f)]
    public void What_contradicts_lowers(string property, string value, float most) => Assert.InRange(Score(1, Person((property, value)), Farid), 0.4f, most);

    [Fact]
    public void A_day_and_month_that_changed_places_raise_less_than_the_same_day()
    {
        var listed = Person(("birthDate", "1971-03-04"));
        var (same, turned) = (Score(0.8f, Person(("birthDate", "1971-03-04")), listed), Score(0.8f, Person(("birthDate", "1971-04-03")), listed));
        Assert.InRange(turned, Score(0.8f, Person(), listed) + 0.01f, same - 0.01f);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.4f)]
    [InlineData(1f)]
    public void An_identifier_that_is_the_same_is_near_certain_whatever_the_name(float name) =>
        Assert.InRange(Score(name, Person(("passportNumber", "a 1234567")), Farid), 0.95f, 0.99f);

    [Fact]
    public void Numbers_of_one_kind_that_differ_lower_and_other_numbers_do_not()
    {
        var listed = Some.Entity("l", "Company", ("innCode", "7707083893"));
        Assert.InRange(Score(1, Some.Entity("q", "Company", ("innCode", "7736050003")), listed), 0.5f, 0.8f);
        Assert.Equal(0.95f, Score(1, Person(("passportNumber", "B7654321")), Farid));
    }

    [Fact]
    public void A_weak_alias_says_less_than_a_primary_name() =>
        Assert.True(EntityComparer.Score(1, NameKind.Weak, StatedFacts.Of(Person()).View, StatedFacts.Of(Farid).View) < 0.9f);

    [Fact]
    public void Reasons_lead_to_the_score_and_nothing_but_an_identifier_goes_beyond_what_a_search_expects()
    {
        var facts = Gen.Int[0, 2].Array[5];
        Gen.Select(facts, facts, Gen.Single[0, 1], Gen.Enum<NameKind>()).Sample((ours, theirs, name, kind) =>
        {
            var (query, listed) = (With(ours), With(theirs));
            var reasons = new List<Reason> { new(ReasonKind.WordMet, "a", "a", name, "") };
            var score = EntityComparer.Score(name, kind, StatedFacts.Of(query).View, StatedFacts.Of(listed).View);
            Assert.Equal(score, EntityComparer.Explain(name, new("Farid", kind), query, listed, reasons));
            Assert.Equal(score, reasons.Sum(r => r.Contribution), 0.0001);
            Assert.InRange(score, 0, 0.9999f);
            if (reasons.All(r => r.Kind != ReasonKind.Identifier))
                Assert.InRange(score, 0, EntityComparer.AtMost(name, StatedFacts.Of(query).View) + 1e-6f);
        }, iter: 500);
    }

    private static Entity With(int[] facts) => Person(
        [.. new[] { ("birthDate", new[] { "1971-03-20", "1964" }), ("country", ["sy", "fr"]), ("gender", ["male", "female"]), ("passportNumber", ["A1234567", "B7654321"]), ("innCode", ["7707083893", "7736050003"]) }
            .Zip(facts).Where(f => f.Second > 0).Select(f => (f.First.Item1, f.First.Item2[f.Second - 1]))]);

    private static Entity Person(params (string, string)[] values) => Some.Entity("p", "Person", values);

    private static float Score(float name, Entity query, Entity listed) => EntityComparer.Score(name, NameKind.Primary, StatedFacts.Of(query).View, StatedFacts.Of(listed).View);
}
