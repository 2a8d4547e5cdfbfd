using CsCheck;
using Weir.Screening.Indexing;

namespace Weir.Screening.Tests.Indexing;

public class ScreeningIndexTests
{
    private static readonly ScreeningOptions All = new() { Limit = 500 };

    [Fact]
    public async Task Says_what_it_built_and_leaves_nothing_beside_it()
    {
        using var folder = new Folder();
        var (path, report) = await folder.Build(
            [Some.Person("1", "Ivan Petrov", "Иван Петров"), Some.Person("2", "…"), Some.Company("3"), Some.Entity("4", "Sanction", ("entity", "1")), Some.Person("1", "Pyotr Ivanov")]);
        Assert.Equal((5, 1), (report.Entities, report.Superseded));
        Assert.Equal(["2", "3"], report.WithoutName);
        Assert.Equal(new FileInfo(path).Length, report.Bytes);
        Assert.Equal(["base.idx"], folder.Files);
        using var index = ScreeningIndex.Open(path);
        Assert.Equal(["2", "3", "4", "1"], index.Entities().Select(e => e.Id));
        Assert.Equal("Pyotr Ivanov", new Screener([index]).Find("test", "1")!.Caption);
        Assert.DoesNotContain(new Screener([index]).Screen(Some.Query("Ivan Petrov"), All), m => m.Name.Text == "Ivan Petrov");
    }

    [Fact]
    public async Task A_build_that_is_stopped_leaves_nothing()
    {
        using var folder = new Folder();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ScreeningIndex.BuildAsync(Endless(), folder["a.idx"], Folder.Edition, null, stop.Token));
        Assert.Empty(folder.Files);

