using System.Buffers;
using System.Security.Cryptography;
using ZstdSharp;

namespace Weir.Store;

/// <summary>Received bytes: written once, compressed, named by their hash.</summary>
internal sealed class RawFiles(LakeHome home)
{
    // Statistics compress at the fastest level about as well as at slow ones, in a fifth of the time.
    private const int CompressionLevel = 1;
    private const int BufferSize = 1 << 17;

    // What is packed at once. A file is a row of frames, packed side by side, as the format allows; zstd unpacks them as one.
    private const int FrameSize = 1 << 22;

    /// <summary>Keeps what a stream gives; memory stays flat. Gives the hash and the number of bytes received.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="mayBeKnown">Whether the same bytes may have been kept before: then they are hashed first, and no more is done where they are there.</param>
    /// <param name="cancellation">Ends the work; nothing is kept.</param>
    public async Task<(string Sha256, long Bytes)> KeepAsync(Stream content, bool mayBeKnown, CancellationToken cancellation)
    {
        if (mayBeKnown && content.CanSeek)
        {
            var from = content.Position;
            var known = await HashAsync(content, cancellation);
            if (File.Exists(home.At(LakeHome.Raw(known))))
                return (known, content.Position - from);
            content.Position = from;
        }
        using var scratch = Scratch.Create(home);
        var temporary = scratch.File("received.zst");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        await using (var file = home.Disk.CreateFile(temporary))
        {
            var frames = new Queue<Task<byte[]>>();
            try
            {
                for (var more = true; more;)
                {
                    var block = ArrayPool<byte>.Shared.Rent(FrameSize);
                    var length = await FillAsync(content, block.AsMemory(0, FrameSize), cancellation);
                    more = length == FrameSize;
                    hash.AppendData(block, 0, length);
                    // An empty file is one empty frame.
                    if (length > 0 || bytes == 0)
                        frames.Enqueue(Task.Run(() => Pack(block, length), cancellation));
                    bytes += length;
                    if (frames.Count > Environment.ProcessorCount)
                        await file.WriteAsync(await frames.Dequeue(), cancellation);
                }
                while (frames.TryDequeue(out var frame))
                    await file.WriteAsync(await frame, cancellation);
            }
            finally
            {
                await ((Task)Task.WhenAll(frames)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (!File.Exists(home.At(LakeHome.Raw(sha256))))
            home.Publish(temporary, LakeHome.Raw(sha256));
        return (sha256, bytes);
    }

    private static async Task<string> HashAsync(Stream content, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        while (await ReceiveAsync(content, buffer, cancellation) is > 0 and var read)
            hash.AppendData(buffer, 0, read);
        ArrayPool<byte>.Shared.Return(buffer);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Pack(byte[] block, int length)
    {
        using var compressor = new Compressor(CompressionLevel);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        var frame = compressor.Wrap(block.AsSpan(0, length)).ToArray();
        ArrayPool<byte>.Shared.Return(block);
        return frame;
    }

    private static async Task<int> FillAsync(Stream content, Memory<byte> block, CancellationToken cancellation)
    {
        var filled = 0;
        while (filled < block.Length && await ReceiveAsync(content, block[filled..], cancellation) is > 0 and var read)
            filled += read;
        return filled;
    }

    private static async ValueTask<int> ReceiveAsync(Stream content, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new ReceivingFailedException(e);
        }
    }

    /// <summary>The bytes as received.</summary>
    /// <exception cref="LakeException">The file is gone.</exception>
    public Stream Open(string sha256)
    {
        var file = home.At(LakeHome.Raw(sha256));
        try
        {
            return new ReceivedStream(new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.SequentialScan), leaveOpen: false), file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LakeException($"The received file {file} is missing. Put it back from a copy of the lake, or ingest the original again: its SHA-256 must be {sha256}.", e);
        }
    }

    /// <summary>Hash and size of what a raw file unpacks to.</summary>
    public async Task<(string Sha256, long Bytes)> CheckAsync(string sha256, CancellationToken cancellation)
    {
        await using var content = Open(sha256);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        long bytes = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            bytes += read;
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
    }

    /// <summary>Reads forward; damage comes out as a sentence that names the file.</summary>
    private sealed class ReceivedStream(DecompressionStream inner, string file) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return inner.Read(buffer);
            }
            catch (Exception e) when (IsDamage(e))
            {
                throw Damaged(e);
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await inner.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception e) when (IsDamage(e))
            {
                throw Damaged(e);
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        private static bool IsDamage(Exception e) => e is ZstdException or EndOfStreamException or InvalidDataException;

        private LakeException Damaged(Exception e) => new($"The received file {file} is damaged ({e.Message}). Put it back from a copy of the lake, or delete it and ingest the original again.", e);
    }
}

/// <summary>What was to be kept could not be read: no fault of the lake, so its cause goes to the caller as it is.</summary>
internal sealed class ReceivingFailedException(Exception cause) : Exception(cause.Message, cause);
