using Weir.Desk.Screening;
using Weir.Screening;
using Weir.Screening.Indexing;
using Weir.Store;

namespace Weir.Desk.Tests.Screening;

public sealed class ScreeningDeskTests(InventedLists invented) : IClassFixture<InventedLists>
{
    [Fact]
    public async Task The_same_question_gets_the_same_report_and_the_lists_stay_open_until_they_change()
    {
        await using var own = await OwnAsync();
        var desk = own.Desk;
        using var first = await desk.OpenAsync(null, CancellationToken.None);
        using (var again = await desk.OpenAsync(null, CancellationToken.None))
            Assert.Same(first.Screener, again.Screener);
        var before = TimeProvider.System.GetUtcNow();
        var match = Assert.Single(first.Screen(Query("Invented Optics LLC"), new()).Matches, m => m.Entity.Id == "c-1");

        await InventedLists.WriteAsync(own.Lake, "invented", InventedLists.Person("p-9", "Invented Optics Llc", "1971", "ru"));
        using var second = await desk.OpenAsync(null, CancellationToken.None);
        Assert.NotSame(first.Screener, second.Screener);
        Assert.Equal("p-9", Assert.Single(second.Screen(Query("Invented Optics LLC"), new()).Matches).Entity.Id);
        // Who holds the old set still asks it, and so does a moment of then.
        Assert.Equal(match.Score, Assert.Single(first.Screen(Query("Invented Optics LLC"), new()).Matches).Score);
        using var then = await desk.OpenAsync(before, CancellationToken.None);
        Assert.Equal("c-1", Assert.Single(then.Screen(Query("Invented Optics LLC"), new()).Matches).Entity.Id);
    }

    [Fact]
    public async Task A_match_id_is_enough_to_compute_the_match_again_even_when_the_list_has_moved_on()
    {
        await using var own = await OwnAsync();
        var report = (await own.Desk.OpenAsync(null, CancellationToken.None)).Screen(Query("Изобретённая Оптика ООО"), new() { Threshold = 0.6, Cutoff = 0.3 });
        var id = report.IdOf(report.Matches[0]).ToString();
        await InventedLists.WriteAsync(own.Lake, "invented", InventedLists.Person("p-9", "Nobody", "1971", "ru"));

        var explained = await own.Desk.ExplainAsync(id, CancellationToken.None);
        Assert.Equal(report.Matches[0].Score, explained.Match.Score);
        Assert.Equal(report.Matches[0].Reasons, explained.Match.Reasons);
        Assert.Equal(1, explained.Version.Number);
        Assert.True(explained.IsSameEngine);
        Assert.Equal(["o-1", "s-1"], explained.About.Select(a => a.Id));
        Assert.Equal(id, explained.Id.ToString());
    }

