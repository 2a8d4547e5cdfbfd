using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Controls;
using Weir.Desk.OwnData;
using Weir.Signals.Effects;

namespace Weir.Cli.Commands;

/// <summary><c>weir effect</c>: what a control changed, and Poisson regression with fixed effects on a file of one's own.</summary>
internal static class EffectCommand
{
    private static readonly Option<string?> File = new("--file") { Description = "A table of your own (CSV with a header); - is standard input", HelpName = "FILE" };
    private static readonly Option<string?> Y = new("--y") { Description = "The column of the outcome (not negative)", HelpName = "COLUMN" };
    private static readonly Option<string?> X = new("--x") { Description = "The regressors, separated by commas; log(COLUMN) for a logarithm", HelpName = "COLUMNS" };
    private static readonly Option<string?> Fe = new("--fe") { Description = "The sets of fixed effects, separated by commas; a^b for every combination (else a constant)", HelpName = "COLUMNS" };
    private static readonly Option<string?> Cluster = new("--cluster") { Description = "What errors are clustered by, in the same form; several for multi-way clustering", HelpName = "COLUMNS" };
    private static readonly Option<ErrorKind?> Vcov = Choice<ErrorKind?>("--vcov", "How errors are taken: hc0, cluster or iid (else cluster where --cluster is given, else hc0)", ("hc0", ErrorKind.Robust), ("cluster", ErrorKind.Cluster), ("iid", ErrorKind.Poisson));
    private static readonly Option<SmallSample?> Ssc = Choice<SmallSample?>("--ssc", "Small-sample correction: none, groups (G/(G-1), as ppmlhdfe) or full (and (n-1)/(n-K), as fixest) (else groups)", ("none", SmallSample.None), ("groups", SmallSample.OfGroups), ("full", SmallSample.Full));
    private static readonly Option<string?> Exposure = new("--exposure") { Description = "A column that the outcome is proportional to", HelpName = "COLUMN" };
    private static readonly Option<string?> Weights = new("--weights") { Description = "A column of weights", HelpName = "COLUMN" };
    private static readonly Option<string?> Correct = new("--bias-correct") { Description = "Corrects three-way effects (Weidner and Zylkin 2021); the columns of exporter, importer and time", HelpName = "EXP,IMP,TIME" };
    private static readonly Option<bool> SkipMissing = new("--skip-missing") { Description = "Leave out rows with an empty cell (else they are a mistake)" };
    private static readonly Option<double> Alpha = new("--alpha") { Description = "Intervals are at 1 - A (else 0.05)", HelpName = "A", DefaultValueFactory = _ => 0.05, CustomParser = ReadAlpha };

    private static readonly Option<string?> Control = new("--control") { Description = "Instead of a table: the control whose effect to estimate from the lake (its id; a wrong one lists them)", HelpName = "ID" };
    private static readonly Option<string?> Goods = new("--goods") { Description = "With --control: one of its codes alone", HelpName = "CODE" };
    private static readonly Option<string?> UnitCode = new("--unit") { Description = "With --control: the unit to measure in, e.g. kg (else USD)", HelpName = "CODE" };
    private static readonly Option<int> Months = new("--months") { Description = "With --control: months under control to look at (else 12)", HelpName = "N", DefaultValueFactory = _ => 12, CustomParser = ReadMonths };

