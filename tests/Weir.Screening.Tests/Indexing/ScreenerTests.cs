using CsCheck;
using Weir.Screening.Indexing;

namespace Weir.Screening.Tests.Indexing;

public class ScreenerTests
{
    /// <summary>What scores less may be missed; how much of it is measured by <c>screening-recall</c> of the benches.</summary>
    private const double HighScore = 0.85;

    private static readonly ScreeningOptions All = new() { Limit = 500 };

    [Fact]
    public async Task Finds_what_comparing_with_everything_finds()
    {
        await Gen.Select(RandomLists.List, RandomLists.Query.Array[1, 4]).SampleAsync(async (list, queries) =>
        {
            using var folder = new Folder();
            using var index = await folder.Index(list);
            var screener = new Screener([index]);
            var exhaustive = await ExhaustiveScreener.OfAsync(Folder.Edition, list.ToAsyncEnumerable(), TestContext.Current.CancellationToken, index.Rarity);
            foreach (var query in queries)
            {
                var (all, found) = (exhaustive.Screen(query, All), screener.Screen(query, All));
                Assert.Subset(all.Select(Told).ToHashSet(), found.Select(Told).ToHashSet());
                Assert.Equal(Told(all, HighScore), Told(found, HighScore));
                foreach (var entity in list)
                    Assert.Equal(Told(exhaustive.Judge(query, "test", entity.Id, All)), Told(screener.Judge(query, "test", entity.Id, All)));
            }
        }, iter: 20, threads: 1);
    }

    [Fact]
    public async Task Searching_allocates_nothing_once_its_room_has_grown()
    {
        var list = RandomLists.Same();
        using var folder = new Folder();
        using var index = await folder.Index(list);
        var screener = new Screener([index]);
        var room = new Workspace();
        var queries = RandomLists.SameQueries().Select(ScreeningQuery.Of).ToList();
        room.Hold([index]);
        SearchAll();
        SearchAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = SearchAll();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        room.End();
        Assert.True(found > queries.Count / 2, $"{found} found for {queries.Count} queries");
        Assert.Equal(0, allocated);

        int SearchAll()
        {
            var count = 0;
            foreach (var query in queries)
            {
                screener.Search(room, query, All);
                count += room.Candidates.Count;
            }
            return count;
        }
    }

    [Fact]
    public async Task Any_number_of_threads_gives_the_same_answers()
    {
        await Gen.Select(RandomLists.List, RandomLists.Query.Array[30]).SampleAsync(async (list, queries) =>
        {
            using var folder = new Folder();
            using var index = await folder.Index(list);
            var alone = Answers(1);
            foreach (var threads in new[] { 2, 8 })
                Assert.Equal(alone, Answers(threads));

            string[] Answers(int threads)
            {
                var screener = new Screener([index]);
                var answers = new string[queries.Length];
                Parallel.For(0, queries.Length, new() { MaxDegreeOfParallelism = threads }, i => answers[i] = string.Join('\n', screener.Screen(queries[i], All).Select(Told)));
                return answers;
            }
        }, iter: 5, threads: 1);
    }

    [Fact]
    public async Task Gives_the_entity_as_the_list_has_it()
    {
        var odd = new Entity("x", "Person", new Dictionary<string, IReadOnlyList<string>> { ["name"] = ["Иван \ud83d\ude80", "half \ud83d"], ["notes"] = ["", new('n', 70_000)], ["none"] = [] })
        {
            Datasets = ["a", "b"],
            Referents = ["old-1"],
        };
        using var folder = new Folder();
        using var index = await folder.Index([Some.Person("1", "A B"), odd]);
        var screener = new Screener([index]);
        foreach (var id in new[] { "x", "old-1" })
        {
            var found = screener.Find("test", id)!;
            Assert.Equal(("x", "Person"), (found.Id, found.Schema));
            Assert.Equal(odd.Properties.OrderBy(p => p.Key).Select(p => (p.Key, string.Join('|', p.Value))), found.Properties.OrderBy(p => p.Key).Select(p => (p.Key, string.Join('|', p.Value))));
            Assert.Equal((odd.Datasets, odd.Referents), (found.Datasets, found.Referents), (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2));
        }
        Assert.Null(screener.Find("test", "y"));
        Assert.Null(screener.Find("other", "x"));
    }

    [Fact]
    public async Task What_points_at_an_entity_is_about_it_even_where_owners_own_each_other()
    {
        using var folder = new Folder();
        using var index = await folder.Index(
        [
            Some.Company("a", "Alpha"), Some.Company("b", "Beta"),
            Some.Entity("o2", "Ownership", ("owner", "b"), ("asset", "a")), Some.Entity("o1", "Ownership", ("owner", "a"), ("asset", "b")),
            Some.Entity("s", "Sanction", ("entity", "a")), Some.Entity("self", "Ownership", ("owner", "b"), ("asset", "b")),
        ]);
        var screener = new Screener([index]);
        Assert.Equal(["o1", "o2", "s"], screener.About("test", "a").Select(e => e.Id));
        Assert.Equal(["o1", "o2", "self"], screener.About("test", "b").Select(e => e.Id));
        Assert.Empty(screener.About("test", "s"));
        Assert.Empty(screener.Screen(Some.Query("s"), All));
    }