        async IAsyncEnumerable<Entity> Endless()
        {
            for (var i = 0; ; i++)
            {
                if (i == 3000)
                    await stop.CancelAsync();
                yield return Some.Person($"{i}", "Ivan Petrov");
            }
        }
    }

    [Fact]
    public async Task The_same_list_gives_the_same_bytes()
    {
        var list = RandomLists.Same();
        using var folder = new Folder();
        await folder.Build(list, "a.idx");
        await folder.Build(list, "b.idx");
        Assert.Equal(await File.ReadAllBytesAsync(folder["a.idx"]), await File.ReadAllBytesAsync(folder["b.idx"]));
    }

    [Fact]
    public async Task Changes_give_what_building_anew_gives()
    {
        await Gen.Select(RandomLists.List, Changes.Array[1, 4], RandomLists.Query.Array[1, 3]).SampleAsync(async (list, steps, queries) =>
        {
            using var folder = new Folder();
            await folder.Build(list, "0.idx");
            var now = list.ToDictionary(e => e.Id);
            for (var i = 0; i < steps.Length; i++)
            {
                await folder.Apply($"{i}.idx", $"{i + 1}.idx", steps[i]);
                foreach (var (id, entity) in steps[i])
                {
                    now.Remove(id);
                    if (entity is not null)
                        now[id] = entity;
                }
            }
            using var changed = ScreeningIndex.Open(folder[$"{steps.Length}.idx"]);
            using var anew = await folder.Index(now.Values, "anew.idx");
            Assert.Equal(now.Keys.Order(), changed.Entities().Select(e => e.Id).Order());
            var (screener, expected) = (new Screener([changed]), new Screener([anew]));
            foreach (var query in queries)
                Assert.Equal(ScreenerTests.Told(expected.Screen(query, All), 0), ScreenerTests.Told(screener.Screen(query, All), 0));
            foreach (var id in Enumerable.Range(0, 35).Select(i => $"e{i}"))
                Assert.Equal(expected.Find("test", id)?.Caption, screener.Find("test", id)?.Caption);
        }, iter: 12, threads: 1);
    }

    [Fact]
    public async Task A_long_chain_is_built_anew_and_a_broken_one_says_so()
    {
        using var folder = new Folder();
        await folder.Build([Some.Person("1", "Ivan Petrov"), Some.Person("2", "Anna Petrova")], "0.idx");
        for (var i = 0; i < ScreeningIndex.LongestChain; i++)
            await folder.Apply($"{i}.idx", $"{i + 1}.idx", EntityChange.Put(Some.Person($"n{i}", $"Name Number{i}")), i == 3 ? EntityChange.Remove("2") : EntityChange.Remove("nobody"));
        using (var last = ScreeningIndex.Open(folder[$"{ScreeningIndex.LongestChain}.idx"]))
        {
            Assert.Equal(1, last.Files);
            Assert.Equal(1 + ScreeningIndex.LongestChain, last.Entities().Count());
        }
        using (var longest = ScreeningIndex.Open(folder[$"{ScreeningIndex.LongestChain - 1}.idx"]))
            Assert.Equal(ScreeningIndex.LongestChain, longest.Files);
        await folder.Build([Some.Person("1", "Another")], "1.idx");
        Assert.Contains("another file by now", Assert.Throws<ScreeningIndexException>(() => ScreeningIndex.Open(folder["2.idx"])).Message, StringComparison.Ordinal);
        File.Delete(folder["1.idx"]);
        Assert.Contains("cannot be opened", Assert.Throws<ScreeningIndexException>(() => ScreeningIndex.Open(folder["2.idx"])).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => folder.Apply("2.idx", "2.idx"));
    }

    [Fact]
    public async Task Whoever_has_an_index_open_goes_on_when_a_new_one_takes_its_place()
    {
        using var folder = new Folder();
        using var old = await folder.Index([Some.Person("1", "Ivan Petrov")]);
        using var anew = await folder.Index([Some.Person("2", "Ivan Petrov")]);
        Assert.Equal("1", Assert.Single(new Screener([old]).Screen(Some.Query("Ivan Petrov"), All)).Entity.Id);
        Assert.Equal("2", Assert.Single(new Screener([anew]).Screen(Some.Query("Ivan Petrov"), All)).Entity.Id);
    }

    [Fact]
    public async Task An_empty_list_holds_nobody()
    {
        using var folder = new Folder();
        using var index = await folder.Index([]);
        Assert.Empty(new Screener([index]).Screen(Some.Query("Ivan Petrov"), All));
        Assert.Null(new Screener([index]).Find("test", "1"));
        Assert.Empty(index.Entities());
    }

    [Fact]
    public async Task A_damaged_file_is_refused_or_answers_and_nothing_else()
    {
        using var folder = new Folder();
        var list = RandomLists.Same();
        var (path, _) = await folder.Build(list);
        var whole = await File.ReadAllBytesAsync(path);
        var bad = folder["bad.idx"];
        foreach (var length in new[] { 0, 7, 8, 100, 8191, 8192, whole.Length / 2, whole.Length - 1 })
        {
            await File.WriteAllBytesAsync(bad, whole[..length]);
            Assert.Throws<ScreeningIndexException>(() => ScreeningIndex.Open(bad));
        }
        for (var at = 0; at < 8192; at += 61)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x41;
            await File.WriteAllBytesAsync(bad, damaged);
            Assert.Throws<ScreeningIndexException>(() => ScreeningIndex.Open(bad));
        }
        var random = new Random(1);
        for (var i = 0; i < 120; i++)
        {
            var damaged = whole.ToArray();
            var at = random.Next(8192, damaged.Length - 8);
            random.NextBytes(damaged.AsSpan(at, random.Next(1, 8)));
            await File.WriteAllBytesAsync(bad, damaged);
            try
            {
                using var index = ScreeningIndex.Open(bad);
                var screener = new Screener([index]);
                foreach (var name in new[] { "Ivanov Sergei", "محمد Hassan", "Rosneft LLC", "华为 技术" })
                    screener.Screen(Some.Query(name), All);
                foreach (var entity in list)
                    _ = (screener.Find("test", entity.Id), screener.About("test", entity.Id));
                _ = index.Entities().Count();
            }
            catch (ScreeningIndexException e)
            {
                Assert.Contains(bad, e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task An_index_of_another_engine_or_a_foreign_file_is_refused()
    {
        using var folder = new Folder();
        var (path, _) = await folder.Build([Some.Person("1", "Ivan Petrov")]);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[16] = (byte)'x';
        System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(0, 8160), bytes.AsSpan(8160, 32));
        await File.WriteAllBytesAsync(folder["other.idx"], bytes);
        Assert.Contains("built by engine x", Assert.Throws<ScreeningIndexException>(() => ScreeningIndex.Open(folder["other.idx"])).Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["foreign.idx"], "{\"id\":\"1\"}");
        Assert.Contains("no screening index", Assert.Throws<ScreeningIndexException>(() => ScreeningIndex.Open(folder["foreign.idx"])).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => ScreeningIndex.Open(folder["none.idx"]));
    }

    private static Gen<EntityChange[]> Changes { get; } =
        Gen.Select(Gen.Int[0, 34], Gen.Bool, RandomLists.Entity("x"), (id, isGone, entity) => isGone ? EntityChange.Remove($"e{id}") : EntityChange.Put(entity with { Id = $"e{id}" })).Array[0, 8];
}
