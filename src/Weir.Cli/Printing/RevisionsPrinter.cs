using Weir.Cli.Running;
using Weir.Desk.Figures;
using Weir.Store;
using Weir.Trade;

namespace Weir.Cli.Printing;

/// <summary>Prints what changed between two moments.</summary>
internal static class RevisionsPrinter
{
    private static readonly Sheet<Revision> Sheet = new(
        new("kind", r => Kind(r.Kind), "Kind"),
        new("source", r => r.Cell.Source, "Source", r => r.Cell.Publication.Length > 0 ? r.Cell.Publication : r.Cell.Source),
        new("publication", r => r.Cell.Publication),
        new("reporter", r => Economies.FromNumber(r.Cell.Reporter).Alpha3),
        new("partner", r => Economies.FromNumber(r.Cell.Partner).Alpha3),
        new("flow", r => r.Cell.Flow.Code()),
        new("classification", r => r.Cell.Commodity.Classification.ToString()),
        new("commodity", r => r.Cell.Commodity.Code, "Cell", r => Cell(r.Cell)),
        new("period", r => r.Cell.Period.ToString()),
        new("partner2", r => r.Cell.Partner2 == 0 ? "" : Economies.FromNumber(r.Cell.Partner2).Alpha3),
        new("procedure", r => r.Cell.Procedure),
        new("transport", r => r.Cell.Transport),
        new("measure", r => r.Amount is { } a ? JsonName(a.Measure) : null),
        new("was", r => r.Amount?.Was, "Was", r => Number(r.Amount?.Was)),
        new("now", r => r.Amount?.Now, "Now", r => Number(r.Amount?.Now)),
        new("change", r => r.Amount?.Change, "Change", r => r.Amount is { } a ? Signed(a.Change) : "other than amounts"),
        new("ratio", r => r.Amount?.Ratio),
        new("unit", r => r.Amount?.Unit, "Unit"),
        new("rowWas", r => r.Was?.Id.ToString()),
        new("rowNow", r => r.Now?.Id.ToString()));

    public static void Print(Terminal terminal, RevisionReport report)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, Document(report));
                break;
            case Form.Csv:
                Sheet.Print(terminal, report.Found.Largest);
                break;
            case Form.Text:
                PrintText(terminal, report);
                break;
        }
    }

    private static void PrintText(Terminal terminal, RevisionReport report)
    {
        var found = report.Found;
        terminal.Out.WriteLine($"From {JsonText.Moment(report.Since)} to {JsonText.Moment(report.AsOf)}: {English.Count(found.Changed, "cell", "cells")} changed, {English.Number((decimal)found.Added)} added, {English.Number((decimal)found.Removed)} removed");
        if (found.Largest.Count > 0)
            Sheet.Print(terminal, found.Largest);
        if (found.Largest.Count < found.Total)
            terminal.Note($"{English.Number((decimal)found.Largest.Count)} of {English.Number((decimal)found.Total)} are listed, the largest in each unit first; --limit and --kind set which");
    }

    private static object Document(RevisionReport report) => new
    {
        report.Since,
        report.AsOf,
        report.Found.Added,
        report.Found.Removed,
        report.Found.Changed,
        revisions = report.Found.Largest.Select(r => new
        {
            r.Kind,
            r.Cell.Source,
            r.Cell.Publication,
            reporter = Economies.FromNumber(r.Cell.Reporter),
            partner = Economies.FromNumber(r.Cell.Partner),
            r.Cell.Flow,
            r.Cell.Commodity.Classification,
            commodity = r.Cell.Commodity.Code,
            r.Cell.Period,
            r.Cell.Partner2,
            r.Cell.Procedure,
            r.Cell.Transport,
            r.Amount,
            was = Said(r.Was),
            now = Said(r.Now),
        }),
    };

    // All that a cell says, so that nobody has to guess what changed beside the amount.
    private static object? Said(Observation? o) => o is null ? null : new
    {
        o.Value,
        o.Currency,
        o.Basis,
        o.NetWeightKg,
        o.NetWeightEstimated,
        o.Quantity,
        o.SecondQuantity,
        o.Status,
        o.Printed,
        row = o.Id,
    };

    private static string Cell(Observation o) =>
        $"{Economies.FromNumber(o.Reporter)} {o.Flow.Code()} {Economies.FromNumber(o.Partner)} {o.Commodity.Code} {o.Period}{(o.IsTotal ? "" : ", detail")}";

    private static string Kind(RevisionKind kind) => kind switch
    {
        RevisionKind.Added => "added",
        RevisionKind.Removed => "removed",
        RevisionKind.Changed => "changed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    private static string JsonName(RevisedMeasure measure) => measure switch
    {
        RevisedMeasure.Value => "value",
        RevisedMeasure.Quantity => "quantity",
        RevisedMeasure.SecondQuantity => "secondQuantity",
        RevisedMeasure.NetWeight => "netWeight",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "no such measure"),
    };

    private static string Number(double? amount) => amount is { } known ? English.Exact(known) : "";

    private static string Signed(double amount) => $"{(amount > 0 ? "+" : "")}{English.Exact(amount)}";
}
