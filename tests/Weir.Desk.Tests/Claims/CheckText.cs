using System.Globalization;
using System.Text;
using Weir.Desk.Claims;
using Weir.Sources;
using Weir.Sources.Reported;
using Weir.Trade;

namespace Weir.Desk.Tests;

/// <summary>A check as text, and what tests need to run one.</summary>
internal static class CheckText
{
    public static readonly DateTimeOffset AsOf = new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string Snapshot = new('a', 64);

    /// <summary>Checks a desk with the reported figures of its own file, if it has one.</summary>
    public static async Task<CheckReport> CheckAsync(DeskFolder desk, params Series[] official)
    {
        var figures = new List<ReportedFigure>();
        foreach (var file in desk.Settings.Data)
        {
            await using var stream = File.OpenRead(Path.Combine(desk.Folder, file.Path));
            figures.AddRange(await new ReportedSource().ReadFiguresAsync(stream, new ReadContext(Snapshot, file.Path), TestContext.Current.CancellationToken));
        }
        return ClaimChecker.Check(new CheckInput(desk, figures, official, AsOf));
    }

    /// <summary>An official monthly series from a first month on; null is not known.</summary>
    public static Series Official(string source, Subject subject, Unit unit, Period first, params double?[] values) => new(
        new SeriesKey(source, subject.Reporter, subject.Partner, subject.Flow, subject.Goods), unit, ObservationStatus.Official,
        [.. values.Select((v, i) => new SeriesPoint(first.AddMonths(i), v, v is null ? PointState.NoData : PointState.Observed, v is null ? [] : [new ObservationId(new string('b', 64), i + 2)]))]);

    public static string Of(CheckReport report, string language)
    {
        var words = Desk.Words.Words.For(language);
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        foreach (var claim in report.Claims)
        {
            Line($"{claim.Id}  [{claim.Verdict}]");
            Line($"  {claim.Says.In(language)}");
            Line($"  {words.Say(claim.Reason)}");
            foreach (var missing in claim.Missing)
                Line($"  + {words.Say(missing)}");
            if (claim.Comparison is { } c)
                Line(string.Create(CultureInfo.InvariantCulture, $"  claimed {c.Claimed.Low}..{(c.Claimed.IsBoundedAbove ? c.Claimed.High : "")} {c.Unit} computed {c.Computed} difference {c.Difference:0.0000}"));
            Line($"  rows {string.Join(" ", claim.Rows)}  findings {string.Join(" ", claim.Findings.Select(f => f.Kind))}");
            Line("");
        }
        foreach (var finding in report.Findings)
        {
            Line($"{finding.Kind}: {words.Say(finding.Text)}");
            Line($"  of {string.Join(" ", finding.Claims)}");
            Line($"  {string.Join("; ", finding.Numbers.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Key} {decimal.Round(n.Value, 6):0.######}")))}");
        }
        return text.ToString();
    }
}
