using System.Text;
using CsCheck;

namespace Weir.Screening.Tests;

public class FtmJsonLinesTests
{
    [Fact]
    public async Task Reads_what_open_datasets_publish()
    {
        var entities = await Read("""
            {"id":"NK-1","caption":"X","schema":"Organization","properties":{"name":["LLC “X”","ООО Икс"],"country":["by"],"addressEntity":["addr-1"]},"referents":["ofac-1"],"datasets":["eu_fsf"],"target":true}

            {"id":"NK-2","schema":"Person","properties":{"name":["A"],"nationality":["ru"],"birthDate":["1971"],"passportNumber":["P1"],"weakAlias":["B"],"sanctions":[{"id":"s1","schema":"Sanction"}]}}
            """);
        Assert.Equal(["NK-1", "NK-2"], entities.Select(e => e.Id));
        Assert.Equal(["LLC “X”", "ООО Икс"], entities[0].Names);
        Assert.Equal(("LLC “X”", "ofac-1", "eu_fsf"), (entities[0].Caption, entities[0].Referents[0], entities[0].Datasets[0]));
        Assert.True(entities[1].IsPerson);
        Assert.Equal(["ru"], entities[1].Countries);
        Assert.Equal(["1971"], entities[1].BirthDates);
        Assert.Equal([new Identifier("passportNumber", "P1")], entities[1].Identifiers);
        Assert.Equal(["s1"], entities[1].Values("sanctions"));
        Assert.Equal([new("A", NameKind.Primary), new EntityName("B", NameKind.Weak)], entities[1].AllNames());
    }

    [Fact]
    public async Task A_byte_order_mark_and_a_last_line_without_end_are_fine() =>
        Assert.Single(await Read("\ufeff{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}"));

    [Theory]
    [InlineData("{", "no JSON object")]
    [InlineData("[1]", "a list")]
    [InlineData("7", "a number")]
    [InlineData("<html>", "no JSON object")]
    [InlineData("{\"schema\":\"P\",\"properties\":{}}", "'id'")]
    [InlineData("{\"id\":\"a\",\"properties\":{}}", "'schema'")]
    [InlineData("{\"id\":\"a\",\"schema\":\"P\"}", "'properties'")]
    [InlineData("{\"id\":\"a\",\"schema\":\"P\",\"properties\":{\"name\":[1]}}", "'name'")]
    [InlineData("{\"id\":\"a\",\"schema\":\"P\",\"properties\":{\"name\":[\"\\ud800\"]}}", "no JSON object")]
    public async Task A_bad_line_is_reported_with_its_number_and_the_rest_is_read(string line, string reason)
    {
        const string Good = "{\"id\":\"a\",\"schema\":\"P\",\"properties\":{}}";
        var bad = new List<BadEntityLine>();
        Assert.Equal(2, (await Read($"{Good}\n{line}\n{Good}", bad.Add)).Count);
        Assert.Equal(2, Assert.Single(bad).Line);
        Assert.Contains(reason, bad[0].Reason, StringComparison.Ordinal);
        var thrown = await Assert.ThrowsAsync<EntityFormatException>(() => Read($"{Good}\n{line}\n{Good}"));
        Assert.StartsWith("line 2: ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_end_is_bad_and_not_held_in_memory()
    {
        var bad = new List<BadEntityLine>();
        var line = new string('x', (2 * FtmJsonLines.LongestLine) + 100);
        Assert.Single(await Read($"{line}\n{{\"id\":\"a\",\"schema\":\"P\",\"properties\":{{}}}}", bad.Add));
        Assert.Equal(1, Assert.Single(bad).Line);
    }

    [Fact]
    public async Task Deep_nesting_is_a_bad_line() => await Assert.ThrowsAsync<EntityFormatException>(() =>
        Read("{\"id\":\"a\",\"schema\":\"P\",\"properties\":{\"x\":" + new string('[', 100_000) + "}}"));

    [Fact]
    public void Any_bytes_are_read_or_reported() => Gen.OneOf(Gen.Byte, Gen.OneOf("{}[]\":,\n\\ \ufeffid"u8.ToArray())).Array[0, 200].Sample(bytes =>
    {
        using var file = new MemoryStream(bytes);
        var bad = new List<BadEntityLine>();
        var read = FtmJsonLines.ReadAsync(file, bad.Add).ToListAsync().AsTask().GetAwaiter().GetResult();
        Assert.True(read.Count + bad.Count <= bytes.Count(b => b == '\n') + 1);
        Assert.All(bad, b => Assert.NotEmpty(b.Reason));
    });

    [Fact]
    public async Task A_reader_that_stops_early_leaves_the_stream_open()
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("{\"id\":\"a\",\"schema\":\"P\",\"properties\":{}}\n{"));
        await foreach (var entity in FtmJsonLines.ReadAsync(file))
        {
            Assert.Equal("a", entity.Id);
            break;
        }
        Assert.True(file.CanRead);
    }

