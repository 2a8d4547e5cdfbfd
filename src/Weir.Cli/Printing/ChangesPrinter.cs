using System.Text;
using Weir.Cli.Running;
using Weir.Desk.Figures;
using Weir.Trade;

namespace Weir.Cli.Printing;

/// <summary>Prints what changed.</summary>
internal static class ChangesPrinter
{
    private static readonly Sheet<Change> Sheet = new(
        new("watch", c => c.Watch),
        new("period", c => c.Period.ToString()),
        new("kind", c => c.Kind),
        new("source", c => c.Series.Source),
        new("publication", c => c.Series.Publication),
        new("reporter", c => c.Series.Reporter.Alpha3),
        new("partner", c => c.Series.Partner.Alpha3),
        new("flow", c => c.Series.Flow.Code()),
        new("goods", c => c.Series.Goods),
        new("value", c => c.Value),
        new("base", c => c.Base),
        new("ratio", c => c.Ratio),
        new("unit", c => c.Unit.Code),
        new("status", c => c.Status.ToString().ToLowerInvariant()),
        new("text", c => English.Say(c.Text)),
        new("rows", c => string.Join(' ', c.Rows)));

    public static void Print(Terminal terminal, ChangeReport report)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, Document(report));
                break;
            case Form.Csv:
                Sheet.Print(terminal, report.Changes);
                break;
            case Form.Text:
                PrintText(terminal, report, most: int.MaxValue);
                break;
        }
    }

    /// <summary>At most so many changes in words, and what is not known.</summary>
    public static void PrintText(Terminal terminal, ChangeReport report, int most)
    {
        if (report.Changes.Count == 0)
            terminal.Out.WriteLine("Nothing changed in what is known.");
        else
            terminal.Out.WriteLine("What changed");
        var news = ToldChange.Of(report.Changes);
        foreach (var told in news.Take(most))
            Lines.Item(terminal, $"{told.Change.Period}  {English.Say(told.Change.Text)}{Mark(told)}");
        if (news.Count > most)
            terminal.Out.WriteLine($"  … and {English.Count(news.Count - most, "more", "more")}: weir changes");
        Lines.Print(terminal, "Not known", report.NotKnown.Select(English.Say).Take(most));
    }

    /// <summary>The report for machines.</summary>
    public static object Document(ChangeReport report) => new
    {
        report.AsOf,
        changes = report.Changes.Select(c => new
        {
            c.Watch,
            c.Period,
            c.Kind,
            c.Series.Source,
            c.Series.Publication,
            c.Series.Reporter,
            c.Series.Partner,
            c.Series.Flow,
            c.Series.Goods,
            c.Value,
            c.Base,
            c.Ratio,
            c.Unit,
            c.Status,
            c.Text,
            c.Rows,
        }),
        report.NotKnown,
    };

    private static string Mark(ToldChange told)
    {
        var others = new StringBuilder();
        if (told.Same.Count > 0)
            others.Append("; the same: ").AppendJoin(", ", told.Same.Select(Teller));
        if (told.Differing.Count > 0)
            others.Append("; otherwise: ").AppendJoin(", ", told.Differing.Select(c => $"{Teller(c)} {English.Amount((decimal)c.Value, c.Unit.Code)}"));
        return told.Change.Status switch
        {
            ObservationStatus.Official => others.Length == 0 ? "" : $" [{told.Change.Series.Source}{others}]",
            ObservationStatus.Reported => $" [reported by {told.Change.Series.Publication}{others}]",
            _ => $" [{English.Mark(told.Change.Status)}{others}]",
        };
    }

    private static string Teller(Change change) => change.Series.Publication.Length > 0 ? change.Series.Publication : change.Series.Source;
}
