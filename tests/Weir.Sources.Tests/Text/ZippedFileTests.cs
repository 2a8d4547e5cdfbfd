using System.IO.Compression;
using System.Text;
using Weir.Sources.Text;

namespace Weir.Sources.Tests.Text;

public sealed class ZippedFileTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_file_is_unpacked_and_companions_are_passed_over(bool seekable)
    {
        var zip = Zip(("LIST.XML", "<list/>"), ("LIST.XSD", "<schema/>"), ("__MACOSX/._LIST.XML", "x"));
        Assert.Equal("<list/>", await ReadAsync(zip, seekable));
    }

    [Fact]
    public async Task Several_files_are_refused_by_name()
    {
        var e = await Assert.ThrowsAsync<SourceFormatException>(() => ReadAsync(Zip(("a.csv", "1"), ("b.csv", "2")), seekable: true));
        Assert.Contains("a.csv, b.csv", e.Message, StringComparison.Ordinal);
        Assert.Contains("without a file", (await Assert.ThrowsAsync<SourceFormatException>(() => ReadAsync(Zip(), seekable: true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damage_anywhere_is_told_and_never_read_as_a_shorter_file()
    {
        var text = string.Join('\n', Enumerable.Range(1, 2000).Select(n => $"line {n} of invented text {n * 7919 % 1000}"));
        var zip = Zip(("list.csv", text));
        Assert.Equal(text, await ReadAsync(zip, seekable: false));
        for (var at = 40; at < zip.Length - 120; at += 97)
        {
            var bad = zip.ToArray();
            bad[at] ^= 0x55;
            var outcome = await Record.ExceptionAsync(() => ReadAsync(bad, seekable: true));
            Assert.IsType<SourceFormatException>(outcome);
        }
        foreach (var length in new[] { 4, 40, zip.Length / 2, zip.Length - 1 })
            await Assert.ThrowsAsync<SourceFormatException>(() => ReadAsync(zip[..length], seekable: length % 2 == 0));
    }

    [Fact]
    public async Task Bombs_and_boxes_in_boxes_are_refused()
    {
        var bomb = Zip(("list.csv", new string(' ', 40 << 20)));
        Assert.Contains("200 times its size", (await Assert.ThrowsAsync<SourceFormatException>(() => ReadAsync(bomb, seekable: true))).Message, StringComparison.Ordinal);
        var e = await Assert.ThrowsAsync<SourceFormatException>(() => ReadAsync(Zip(("list.csv", "1234567890")), seekable: true, new UnpackLimits(Bytes: 9)));
        Assert.Contains("more than 9 bytes", e.Message, StringComparison.Ordinal);
        using var inner = new MemoryStream();
        await using (var archive = new ZipArchive(inner, ZipArchiveMode.Create, leaveOpen: true))
        await using (var entry = await archive.CreateEntry("a.zip").OpenAsync(TestContext.Current.CancellationToken))
            await entry.WriteAsync(Zip(("list.csv", "1")), TestContext.Current.CancellationToken);
        Assert.Contains("ZIP file inside a ZIP file", (await Assert.ThrowsAsync<SourceFormatException>(() => ReadAsync(inner.ToArray(), seekable: true))).Message, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(byte[] zip, bool seekable, UnpackLimits? limits = null)
    {
        Stream stream = new MemoryStream(zip, writable: false);
        if (!seekable)
            stream = new BufferedPipe(stream);
        await using var file = await ReceivedFile.OpenAsync(stream, "list.zip", TestContext.Current.CancellationToken, limits);
        Assert.True(file.Packed);
        using var reader = new StreamReader(file.Content, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return stream.ToArray();
    }

    /// <summary>Read forward only, as from a network.</summary>
    private sealed class BufferedPipe(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, 1000));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
