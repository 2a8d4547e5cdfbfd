using Weir.Cli.Commands;
using Weir.Cli.Running;
using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Store;
using Weir.Trade;

namespace Weir.Cli.Printing;

/// <summary>Prints totals.</summary>
internal static class TotalsPrinter
{
    private static readonly Sheet<(TotalTable Table, TotalLine? Line)> Csv = new(
        new("source", r => r.Table.Source),
        new("reporter", r => Economies.FromNumber(r.Table.Reporter).Alpha3),
        new("flow", r => r.Table.Flow.Code()),
        new("edition", r => r.Table.Edition.Code()),
        new("unit", r => r.Table.Unit),
        new("first", r => r.Table.Periods[0].ToString()),
        new("last", r => r.Table.Periods[^1].ToString()),
        new("line", r => r.Line is null ? "total" : "line"),
        new("period", r => r.Line?.Period?.ToString()),
        new("partner", r => r.Line?.Partner is { } partner ? Economies.FromNumber(partner).Alpha3 : null),
        new("commodity", r => r.Line?.Commodity),
        new("kind", r => r.Line is { } line ? Kind(line) : null),
        new("published", r => Sum(r).Published),
        new("details", r => Sum(r).Details),
        new("notSpecified", r => Of(r, ResidualKind.NotSpecified)),
        new("confidential", r => Of(r, ResidualKind.Confidential)),
        new("regional", r => Of(r, ResidualKind.Regional)),
        new("unlisted", r => Of(r, ResidualKind.Unlisted)),
        new("sum", r => Sum(r).Sum),
        new("difference", r => Sum(r).Difference),
        new("share", r => r.Table.Sum.Share(Sum(r).Sum)),
        new("lacks", r => r.Line is { Period: null } ? null : string.Join(' ', r.Table.Lacks.Where(g => r.Line is null || g.Period == r.Line.Period).Select(g => $"{g.Period}:{CoverageCommand.State(g.Extent).Replace(' ', '-')}"))));

