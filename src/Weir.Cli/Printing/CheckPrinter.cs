using Weir.Cli.Running;
using Weir.Desk.Claims;

namespace Weir.Cli.Printing;

/// <summary>Prints verdicts and findings.</summary>
internal static class CheckPrinter
{
    private static readonly Sheet<CheckedClaim> Sheet = new(
        new("claim", c => c.Id, "Claim"),
        new("publication", c => c.Publication),
        new("says", c => English.Say(c.Says)),
        new("printed", c => string.Join("; ", c.Printed), "Printed"),
        new("verdict", c => English.Verdict(c.Verdict), "Verdict"),
        new("claimedLow", c => c.Comparison?.Claimed.Low),
        new("claimedHigh", c => c.Comparison?.Claimed.High),
        new("computed", c => c.Comparison?.Computed, "Computed", c => c.Comparison is { Computed: { } computed } with ? English.Amount(computed, with.Unit) : ""),
        new("unit", c => c.Comparison?.Unit),
        new("difference", c => c.Comparison?.Difference, "Difference", c => c.Comparison?.Difference is { } d ? English.Difference(d) : ""),
        new("reason", c => English.Say(c.Reason)),
        new("missing", c => string.Join("; ", c.Missing.Select(English.Say))),
        new("findings", c => string.Join(' ', c.Findings.Select(f => f.Kind).Distinct(StringComparer.Ordinal))),
        new("rows", c => string.Join(' ', c.Rows)),
        new("file", c => c.File),
        new("line", c => c.Line));

    public static void Print(Terminal terminal, CheckReport report)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, Document(report));
                break;
            case Form.Csv:
                Sheet.Print(terminal, report.Claims);
                break;
            case Form.Text:
                PrintClaims(terminal, report);
                PrintFindings(terminal, report);
                PrintTotals(terminal, report);
                break;
        }
    }

    /// <summary>One line a claim: what was printed, the verdict, the computed number and the difference.</summary>
    public static void PrintTable(Terminal terminal, CheckReport report) => Sheet.Print(terminal, report.Claims);

    /// <summary>How many claims got which verdict.</summary>
    public static void PrintTotals(Terminal terminal, CheckReport report)
    {
        if (report.Claims.Count == 0)
        {
            terminal.Out.WriteLine("The desk has no claims.");
            return;
        }
        var totals = report.Claims.GroupBy(c => c.Verdict).OrderBy(g => g.Key).Select(g => $"{g.Count()} {English.Verdict(g.Key)}");
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"{English.Count(report.Claims.Count, "claim", "claims")}: {string.Join(", ", totals)}; {English.Count(report.Findings.Count, "finding", "findings")}");
    }

    /// <summary>What was found about the printing, in words.</summary>
    public static void PrintFindings(Terminal terminal, CheckReport report) =>
        Lines.Print(terminal, "Findings", report.Findings.Select(f => $"{English.Say(f.Text)} ({f.Kind})").Distinct(StringComparer.Ordinal));

    /// <summary>The report for machines.</summary>
    public static object Document(CheckReport report) => new
    {
        report.AsOf,
        claims = report.Claims.Select(c => new
        {
            c.Id,
            c.Publication,
            c.Says,
            c.Printed,
            c.Verdict,
            c.Reason,
            c.Missing,
            c.Comparison,
            findings = c.Findings.Select(FindingDocument),
            c.Rows,
            c.File,
            c.Line,
        }),
        findings = report.Findings.Select(FindingDocument),
    };

    private static object FindingDocument(Finding finding) => new { finding.Kind, finding.Text, finding.Claims, finding.Numbers };

    private static void PrintClaims(Terminal terminal, CheckReport report)
    {
        var publication = "";
        foreach (var claim in report.Claims)
        {
            if (claim.Publication != publication)
            {
                if (publication.Length > 0)
                    terminal.Out.WriteLine();
                publication = claim.Publication;
                terminal.Out.WriteLine(publication);
            }
            Lines.Item(terminal, $"{claim.Id[(claim.Id.IndexOf('/', StringComparison.Ordinal) + 1)..]}: {English.Verdict(claim.Verdict).ToUpperInvariant()}", "  ");
            Lines.Item(terminal, English.Say(claim.Says), "      ");
            if (claim.Printed.Count > 0)
                Lines.Item(terminal, $"printed: {string.Join("; ", claim.Printed)}", "      ");
            if (claim.Comparison is { Computed: { } computed } comparison)
                Lines.Item(terminal, $"computed: {English.Amount(computed, comparison.Unit)}{(comparison.Difference is { } d ? $", {English.Difference(d)}" : "")}", "      ");
            Lines.Item(terminal, English.Say(claim.Reason), "      ");
            foreach (var missing in claim.Missing)
                Lines.Item(terminal, English.Say(missing), "      missing: ");
        }
    }
}
