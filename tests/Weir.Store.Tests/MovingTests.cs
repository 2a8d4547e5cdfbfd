using System.Formats.Tar;
using System.Text;
using static Weir.Store.Tests.LakeFixture;
using static Weir.Store.Tests.TextReading;

namespace Weir.Store.Tests;

public sealed class MovingTests
{
    [Fact]
    public async Task A_lake_that_was_exported_and_imported_has_the_same_answers()
    {
        await using var lake = await FilledAsync();
        var archive = await ExportAsync(lake);
        var before = await LakeState.OfAsync(lake.Lake);
        await using var copy = await ImportAsync(lake, archive);
        Assert.Equal(before, await LakeState.OfAsync(copy));
        Assert.Empty(await copy.InspectAsync(Ct));
        await IngestAsync(copy, Line("854470", "2025-08", 4711));
        Assert.Equal(before, await LakeState.OfAsync(lake.Lake));
    }

    [Fact]
    public async Task An_export_is_of_one_moment_and_needs_no_seeking()
    {
        await using var lake = await FilledAsync();
        var before = await LakeState.OfAsync(lake.Lake);
        using var target = new MemoryStream();
        var progress = new Once(() => IngestAsync(lake.Lake, Line("854470", "2025-08", 99)).GetAwaiter().GetResult());
        var told = await lake.Lake.ExportAsync(new ForwardOnly(target), progress, Ct);
        Assert.True(progress.Done);
        Assert.NotEqual(before, await LakeState.OfAsync(lake.Lake));
        Assert.Equal(told.Files, (await EntriesAsync(target.ToArray())).Count - 2);

        await using var copy = await ImportAsync(lake, target.ToArray());
        Assert.Equal(before, await LakeState.OfAsync(copy));
        Assert.Empty(await copy.InspectAsync(Ct));
    }

    [Fact]
    public async Task Only_an_empty_home_takes_an_archive()
    {
        await using var lake = await FilledAsync();
        var archive = await ExportAsync(lake);
        var before = await LakeState.OfAsync(lake.Lake);
        var refused = await Assert.ThrowsAsync<LakeException>(() => Lake.ImportAsync(new MemoryStream(archive), "a.tar", lake.Home, new(), null, Ct));
        Assert.Contains($"{lake.Home} is not empty", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await LakeState.OfAsync(lake.Lake));
    }

    [Fact]
    public async Task An_archive_cut_short_anywhere_is_refused_and_leaves_a_home_that_takes_the_whole_one()
    {
        await using var lake = await FilledAsync();
        var archive = await ExportAsync(lake);
        foreach (var part in new[] { 0, 100, 512, 3000, archive.Length / 2, archive.Length - 3000 })
            await IsRefusedAsync(lake, archive[..part], part <= 512 ? "no exported lake" : "breaks off or is damaged");
        await using var copy = await ImportAsync(lake, archive);
        Assert.Empty(await copy.InspectAsync(Ct));
    }