    public static void Print(Terminal terminal, TotalsReport report)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, new { report.AsOf, tables = report.Tables.Select(Document) });
                break;
            case Form.Csv:
                Csv.Print(terminal, [.. report.Tables.SelectMany(t => t.Lines.Select(l => (t, (TotalLine?)l)).Append((t, null)))]);
                break;
            case Form.Text:
                foreach (var table in report.Tables)
                    PrintText(terminal, report.Question, table);
                break;
        }
    }

    private static void PrintText(Terminal terminal, TotalsQuestion question, TotalTable table)
    {
        var codes = question.Goods is { } goods ? goods : question.By == TotalsBy.Commodity ? "" : "all goods";
        var partner = question.Partner is { } one ? $" {one.Alpha3}" : "";
        var span = table.Periods.Count == 1 ? $"{table.Periods[0]}" : $"{table.Periods[0]} … {table.Periods[^1]}";
        terminal.Out.WriteLine($"{table.Source}  {Economies.FromNumber(table.Reporter).Alpha3} {table.Flow.Code()}{partner} {codes}{(codes.Length > 0 ? ", " : "")}{table.Edition.Code()}, {table.Unit}, {span}");
        if (table.Lines.Count > 0)
            (question.By == TotalsBy.Period ? ByPeriod(table) : ByDetail(table)).Print(terminal, table.Lines);
        PrintSum(terminal, question, table.Sum);
        Lines.Print(terminal, "Notes", TotalsReport.Notes(table).Select(English.Say));
        terminal.Out.WriteLine();
    }

    private static Sheet<TotalLine> ByPeriod(TotalTable table) => new(
        new("period", l => l.Period.ToString(), "Period"),
        new("published", l => l.Sum.Published, "Publisher's total", l => Amount(l.Sum.Published)),
        new("details", l => l.Sum.Details, "Told apart", l => Amount(l.Sum.Details)),
        new("residuals", l => l.Sum.Residuals.Values.Sum(), "Not told apart", l => l.Sum.Residuals.Count == 0 ? "" : Amount(l.Sum.Residuals.Values.Sum())),
        new("difference", l => l.Sum.Difference, "Difference", l => Amount(l.Sum.Difference)),
        new("state", l => table.Lacks.FirstOrDefault(g => g.Period == l.Period) is { } gap ? CoverageCommand.State(gap.Extent) : l.Sum.AddsUp ? "adds up" : "complete", "State"));

    private static Sheet<TotalLine> ByDetail(TotalTable table) => new(
        new("what", l => l.Commodity ?? Economies.FromNumber(l.Partner!.Value).Alpha3, table.Lines[0].Commodity is null ? "Partner" : "Code"),
        new("name", l => Name(l, table.Edition), "Name"),
        new("value", l => l.Sum.Sum, $"{table.Unit}", l => Amount(l.Sum.Sum)),
        new("share", l => table.Sum.Share(l.Sum.Sum), "Share", l => Share(table.Sum.Share(l.Sum.Sum))),
        new("kind", l => Kind(l), "Kind", l => Kind(l) ?? ""));

    private static void PrintSum(Terminal terminal, TotalsQuestion question, TotalSum sum)
    {
        var ofCodes = question.By == TotalsBy.Commodity || (question.By == TotalsBy.Period && question.Partner is not null);
        List<(string Name, double? Amount)> rows =
        [
            (English.Say(new Phrase("totals.published")), sum.Published),
            (English.Say(ofCodes ? new Phrase("totals.details.codes") : new Phrase("totals.details.partners")), sum.Details),
            .. sum.Residuals.Select(r => ($"  {English.Say(new Phrase($"residual.{r.Key.ToString().ToLowerInvariant()}"))}", (double?)r.Value)),
            (English.Say(new Phrase("totals.difference")), sum.Difference),
        ];
        var width = rows.Max(r => r.Name.Length);
        var digits = rows.Max(r => Amount(r.Amount).Length);
        foreach (var (name, amount) in rows)
            terminal.Out.WriteLine($"  {name.PadRight(width)}  {Amount(amount).PadLeft(digits)}  {Share(sum.Share(amount)),8}".TrimEnd());
    }

    private static object Document(TotalTable table) => new
    {
        table.Source,
        reporter = Economies.FromNumber(table.Reporter),
        table.Flow,
        edition = table.Edition.Code(),
        table.Unit,
        table.Periods,
        total = Document(table.Sum, table),
        lines = table.Lines.Select(l => new
        {
            l.Period,
            partner = l.Partner is { } partner ? Economies.FromNumber(partner) : null,
            l.Commodity,
            kind = Kind(l),
            amounts = Document(l.Sum, table),
        }),
        lacks = table.Lacks.Select(g => new { g.Period, state = CoverageCommand.State(g.Extent) }),
        table.CodesAddedUp,
        table.PartnersAddedUp,
        table.Unmeasured,
        notes = TotalsReport.Notes(table),
    };

    private static object Document(TotalSum sum, TotalTable table) => new
    {
        sum.Published,
        sum.Details,
        notSpecified = Of(sum, ResidualKind.NotSpecified),
        confidential = Of(sum, ResidualKind.Confidential),
        regional = Of(sum, ResidualKind.Regional),
        unlisted = Of(sum, ResidualKind.Unlisted),
        sum.Sum,
        sum.Difference,
        sum.AddsUp,
        share = table.Sum.Share(sum.Sum),
        sum.Cells,
    };

    private static string Name(TotalLine line, Classification edition)
    {
        if (line.Partner is { } partner)
            return Economies.FromNumber(partner).Name("en");
        var commodity = new Commodity(edition, line.Commodity!);
        return Residuals.TryFindCode(commodity, out var residual) ? residual.English
            : HsChapters.TryFind(commodity, out var chapter) ? commodity.Level == 2 ? chapter.English : $"({chapter.English})"
            : "";
    }

    private static string? Kind(TotalLine line) => line.IsGroup ? "group"
        : line.Residual is { } kind ? English.Say(new Phrase($"residual.{kind.ToString().ToLowerInvariant()}"))
        : null;

    private static TotalSum Sum((TotalTable Table, TotalLine? Line) row) => row.Line?.Sum ?? row.Table.Sum;

    private static double? Of((TotalTable, TotalLine?) row, ResidualKind kind) => Of(Sum(row), kind);

    private static double? Of(TotalSum sum, ResidualKind kind) => sum.Residuals.TryGetValue(kind, out var amount) ? amount : null;

    private static string Amount(double? amount) => amount is { } number ? English.Exact(number) : "not known";

    private static string Share(double? share) => share is { } part && double.IsFinite(part) && Math.Abs(part) < 1e6 ? Words.For("en").Percent((decimal)part) : "";
}
