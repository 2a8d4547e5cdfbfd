using CsCheck;

namespace Weir.Screening.Tests;

public class NameIndexTests
{
    [Fact]
    public async Task A_primary_name_is_found_and_is_no_certainty()
    {
        var index = await Some.Index(Some.Person("p1", "Anna Maria Schmidt"), Some.Person("p2", "Anna Schmidt"));
        var match = Assert.Single(index.Find("ANNA MARIA SCHMIDT"));
        Assert.Equal(("p1", 0.8, MatchVerdict.Review), (match.Entity.Id, match.Score, match.Verdict));
        Assert.Equal([ReasonKind.NameMet, ReasonKind.Folded, ReasonKind.NameAlone], match.Reasons.Select(r => r.Kind));
        Assert.Contains("Anna Maria Schmidt", match.Reasons[0].Text, StringComparison.Ordinal);
        Assert.Empty(index.Find("Anna Maria"));
    }

    [Theory]
    [InlineData("alias", NameKind.Alias, 0.75)]
    [InlineData("previousName", NameKind.Previous, 0.75)]
    [InlineData("weakAlias", NameKind.Weak, 0.5)]
    public async Task Other_names_are_found_and_weigh_less(string property, NameKind kind, double score)
    {
        var index = await Some.Index(Some.Entity("e", "Organization", ("name", "Some Group"), (property, "Other Name")));
        var match = Assert.Single(index.Find("other name"));
        Assert.Equal((kind, score), (match.Name.Kind, match.Score));
    }

    [Theory]
    [InlineData("Rosoboroneksport Zavod")]
    [InlineData("Рособоронэкспорт Завод")]
    public async Task Scripts_meet(string query)
    {
        var index = await Some.Index(Some.Company("c", "РОСОБОРОНЭКСПОРТ ЗАВОД"));
        Assert.Equal("c", Assert.Single(index.Find(query)).Entity.Id);
    }

    [Fact]
    public async Task What_was_transliterated_is_said_and_weighs_less()
    {
        var match = Assert.Single((await Some.Index(Some.Company("c", "Рособоронэкспорт Завод"))).Find("Zavod Rosoboroneksport"));
        Assert.Equal(0.7, match.Score);
        Assert.Equal([ReasonKind.NameMet, ReasonKind.Transliterated, ReasonKind.WordOrder, ReasonKind.NameAlone], match.Reasons.Select(r => r.Kind));
    }

    [Fact]
    public async Task Legal_forms_speak_for_and_against()
    {
        var index = await Some.Index(Some.Company("c", "ООО «Вектор Плюс»"));
        Assert.Equal((0.8, ReasonKind.SameLegalForm), Found("Вектор Плюс ООО"));
        Assert.Equal((0.75, ReasonKind.LegalFormMissing), Found("Вектор Плюс"));
        Assert.Equal((0.65, ReasonKind.OtherLegalForm), Found("ПАО Вектор Плюс"));
        Assert.Equal((0.75, ReasonKind.SameLegalForm), Found("Vektor Plyus LLC"));

        (double, ReasonKind?) Found(string query)
        {
            var match = Assert.Single(index.Find(query));
            return (match.Score, match.Reasons.FirstOrDefault(r => r.Kind is ReasonKind.SameLegalForm or ReasonKind.LegalFormMissing or ReasonKind.OtherLegalForm)?.Kind);
        }
    }

    [Fact]
    public async Task A_person_whose_name_looks_like_a_legal_form_is_found_by_all_of_it()
    {
        var index = await Some.Index(Some.Person("p", "Kim Sa"), Some.Company("c", "Kim"));
        Assert.Equal(["p", "c"], index.Find("Kim Sa").Select(m => m.Entity.Id));
        Assert.Equal("c", Assert.Single(index.Find("Kim")).Entity.Id);
    }

