using System.IO.Compression;
using System.Text;
using CsCheck;
using Weir.Screening;

namespace Weir.Sources.Tests.Lists;

/// <summary>Reads lists from texts and from the real files, where these are.</summary>
internal static class ListReads
{
    public const string FileName = "list.file";

    public static Task<(IReadOnlyList<Entity> Entities, ListReading Reading)> ReadAsync(IListSource list, string text) => ReadAsync(list, Encoding.UTF8.GetBytes(text));

    public static async Task<(IReadOnlyList<Entity> Entities, ListReading Reading)> ReadAsync(IListSource list, byte[] bytes)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var content = new MemoryStream(bytes);
        var reading = new ListReading(FileName);
        return (await list.ReadAsync(content, reading, cancellation).ToListAsync(cancellation), reading);
    }

    /// <summary>Reads a real file through the list that recognises it; null where it is not here.</summary>
    public static async Task<(IReadOnlyList<Entity> Entities, ListReading Reading)?> SampleAsync(IListSource list, params string[] path)
    {
        if (SampleFolder() is not { } folder || !File.Exists(Path.Combine([folder, .. path])))
            return null;
        var bytes = await File.ReadAllBytesAsync(Path.Combine([folder, .. path]), TestContext.Current.CancellationToken);
        if (path[^1].EndsWith(".gz", StringComparison.Ordinal))
        {
            using var unpacked = new MemoryStream();
            await using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            await gzip.CopyToAsync(unpacked, TestContext.Current.CancellationToken);
            bytes = unpacked.ToArray();
        }
        var head = Head(bytes, path[^1]);
        var known = ListSources.All.Where(l => l.Recognises(head)).ToList();
        Assert.Equal([list.Description.Id], known.Select(l => l.Description.Id));
        return await ReadAsync(list, bytes);
    }

    /// <summary>The values of properties: several of one with | between, properties with / between.</summary>
    public static string Show(this Entity entity, params string[] properties) => string.Join(" / ", properties.Select(p => string.Join("|", entity.Values(p))));

    /// <summary>The names whose language the list states, e.g. <c>Иван Пример: ru</c>.</summary>
    public static IEnumerable<string> Languages(this Entity entity) => entity.AllNames().Where(n => n.Language is not null).Select(n => $"{n.Text}: {n.Language}");

    public static FileHead Head(string text, string name = FileName) => Head(Encoding.UTF8.GetBytes(text), name);

    public static FileHead Head(byte[] bytes, string name = FileName) => new(name, bytes.AsMemory(0, Math.Min(bytes.Length, 64 * 1024)));

    public static async Task<string> RefusedAsync(IListSource list, string text)
    {
        var refused = await Assert.ThrowsAsync<SourceFormatException>(() => ReadAsync(list, text));
        Assert.True(refused.Message.Length < 600, refused.Message);
        return refused.Message;
    }

    /// <summary>A file of the list is recognised by it alone.</summary>
    public static void IsRecognised(string text, string id) =>
        Assert.Equal([id], ListSources.All.Where(l => l.Recognises(Head(text))).Select(l => l.Description.Id));

    /// <summary>
    /// Whatever the bytes are: entities, quarantine or one clear refusal. Every entity has a name unless it is an act or a relation, and every act names an entity read before.
    /// </summary>
    public static void Damaged(IListSource list, string whole, int iterations = 120)
    {
        var bytes = Encoding.UTF8.GetBytes(whole);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.OneOf(Gen.Byte, Gen.Const((byte)'\n'), Gen.Const((byte)'"'), Gen.Const((byte)','))).Array[1, 6].Sample(
            damage =>
            {
                var damaged = bytes.ToArray();
                foreach (var (at, value) in damage)
                    damaged[at] = value;
                Survives(list, damaged);
            },
            iter: iterations);
        Gen.Int[0, bytes.Length - 1].Sample(length => Survives(list, bytes[..length]), iter: iterations / 4);
    }

    /// <summary>All records are accounted for: acts read and records in quarantine together are those of the file.</summary>
    public static void AllAccountedFor(int records, ListReading reading) =>
        Assert.Equal(records, reading.Counts.GetValueOrDefault("Sanction") + reading.Quarantined.Count);

    private static void Survives(IListSource list, byte[] bytes)
    {
        try
        {
            var (entities, reading) = ReadAsync(list, bytes).GetAwaiter().GetResult();
            var known = entities.Where(e => e.AllNames().Any()).Select(e => e.Id).ToHashSet();
            Assert.All(entities.Where(e => e.Schema == "Sanction"), e => Assert.Contains(e.Values("entity")[0], known));
            Assert.All(reading.Quarantined, q => Assert.NotEmpty(q.Reason));
            list.Recognises(Head(bytes));
        }
        catch (SourceFormatException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
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
}