    [Fact]
    public async Task A_byte_turned_is_found_by_its_hash()
    {
        await using var lake = await FilledAsync();
        var archive = await ExportAsync(lake);
        var raw = (await EntriesAsync(archive)).First(e => e.Name.EndsWith(".zst", StringComparison.Ordinal));
        var at = archive.AsSpan().IndexOf(raw.Content);
        archive[at + 10] ^= 1;
        await IsRefusedAsync(lake, archive, $"{raw.Name} has the hash");
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("raw/../../evil.txt")]
    [InlineData("/tmp/evil.txt")]
    [InlineData("flows/gacc/CHN/2025/../../../../evil.parquet")]
    [InlineData("flows\\gacc\\evil")]
    [InlineData("lists/x/0001/..")]
    [InlineData("readme.txt")]
    public async Task A_path_that_leaves_the_folder_or_is_none_of_a_lake_is_refused(string path)
    {
        await using var lake = await FilledAsync();
        var entries = await EntriesAsync(await ExportAsync(lake));
        entries.Insert(2, (path, "evil"u8.ToArray()));
        await IsRefusedAsync(lake, await ArchiveAsync(entries), "which is no file of a lake");
        Assert.Empty(Directory.GetFiles(lake.Folder.Path, "evil*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_link_in_an_archive_is_refused()
    {
        await using var lake = await FilledAsync();
        var entries = await EntriesAsync(await ExportAsync(lake));
        using var target = new MemoryStream();
        await using (var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true))
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, entries[0].Name) { DataStream = new MemoryStream(entries[0].Content) }, Ct);
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"raw/{new string('0', 64)}.zst") { LinkName = "/etc/passwd" }, Ct);
        }
        await IsRefusedAsync(lake, target.ToArray(), "SymbolicLink");
    }

    [Fact]
    public async Task A_file_twice_one_too_many_and_one_too_few_are_refused()
    {
        await using var lake = await FilledAsync();
        var entries = await EntriesAsync(await ExportAsync(lake));
        await IsRefusedAsync(lake, await ArchiveAsync([.. entries[..2], entries[1], .. entries[2..]]), "twice");
        await IsRefusedAsync(lake, await ArchiveAsync([.. entries[..2], ($"raw/{new string('0', 64)}.json", "{}"u8.ToArray()), .. entries[2..]]), "more than it says");
        await IsRefusedAsync(lake, await ArchiveAsync([.. entries[..3], .. entries[4..]]), "is missing from it");
    }

    [Theory]
    [InlineData("\"schema\": 2", "\"schema\": 99", "written by a newer Weir")]
    [InlineData("\"version\": 1", "\"version\": 2", "written by a newer Weir")]
    [InlineData("weir-lake", "other", "no exported lake")]
    public async Task What_a_newer_Weir_or_somebody_else_wrote_is_refused(string old, string @new, string message)
    {
        await using var lake = await FilledAsync();
        var entries = await EntriesAsync(await ExportAsync(lake));
        var head = Encoding.UTF8.GetString(entries[0].Content);
        Assert.Contains(old, head, StringComparison.Ordinal);
        entries[0] = (entries[0].Name, Encoding.UTF8.GetBytes(head.Replace(old, @new, StringComparison.Ordinal)));
        await IsRefusedAsync(lake, await ArchiveAsync(entries), message);
    }

    [Fact]
    public async Task Being_stopped_leaves_nothing()
    {
        await using var lake = await FilledAsync();
        var archive = await ExportAsync(lake);
        using var stop = new CancellationTokenSource();
        var home = lake.Folder.At("stopped");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Lake.ImportAsync(new MemoryStream(archive), "a.tar", home, new(), new Once(stop.Cancel), stop.Token));
        Assert.Empty(Directory.GetDirectories(Path.Combine(home, "tmp")));
        Assert.False(File.Exists(Path.Combine(home, "catalog.db")));
        await Lake.ImportAsync(new MemoryStream(archive), "a.tar", home, new(), null, Ct);
    }

    [Fact]
    public async Task A_folder_copied_while_nobody_uses_it_is_a_whole_lake()
    {
        await using var lake = await FilledAsync();
        var before = await LakeState.OfAsync(lake.Lake);
        await lake.Lake.DisposeAsync();
        foreach (var file in Directory.GetFiles(lake.Home, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(lake.Folder.At("copied"), Path.GetRelativePath(lake.Home, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        await using var copy = await Lake.OpenAsync(lake.Folder.At("copied"), lake.Clock, Ct);
        Assert.Equal(before, await LakeState.OfAsync(copy));
        Assert.Empty(await copy.InspectAsync(Ct));
    }

    private static async Task<LakeFixture> FilledAsync()
    {
        var lake = await CreateAsync();
        await IngestAsync(lake.Lake, string.Join('\n', Line("854470", "2025-08", 1), Line("854470", "2024-08", 3), "? a bad row", "all 2025-08"));
        await IngestAsync(lake.Lake, Line("850760", "2025-09", 2, reporter: 643), "второй.txt");
        await IngestListAsync(lake.Lake, "eu-fsf", "a\nb");
        return lake;
    }

    private static async Task<byte[]> ExportAsync(LakeFixture lake)
    {
        using var target = new MemoryStream();
        await lake.Lake.ExportAsync(target, null, Ct);
        return target.ToArray();
    }

    private static async Task<Lake> ImportAsync(LakeFixture lake, byte[] archive)
    {
        var home = lake.Folder.At("imported");
        await Lake.ImportAsync(new MemoryStream(archive), "a.tar", home, new(), null, Ct);
        return await Lake.OpenAsync(home, lake.Clock, Ct);
    }

    private static async Task IsRefusedAsync(LakeFixture lake, byte[] archive, string message)
    {
        var home = lake.Folder.At("imported");
        var refused = await Assert.ThrowsAsync<LakeException>(() => Lake.ImportAsync(new MemoryStream(archive), "a.tar", home, new(), null, Ct));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("a.tar", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(home), e => Path.GetFileName(e) is not ("tmp" or "writer.lock"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(home, "tmp")));
    }

    private static async Task<List<(string Name, byte[] Content)>> EntriesAsync(byte[] archive)
    {
        var entries = new List<(string, byte[])>();
        await using var tar = new TarReader(new MemoryStream(archive));
        while (await tar.GetNextEntryAsync(copyData: true, Ct) is { } entry)
        {
            using var content = new MemoryStream();
            if (entry.DataStream is not null)
                await entry.DataStream.CopyToAsync(content, Ct);
            entries.Add((entry.Name, content.ToArray()));
        }
        return entries;
    }

    private static async Task<byte[]> ArchiveAsync(IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var target = new MemoryStream();
        await using (var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) }, Ct);
        }
        return target.ToArray();
    }

    private sealed class Once(Action act) : IProgress<LakeProgress>
    {
        public bool Done { get; private set; }

        public void Report(LakeProgress value)
        {
            if (Done)
                return;
            Done = true;
            act();
        }
    }

    private sealed class ForwardOnly(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
