using System.Globalization;
using Weir.Cli.Running;
using Weir.Desk.Signals;
using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Cli.Printing;

/// <summary>Prints what a scan found.</summary>
internal static class ScanPrinter
{
    private static readonly Sheet<ScanFinding> Sheet = new(
        new("id", f => f.Id.Text),
        new("source", f => f.Series.Source),
        new("reporter", f => f.Series.Reporter.Alpha3),
        new("partner", f => f.Series.Partner.Alpha3),
        new("flow", f => f.Series.Flow.Code(), "Flow", Way),
        new("commodity", f => f.Series.Goods),
        new("period", f => f.Period.ToString()),
        new("value", f => f.Finding.Value, "Value", f => Short(f.Finding.Value)),
        new("expected", f => OrNull(f.Finding.Expected), "Expected", f => Short(f.Finding.Expected)),
        new("lower", f => OrNull(f.Finding.Lower)),
        new("upper", f => OrNull(f.Finding.Upper), "Up to", f => Short(f.Finding.Upper)),
        new("excess", f => OrNull(f.Finding.Excess)),
        new("p", f => f.Finding.P),
        new("q", f => f.Q, "q", f => Chance(f.Q)),
        new("toMonthBefore", f => f.ToMonthBefore, "× before", f => Times(f.ToMonthBefore)),
        new("toMedian", f => f.ToMedian, "× median", f => Times(f.ToMedian)),
        new("toRecord", f => f.ToRecord, "× record", f => Times(f.ToRecord)),
        new("editionChanged", f => f.EditionChanged));

    public static void Print(Terminal terminal, ScanReport report)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, Document(report));
                break;
            case Form.Csv:
                Sheet.Print(terminal, report.Findings);
                break;
            case Form.Text:
                PrintText(terminal, report);
                break;
        }
    }

    private static void PrintText(Terminal terminal, ScanReport report)
    {
        var question = report.Question;
        terminal.Out.WriteLine(
            $"{English.Count(report.Found, "surge", "surges")} in {English.Count(report.Judged, "series", "series")} of {question.Digits}-digit codes in {question.Unit.Code}, at a false-discovery rate of {English.Number(question.Fdr)}"
            + (report.Months.Count == 0 ? "" : $"; months judged: {string.Join(", ", report.Months.Select(m => $"{m.Month} ({English.Number((decimal)m.Series)})"))}"));
        if (report.Findings.Count > 0)
            Sheet.Print(terminal, report.Findings);
        if (report.Findings.Count < report.Found)
            terminal.Note($"{English.Number((decimal)report.Findings.Count)} of {English.Number((decimal)report.Found)} are listed; --limit and --sort set which");
        if (report.Findings.Any(f => f.EditionChanged))
            terminal.Note("~ the code's edition changes inside the series: goods may have moved to it from another code");
        if (report.Below > 0)
            terminal.Note($"{English.Count(report.Below, "judged series lies", "judged series lie")} below the floor of {English.Number(question.Floor)} {question.Unit.Code} and can't be found; --floor sets it");
        foreach (var (why, count) in report.Unsaid)
            terminal.Note($"{English.Count(count, "series", "series")} could not be judged: {Why(why)}");
        if (report.Findings.Count > 0)
            terminal.Note($"how one came to be: weir explain {report.Findings[0].Id}");
    }

    private static object Document(ScanReport report) => new
    {
        report.AsOf,
        report.Judged,
        report.Found,
        report.Below,
        question = new { report.Question.Digits, report.Question.Unit, report.Question.Floor, report.Question.Fdr, method = report.Question.Method.Id, report.Question.Month },
        months = report.Months.Select(m => new { month = m.Month, series = m.Series }),
        unsaid = report.Unsaid.Select(u => new { why = u.Why, series = u.Series }),
        findings = report.Findings.Select(f => new
        {
            id = f.Id.Text,
            f.Series.Source,
            f.Series.Reporter,
            f.Series.Partner,
            f.Series.Flow,
            commodity = f.Series.Goods,
            f.Period,
            f.Finding.Value,
            expected = OrNull(f.Finding.Expected),
            lower = OrNull(f.Finding.Lower),
            upper = OrNull(f.Finding.Upper),
            excess = OrNull(f.Finding.Excess),
            f.Finding.P,
            f.Q,
            f.ToMonthBefore,
            f.ToMedian,
            f.ToRecord,
            f.EditionChanged,
        }),
    };

    private static string Way(ScanFinding f)
    {
        var (from, to) = f.Series.Flow is Flow.Export or Flow.ReExport ? (f.Series.Reporter, f.Series.Partner) : (f.Series.Partner, f.Series.Reporter);
        return $"{f.Series.Goods} {from.Alpha3} → {to.Alpha3} {f.Period} ({f.Series.Reporter.Alpha3} {f.Series.Flow.Code()}){(f.EditionChanged ? " ~" : "")}";
    }

    private static string Why(SurgeObstacle obstacle) => obstacle switch
    {
        SurgeObstacle.ValueNotKnown => "the month's value is not known (no row, and nobody says that this means zero)",
        SurgeObstacle.HistoryTooShort => "too few earlier months are known",
        SurgeObstacle.HistoryIsZero => "all earlier months known are zero",
        SurgeObstacle.HistoryIsConstant => "all earlier months known have one value",
        SurgeObstacle.ValueIsNegative => "the value is negative",
        SurgeObstacle.SeasonNotKnown => "no earlier month of the season is known",
        _ => "the model could not be fitted",
    };

    private static string Short(double value) => double.IsFinite(value) ? English.Exact(Math.Round(value)) : "not said";

    private static string Times(double? ratio) => ratio is { } r ? r.ToString(r < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) : "";

    private static string Chance(double q) => q < 0.0001 ? "<0.0001" : q.ToString("0.####", CultureInfo.InvariantCulture);

    private static double? OrNull(double value) => double.IsFinite(value) ? value : null;
}