    [Fact]
    public async Task Nothing_in_is_nothing_out() => Assert.Empty(await Read(""));

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Select(Gen.String[1, 8], Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.String[0, 12].Array[1, 3])[0, 4]).Array[0, 5].Sample(drawn =>
        {
            Entity[] entities =
            [
                .. drawn.Where(d => IsSound(d.Item1) && d.Item2.Values.All(v => Array.TrueForAll(v, IsSound))).Select(d =>
                    new Entity(d.Item1, "Company", d.Item2.ToDictionary(p => p.Key, p => (IReadOnlyList<string>)p.Value, StringComparer.Ordinal)) { Datasets = ["d"] }),
            ];
            using var file = new MemoryStream();
            Assert.Equal(entities.Length, FtmJsonLines.WriteAsync(entities.ToAsyncEnumerable(), file, default).GetAwaiter().GetResult());
            file.Position = 0;
            var read = FtmJsonLines.ReadAsync(file).ToListAsync().AsTask().GetAwaiter().GetResult();
            Assert.Equal(entities.Select(e => (e.Id, e.Schema)), read.Select(e => (e.Id, e.Schema)));
            for (var i = 0; i < entities.Length; i++)
            {
                Assert.Equal(entities[i].Properties.Count, read[i].Properties.Count);
                Assert.All(entities[i].Properties, p => Assert.Equal(p.Value, read[i].Values(p.Key)));
                Assert.Equal(entities[i].Datasets, read[i].Datasets);
            }
        });

    [Fact]
    public async Task Writing_is_the_same_bytes_each_time_and_keeps_scripts_readable()
    {
        using var file = new MemoryStream();
        await FtmJsonLines.WriteAsync(new[] { Some.Company("c", "ООО «Вектор»", "王") }.ToAsyncEnumerable(), file, default);
        Assert.Equal(
            "{\"id\":\"c\",\"caption\":\"ООО «Вектор»\",\"schema\":\"Company\",\"properties\":{\"name\":[\"ООО «Вектор»\",\"王\"]},\"datasets\":[\"test\"]}\n",
            Encoding.UTF8.GetString(file.ToArray()));
    }

    [Fact]
    public async Task The_languages_of_names_stand_beside_the_properties_and_come_back()
    {
        using var file = new MemoryStream();
        var entity = new EntityBuilder("p", "Person").AddName("name", "Ivan Example", null).AddName("alias", " Иван Пример ", "ru").AddName("weakAlias", "Иван Пример", "uk").AddName("alias", "", "fr").Build();
        await FtmJsonLines.WriteAsync(new[] { entity }.ToAsyncEnumerable(), file, default);
        var line = Encoding.UTF8.GetString(file.ToArray());
        Assert.Contains("]},\"nameLanguages\":{\"Иван Пример\":\"ru\"}", line, StringComparison.Ordinal);
        EntityName[] names = [new("Ivan Example", NameKind.Primary), new("Иван Пример", NameKind.Alias) { Language = "ru" }, new("Иван Пример", NameKind.Weak) { Language = "ru" }];
        Assert.Equal(names, Assert.Single(await Read(line)).AllNames());
        // What a publisher keeps under this key that is no code is left out.
        Assert.Empty(Assert.Single(await Read("""{"id":"a","schema":"P","properties":{"name":["A"]},"nameLanguages":{"A":"Russian","B":["ru"],"C":"RU"}}""")).NameLanguages);
        Assert.Empty(Assert.Single(await Read("""{"id":"a","schema":"P","properties":{"name":["A"]},"nameLanguages":["ru"]}""")).NameLanguages);
    }

    [Theory]
    [InlineData("zala-entities.ftm.json", 91)]
    [InlineData("t1-entities.ftm.json", 7)]
    public async Task Published_files_are_read_whole_where_present(string name, int count)
    {
        if (SampleFolder() is not { } folder)
            return;
        await using var file = File.OpenRead(Path.Combine(folder, "screening", "formats", "ftm-json", name));
        Assert.Equal(count, await FtmJsonLines.ReadAsync(file, cancellation: TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
    }

    private static string? SampleFolder()
    {
        var named = Environment.GetEnvironmentVariable("WEIR_SAMPLES");
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Weir.slnx")))
            root = root.Parent;
        var beside = root?.Parent is null ? null : Path.Combine(root.Parent.FullName, "shared", "data");
        return new[] { named, beside }.FirstOrDefault(f => f is not null && Directory.Exists(Path.Combine(f, "screening")));
    }

    private static bool IsSound(string text) => !text.Any(char.IsSurrogate);

    private static async Task<List<Entity>> Read(string text, Action<BadEntityLine>? onBad = null)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await FtmJsonLines.ReadAsync(file, onBad, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
