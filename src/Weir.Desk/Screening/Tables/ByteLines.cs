namespace Weir.Desk.Screening.Tables;

/// <summary>One physical line.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">Without its end; the first <see cref="ByteLines.Longest"/> bytes where it is longer. Good until the next line is read.</param>
/// <param name="IsCut">Whether it is longer.</param>
internal readonly record struct ByteLine(long Number, ReadOnlyMemory<byte> Bytes, bool IsCut);

/// <summary>Reads a file line by line in bounded memory, whatever its lines hold.</summary>
/// <param name="input">The bytes.</param>
internal sealed class ByteLines(Stream input)
{
    /// <summary>Bytes of a line that are kept at most.</summary>
    public const int Longest = 1 << 20;

    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool ended;
    private long number;

    /// <summary>The next line; null behind the last.</summary>
    public async ValueTask<ByteLine?> NextAsync(CancellationToken cancellation)
    {
        var searched = 0;
        while (true)
        {
            var at = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = new ByteLine(++number, Trimmed(start, searched + at), false);
                start += searched + at + 1;
                return line;
            }
            searched = end - start;
            if (searched > Longest)
                return await CutAsync(cancellation);
            if (ended)
            {
                if (searched == 0)
                    return null;
                var last = new ByteLine(++number, Trimmed(start, searched), false);
                start = end;
                return last;
            }
            await FillAsync(cancellation);
        }
    }

    private ReadOnlyMemory<byte> Trimmed(int from, int length) =>
        buffer.AsMemory(from, length > 0 && buffer[from + length - 1] == '\r' ? length - 1 : length);

    private async ValueTask<ByteLine?> CutAsync(CancellationToken cancellation)
    {
        var kept = buffer.AsMemory(start, Longest).ToArray();
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                start += at + 1;
                break;
            }
            start = end = 0;
            if (ended)
                break;
            await FillAsync(cancellation);
        }
        return new ByteLine(++number, kept, true);
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = await input.ReadAsync(buffer.AsMemory(end), cancellation);
        end += read;
        ended = read == 0;
    }
}