    [Fact]
    public async Task A_single_word_and_a_shared_name_weigh_less()
    {
        var index = await Some.Index(Some.Person("b", "Rumuli"), Some.Person("a", "Rumuli"));
        var found = index.Find("rumuli");
        Assert.Equal(["a", "b"], found.Select(m => m.Entity.Id));
        Assert.All(found, m => Assert.Equal(0.6, m.Score, 1e-9));
        Assert.Contains(found[0].Reasons, r => r.Kind == ReasonKind.SharedName && r.Text.StartsWith("2 entities", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("王小明")]
    [InlineData("김철삼")]
    [InlineData("สมชายใจดี")]
    public async Task A_name_in_a_script_without_spaces_is_not_a_single_word(string name) =>
        Assert.Equal(0.8, Assert.Single((await Some.Index(Some.Person("p", name))).Find(name)).Score);

    [Fact]
    public async Task Designations_stand_beside_the_entity()
    {
        var index = await Some.Index(Some.Person("p", "Jan Novak"), Some.Entity("s", "Sanction", ("entity", "p"), ("program", "X")));
        Assert.Equal("s", Assert.Single(Assert.Single(index.Find("Jan Novak")).Designations).Id);
        Assert.Equal(1, index.Entities);
    }

    [Fact]
    public async Task An_entity_without_a_name_is_counted_and_said()
    {
        var index = await Some.Index(Some.Person("none"), Some.Person("emoji", "🚀"), Some.Person("p", "A B"));
        Assert.Equal((1, 1), (index.Entities, index.Names));
        Assert.Equal(["none", "emoji"], index.WithoutName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u0000\u0007\u200b")]
    [InlineData("🚀")]
    [InlineData("…—!")]
    public async Task A_query_that_is_no_name_is_refused(string query)
    {
        var index = await Some.Index(Some.Person("p", "A B"));
        Assert.Contains("no letter or digit", Assert.Throws<ScreeningQueryException>(() => index.Find(query)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_of_ten_thousand_characters_is_refused_and_one_letter_is_not()
    {
        var index = await Some.Index(Some.Person("p", "A"));
        Assert.Contains("10000", Assert.Throws<ScreeningQueryException>(() => index.Find(new string('x', 10_000))).Message, StringComparison.Ordinal);
        Assert.Single(index.Find("a"));
        Assert.Empty(index.Find("b"));
    }

    [Fact]
    public async Task An_empty_index_finds_nothing() => Assert.Empty((await Some.Index()).Find("anyone"));

    [Fact]
    public void Every_name_of_every_entity_finds_it_and_none_reaches_certainty()
    {
        var word = Gen.OneOf(
            Gen.String[Gen.Char.AlphaNumeric, 1, 8],
            Gen.String[Gen.Char["абвгёйщюяЖЦ"], 1, 8],
            Gen.OneOf("LLC", "ООО", "有限公司", "Co.", "GmbH", "王伟", "محمد", "علي", "Ελλάς", "D'Or", "&", "S.A."));
        var name = word.Array[1, 5].Select(w => string.Join(' ', w));
        var entity = Gen.Select(Gen.OneOf("Person", "Company", "Vessel"), name.Array[1, 3], name.Array[0, 3]);
        entity.Array[1, 8].Sample(drawn =>
        {
            Entity[] entities =
            [
                .. drawn.Select((d, i) => Some.Entity(
                    $"e{i}", d.Item1, [.. d.Item2.Select(n => ("name", n)), .. d.Item3.Select(n => ("weakAlias", n))])),
            ];
            var index = NameIndex.BuildAsync(entities.ToAsyncEnumerable()).GetAwaiter().GetResult();
            foreach (var e in entities)
            {
                foreach (var n in e.AllNames())
                {
                    var found = index.Find(n.Text);
                    Assert.Contains(found, m => m.Entity.Id == e.Id);
                    Assert.All(found, m => Assert.InRange(m.Score, 0, 0.8));
                }
            }
        });
    }
}
