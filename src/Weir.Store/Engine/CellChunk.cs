using System.Runtime.CompilerServices;
using System.Text;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Weir.Trade;
using NativeAppender = DuckDB.NET.Native.DuckDBAppender;

namespace Weir.Store.Engine;

/// <summary>
/// Writes observations straight into the engine's vectors, some two thousand at a time: one call into the engine for each chunk and none for
/// each value, which is what makes a file of ten million rows a matter of seconds.
/// </summary>
internal sealed unsafe class CellChunk : IDisposable
{
    // A string of the engine takes 16 bytes: its length, then up to twelve bytes of its text, or a pointer to more (duckdb_string_t).
    private const int StringSize = 16;
    private const int LongestInline = 12;

    private readonly NativeAppender appender;
    private readonly DuckDBDataChunk chunk;
    private readonly nint[] vectors;
    private readonly byte*[] data;
    private readonly ulong*[] validity;
    private readonly int capacity;
    private int row;
    private int column;

    /// <param name="connection">A connection to the space.</param>
    /// <param name="space">The space's name.</param>
    /// <exception cref="IOException">The engine refuses.</exception>
    public CellChunk(DuckDBConnection connection, string space)
    {
        if (NativeMethods.Appender.DuckDBAppenderCreateExt(connection.NativeConnection, space, "main", "staged", out appender) != DuckDBState.Success)
            throw new IOException(Message());
        var columns = (int)NativeMethods.Appender.DuckDBAppenderColumnCount(appender);
        var types = Enumerable.Range(0, columns).Select(c => NativeMethods.Appender.DuckDBAppenderColumnType(appender, (ulong)c)).ToArray();
        chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. types.Select(t => t.DangerousGetHandle())], (ulong)columns);
        foreach (var type in types)
            type.Dispose();
        capacity = (int)NativeMethods.Helpers.DuckDBVectorSize();
        vectors = new nint[columns];
        data = new byte*[columns];
        validity = new ulong*[columns];
        Begin();
    }

    /// <summary>Takes one observation; its values in the order of <see cref="StagedColumns.Table"/>.</summary>
    /// <exception cref="IOException">The engine could not keep what was taken before, e.g. for want of room.</exception>
    public void Add(Observation o)
    {
        column = 0;
        Number(o.Reporter);
        Number(o.Partner);
        Number(o.Partner2);
        Small(StagedColumns.Position(o.Flow));
        Small((byte)o.Commodity.Classification);
        Text(o.Commodity.Code);
        Number(o.Period.Number);
        Amount(o.Value);
        Text(o.Currency, StagedColumns.UsualCurrency);
        Small((byte)o.Basis);
        Amount(o.NetWeightKg);
        Small(o.NetWeightEstimated ? (byte)1 : (byte)0);
        Amount(o.Quantity.Amount);
        Text(o.Quantity.Unit, StagedColumns.UsualUnit);
        Small(o.Quantity.Estimated ? (byte)1 : (byte)0);
        Amount(o.SecondQuantity.Amount);
        Text(o.SecondQuantity.Unit);
        Small(o.SecondQuantity.Estimated ? (byte)1 : (byte)0);
        Text(o.Procedure, StagedColumns.UsualProcedure);
        Number(o.Transport);
        Small((byte)o.Status);
        Text(o.Publication, "");
        Text(o.Printed, "");
        *(long*)Place(sizeof(long)) = o.Id.Row;
        *(ulong*)Place(sizeof(ulong)) = CellHash.Of(o);
        if (++row == capacity)
            Send();
    }

    /// <summary>Makes everything that was taken visible to other connections.</summary>
    /// <exception cref="IOException">The engine could not keep it.</exception>
    public void Flush()
    {
        Send();
        if (NativeMethods.Appender.DuckDBAppenderFlush(appender) != DuckDBState.Success)
            throw new IOException(Message());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        chunk.Dispose();
        appender.Dispose();
    }

    private void Number(int value) => *(int*)Place(sizeof(int)) = value;

    private void Small(byte value) => *Place(sizeof(byte)) = value;

    private void Amount(double? value)
    {
        if (value is { } amount)
            *(double*)Place(sizeof(double)) = amount;
        else
            Null();
    }

    private void Text(string? text, string usual)
    {
        if (text == usual)
            Null();
        else
            Text(text ?? StagedColumns.NotGiven);
    }

    private void Text(string? text)
    {
        if (text is null)
        {
            Null();
            return;
        }
        if (text.Length > LongestInline)
        {
            LongText(text);
            return;
        }
        var place = data[column] + (row * StringSize);
        *(int*)place = text.Length;
        *(long*)(place + 4) = 0;
        *(int*)(place + 12) = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= 0x80)
            {
                LongText(text);
                return;
            }
            place[4 + i] = (byte)text[i];
        }
        column++;
    }

    private void LongText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* first = bytes)
            NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vectors[column++], (ulong)row, first, bytes.Length);
    }

    private void Null()
    {
        if (validity[column] is null)
        {
            NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vectors[column]);
            validity[column] = NativeMethods.Vectors.DuckDBVectorGetValidity(vectors[column]);
        }
        validity[column++][row / 64] &= ~(1UL << (row % 64));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Place(int size) => data[column++] + (row * size);

    private void Send()
    {
        if (row == 0)
            return;
        _ = NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)row);
        if (NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk) != DuckDBState.Success)
            throw new IOException(Message());
        NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
        Begin();
    }

    private void Begin()
    {
        row = 0;
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i);
            data[i] = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vectors[i]);
            validity[i] = null;
        }
    }

    private string Message()
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        return NativeMethods.ErrorData.DuckDBErrorDataMessage(error);
    }
}
