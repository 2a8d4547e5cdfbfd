using System.CommandLine;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Mirrors;
using Weir.Desk.OwnData;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Cli.Commands;

/// <summary><c>weir mirror</c>: what an exporter says it sent against what its partner says arrived.</summary>
internal static class MirrorCommand
{
    private static readonly Argument<string?> Goods = new("GOODS") { Description = "Goods of the desk, or an HS code such as 8703", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> From = new("--from") { Description = "The exporter, e.g. CHN", HelpName = "ECONOMY" };

    private static readonly Option<string?> To = new("--to") { Description = "The importer, e.g. KGZ", HelpName = "ECONOMY" };

    private static readonly Option<string?> UnitCode = new("--unit") { Description = "The unit, e.g. u, kg, USD (else the goods' own, else USD)", HelpName = "CODE" };

    private static readonly Option<string?> OwnFile = new("--file")
    {
        Description = "Numbers of your own instead: a CSV with the columns exporter, importer, period, export, import (- is standard input)",
        HelpName = "FILE",
    };

    private static readonly Option<string> Margin = new("--margin")
    {
        Description = "Freight and insurance as a part of the value: a range such as 0..0.2 (computed with 0.06 where that lies in it, else with the middle), or one number",
        HelpName = "LOW..HIGH",
        DefaultValueFactory = _ => "0..0.2",
    };

    private static readonly Option<int> Lag = new("--lag") { Description = "Up to how many months later arrivals may be recorded: 0, 1 or 2", HelpName = "MONTHS" };

    private static readonly Option<string?> Since = new("--since") { Description = "First period judged for a change (else the last twelve months; with --file none)", HelpName = "PERIOD" };

    private static readonly Option<string> Reconcile = new("--reconcile")
    {
        Description = "With --file: how the two reports are put together: reliability (variance of each reporter's errors, with an interval) or scores (as published reconciliations have it)",
        HelpName = "NAME",
        DefaultValueFactory = _ => "reliability",
    };

    private static readonly Sheet<Row> OfLake = new(
        new("period", r => r.Period, "Period"),
        new("exporter", r => r.Exporter),
        new("importer", r => r.Importer),
        new("export", r => r.Export, "Sent", r => Amount(r.Export)),
        new("import", r => r.Import, "Arrived", r => Amount(r.Import)),
        new("unit", r => r.Unit, "Unit"),
        new("state", r => r.State, "State"),
        new("gap", r => r.Gap, "Gap", r => Short(r.Gap)),
        new("gapLow", r => r.Low, "From", r => Short(r.Low)),
        new("gapHigh", r => r.High, "To", r => Short(r.High)),
        new("missing", r => r.Missing),
        new("status", r => r.Status, "Status"),
        new("source", r => r.Source));

    private static readonly Sheet<OwnMirror> OfFile = new(
        new("exporter", r => r.Exporter, "Exporter"),
        new("importer", r => r.Importer, "Importer"),
        new("period", r => r.Point.Period.ToString(), "Period"),
        new("export", r => r.Point.Export, "Sent", r => Amount(r.Point.Export)),
        new("import", r => r.Point.Import, "Arrived", r => Amount(r.Point.Import)),
        new("state", r => MirrorNotes.Key(r.Point.State), "State"),
        new("gap", r => r.Point.Gap, "Gap", r => Short(r.Point.Gap)),
        new("gapLow", r => Finite(r.Point.Range?.Low)),
        new("gapHigh", r => Finite(r.Point.Range?.High)),
        new("missing", r => r.Point.Missing),
        new("discrepancy", r => r.Flow.Discrepancy),
        new("weight", r => r.Flow.Weight),
        new("estimate", r => r.Flow.Estimate, "Estimate", r => Amount(r.Flow.Estimate)),
        new("low", r => r.Flow.Interval?.Low, "From", r => Amount(r.Flow.Interval?.Low)),
        new("high", r => r.Flow.Interval?.High, "To", r => Amount(r.Flow.Interval?.High)),
        new("change", r => r.Change?.Change),
        new("changeLow", r => r.Change?.Interval?.Low),
        new("changeHigh", r => r.Change?.Interval?.High),
        new("p", r => r.Change?.P));

    public static Command Create()
    {
        var command = new Command("mirror", "Sets what an exporter says it sent against what its partner says arrived, and says whether the gap changed")
        {
            Goods, From, To, UnitCode, OwnFile, Margin, Lag, Since, Reconcile,
            SharedOptions.AsOf, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>A margin as people write it.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static MirrorMargin ReadMargin(string text)
    {
        var ends = text.Split("..");
        if (ends.Length is 1 or 2 && Array.TrueForAll(ends, e => double.TryParse(e, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)))
        {
            var (low, high) = (double.Parse(ends[0], CultureInfo.InvariantCulture), double.Parse(ends[^1], CultureInfo.InvariantCulture));
            if (low <= high && high < 10)
                return low <= MirrorMargin.Unknown.Usual && MirrorMargin.Unknown.Usual <= high ? new(low, MirrorMargin.Unknown.Usual, high) : MirrorMargin.Between(low, high);
        }
        throw new UsageException($"--margin: '{text}' is no margin; write a range such as 0..0.2, or one number such as 0.06 (six per cent)");
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var margin = ReadMargin(parse.GetRequiredValue(Margin));
        var lag = parse.GetValue(Lag) is >= 0 and <= 2 and var months ? months : throw new UsageException("--lag: write 0, 1 or 2 months");
        var since = OptionValues.Period("--since", parse.GetValue(Since));
        return parse.GetValue(OwnFile) is { } file
            ? await RunOnFileAsync(parse, terminal, file, margin, lag, since, cancellation)
            : await RunOnLakeAsync(parse, terminal, margin, lag, since, cancellation);
    }

    private static async Task<int> RunOnFileAsync(ParseResult parse, Terminal terminal, string file, MirrorMargin margin, int lag, Period? since, CancellationToken cancellation)
    {
        if (parse.GetValue(Goods) is not null || parse.GetValue(From) is not null || parse.GetValue(To) is not null)
            throw new UsageException("--file has its own flows; GOODS, --from and --to ask the lake; give one or the other");
        var weights = parse.GetRequiredValue(Reconcile) switch
        {
            "reliability" => MirrorWeights.Reliability,
            "scores" => MirrorWeights.Scores,
            var other => throw new UsageException($"--reconcile: '{other}' is none; there are reliability, scores"),
        };
        var found = await OwnMirrors.ReadAsync(file, margin, lag, since, weights, cancellation);
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new
            {
                margin = new { margin.Low, margin.Usual, margin.High },
                rows = found.Select(r => new
                {
                    r.Exporter,
                    r.Importer,
                    r.Point.Period,
                    r.Point.Export,
                    r.Point.Import,
                    state = MirrorNotes.Key(r.Point.State),
                    r.Point.Gap,
                    gapLow = Finite(r.Point.Range?.Low),
                    gapHigh = Finite(r.Point.Range?.High),
                    r.Point.Missing,
                    r.Flow.Discrepancy,
                    r.Flow.Weight,
                    r.Flow.Estimate,
                    r.Flow.Interval,
                    r.Change,
                }),
            });
        }
        else
            OfFile.Print(terminal, found);
        if (terminal.Form == Form.Text)
            Lines.Print(terminal, "Changes", found.Where(f => f.Change is not null).DistinctBy(f => (f.Exporter, f.Importer)).Select(f => $"{f.Exporter} to {f.Importer}: {English.Say(MirrorNotes.Of(f.Change!))}"));
        return ExitCodes.Done;
    }

    private static async Task<int> RunOnLakeAsync(ParseResult parse, Terminal terminal, MirrorMargin margin, int lag, Period? since, CancellationToken cancellation)
    {
        if (parse.GetValue(Goods) is not { } goods || parse.GetValue(From) is not { } from || parse.GetValue(To) is not { } to)
            throw new UsageException("say GOODS, --from and --to, such as weir mirror 8703 --from CHN --to KGZ; or --file with numbers of your own");
        if (parse.GetValue(UnitCode) is { } unit && !Units.TryFind(unit, out _))
            throw new UsageException($"--unit: '{unit}' is no unit; there are {string.Join(", ", Units.All.Select(u => u.Code))}");
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var report = await bench.MirrorAsync(
            new(goods, OptionValues.Economy("--from", from), OptionValues.Economy("--to", to))
            {
                Unit = parse.GetValue(UnitCode),
                Margin = margin,
                Lag = lag,
                Since = since,
                AsOf = parse.GetValue(SharedOptions.AsOf),
            },
            cancellation);
        var rows = Rows(report);
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new
            {
                goods,
                from = report.Question.From,
                to = report.Question.To,
                margin = new { margin.Low, margin.Usual, margin.High },
                rows,
                changes = report.Pairs.Where(p => p.Change is not null).Select(p => new { p.Export.Key.Source, p.Export.Key.Publication, p.Change }),
                report.Notes,
            });
        }
        else
            OfLake.Print(terminal, rows);
        if (terminal.Form == Form.Text)
        {
            Lines.Print(terminal, "Change", report.Pairs.Where(p => p.Change is not null).Select(p => English.Say(MirrorNotes.Of(p.Change!))));
            Lines.Print(terminal, "Notes", report.Pairs.SelectMany(p => p.Notes).Concat(report.Notes).Select(English.Say).Distinct(StringComparer.Ordinal));
        }
        if (!report.IsEmpty)
            return ExitCodes.Done;
        terminal.Warn($"nothing is known from both sides of {goods} from {from} to {to}; that is no agreement");
        return ExitCodes.Incomplete;
    }

    private static IReadOnlyList<Row> Rows(MirrorReport report) =>
    [
        .. report.Pairs.SelectMany(pair => pair.Gap.Points
            .Where(p => p.State != MirrorState.NeitherKnown)
            .Select(p => new Row(
                $"{pair.Export.Key.Source} {pair.Export.Key.Publication}".Trim(), pair.Export.Key.Reporter.Alpha3, pair.Import.Key.Reporter.Alpha3, p.Period.ToString(), p.Export, p.Import, pair.Gap.Unit.Code,
                MirrorNotes.Key(p.State), p.Gap, Finite(p.Range?.Low), Finite(p.Range?.High), p.Missing, pair.Export.Status.ToString().ToLowerInvariant()))),
        .. report.Printed.Select(p => new Row(
            p.ExportClaim == p.ImportClaim ? p.ExportClaim : $"{p.ExportClaim}, {p.ImportClaim}", report.Question.From.Alpha3, report.Question.To.Alpha3,
            p.Sent == p.Arrived ? p.Sent.ToString() : $"{p.Sent} / {p.Arrived}", (double)p.Export.Amount, (double)p.Import.Amount, p.Export.Unit.Code, MirrorNotes.Key(p.State), p.Gap,
            Finite(p.Range.Low), Finite(p.Range.High), null, "reported")),
    ];

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    private static string Amount(double? value) => value is { } v ? English.Exact(v) : "";

    private static string Short(double? value) => value is { } v ? v.ToString("0.000", CultureInfo.InvariantCulture) : "";

    private sealed record Row(
        string Source, string Exporter, string Importer, string Period, double? Export, double? Import, string Unit, string State, double? Gap, double? Low, double? High, double? Missing, string Status);
}
