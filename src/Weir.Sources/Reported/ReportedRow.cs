using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Reported;

/// <summary>Understands one row of reported figures. Every column is checked, for a person wrote it.</summary>
internal sealed partial class ReportedRow
{
    /// <summary>The columns, all of which must be there, in any order.</summary>
    public static readonly string[] Columns =
    [
        "publication", "outlet", "via", "date", "url", "quoted_from", "reporter", "partner", "flow", "goods", "commodity", "period", "value", "unit", "printed", "status", "note",
    ];

    private readonly DelimitedReader reader;
    private readonly ReadContext context;
    private readonly Dictionary<string, int> index;
    private Fault? fault;

    private ReportedRow(DelimitedReader reader, ReadContext context, Dictionary<string, int> index) =>
        (this.reader, this.context, this.index) = (reader, context, index);

    /// <summary>Reads the header.</summary>
    /// <exception cref="SourceFormatException">A column is missing, unknown or stands twice.</exception>
    public static async Task<ReportedRow> OpenAsync(DelimitedReader reader, ReadContext context, CancellationToken cancellation)
    {
        await reader.ReadAsync(cancellation);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < reader.Count; i++)
        {
            var name = reader[i].Trim().ToString();
            if (name.Length == 0 && i == reader.Count - 1)
                continue;
            if (!Columns.Contains(name))
                throw new SourceFormatException($"{context.FileName}, line {reader.Line}: '{ReceivedText.Quote(name)}' is no column of reported figures; the columns are {string.Join(", ", Columns)}");
            if (!places.TryAdd(name, i))
                throw new SourceFormatException($"{context.FileName}, line {reader.Line}: the column '{name}' stands twice");
        }
        if (Columns.FirstOrDefault(c => !places.ContainsKey(c)) is { } missing)
            throw new SourceFormatException($"{context.FileName}, line {reader.Line}: the column '{missing}' is missing; the columns are {string.Join(", ", Columns)}");
        reader.ExpectedFields = reader.Count;
        return new(reader, context, places);
    }

    /// <summary>Reads the reader's record.</summary>
    public ReportedFigure? Read(out Fault? problem)
    {
        fault = null;
        if (reader.Count != reader.ExpectedFields)
        {
            problem = new(null, $"the row has {reader.Count} columns where the header has {reader.ExpectedFields}; put a text that holds a comma between double quotes");
            return null;
        }
        var publication = Text("publication", required: true);
        if (!KebabCase().IsMatch(publication))
            Fail("publication", $"'{publication}' is no id of a publication; allowed are lower-case letters, digits and hyphens, as in the name of its claims file");
        var status = Text("status", required: true);
        if (status != "reported")
            Fail("status", $"'{status}' is not allowed here; a figure known from a publication has the status 'reported'");
        var outlet = Text("outlet", required: true);
        var printed = Text("printed", required: true);
        var via = Text("via");
        var url = ReadUrl(via);
        var date = ReadDate();
        var period = ReadPeriod();
        var unit = ReadUnit();
        var value = ReadValue(unit);
        var cell = ReadCell(period);
        problem = fault;
        return fault is not null ? null : new(
            new(context.Snapshot, reader.Line), publication, outlet, via, date, url, Text("quoted_from"), cell, Text("goods"), period, value, unit, printed, Text("note"));
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KebabCase();

    private ReportedCell? ReadCell(Period? period)
    {
        var flowText = Text("flow");
        var code = Text("commodity");
        if (flowText.Length == 0 && code.Length == 0)
            return null;
        if (flowText.Length == 0 || code.Length == 0)
            Fail(flowText.Length == 0 ? "flow" : "commodity", "empty, while the other of flow and commodity is not; a trade flow has both, any other figure neither");
        if (!FlowCodes.TryParse(flowText, out var flow))
            Fail("flow", $"'{flowText}' is no flow; allowed are X (exports), M (imports), RX, RM");
        var digits = code.Replace(".", "", StringComparison.Ordinal);
        if (digits != Commodity.AllGoods && (digits.Length is not (2 or 4 or 6 or 8 or 10) || digits.AsSpan().ContainsAnyExceptInRange('0', '9')))
            Fail("commodity", $"'{code}' is no commodity code; allowed are 2, 4, 6, 8 or 10 digits and TOTAL");
        if (period is null)
            Fail("period", "empty, where a trade flow needs a month (2025-08) or a year (2025)");
        var reporter = ReadEconomy("reporter");
        var partner = ReadEconomy("partner");
        return new(reporter, partner, flow, new(Classification.Hs, digits), period ?? default);
    }

    private Economy ReadEconomy(string column)
    {
        var text = Text(column, required: true);
        if (Economies.TryFind(text, out var economy) && economy.Alpha3.Equals(text, StringComparison.Ordinal))
            return economy;
        Fail(column, $"'{text}' is no economy; allowed are ISO 3166-1 alpha-3 codes such as CHN, RUS, UKR, and _W0 for the world");
        return Economies.World;
    }

    private Unit? ReadUnit()
    {
        var text = Text("unit");
        if (text.Length == 0)
            return null;
        if (Units.TryFind(text, out var unit))
            return unit;
        Fail("unit", $"'{text}' is no unit; allowed are codes such as {string.Join(", ", Units.All.Take(12).Select(u => u.Code))}, USD");
        return null;
    }

    private decimal? ReadValue(Unit? unit)
    {
        var text = Text("value");
        if (text.Length == 0)
            return null;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            Fail("value", $"'{text}' is no plain number; write 328000 or 0.5, without separators and unit");
        else if (Math.Abs(value) > 1e15m)
            Fail("value", $"{text} is more than 10^15");
        else if (unit is null)
            Fail("unit", "empty, where a value stands");
        return value;
    }

    private Period? ReadPeriod()
    {
        var text = Text("period");
        if (text.Length == 0)
            return null;
        if (text.Length != 6 && Period.TryParse(text, out var period))
            return period;
        Fail("period", $"'{text}' is no period; write a month as 2025-08 or a year as 2025");
        return null;
    }

    private string ReadDate()
    {
        var text = Text("date", required: true);
        if (!DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            Fail("date", $"'{text}' is no date; write 2025-10-14, or 2025-10 or 2025 where no more is known");
        return text;
    }

    private Uri? ReadUrl(string via)
    {
        var text = Text("url");
        if (text.Length == 0)
        {
            if (via.Length == 0)
                Fail("url", "empty; where there is no address, via must say how the figure was seen");
            return null;
        }
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.Host.Contains('.', StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal))
            return url;
        Fail("url", $"'{ReceivedText.Quote(text)}' is no address; write it whole, with https://");
        return null;
    }

    private string Text(string column, bool required = false)
    {
        var text = reader[index[column]].Trim().ToString();
        if (required && text.Length == 0)
            Fail(column, "empty, where it is required");
        return text;
    }

    // The first fault is the one that is shown.
    private void Fail(string column, string reason) => fault ??= new(column, reason);
}
