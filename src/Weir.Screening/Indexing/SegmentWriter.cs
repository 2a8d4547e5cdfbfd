using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Weir.Screening.Indexing;

/// <summary>Writes the parts of an index one after the other into a file beside its final place, and puts it there when all is on disk.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly string path;
    private readonly string aside;
    private readonly FileStream stream;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly (long Offset, long Bytes)[] sections = new (long, long)[SegmentHeader.SectionCount];
    private long position = SegmentHeader.Size;
    private bool isFinished;

    public SegmentWriter(string path)
    {
        this.path = path;
        aside = $"{path}.{Guid.NewGuid():N}.part";
        stream = new(aside, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 18);
        stream.Position = SegmentHeader.Size;
        Array.Fill(sections, (SegmentHeader.Size, 0));
    }

    /// <summary>Where the next byte of the part goes that is being written.</summary>
    public long At(Section section) => position - sections[(int)section].Offset;

    public void Begin(Section section)
    {
        Span<byte> padding = stackalloc byte[8];
        Append(padding[..(int)(-position & 7)]);
        sections[(int)section] = (position, 0);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        hash.AppendData(bytes);
        position += bytes.Length;
    }

    public void End(Section section) => sections[(int)section].Bytes = position - sections[(int)section].Offset;

    public void Write<T>(Section section, ReadOnlySpan<T> all)
        where T : unmanaged
    {
        Begin(section);
        const int Most = 1 << 24;
        for (var at = 0; at < all.Length; at += Most)
            Append(MemoryMarshal.AsBytes(all.Slice(at, Math.Min(Most, all.Length - at))));
        End(section);
    }

    /// <summary>Texts one after the other, and where each begins.</summary>
    public void Write(Section starts, Section texts, IReadOnlyCollection<string> all)
    {
        var at = new Growing<int>();
        var text = new Growing<char>();
        foreach (var one in all)
        {
            at.Add(text.Count);
            text.Add(one);
        }
        at.Add(text.Count);
        Write<int>(starts, at.Span);
        Write<char>(texts, text.Span);
    }

    /// <summary>Bytes that were written to a part before.</summary>
    public byte[] ReadBack(Section section, long from, long to)
    {
        stream.Flush();
        var bytes = new byte[to - from];
        RandomAccess.Read(stream.SafeFileHandle, bytes, sections[(int)section].Offset + from);
        return bytes;
    }

    /// <summary>Writes the header, waits for the disk, and renames.</summary>
    /// <returns>Length of the file and of each part, in bytes.</returns>
    public (long File, IReadOnlyList<long> Sections) Finish(SegmentAbout about)
    {
        stream.Position = 0;
        stream.Write(new SegmentHeader(about, hash.GetHashAndReset(), sections, position).ToBytes());
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(aside, path, overwrite: true);
        isFinished = true;
        return (position, [.. sections.Select(s => s.Bytes)]);
    }

    public void Dispose()
    {
        hash.Dispose();
        stream.Dispose();
        if (!isFinished)
            File.Delete(aside);
    }
}