    [Fact]
    public async Task Only_what_the_filters_allow_is_given()
    {
        var one = Some.Entity("1", "Person", ("name", "Ivan Petrov"), ("program", "UKRAINE"), ("topics", "sanction"), ("nationality", "ru"));
        var two = Some.Entity("2", "Company", ("name", "Ivan Petrov"), ("programId", "EO1"), ("topics", "crime"), ("country", "cn"));
        using var folder = new Folder();
        using var index = await folder.Index([one, two]);
        using var other = await folder.Index([one with { Id = "3" }], "other.idx", new("other", "7", ""));
        var screener = new Screener([other, index]);
        Assert.Equal(["other", "test"], screener.Lists.Select(l => l.List));
        Assert.Equal(["3", "1", "2"], Ids(All));
        Assert.Equal(["1", "2"], Ids(All with { Lists = ["test"] }));
        Assert.Equal(["3", "1"], Ids(All with { Schemata = ["Person"] }));
        Assert.Equal(["2"], Ids(All with { Schemata = ["Organization"] }));
        Assert.Equal(["3", "1"], Ids(All with { Programmes = ["ukraine"] }));
        Assert.Equal(["2"], Ids(All with { Programmes = ["EO1", "EO2"] }));
        Assert.Equal(["2"], Ids(All with { Topics = ["CRIME"] }));
        Assert.Equal(["3", "1"], Ids(All with { Countries = ["RU"] }));
        Assert.Equal(["2"], Ids(All with { ExcludedIds = ["1", "3"] }));
        Assert.Empty(Ids(All with { Countries = ["fr"] }));
        Assert.Equal(["3"], Ids(All with { Limit = 1 }));
        Assert.Equal("no list is called eu; there are other, test", Assert.Throws<ScreeningQueryException>(() => Ids(All with { Lists = ["eu"] })).Message);
        Assert.Throws<ScreeningQueryException>(() => screener.Screen(Some.Query("…"), All));
        Assert.Throws<ArgumentException>(() => new Screener([index, index]));

        IEnumerable<string> Ids(ScreeningOptions options) => screener.Screen(Some.Query("Ivan Petrov"), options).Select(m => m.Entity.Id);
    }

    [Fact]
    public async Task A_query_of_identifiers_alone_finds_who_has_them()
    {
        Entity[] list = [Some.Entity("1", "Company", ("name", "Alpha"), ("alias", "Beta"), ("innCode", "7707083893")), Some.Entity("2", "Company", ("name", "Gamma"), ("innCode", "7736050003"))];
        using var folder = new Folder();
        using var index = await folder.Index(list);
        var (screener, exhaustive) = (new Screener([index]), await ExhaustiveScreener.OfAsync(Folder.Edition, list.ToAsyncEnumerable(), TestContext.Current.CancellationToken, index.Rarity));
        var query = Some.Entity("query", "Company", ("innCode", "7707083893"));
        var found = Assert.Single(screener.Screen(query, All));
        Assert.Equal(("1", "Alpha", ""), (found.Entity.Id, found.Name.Text, found.QueryName));
        Assert.Equal(found.Score, found.Reasons.Sum(r => r.Contribution), 4);
        Assert.Equal(Told(exhaustive.Screen(query, All), 0), Told(found));
        Assert.Equal(Told(exhaustive.Judge(query, "test", "2", All)), Told(screener.Judge(query, "test", "2", All)));
    }

    [Fact]
    public async Task Many_threads_get_the_same_answers_while_the_index_is_closed_behind_them()
    {
        var list = RandomLists.Same();
        var queries = RandomLists.SameQueries();
        using var folder = new Folder();
        var index = await folder.Index(list);
        var screener = new Screener([index]);
        var expected = queries.Select(q => Told(screener.Screen(q, All), 0)).ToArray();
        var closed = 0;
        Parallel.For(0, 2000, new() { MaxDegreeOfParallelism = 8 }, i =>
        {
            try
            {
                Assert.Equal(expected[i % 40], Told(screener.Screen(queries[i % 40], All), 0));
            }
            catch (ObjectDisposedException)
            {
                Interlocked.Increment(ref closed);
            }
            if (i == 1990)
                index.Dispose();
        });
        Assert.NotEqual(2000, closed);
        Assert.Throws<ObjectDisposedException>(() => screener.Screen(queries[0], All));
    }

    internal static string Told(IReadOnlyList<Match> matches, double from) => string.Join('\n', matches.Where(m => m.Score >= from).Select(Told));

    internal static string Told(Match? match) => match is null ? "" :
        $"{match.List.List} {match.Entity.Id} {match.Score} {match.Verdict} {match.Name} {match.QueryName}: {string.Join("; ", match.Reasons.Select(r => $"{r.Kind} {r.How} {r.Query} {r.Entity} {r.Contribution:0.0000}"))}";
}
