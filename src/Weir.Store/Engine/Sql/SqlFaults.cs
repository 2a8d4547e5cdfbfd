using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Store.Engine.Sql;

/// <summary>What is wrong with a query, or too much in it, in a sentence that says what is allowed.</summary>
internal static partial class SqlFaults
{
    private const string Allowed = "write one SELECT (DESCRIBE, SHOW, SUMMARIZE and VALUES are SELECTs too)";

    public static LakeException NotOne(int statements) => new(statements == 0
        ? $"There is no statement; {Allowed}."
        : $"There are {statements} statements (a PIVOT without IN is two); {Allowed}.");

    public static LakeException NoSelect() => new($"The lake is only read here, and this statement does something else; {Allowed}.");

    public static LakeException HasParameters() => new("The query has parameters ($1 or ?), and nothing gives them values; write the values into it.");

    public static LakeException OutOfTime(SqlQuery query) => new(string.Create(CultureInfo.InvariantCulture,
        $"The query was not done after {query.Time.TotalSeconds:0.###} s and was stopped. Ask for less (a source, a reporter, a period), or give it longer."));

    public static LakeException OutOfMemory(SqlQuery query, Exception? cause) => new(string.Create(CultureInfo.InvariantCulture,
        $"The query needs more than the {query.Memory / (1 << 20)} MB of memory that it may take (or four times as much on the disk) and was stopped. Ask for less (fewer columns, a source, a period), or allow it more."), cause!);

    public static LakeException InWords(SqlQuery query, Exception cause) => cause is OutOfMemoryException || cause.Message.StartsWith("Out of Memory Error", StringComparison.Ordinal)
        ? OutOfMemory(query, cause)
        : new(Sentence(query, cause.Message), cause);

    public static LakeException InWords(SqlQuery query, string error) => error.StartsWith("Out of Memory Error", StringComparison.Ordinal)
        ? OutOfMemory(query, null)
        : new(Sentence(query, error));

    /// <summary>The engine's own words without its headings and drawings, and the place in the query.</summary>
    private static string Sentence(SqlQuery query, string error)
    {
        var kind = Kind().Match(error).Groups["kind"].Value;
        if (kind == "Permission")
            return $"A query may read what the lake holds at its moment, and no other file, address or setting: {Words(error)}.";
        // What is not refused is a file of the lake's own.
        if (kind == "IO" || (kind == "Invalid Input" && error.Contains(".parquet'", StringComparison.Ordinal)))
            return $"A file of the lake could not be read: {Words(error)}. Run `weir doctor` to see what is wrong.";
        if (error.Contains("Cannot change configuration", StringComparison.Ordinal))
            return $"A query may change no setting: {Words(error)}.";
        var place = Place().Match(error);
        var where = place.Success && query.Text.Trim().Contains('\n', StringComparison.Ordinal) ? $" (line {place.Groups["line"].Value})" : "";
        return $"The query can't be run{where}: {Words(error)}.";
    }

    private static string Words(string error)
    {
        var lines = error.Split('\n').TakeWhile(l => !Place().IsMatch(l) && !l.StartsWith("Possible solutions", StringComparison.Ordinal)).Select(l => l.Trim()).Where(l => l.Length > 0);
        return Kind().Replace(string.Join(' ', lines), "").TrimEnd('.', ' ', '!', '?');
    }

    [GeneratedRegex(@"^(?<kind>[A-Za-z ]+?) Error: ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^LINE (?<line>\d+): ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
