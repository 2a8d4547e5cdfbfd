using System.Collections;
using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;

namespace Weir.Store.Engine.Sql;

/// <summary>Values of an answer as the few plain types that <see cref="SqlAnswer.Rows"/> promises.</summary>
internal static class SqlValues
{
    /// <summary>The engine's own name of a column's type, for those that have one word: <c>INTEGER</c>, <c>TIMESTAMP</c> …</summary>
    public static string TypeName(DuckDBDataReader reader, int column) => reader.GetDataTypeName(column) switch
    {
        "TimestampTz" => "TIMESTAMP WITH TIME ZONE",
        ['T', 'i', 'm', 'e', 's', 't', 'a', 'm', 'p', _, ..] precise => "TIMESTAMP_" + precise["Timestamp".Length..].ToUpperInvariant(),
        var other => other.ToUpperInvariant(),
    };

    /// <param name="reader">Stands on the row.</param>
    /// <param name="column">Which column, from 0.</param>
    /// <param name="row">Which row, from 1, for the message.</param>
    /// <exception cref="LakeException">The value lies outside of what .NET holds (a date in the year 10000, 38 digits).</exception>
    public static object? Read(DuckDBDataReader reader, int column, int row)
    {
        try
        {
            return reader.IsDBNull(column) ? null : Plain(reader.GetValue(column));
        }
        catch (Exception e) when (e is not (DuckDBException or OutOfMemoryException or OperationCanceledException))
        {
            throw new LakeException(string.Create(CultureInfo.InvariantCulture,
                $"Column {reader.GetName(column)} of row {row} holds a value of type {TypeName(reader, column)} that can't be shown as it stands; write CAST(… AS VARCHAR) around it."), e);
        }
    }

    /// <summary>About how many bytes a value takes; what is not text is small.</summary>
    public static long Size(object? value) => value switch
    {
        string text => (2L * text.Length) + 40,
        IReadOnlyList<object?> list => list.Sum(Size) + 40,
        IReadOnlyDictionary<string, object?> fields => fields.Sum(f => Size(f.Value)) + 100,
        _ => 32,
    };

    private static object? Plain(object? value) => value switch
    {
        null or DBNull => null,
        bool or long or double or decimal or BigInteger or string or DateOnly or TimeOnly or TimeSpan or DateTimeOffset => value,
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong big => new BigInteger(big),
        float single => (double)single,
        DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
        Stream bytes => Hex(bytes),
        IDictionary fields => fields.Keys.Cast<object>().ToDictionary(k => Convert.ToString(k, CultureInfo.InvariantCulture)!, k => Plain(fields[k])),
        IEnumerable items => items.Cast<object?>().Select(Plain).ToList(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Hex(Stream bytes)
    {
        using var copy = new MemoryStream();
        bytes.CopyTo(copy);
        return Convert.ToHexStringLower(copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }
}
