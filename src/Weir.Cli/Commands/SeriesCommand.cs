using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Figures;
using Weir.Trade;

namespace Weir.Cli.Commands;

/// <summary><c>weir series</c>: the values of goods from an origin to a destination over time.</summary>
internal static class SeriesCommand
{
    private static readonly Option<string> Goods = new("--goods") { Description = "Goods of the desk, or an HS code such as 854470", HelpName = "GOODS", Required = true };

    private static readonly Option<string> From = new("--from") { Description = "The origin, e.g. CHN", HelpName = "ECONOMY", Required = true };

    private static readonly Option<string> To = new("--to") { Description = "The destination, e.g. RUS", HelpName = "ECONOMY", Required = true };

    private static readonly Option<string> FlowCode = new("--flow")
    {
        Description = "Whose statistic: X the origin's exports, M the destination's imports (also RX, RM)",
        HelpName = "CODE",
        DefaultValueFactory = _ => "X",
    };

    private static readonly Option<string?> UnitCode = new("--unit") { Description = "The unit, e.g. km, mile, kg, u, USD (else the goods' own)", HelpName = "CODE" };

    private static readonly Option<string?> First = new("--first") { Description = "First period, e.g. 2025-01", HelpName = "PERIOD" };

    private static readonly Option<string?> Last = new("--last") { Description = "Last period", HelpName = "PERIOD" };

    private static readonly Sheet<(Series Series, SeriesPoint Point)> Sheet = new(
        new("source", r => r.Series.Key.Source, "Source"),
        new("publication", r => r.Series.Key.Publication, "Publication"),
        new("status", r => r.Series.Status.ToString().ToLowerInvariant()),
        new("reporter", r => r.Series.Key.Reporter.Alpha3, "Reporter"),
        new("partner", r => r.Series.Key.Partner.Alpha3, "Partner"),
        new("flow", r => r.Series.Key.Flow.Code(), "Flow"),
        new("goods", r => r.Series.Key.Goods),
        new("period", r => r.Point.Period.ToString(), "Period"),
        new("value", r => r.Point.Value, "Value", r => r.Point.Value is { } v ? English.Number(v) : "not known"),
        new("unit", r => r.Series.Unit.Code, "Unit"),
        new("state", r => State(r.Point.State), "State"),
        new("estimated", r => r.Point.Estimated),
        new("rows", r => string.Join(' ', r.Point.Rows), "Rows", r => ShortRows(r.Point.Rows)));

    public static Command Create()
    {
        var command = new Command("series", "Prints the values of goods from an origin to a destination, period by period; a gap is a gap, never zero")
        {
            Goods, From, To, FlowCode, UnitCode, First, Last, SharedOptions.AsOf, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var query = new SeriesQuery(
            parse.GetRequiredValue(Goods),
            OptionValues.Economy("--from", parse.GetRequiredValue(From)),
            OptionValues.Economy("--to", parse.GetRequiredValue(To)),
            OptionValues.Flow(parse.GetRequiredValue(FlowCode)),
            ReadUnit(parse.GetValue(UnitCode)),
            parse.GetValue(SharedOptions.AsOf),
            OptionValues.Period("--first", parse.GetValue(First)),
            OptionValues.Period("--last", parse.GetValue(Last)));
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var found = await bench.FindSeriesAsync(query, cancellation);
        Print(terminal, query, found);
        if (found.Any(f => f.Series.Points.Any(p => p.Value is not null)))
            return ExitCodes.Done;
        terminal.Warn($"nothing is known of {query.Goods} from {query.From} to {query.To} ({query.Flow.Code()}); that is not the same as no trade");
        return ExitCodes.Incomplete;
    }

    private static void Print(Terminal terminal, SeriesQuery query, IReadOnlyList<FoundSeries> found)
    {
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new
            {
                query.AsOf,
                series = found.Select(f => new
                {
                    f.Series.Key.Source,
                    f.Series.Key.Publication,
                    f.Series.Key.Reporter,
                    f.Series.Key.Partner,
                    f.Series.Key.Flow,
                    f.Series.Key.Goods,
                    f.Series.Unit,
                    f.Series.Status,
                    f.Notes,
                    points = f.Series.Points.Select(p => new { p.Period, p.Value, p.State, p.Estimated, p.Rows }),
                }),
            });
            return;
        }
        if (found.Count > 0 || terminal.Form == Form.Csv)
            Sheet.Print(terminal, [.. from f in found from point in terminal.Form == Form.Csv ? f.Series.Points : Spoken(query, f.Series) select (f.Series, point)]);
        if (terminal.Form == Form.Text)
            Lines.Print(terminal, "Notes", found.SelectMany(f => f.Notes).Select(English.Say).Distinct(StringComparer.Ordinal));
    }

    /// <summary>For people: from the first period that is known to the last, gaps included; all periods that were asked for.</summary>
    private static IEnumerable<SeriesPoint> Spoken(SeriesQuery query, Series series)
    {
        var known = series.Points.Where(p => p.State != PointState.NoData).Select(p => p.Period).ToList();
        return series.Points.Where(p => known.Count > 0 && (query.First is not null || p.Period >= known[0]) && (query.Last is not null || p.Period <= known[^1]));
    }

    private static string State(PointState state) => state switch
    {
        PointState.NoData => "no data",
        PointState.Observed => "observed",
        PointState.Zero => "zero",
        PointState.Partial => "lower bound",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no such state"),
    };

    private static string ShortRows(IReadOnlyList<ObservationId> rows) => rows.Count switch
    {
        0 => "",
        1 => rows[0].ToString(),
        _ => $"{rows[0]} and {English.Count(rows.Count - 1, "more", "more")}",
    };

    private static string? ReadUnit(string? text) => text is null || Units.TryFind(text, out _)
        ? text
        : throw new UsageException($"--unit: '{text}' is no unit; there are {string.Join(", ", Units.All.Select(u => u.Code))}");
}