    public static Command Create()
    {
        var command = new Command("effect", "Estimates what a control changed and for whom, or any effect on a table of your own: Poisson pseudo-maximum likelihood with fixed effects")
        {
            File, Y, X, Fe, Cluster, Vcov, Ssc, Exposure, Weights, Correct, SkipMissing,
            Control, Goods, UnitCode, Months, SharedOptions.Desk, SharedOptions.Home, SharedOptions.AsOf, Alpha, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        if (parse.GetValue(Control) is { } control)
            return await ControlAsync(parse, terminal, control, cancellation);
        var clusters = Names(parse, Cluster);
        var errors = parse.GetValue(Vcov) ?? (clusters.Count > 0 ? ErrorKind.Cluster : ErrorKind.Robust);
        if (errors == ErrorKind.Cluster && clusters.Count == 0)
            throw new UsageException("--vcov cluster needs --cluster COLUMNS");
        if (errors != ErrorKind.Cluster && clusters.Count > 0)
            throw new UsageException("--cluster goes with --vcov cluster");
        var correct = Names(parse, Correct);
        var effects = Names(parse, Fe);
        if (correct.Count is not 0 and not 3)
            throw new UsageException("--bias-correct takes three columns: exporter, importer and time");
        if (correct.Count == 3 && effects.Count != 3)
            throw new UsageException($"--bias-correct is of regressions with three sets of effects, such as --fe {correct[0]}^{correct[2]},{correct[1]}^{correct[2]},{correct[0]}^{correct[1]}");
        var question = new EffectQuestion
        {
            File = parse.GetValue(File) ?? throw new UsageException("what to estimate it on is missing: --file FILE, or --control ID for a control"),
            Outcome = parse.GetValue(Y) ?? throw new UsageException("the outcome is missing: --y COLUMN"),
            Regressors = Names(parse, X) is { Count: > 0 } regressors ? regressors : throw new UsageException("the regressors are missing: --x COLUMNS"),
            Effects = effects,
            Clusters = clusters,
            Errors = errors,
            SmallSample = parse.GetValue(Ssc) ?? SmallSample.OfGroups,
            Exposure = parse.GetValue(Exposure),
            Weights = parse.GetValue(Weights),
            Correct = correct,
            SkipMissing = parse.GetValue(SkipMissing),
        };
        var effect = await FileEffects.RunAsync(question, cancellation);
        EffectPrinter.Print(terminal, effect, parse.GetValue(Alpha));
        return effect.Fit.Obstacle == EffectObstacle.None ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static async Task<int> ControlAsync(ParseResult parse, Terminal terminal, string control, CancellationToken cancellation)
    {
        if (parse.GetValue(File) is not null)
            throw new UsageException("--control and --file are two questions; ask one at a time");
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var question = new ControlQuestion(control)
        {
            Goods = parse.GetValue(Goods),
            Unit = parse.GetValue(UnitCode) ?? "USD",
            Span = new() { After = parse.GetValue(Months) },
            AsOf = parse.GetValue(SharedOptions.AsOf),
        };
        var report = await bench.ControlAsync(question, cancellation);
        ControlPrinter.Print(terminal, report, parse.GetValue(Alpha));
        return report.Unsaid is null ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    private static int ReadMonths(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months is >= 1 and <= 120)
            return months;
        result.AddError($"--months: '{text}' is no number of months; write 1 to 120");
        return 12;
    }

    private static List<string> Names(ParseResult parse, Option<string?> option)
    {
        var text = parse.GetValue(option);
        if (text is null)
            return [];
        var names = text.Split(',', StringSplitOptions.TrimEntries).ToList();
        if (names.Exists(n => n.Length == 0 || n.Split('^').Any(p => p.Trim().Length == 0)))
            throw new UsageException($"{option.Name}: '{text}' has an empty name in it");
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
            throw new UsageException($"{option.Name}: '{text}' names a column twice");
        return names;
    }

    private static double ReadAlpha(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var alpha) && alpha is > 0 and < 1)
            return alpha;
        result.AddError($"--alpha: '{text}' is no level; write a number between 0 and 1, such as 0.05");
        return 0.05;
    }

    private static Option<T> Choice<T>(string name, string description, params (string Text, T Value)[] choices) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', choices.Select(c => c.Text)),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            foreach (var (known, value) in choices)
            {
                if (string.Equals(known, text, StringComparison.OrdinalIgnoreCase))
                    return value;
            }
            result.AddError($"{name}: '{text}' is not known; write {string.Join(", ", choices.Select(c => c.Text))}");
            return default!;
        },
    };
}
