using System.Globalization;
using Weir.Cli.Running;
using Weir.Desk.OwnData;
using Weir.Signals.Effects;

namespace Weir.Cli.Printing;

/// <summary>Prints a regression.</summary>
internal static class EffectPrinter
{
    private const int MostLines = 20;

    public static void Print(Terminal terminal, FileEffect effect, double alpha)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, Document(effect, alpha));
                break;
            case Form.Csv:
                Csv(effect, alpha).Print(terminal, Rows(effect.Fit));
                break;
            case Form.Text:
                PrintText(terminal, effect, alpha);
                break;
        }
    }

    private static List<(EffectTerm? Term, DroppedRegressor? Dropped, EffectTerm? Corrected, double? Bias)> Rows(EffectFit fit) =>
    [
        .. fit.Terms.Select((t, i) => ((EffectTerm?)t, (DroppedRegressor?)null, fit.Bias?.Terms[i], fit.Bias?.Bias[i])),
        .. fit.Dropped.Select(d => ((EffectTerm?)null, (DroppedRegressor?)d, (EffectTerm?)null, (double?)null)),
    ];

    private static Sheet<(EffectTerm? Term, DroppedRegressor? Dropped, EffectTerm? Corrected, double? Bias)> Csv(FileEffect effect, double alpha)
    {
        var fit = effect.Fit;
        return new(
            new("term", r => r.Term?.Name ?? r.Dropped!.Name),
            new("coefficient", r => r.Term?.Coefficient),
            new("se", r => r.Term?.StandardError),
            new("z", r => r.Term?.Z),
            new("p", r => r.Term?.P),
            new("lower", r => r.Term?.Interval(alpha)?.Low),
            new("upper", r => r.Term?.Interval(alpha)?.High),
            new("percent", r => r.Term?.Percent),
            new("bias", r => r.Bias),
            new("corrected", r => r.Corrected?.Coefficient),
            new("correctedSe", r => r.Corrected?.StandardError),
            new("dropped", r => r.Dropped is { } d ? English.Say(EffectNotes.Of(d)) : null),
            new("deviance", _ => Known(fit, fit.Deviance)),
            new("logLikelihood", _ => Known(fit, fit.LogLikelihood)),
            new("pseudoR2", _ => fit.PseudoR2),
            new("n", _ => fit.Observations),
            new("separated", _ => fit.Separated.Count),
            new("clusters", _ => string.Join(' ', fit.ClusterGroups)),
            new("iterations", _ => fit.Iterations));
    }

    private static object Document(FileEffect effect, double alpha)
    {
        var fit = effect.Fit;
        return new
        {
            effect.Question.File,
            y = effect.Question.Outcome,
            x = effect.Question.Regressors,
            vcov = Vcov(effect.Question.Errors),
            ssc = Ssc(effect.Question.SmallSample),
            alpha,
            cannotBeSaid = fit.Obstacle == EffectObstacle.None ? null : EffectNotes.Of(fit.Obstacle),
            terms = fit.Terms.Select(t => Document(t, alpha)),
            corrected = fit.Bias?.Terms.Select((t, i) => new { bias = fit.Bias.Bias[i], term = Document(t, alpha) }),
            deviance = Known(fit, fit.Deviance),
            logLikelihood = Known(fit, fit.LogLikelihood),
            fit.PseudoR2,
            n = fit.Observations,
            effect.Rows,
            skipped = effect.Skipped,
            iterations = fit.Iterations,
            effects = fit.Effects.Select(e => new { e.Name, e.Groups, e.Redundant, e.Exact, e.Nested }),
            clusters = fit.ClusterGroups.Select((g, i) => new { name = effect.Question.Clusters[i], groups = g }),
            separated = new { count = fit.Separated.Count, byGroups = fit.SeparatedByGroups, settled = fit.SeparationSettled, lines = effect.SeparatedLines },
            dropped = fit.Dropped.Select(d => new { d.Name, d.Reason, d.With, why = EffectNotes.Of(d) }),
            fit.Repaired,
            notes = EffectNotes.Of(fit),
        };
    }

    private static object Document(EffectTerm term, double alpha) => new
    {
        term = term.Name,
        term.Coefficient,
        se = term.StandardError,
        z = term.Z,
        p = term.P,
        lower = term.Interval(alpha)?.Low,
        upper = term.Interval(alpha)?.High,
        percent = term.Percent,
    };

    private static void PrintText(Terminal terminal, FileEffect effect, double alpha)
    {
        var fit = effect.Fit;
        terminal.Out.WriteLine($"Poisson pseudo-maximum likelihood of {effect.Question.Outcome} in {effect.Question.File}; errors {Vcov(effect.Question.Errors)}, small-sample correction {Ssc(effect.Question.SmallSample)}");
        if (fit.Terms.Count > 0)
            Terms(alpha).Print(terminal, fit.Terms);
        if (fit.Bias is { } bias)
        {
            terminal.Out.WriteLine("Corrected for three-way effects (Weidner and Zylkin 2021)");
            Terms(alpha).Print(terminal, bias.Terms);
            foreach (var (term, off) in fit.Terms.Zip(bias.Bias))
                terminal.Out.WriteLine($"  bias of {term.Name}: {Digits(off)}");
        }
        if (fit.Obstacle == EffectObstacle.None)
            terminal.Out.WriteLine($"  n {English.Number((decimal)fit.Observations)}, deviance {Digits(fit.Deviance)}, log-likelihood {Digits(fit.LogLikelihood)}, pseudo-R² {Digits(fit.PseudoR2)}, iterations {fit.Iterations}");
        foreach (var set in fit.Effects)
            terminal.Out.WriteLine($"  effects {set.Name}: {English.Count(set.Groups, "group", "groups")}, {(set.Exact ? "" : "at least ")}{English.Number((decimal)set.Redundant)} redundant{(set.Nested ? ", nested in a cluster" : "")}");
        for (var i = 0; i < fit.ClusterGroups.Count; i++)
            terminal.Out.WriteLine($"  clusters {effect.Question.Clusters[i]}: {English.Number((decimal)fit.ClusterGroups[i])}");
        if (effect.Skipped > 0)
            terminal.Out.WriteLine($"  {English.Count(effect.Skipped, "row", "rows")} of {English.Number((decimal)effect.Rows)} left out: a cell is empty");
        Lines.Print(terminal, "Notes", EffectNotes.Of(fit).Select(English.Say));
        if (effect.SeparatedLines.Count > 0)
        {
            var more = effect.SeparatedLines.Count > MostLines ? $" and {English.Number((decimal)(effect.SeparatedLines.Count - MostLines))} more (--json has all)" : "";
            Lines.Item(terminal, $"Separated: line {string.Join(", ", effect.SeparatedLines.Take(MostLines).Select(l => l.ToString(CultureInfo.InvariantCulture)))}{more}");
        }
    }

    private static Sheet<EffectTerm> Terms(double alpha)
    {
        var level = English.Number(100 * (1 - (decimal)alpha));
        return new(
            new("term", t => t.Name, "Term"),
            new("coefficient", t => t.Coefficient, "Coefficient", t => Digits(t.Coefficient)),
            new("se", t => t.StandardError, "Error", t => Digits(t.StandardError)),
            new("z", t => t.Z, "z", t => t.Z is { } z ? z.ToString("0.00", CultureInfo.InvariantCulture) : "cannot be said"),
            new("p", t => t.P, "p", t => t.P is { } p ? p.ToString(p < 0.0001 ? "0.0e0" : "0.0000", CultureInfo.InvariantCulture) : "cannot be said"),
            new("lower", t => t.Interval(alpha)?.Low, $"{level} % from", t => Digits(t.Interval(alpha)?.Low)),
            new("upper", t => t.Interval(alpha)?.High, "to", t => Digits(t.Interval(alpha)?.High)),
            new("percent", t => t.Percent, "Effect, %", t => t.Name == EffectFit.Constant ? "" : t.Percent.ToString("0.0", CultureInfo.InvariantCulture)));
    }

    private static double? Known(EffectFit fit, double value) => fit.Obstacle == EffectObstacle.None ? value : null;

    private static string Digits(double? value) => value?.ToString("G9", CultureInfo.InvariantCulture) ?? "cannot be said";

    private static string Vcov(ErrorKind kind) => kind switch { ErrorKind.Robust => "hc0", ErrorKind.Cluster => "cluster", _ => "iid" };

    private static string Ssc(SmallSample correction) => correction == SmallSample.None ? "none" : correction == SmallSample.OfGroups ? "groups" : "full";
}
