using System.Globalization;
using Weir.Cli.Running;
using Weir.Desk.Controls;
using Weir.Desk.Words;
using Weir.Signals.Effects;
using Weir.Trade;

namespace Weir.Cli.Printing;

/// <summary>Prints what a control changed.</summary>
internal static class ControlPrinter
{
    public static void Print(Terminal terminal, ControlReport report, double alpha)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, Document(report, alpha));
                break;
            case Form.Csv:
                Csv(alpha).Print(terminal, Rows(report));
                break;
            case Form.Text:
                PrintText(terminal, report, alpha);
                break;
        }
    }

    private static List<Row> Rows(ControlReport report)
    {
        if (report.Finding is not { Obstacle: ControlObstacle.None } finding)
            return [];
        return
        [
            new("anticipation", null, null, finding.Anticipation),
            new("effect", null, null, finding.Effect),
            .. finding.Destinations.SelectMany(d => new Row[]
            {
                new("anticipation", Name(d), null, d.Anticipation), new("effect", Name(d), null, d.Effect), new("selectivity", Name(d), null, d.Selectivity),
            }),
            .. finding.Events.Select(e => new Row("event", null, e.Period, e.Term)),
            .. finding.Destinations.SelectMany(d => d.Events.Select(e => new Row("event", Name(d), e.Period, e.Term))),
        ];
    }

    private static Sheet<Row> Csv(double alpha) => new(
        new("kind", r => r.Kind),
        new("destination", r => r.Destination),
        new("period", r => r.Period?.ToString()),
        new("coefficient", r => r.Term?.Coefficient),
        new("se", r => r.Term?.StandardError),
        new("z", r => r.Term?.Z),
        new("p", r => r.Term?.P),
        new("lower", r => r.Term?.Interval(alpha)?.Low),
        new("upper", r => r.Term?.Interval(alpha)?.High),
        new("percent", r => r.Term?.Percent));

    private static object Document(ControlReport report, double alpha) => new
    {
        control = new
        {
            report.Control.Id,
            report.Control.Title,
            report.Control.By,
            report.Control.Measure,
            report.Control.Announced,
            report.Control.InForce,
            report.Control.Suspended,
            report.Control.Repealed,
            destinations = report.Control.Destinations,
            source = report.Control.Source,
            report.Control.Note,
        },
        report.AsOf,
        report.Source,
        unit = report.Unit,
        codes = report.Codes,
        alpha,
        cannotBeSaid = report.Unsaid,
        from = report.Finding?.From,
        to = report.Finding?.To,
        anticipation = Document(report.Finding?.Anticipation, alpha),
        effect = Document(report.Finding?.Effect, alpha),
        destinations = report.Finding?.Destinations.Select(d => new
        {
            destination = Name(d),
            d.Before,
            d.Between,
            d.After,
            d.Stopped,
            anticipation = Document(d.Anticipation, alpha),
            effect = Document(d.Effect, alpha),
            selectivity = Document(d.Selectivity, alpha),
            events = d.Events.Select(e => new { e.Period, e.Month, effect = Document(e.Term, alpha) }),
        }),
        events = report.Finding?.Events.Select(e => new { e.Period, e.Month, effect = Document(e.Term, alpha) }),
        sentences = ControlSentences.Of(report),
        report.Notes,
    };

    private static object? Document(EffectTerm? term, double alpha) => term is null ? null : new
    {
        term.Coefficient,
        se = term.StandardError,
        z = term.Z,
        p = term.P,
        lower = term.Interval(alpha)?.Low,
        upper = term.Interval(alpha)?.High,
        term.Percent,
    };

    private static void PrintText(Terminal terminal, ControlReport report, double alpha)
    {
        var control = report.Control;
        terminal.Out.WriteLine($"{English.Say(control.Title)} ({control.Id})");
        terminal.Out.WriteLine($"  {English.Say(new Phrase($"control.measure.{control.Measure.ToString().ToLowerInvariant()}"))}; announced {Day(control.Announced)}, in force {Day(control.InForce)}"
            + (control.Suspended is { } suspended ? $", suspended {Day(suspended)}" : "") + (control.Repealed is { } repealed ? $", repealed {Day(repealed)}" : ""));
        terminal.Out.WriteLine($"  {control.Source.Act}, {Day(control.Source.Date)}");
        if (report.Codes.Count > 0)
            terminal.Out.WriteLine($"  {string.Join(", ", report.Codes.Select(c => new Commodity(Classification.Hs, c).Dotted))}, {report.Unit.Code}{(report.Source is { } source ? $", {source}" : "")}{(report.Finding is { } span ? $", {span.From} to {span.To}" : "")}");
        Lines.Print(terminal, "In words", ControlSentences.Of(report).Select(English.Say));
        if (report.Finding is { Obstacle: ControlObstacle.None } finding)
        {
            terminal.Out.WriteLine();
            Destinations(alpha).Print(terminal, finding.Destinations);
            Months(alpha).Print(terminal, finding.Events);
        }
        Lines.Print(terminal, "Notes", [.. report.Notes.Select(English.Say), .. control.Note is { } note ? [English.Say(note)] : (string[])[]]);
    }

    private static Sheet<DestinationEffect> Destinations(double alpha) => new(
        new("destination", Name, "Destination"),
        new("before", d => d.Before, "A month before", d => Amount(d.Before)),
        new("between", d => d.Between, "announced", d => Amount(d.Between)),
        new("after", d => d.After, "under control", d => Amount(d.After)),
        new("anticipation", d => d.Anticipation?.Percent, "Anticipation, %", d => Range(d.Anticipation, alpha)),
        new("effect", d => d.Effect?.Percent, "Effect, %", d => d.Stopped ? "-100, nothing since" : Range(d.Effect, alpha)),
        new("selectivity", d => d.Selectivity?.Percent, "Against the others, %", d => Range(d.Selectivity, alpha)));

    private static Sheet<EventMonth> Months(double alpha) => new(
        new("period", e => e.Period.ToString(), "Month"),
        new("month", e => e.Month, "Since control"),
        new("effect", e => e.Term?.Percent, "Off the base, %", e => Range(e.Term, alpha)));

    private static string Range(EffectTerm? term, double alpha)
    {
        if (term is null)
            return "cannot be said";
        var range = term.Interval(alpha) is { } i ? $" ({Percent(i.Low)} to {Percent(i.High)})" : "";
        return Percent(term.Coefficient) + range;
    }

    private static string Percent(double coefficient) => (100 * Math.Exp(coefficient) - 100).ToString("0", CultureInfo.InvariantCulture);

    private static string Amount(double? amount) => amount is { } number ? number.ToString("#,0", CultureInfo.InvariantCulture) : "not known";

    private static string Name(DestinationEffect destination) => destination.Destination is { } number ? Economies.FromNumber(number).Alpha3 : "elsewhere";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Row(string Kind, string? Destination, Period? Period, EffectTerm? Term);
}