    [Fact]
    public async Task A_match_id_that_was_cut_or_altered_or_is_of_another_lake_says_so()
    {
        var report = (await invented.Desk.OpenAsync(null, CancellationToken.None)).Screen(Query("Invented Optics LLC"), new());
        var id = report.IdOf(report.Matches[0]);
        foreach (var wrong in new[] { id.ToString()[..^3], id.ToString().Replace("m1-W", "m1-V", StringComparison.Ordinal), "m1-", "m1-AAAA", "m1-%%%" })
            Assert.Contains("cut or altered", (await Assert.ThrowsAsync<MatchIdException>(() => invented.Desk.ExplainAsync(wrong, CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.Contains("holds no version", (await Assert.ThrowsAsync<MatchIdException>(() => invented.Desk.ExplainAsync((id with { Sha256 = "0000000000000000" }).ToString(), CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_is_gone_or_damaged_is_made_again_and_doctor_and_compaction_know_it()
    {
        await using var own = await OwnAsync();
        var version = (await own.Lake.CurrentListsAsync(CancellationToken.None)).Single(l => l.List == "invented");
        var index = own.Lake.ListIndexPath(version);
        foreach (var damage in new Action[] { () => { }, () => File.Delete(index), () => File.WriteAllText(index, "no index"), () => File.WriteAllBytes(index, File.ReadAllBytes(index)[..^9]) })
        {
            damage();
            using var desk = new ScreeningDesk(own.Lake, TimeProvider.System);
            using var lists = await desk.OpenAsync(null, CancellationToken.None);
            Assert.NotEmpty(lists.Screen(Query("Invented Optics LLC"), new()).Matches);
        }
        Assert.Empty(await own.Lake.InspectAsync(CancellationToken.None));
        await own.Lake.CompactAsync(new(), null, CancellationToken.None);
        Assert.True(File.Exists(index));

        await InventedLists.WriteAsync(own.Lake, "invented", InventedLists.Person("p-9", "Nobody", "1971", "ru"));
        await own.Lake.CompactAsync(new() { Keep = TimeSpan.Zero }, null, CancellationToken.None);
        Assert.False(File.Exists(index));
        Assert.Empty(await own.Lake.InspectAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_version_that_differs_little_is_indexed_as_changes_and_answers_as_if_indexed_in_full()
    {
        await using var own = await OwnAsync();
        Entity[] first = [.. Enumerable.Range(0, 60).Select(i => InventedLists.Person($"m-{i:00}", $"{Given[i % 6]} {Family[i / 6]}", $"{1950 + i}", "ru")), .. InventedLists.First];
        Entity[] second = [.. first.Where(e => e.Id is not "m-07" and not "p-2"), InventedLists.Person("n-1", "Orlan Besedin", "1980", "kz")];
        second[3] = InventedLists.Person("m-03", "Orlan Vexley", "1999", "ru");
        Entity[] third = [.. second, InventedLists.Person("m-07", "Teodora Vexley", "1957", "ru")];

        var full = new List<string>();
        foreach (var entities in new[] { first, second, third })
        {
            await InventedLists.WriteAsync(own.Lake, "many", entities);
            using (var chained = await own.Desk.OpenAsync(null, CancellationToken.None))
                full.Add(Answers(chained));
        }
        var versions = (await own.Lake.ListVersionsAsync(CancellationToken.None)).Where(v => v.List == "many").ToList();
        Assert.Equal([1, 2, 3], versions.Select(v => Files(own.Lake, v)));

        // Without an index before it, the last one is made in full.
        foreach (var version in versions)
            File.Delete(own.Lake.ListIndexPath(version));
        using (var desk = new ScreeningDesk(own.Lake, TimeProvider.System))
        using (var lists = await desk.OpenAsync(null, CancellationToken.None))
            Assert.Equal(full[2], Answers(lists));
        Assert.Equal(1, Files(own.Lake, versions[2]));
        Assert.NotEqual(full[1], full[2]);
    }

    [Fact]
    public async Task Where_retention_takes_the_index_below_changes_away_the_list_is_indexed_in_full()
    {
        await using var own = await OwnAsync();
        Entity[] first = [.. Enumerable.Range(0, 60).Select(i => InventedLists.Person($"m-{i:00}", $"{Given[i % 6]} {Family[i / 6]}", $"{1950 + i}", "ru"))];
        await InventedLists.WriteAsync(own.Lake, "many", first);
        (await own.Desk.OpenAsync(null, CancellationToken.None)).Dispose();
        await InventedLists.WriteAsync(own.Lake, "many", [.. first, InventedLists.Person("n-1", "Orlan Besedin", "1980", "kz")]);
        string before;
        using (var lists = await own.Desk.OpenAsync(null, CancellationToken.None))
            before = Answers(lists);
        var version = (await own.Lake.CurrentListsAsync(CancellationToken.None)).Single(v => v.List == "many");
        Assert.Equal(2, Files(own.Lake, version));

        await own.Lake.CompactAsync(new() { Keep = TimeSpan.Zero }, null, CancellationToken.None);
        using var desk = new ScreeningDesk(own.Lake, TimeProvider.System);
        using (var lists = await desk.OpenAsync(null, CancellationToken.None))
            Assert.Equal(before, Answers(lists));
        Assert.Equal(1, Files(own.Lake, version));
        Assert.Empty(await own.Lake.InspectAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_list_that_is_not_there_is_named_with_what_was_perhaps_meant()
    {
        using var lists = await invented.Desk.OpenAsync(null, CancellationToken.None);
        var wrong = Assert.Throws<ScreeningQueryException>(() => lists.Screen(Query("Anybody"), new() { Lists = ["inventd"] }));
        Assert.Contains("did you mean 'invented'", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("other", Assert.Single(lists.Screen(Query("Somebody Else Entirely"), new() { Lists = ["other"] }).Lists).List);
    }

    [Fact]
    public async Task A_moment_in_the_future_is_refused_and_one_before_all_lists_has_none()
    {
        var wrong = await Assert.ThrowsAsync<ScreeningQueryException>(() => invented.Desk.OpenAsync(TimeProvider.System.GetUtcNow().AddDays(2), CancellationToken.None));
        Assert.Contains("lies in the future", wrong.Message, StringComparison.Ordinal);
        Assert.Empty((await invented.Desk.OpenAsync(DateTimeOffset.UnixEpoch, CancellationToken.None)).Versions);
    }

    [Theory]
    [InlineData("", "no name")]
    [InlineData("   ", "no name")]
    [InlineData("😀 🎉", "letter or digit")]
    [InlineData("\u0001\u0002", "letter or digit")]
    public async Task A_name_that_is_none_is_refused(string name, string reason)
    {
        using var lists = await invented.Desk.OpenAsync(null, CancellationToken.None);
        Assert.Contains(reason, Assert.Throws<ScreeningQueryException>(() => lists.Screen(Query(name), new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_ten_thousand_characters_is_refused_and_one_letter_or_control_characters_within_are_asked()
    {
        Assert.Contains("10000 characters", Assert.Throws<ScreeningQueryException>(() => Query(new string('x', 10_000))).Message, StringComparison.Ordinal);
        using var lists = await invented.Desk.OpenAsync(null, CancellationToken.None);
        Assert.DoesNotContain(lists.Screen(Query("I"), new()).Matches, m => m.Verdict == MatchVerdict.Match);
        Assert.NotEmpty(lists.Screen(Query("Inven\u0007ted\u200b Optics LLC"), new()).Matches);
    }

    [Theory]
    [InlineData("Persn", "ru", "1971", "did you mean 'Person'")]
    [InlineData("Person", "Atlantis", "1971", "is no country")]
    [InlineData("Person", "ru", "20.03.1971", "1971-03-20")]
    public void What_a_query_can_not_say_is_named_with_what_is_allowed(string schema, string country, string born, string reason) => Assert.Contains(
        reason, Assert.Throws<ScreeningQueryException>(() => QueryEntity.Of("q", schema, [("name", "A Name"), ("country", country), ("birthDate", born)])).Message, StringComparison.Ordinal);

    [Fact]
    public void Countries_and_columns_are_understood_as_people_write_them()
    {
        var query = QueryEntity.Of("q", "company", [(QueryEntity.Property("Name 1".Replace(" ", "", StringComparison.Ordinal)), "A"), (QueryEntity.Property("COUNTRY"), "Russian Federation; CHN"), (QueryEntity.Property("inn"), "7707083893")]);
        Assert.Equal("Company", query.Schema);
        Assert.Equal(["ru", "cn"], query.Countries);
        Assert.Equal(["7707083893"], query.Values("innCode"));
        Assert.Equal("Person", QueryEntity.Of("q", null, [("firstName", "Ada"), ("lastName", "Example")]).Schema);
    }

    private static readonly string[] Given = ["Orlan", "Teodora", "Ivan", "Amina", "Casimir", "Юлия"];
    private static readonly string[] Family = ["Besedin", "Vexley", "Sidorenko", "Karimova", "Tolmach", "Grinberg", "Иванова", "Okonkwo", "Marchetti", "Lindqvist"];

    /// <summary>Everything that a few questions are told, but the number of the version.</summary>
    private static string Answers(OpenLists lists)
    {
        using var all = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(all))
        {
            json.WriteStartArray();
            foreach (var name in (string[])[.. Given.SelectMany(g => Family.Select(f => $"{f} {g}")), "Invented Optics", "Besedin O.", "Amina Karimovna"])
            {
                foreach (var match in lists.Screen(Query(name), new() { Threshold = 0.5, Cutoff = 0.3, Limit = 50, Lists = ["many"] }).Matches)
                {
                    json.WriteStartObject();
                    ReportJson.WriteEntity(json, "entity", match.Entity);
                    json.WriteNumber("score", match.Score);
                    ReportJson.WriteReasons(json, match.Reasons);
                    json.WriteEndObject();
                }
            }
            json.WriteEndArray();
        }
        return System.Text.Encoding.UTF8.GetString(all.ToArray());
    }

    private static int Files(Lake lake, ListVersion version)
    {
        using var index = ScreeningIndex.Open(lake.ListIndexPath(version));
        return index.Files;
    }

    private static Entity Query(string name) => QueryEntity.Of("query", null, [("name", name)]);

    private static async Task<Own> OwnAsync()
    {
        var lists = new InventedLists();
        await lists.InitializeAsync();
        return new(lists);
    }

    private sealed record Own(InventedLists Lists) : IAsyncDisposable
    {
        public ScreeningDesk Desk => Lists.Desk;

        public Lake Lake => Lists.Lake;

        public ValueTask DisposeAsync() => Lists.DisposeAsync();
    }
}
