using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Uses;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Cli.Commands;

/// <summary><c>weir absorption</c>: what comes in against what the known uses can take up.</summary>
internal static class AbsorptionCommand
{
    private static readonly Argument<string?> Which = new("USES") { Description = "A file of uses/ without .yaml, or goods of the desk (else all of the desk)", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Sheet<(AbsorptionReport Report, UsesAmount Amount)> Sheet = new(
        new("uses", r => r.Report.Book.Id),
        new("amount", r => r.Amount.Id),
        new("title", r => English.Say(r.Amount.Title), "Figure"),
        new("kind", r => English.Say(Kind(r.Amount.Kind)), "Kind"),
        new("measure", r => r.Amount.Measure.Id, "Counts"),
        new("figures", r => string.Join(" × ", r.Amount.Figures.Select(f => $"{f.Name} {f.Range}")), "As stated"),
        new("low", r => r.Report.AmountOf(r.Amount)?.Low, "In the answer's measure", r => r.Report.AmountOf(r.Amount)?.ToString() ?? "not converted"),
        new("high", r => r.Report.AmountOf(r.Amount) is { IsBoundedAbove: true } range ? range.High : null),
        new("unit", r => r.Report.Book.Measure.Unit.Code),
        new("period", r => r.Amount.Period, "Time"),
        new("source", r => r.Amount.Source),
        new("remainderLow", r => r.Report.Finding?.Remainder.Low),
        new("remainderHigh", r => r.Report.Finding?.Remainder is { IsBoundedAbove: true } range ? range.High : null),
        new("because", r => r.Report.Because is { } because ? English.Say(because) : null));

    public static Command Create()
    {
        var command = new Command("absorption", "Holds what comes in against what the known uses of a desk can take up; the unexplained remainder is an interval")
        {
            Which, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        await using var bench = await Opening.DeskAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var books = parse.GetValue(Which) is { } which ? bench.Desk.FindUses(which) : bench.Desk.Uses;
        if (books.Count == 0)
            throw new CommandException("the desk has no file in uses/, which says what can take goods up; docs/desk.md tells how it is written");
        var reports = books.Select(AbsorptionReport.Of).ToList();
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, new { uses = reports.Select(Document) });
                break;
            case Form.Csv:
                Sheet.Print(terminal, [.. reports.SelectMany(r => r.Book.Amounts.Select(a => (r, a)))]);
                break;
            case Form.Text:
                foreach (var report in reports)
                    Print(terminal, report);
                break;
        }
        return reports.TrueForAll(r => r.Finding is null) ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    private static void Print(Terminal terminal, AbsorptionReport report)
    {
        var (book, finding) = (report.Book, report.Finding);
        terminal.Out.WriteLine($"{English.Say(book.Title)} ({book.Id})");
        terminal.Out.WriteLine($"{book.Destination.Alpha3}, {(book.First == book.Last ? book.First.ToString() : $"{book.First} … {book.Last}")}, in {English.Say(book.Measure.Title)}");
        terminal.Out.WriteLine();
        Sheet.Print(terminal, [.. book.Amounts.Select(a => (report, a))]);
        var lines = new List<string>();
        if (report.Because is { } because)
            lines.Add($"{char.ToUpperInvariant(English.Say(because)[0])}{English.Say(because)[1..]}.");
        if (finding is not null)
        {
            lines.Add($"Not explained by these uses: {finding.Remainder} {book.Measure.Unit.Code}, wherever the figures lie in their intervals; supply {finding.Supply}, uses {finding.Uses}.");
            lines.Add(finding.Likely is { } likely
                ? $"The middle 90 % if each figure lies evenly anywhere in its interval: {English.Rounded(likely.Low)} to {English.Rounded(likely.High)} {book.Measure.Unit.Code}."
                : "A figure has no upper end, so there is no likely interval and no sensitivity.");
            if (finding.Remainder.Low <= 0)
                lines.Add("The interval reaches zero: the listed uses may explain everything.");
        }
        lines.Add("A use that nobody listed is not in it; the remainder is no accusation.");
        Lines.Print(terminal, "What is left", lines);
        if (finding is not null)
            Lines.Print(terminal, "Which figure moves it most", finding.Swings.Select(s => $"{English.Say(report.Name(s))}: by {English.Rounded(s.Width)} {book.Measure.Unit.Code} (from {English.Rounded(s.AtLow)} at its least to {English.Rounded(s.AtHigh)} at its most)"));
        Lines.Print(terminal, "Sources", book.Amounts.Select(a => $"{English.Say(a.Title)}: {a.Source}").Concat(book.Amounts.SelectMany(a => a.Figures.Where(f => f.Why is not null).Select(f => $"{English.Say(a.Title)}, times {f.Range}: {f.Why}")))
            .Concat(book.Conversions.Select(c => $"one {c.From.Id} is {c.Factor} {c.To.Id}: {c.Source}")));
        terminal.Out.WriteLine();
    }

    private static object Document(AbsorptionReport report) => new
    {
        report.Book.Id,
        report.Book.Title,
        report.Book.Goods,
        report.Book.Destination,
        report.Book.First,
        report.Book.Last,
        measure = report.Book.Measure,
        report.Book.Conversions,
        report.Because,
        supply = Ends(report.Finding?.Supply),
        uses = Ends(report.Finding?.Uses),
        remainder = Ends(report.Finding?.Remainder),
        share = Ends(report.Finding?.Share),
        likely = report.Finding?.Likely is { } likely ? new { low = likely.Low, high = likely.High } : null,
        report.Finding?.Middle,
        amounts = report.Book.Amounts.Select(a => new { a.Id, a.Title, a.Kind, measure = a.Measure.Id, figures = a.Figures.Select(f => new { f.Name, range = Ends(f.Range), f.Why }), amount = Ends(report.AmountOf(a)), a.Period, a.Source }),
        sensitivity = report.Finding?.Swings.Select(s => new { figure = report.Name(s), s.AtLow, s.AtHigh, s.Width }),
    };

    private static object? Ends(Interval? range) => range is { } known ? new { low = known.IsBoundedBelow ? known.Low : (decimal?)null, high = known.IsBoundedAbove ? known.High : (decimal?)null } : null;

    private static Phrase Kind(AmountKind kind) => new("absorption.kind." + kind.ToString().ToLowerInvariant());
}
