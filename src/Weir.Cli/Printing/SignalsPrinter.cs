using Weir.Cli.Running;
using Weir.Desk.Signals;

namespace Weir.Cli.Printing;

/// <summary>Prints signals, and how one came to be.</summary>
internal static class SignalsPrinter
{
    private static readonly Sheet<Signal> Sheet = new(
        new("id", s => s.Id.Text),
        new("kind", s => s.Id.Kind),
        new("watch", s => s.Watch),
        new("goods", s => s.Goods),
        new("from", s => s.From?.Alpha3),
        new("to", s => s.To?.Alpha3),
        new("period", s => s.Period.ToString()),
        new("source", s => s.Source),
        new("unit", s => s.Unit?.Code),
        new("value", s => s.Value),
        new("expected", s => s.Expected),
        new("lower", s => s.Lower),
        new("upper", s => s.Upper),
        new("excess", s => s.Excess),
        new("p", s => s.P),
        new("q", s => s.Q),
        new("status", s => s.Status.ToString().ToLowerInvariant()),
        new("text", s => English.Say(s.Text)),
        new("rows", s => string.Join(' ', s.Rows)));

    public static void Print(Terminal terminal, SignalReport report, double fdr)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, new { report.AsOf, report.Judged, fdr, signals = report.Signals.Select(Document), report.Unsaid });
                break;
            case Form.Csv:
                Sheet.Print(terminal, report.Signals);
                break;
            case Form.Text:
                PrintText(terminal, report, fdr);
                break;
        }
    }

    /// <summary>How a signal came to be, in words and numbers.</summary>
    public static void Explain(Terminal terminal, SignalExplanation explanation)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, new
                {
                    signal = Document(explanation.Signal),
                    definition = new { explanation.Definition.Id, explanation.Definition.Title, explanation.Definition.Definition, explanation.Definition.Source },
                    explanation.Steps,
                    assumed = explanation.Definition.Assumptions,
                    explanation.WouldChange,
                    explanation.Command,
                });
                break;
            case Form.Csv:
                Sheet.Print(terminal, [explanation.Signal]);
                break;
            case Form.Text:
                Lines.Item(terminal, English.Say(explanation.Signal.Text), "");
                Lines.Print(terminal, "How it came to be", explanation.Steps.Select(English.Say));
                Lines.Print(terminal, "What to know of it", explanation.Signal.Reasons.Select(English.Say));
                Lines.Print(terminal, $"What was assumed ({explanation.Definition.Title}; weir explain {explanation.Definition.Id} has the whole definition)", explanation.Definition.Assumptions);
                Lines.Print(terminal, "What would change it", explanation.WouldChange.Select(English.Say));
                Lines.Print(terminal, "The rows behind it", explanation.Signal.Rows.Select(r => $"weir trace {r}"));
                Lines.Print(terminal, "To compute it again", [explanation.Command]);
                break;
        }
    }

    private static void PrintText(Terminal terminal, SignalReport report, double fdr)
    {
        terminal.Out.WriteLine(report.Signals.Count == 0
            ? $"Nothing is beyond what its own past allows, of {English.Count(report.Judged, "thing", "things")} judged at a false-discovery rate of {English.Number(fdr)}."
            : $"{English.Count(report.Signals.Count, "signal", "signals")} of {English.Count(report.Judged, "thing", "things")} judged, at a false-discovery rate of {English.Number(fdr)}:");
        foreach (var signal in report.Signals)
        {
            Lines.Item(terminal, English.Say(signal.Text));
            foreach (var reason in signal.Reasons)
                Lines.Item(terminal, English.Say(reason), "      ");
            Lines.Item(terminal, $"weir explain {signal.Id}", "      ");
        }
        Lines.Print(terminal, "What cannot be said", report.Unsaid.Select(English.Say));
    }

    private static object Document(Signal s) => new
    {
        id = s.Id.Text,
        s.Id.Kind,
        s.Watch,
        s.Goods,
        s.From,
        s.To,
        s.Period,
        s.Source,
        s.Unit,
        s.Value,
        s.Expected,
        s.Lower,
        s.Upper,
        s.Excess,
        s.P,
        s.Q,
        s.Status,
        s.Text,
        s.Reasons,
        s.Rows,
    };
}
