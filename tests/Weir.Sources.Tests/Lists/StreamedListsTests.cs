using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Weir.Screening;

namespace Weir.Sources.Tests.Lists;

/// <summary>Files larger than the memory they may take; they are made while they are read, and never lie on disk.</summary>
public class StreamedListsTests
{
    private static IListSource Dataset => ListSources.Find("ftm:example")!;

    [Fact]
    public async Task A_dataset_of_200_MB_streams_and_no_entity_is_held()
    {
        const int lines = 10_000;
        const int length = 20_000;
        using var content = new MadeStream(Enumerable.Range(0, lines).Select(n => Line(n, length)));
        var reading = new ListReading("entities.ftm.json");
        var early = new List<WeakReference>();
        var count = 0;
        await foreach (var entity in Dataset.ReadAsync(content, reading, TestContext.Current.CancellationToken))
        {
            // What was asked for of the stream is never far ahead of what was read of it.
            Assert.InRange(content.Given - (++count * (long)length), 0, 1 << 20);
            if (count % 1000 == 500)
                Remember(entity, early);
        }
        Assert.Equal(((long)lines * length, lines), (content.Given, count));
        GC.Collect();
        Assert.InRange(early.Count(e => e.IsAlive), 0, 1);
    }

    [Fact]
    public async Task A_line_of_100_MB_is_put_aside_with_its_number_and_the_others_are_read()
    {
        var piece = Enumerable.Repeat((byte)'x', 1 << 20).ToArray();
        using var content = new MadeStream(
            Enumerable.Range(0, 200).Select(n => Line(n, 200)).Append([.. "{\"id\":\"big\",\"schema\":\"Person\",\"properties\":{\"name\":[\""u8]).Concat(Enumerable.Repeat(piece, 100)).Append([.. "\"]}}\n"u8])
                .Concat(Enumerable.Range(200, 200).Select(n => Line(n, 200))));
        var reading = new ListReading("entities.ftm.json");
        Assert.Equal(400, await Dataset.ReadAsync(content, reading, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
        var big = Assert.Single(reading.Quarantined);
        Assert.Equal((201L, true), (big.Row, big.Reason.Contains("is longer than 16777216 bytes", StringComparison.Ordinal)));
    }

    // Apart, so that nothing of the test's own frame holds it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Remember(Entity entity, List<WeakReference> early) => early.Add(new(entity));

    private static byte[] Line(int number, int length)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"e{number}\",\"schema\":\"Company\",\"properties\":{{\"name\":[\"Invented {number}\"],\"notes\":[\"");
        return Encoding.ASCII.GetBytes(line + new string('x', length - line.Length - 5) + "\"]}}\n");
    }

    /// <summary>A stream of pieces that are made when they are asked for.</summary>
    private sealed class MadeStream(IEnumerable<byte[]> pieces) : Stream
    {
        private readonly IEnumerator<byte[]> next = pieces.GetEnumerator();
        private ReadOnlyMemory<byte> left;

        /// <summary>Bytes given so far.</summary>
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            while (left.IsEmpty && next.MoveNext())
                left = next.Current;
            var count = Math.Min(buffer.Length, left.Length);
            left.Span[..count].CopyTo(buffer);
            left = left[count..];
            Given += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            next.Dispose();
            base.Dispose(disposing);
        }
    }
}
