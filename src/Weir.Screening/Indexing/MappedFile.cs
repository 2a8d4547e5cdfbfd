using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace Weir.Screening.Indexing;

/// <summary>
/// The bytes of an index file, mapped. Reads only through spans that end where their part of the file ends, so that no number in a damaged file leads outside.
/// Who reads holds a <see cref="Lease"/>: closing waits for it.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly SafeMemoryMappedViewHandle handle;
    private readonly byte* start;
    private bool isDisposed;

    /// <exception cref="ScreeningIndexException">The file is no index that this engine can use.</exception>
    public MappedFile(string path)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("a screening index is mapped as it lies, in little-endian order; this machine has another");
        Path = path;
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete))
        {
            var head = new byte[SegmentHeader.Size];
            var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            Header = SegmentHeader.Read(head.AsSpan(0, length), stream.Length, path);
            file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        }
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        handle = view.SafeMemoryMappedViewHandle;
        byte* pointer = null;
        handle.AcquirePointer(ref pointer);
        start = pointer + view.PointerOffset;
    }

    public string Path { get; }

    public SegmentHeader Header { get; }

    /// <summary>A part of the file as an array; what does not fill an element at its end is left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> All<T>(Section section)
        where T : unmanaged
    {
        var (offset, bytes) = Header.Sections[(int)section];
        return new(start + offset, checked((int)(bytes / sizeof(T))));
    }

    /// <summary>Bytes of a part that may be longer than an array.</summary>
    public ReadOnlySpan<byte> Bytes(Section section, long from, long to)
    {
        var (offset, bytes) = Header.Sections[(int)section];
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, bytes);
        return new(start + offset + from, checked((int)(to - from)));
    }

    /// <summary>Keeps the file mapped until the lease ends.</summary>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public Lease Read()
    {
        var added = false;
        handle.DangerousAddRef(ref added);
        return new(handle);
    }

    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        handle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    internal readonly struct Lease(SafeMemoryMappedViewHandle handle) : IDisposable
    {
        public void Dispose() => handle.DangerousRelease();
    }
}
