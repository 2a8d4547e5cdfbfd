using System.IO.Compression;

namespace Weir.Sources.Text;

/// <summary>The one file of interest in a ZIP archive, read forward: bounded, and checked against the archive's own length and checksum.</summary>
internal sealed class ZippedFile : ReadOnlyStream
{
    private const int MostEntries = 1000;
    private const long MostPacked = 4L << 30;
    private const long RatioAppliesFrom = 16L << 20;

    // What publishers put beside the data.
    private static readonly string[] Companions = [".xsd", ".pdf", ".htm", ".html", ".md"];
    private static readonly uint[] CrcTable = MakeCrcTable();

    private readonly Stream packed;
    private readonly ZipArchive archive;
    private readonly ZipArchiveEntry entry;
    private readonly Stream content;
    private readonly string name;
    private readonly UnpackLimits limits;
    private long unpacked;
    private uint crc = uint.MaxValue;

    private ZippedFile(Stream packed, ZipArchive archive, ZipArchiveEntry entry, string name, UnpackLimits limits) =>
        (this.packed, this.archive, this.entry, content, this.name, this.limits) = (packed, archive, entry, entry.Open(), name, limits);

    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Opens an archive; one that can't be sought in is first written to a temporary file. Owns the stream from then on.</summary>
    /// <exception cref="SourceFormatException">It is damaged, holds no file or several, or is larger than allowed.</exception>
    public static async Task<ZippedFile> OpenAsync(Stream received, string name, UnpackLimits limits, CancellationToken cancellation)
    {
        var whole = received.CanSeek ? received : await SpoolAsync(received, name, cancellation);
        ZipArchive? opened = null;
        try
        {
            opened = new ZipArchive(whole, ZipArchiveMode.Read, leaveOpen: true);
            if (opened.Entries.Count > MostEntries)
                throw new SourceFormatException($"{name} is a ZIP archive of {opened.Entries.Count} files, and {MostEntries} is the limit; unpack the one you mean and give that");
            return new(whole, opened, Choose(opened, name, limits), name, limits);
        }
        catch (Exception e)
        {
            opened?.Dispose();
            await whole.DisposeAsync();
            if (e is InvalidDataException or NotSupportedException or EndOfStreamException)
                throw Damaged(name, e.Message, e);
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Counted(buffer[..content.Read(buffer)], buffer.Length);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(name, e.Message, e);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await content.ReadAsync(buffer, cancellationToken);
            return Counted(buffer.Span[..read], buffer.Length);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(name, e.Message, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            archive.Dispose();
            packed.Dispose();
        }
        base.Dispose(disposing);
    }

    private static ZipArchiveEntry Choose(ZipArchive archive, string name, UnpackLimits limits)
    {
        var files = archive.Entries.Where(e => e.Name.Length > 0 && !e.Name.StartsWith('.') && !e.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
        if (files.Count > 1)
            files.RemoveAll(e => Companions.Any(c => e.Name.EndsWith(c, StringComparison.OrdinalIgnoreCase)));
        if (files is not [var entry])
        {
            throw new SourceFormatException(files.Count == 0
                ? $"{name} is a ZIP archive without a file in it; download it again"
                : $"{name} is a ZIP archive of {files.Count} files ({ReceivedText.Quote(string.Join(", ", files.Take(3).Select(f => f.Name)))}); unpack the one you mean and give that");
        }
        return entry.IsEncrypted ? throw new SourceFormatException($"{name} is a ZIP archive with a password; unpack it by hand")
            : entry.Length > limits.Bytes ? throw TooLarge(name, limits)
            : entry;
    }

    private static async Task<Stream> SpoolAsync(Stream received, string name, CancellationToken cancellation)
    {
        await using var owned = received;
        var spool = new FileStream(Path.Combine(Path.GetTempPath(), $"weir-{Guid.NewGuid():n}.zip"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var buffer = new byte[1 << 16];
            while (await received.ReadAsync(buffer, cancellation) is > 0 and var read)
            {
                if (spool.Length > MostPacked)
                    throw new SourceFormatException($"{name} is a ZIP archive of more than {MostPacked:N0} bytes, which is the limit");
                await spool.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    private int Counted(ReadOnlySpan<byte> read, int asked)
    {
        unpacked += read.Length;
        foreach (var b in read)
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        if (unpacked > limits.Bytes)
            throw TooLarge(name, limits);
        if (unpacked > RatioAppliesFrom && unpacked / Math.Max(1, entry.CompressedLength) > limits.Ratio)
            throw new SourceFormatException($"{name} unpacks to more than {limits.Ratio} times its size, as no list or statistic does; nothing of it was read");
        if (read.IsEmpty && asked > 0 && (unpacked != entry.Length || ~crc != entry.Crc32))
            throw Damaged(name, "what it unpacks to is not what it says of it");
        return read.Length;
    }

    private static SourceFormatException TooLarge(string name, UnpackLimits limits) =>
        new($"{name} unpacks to more than {limits.Bytes:N0} bytes, which is the limit; nothing of it was read");

    private static SourceFormatException Damaged(string name, string why, Exception? inner = null) =>
        new($"{name} is a damaged or truncated ZIP archive ({why.TrimEnd('.')}); download it again", inner ?? new InvalidDataException(why));

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 1 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            table[i] = value;
        }
        return table;
    }
}
