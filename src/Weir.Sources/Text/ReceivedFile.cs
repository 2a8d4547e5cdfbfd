using System.Buffers.Binary;
using System.IO.Compression;

namespace Weir.Sources.Text;

/// <summary>How much a packed file may hold.</summary>
/// <param name="Bytes">Unpacked bytes at most.</param>
/// <param name="Ratio">Unpacked bytes for each packed byte at most; looked at only beyond the first 16 MiB.</param>
public sealed record UnpackLimits(long Bytes = 16L << 30, int Ratio = 200);

/// <summary>A received file, unpacked where it was gzip or a ZIP archive of one file: its head, to recognise it by, and its content from the first byte.</summary>
public sealed class ReceivedFile : IAsyncDisposable
{
    private ReceivedFile(FileHead head, Stream content, bool packed) => (Head, Content, Packed) = (head, content, packed);

    /// <summary>Name and first bytes, unpacked.</summary>
    public FileHead Head { get; }

    /// <summary>The content, unpacked, from its first byte. It can be read once.</summary>
    public Stream Content { get; }

    /// <summary>Whether the bytes as received were gzip or a ZIP archive.</summary>
    public bool Packed { get; }

    /// <summary>Opens <paramref name="received"/>; the bytes decide whether it is gzip or ZIP, not the name. Owns the stream from then on.</summary>
    /// <exception cref="SourceFormatException">It is packed twice, a ZIP archive of several files, or damaged. While <see cref="Content"/> is read: also where it goes beyond <paramref name="limits"/>.</exception>
    public static async Task<ReceivedFile> OpenAsync(Stream received, string name, CancellationToken cancellation, UnpackLimits? limits = null)
    {
        try
        {
            var head = await PrefixedStream.ReadHeadAsync(received, TextEncodings.HeadLength, cancellation);
            Stream content = new PrefixedStream(head, received);
            var packed = IsPacked(head.Span);
            if (packed)
            {
                var kind = Kind(head.Span);
                content = IsGzip(head.Span)
                    ? new UnpackingStream(new CountingStream(content), name, limits ?? new())
                    : await ZippedFile.OpenAsync(Rewound(received, content, head.Length), name, limits ?? new(), cancellation);
                head = await PrefixedStream.ReadHeadAsync(content, TextEncodings.HeadLength, cancellation);
                if (IsPacked(head.Span))
                    throw new SourceFormatException($"{name} is a {Kind(head.Span)} file inside a {kind} file; unpack it once by hand");
                content = new PrefixedStream(head, content);
            }
            return new(new(name, head), content, packed);
        }
        catch
        {
            await received.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();

    private static bool IsPacked(ReadOnlySpan<byte> head) => IsGzip(head) || ZippedFile.IsZip(head);

    private static string Kind(ReadOnlySpan<byte> head) => IsGzip(head) ? "gzip" : "ZIP";

    /// <summary>From the first byte again: by going back where the stream can, which saves a copy.</summary>
    private static Stream Rewound(Stream received, Stream prefixed, int read)
    {
        if (!received.CanSeek || received.Position != read)
            return prefixed;
        received.Position = 0;
        return received;
    }

    private static bool IsGzip(ReadOnlySpan<byte> head) => head.Length >= 2 && head[0] == 0x1F && head[1] == 0x8B;

    private sealed class CountingStream(Stream inner) : ReadOnlyStream
    {
        private uint tail;

        public long Count { get; private set; }

        /// <summary>The last four bytes so far: at the end of a gzip file, its unpacked length modulo 2³².</summary>
        public uint Tail => BinaryPrimitives.ReverseEndianness(tail);

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            Counted(buffer[..read]);
            return read;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Counted(buffer.Span[..read]);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        private void Counted(ReadOnlySpan<byte> read)
        {
            Count += read.Length;
            foreach (var b in read[^Math.Min(4, read.Length)..])
                tail = (tail << 8) | b;
        }
    }

    private sealed class UnpackingStream(CountingStream packed, string name, UnpackLimits limits) : ReadOnlyStream
    {
        private const long RatioAppliesFrom = 16L << 20;
        private readonly GZipStream gzip = new(packed, CompressionMode.Decompress);
        private long unpacked;

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return Counted(gzip.Read(buffer), buffer.Length);
            }
            catch (InvalidDataException e)
            {
                throw Damaged(e);
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return Counted(await gzip.ReadAsync(buffer, cancellationToken), buffer.Length);
            }
            catch (InvalidDataException e)
            {
                throw Damaged(e);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                gzip.Dispose();
            base.Dispose(disposing);
        }

        private SourceFormatException Damaged(Exception? inner = null) => new(
            $"{name} is a damaged or truncated gzip file (or several joined into one): it breaks off or is garbled after {unpacked:N0} unpacked bytes; download it again",
            inner ?? new InvalidDataException("the length at its end is not the length of its content"));

        private int Counted(int read, int asked)
        {
            unpacked += read;
            // The library takes a missing end for the end.
            if (read == 0 && asked > 0 && packed.Tail != (uint)unpacked)
                throw Damaged();
            if (unpacked > limits.Bytes)
                throw new SourceFormatException($"{name} unpacks to more than {limits.Bytes:N0} bytes, which is the limit; nothing of it was read");
            if (unpacked > RatioAppliesFrom && unpacked / Math.Max(1, packed.Count) > limits.Ratio)
                throw new SourceFormatException($"{name} unpacks to more than {limits.Ratio} times its size, as no statistic does; nothing of it was read");
            return read;
        }
    }
}
