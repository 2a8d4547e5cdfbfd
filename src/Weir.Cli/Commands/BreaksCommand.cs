using System.CommandLine;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Breaks;
using Weir.Desk.Figures;
using Weir.Desk.OwnData;
using Weir.Signals.Breaks;

namespace Weir.Cli.Commands;

/// <summary><c>weir breaks</c>: when did the level of a series change?</summary>
internal static class BreaksCommand
{
    private static readonly Argument<string?> Goods = new("GOODS") { Description = "Goods of the desk, or an HS code such as 854470", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> From = new("--from") { Description = "The origin, e.g. CHN", HelpName = "ECONOMY" };

    private static readonly Option<string?> To = new("--to") { Description = "The destination, e.g. RUS", HelpName = "ECONOMY" };

    private static readonly Option<string> FlowCode = new("--flow")
    {
        Description = "Whose statistic: X the origin's exports, M the destination's imports (also RX, RM)",
        HelpName = "CODE",
        DefaultValueFactory = _ => "X",
    };

    private static readonly Option<string?> UnitCode = new("--unit") { Description = "The unit, e.g. km, kg, u, USD (else the goods' own)", HelpName = "CODE" };

    private static readonly Option<string?> OwnFile = new("--file") { Description = "Numbers of your own instead: a CSV with the columns series, period, value (- is standard input)", HelpName = "FILE" };

    private static readonly Option<string> Method = new("--method")
    {
        Description = "pelt (the optimum), binseg (binary segmentation) or amoc (one change at most)",
        HelpName = "NAME",
        DefaultValueFactory = _ => "pelt",
    };

    private static readonly Option<string> Penalty = new("--penalty")
    {
        Description = "What a further break must gain: mbic, bic, aic, hannan-quinn or a number",
        HelpName = "NAME|NUMBER",
        DefaultValueFactory = _ => "mbic",
    };

    private static readonly Option<string> Change = new("--change")
    {
        Description = "What changes: mean, variance, mean-variance or poisson (the rate of counts)",
        HelpName = "NAME",
        DefaultValueFactory = _ => "mean",
    };

    private static readonly Option<int?> MinimumSegment = new("--min-segment") { Description = "Known values between two breaks, at least (else 3; with --noise 1; 2 where variances change)", HelpName = "N" };

    private static readonly Option<int?> Most = new("--most") { Description = "binseg stops after this many breaks", HelpName = "N" };

    private static readonly Option<string?> Log = Switch("--log", "Takes logarithms: auto (where all values are above zero), on or off");

    private static readonly Option<string?> Seasonal = Switch("--seasonal", "Takes the mean year out of months: auto (from three years on), on or off");

    private static readonly Option<double?> Noise = new("--noise") { Description = "The noise's standard deviation where it is known, and then without memory (else both are estimated); 1 for a series that is scaled already", HelpName = "NUMBER" };

    private static readonly Option<double> Confidence = new("--confidence") { Description = "Of the intervals, above 0 and below 1", HelpName = "NUMBER", DefaultValueFactory = _ => 0.9 };

    private static readonly Sheet<Row> Sheet = new(
        new("series", r => r.Of.Series, "Series"),
        new("period", r => r.Break?.Period.ToString(), "Since", r => r.Break?.Period.ToString() ?? (r.Of.Because is null ? "no break" : "cannot be said")),
        new("earliest", r => r.Break?.Earliest.ToString(), "It may be since", r => r.Break is { } b ? $"{b.Earliest} … {b.Latest}" : ""),
        new("latest", r => r.Break?.Latest.ToString()),
        new("before", r => r.Break?.Before.Level, "Level before", r => Level(r.Break?.Before)),
        new("beforeLow", r => r.Break?.Before.Low),
        new("beforeHigh", r => r.Break?.Before.High),
        new("after", r => r.Break?.After.Level, "Level after", r => Level(r.Break?.After)),
        new("afterLow", r => r.Break?.After.Low),
        new("afterHigh", r => r.Break?.After.High),
        new("ratio", r => r.Break?.Ratio, "Ratio", r => r.Break?.Ratio is { } ratio ? English.Rounded(ratio) : ""),
        new("gain", r => r.Break?.Gain, "Gain", r => r.Break is { } b ? English.Rounded(b.Gain) : ""),
        new("penalty", r => r.Of.Finding.Penalty),
        new("unit", r => r.Of.Unit?.Code),
        new("logarithms", r => r.Of.Finding.Logarithms),
        new("seasonal", r => r.Of.Finding.Seasonal),
        new("memory", r => r.Of.Finding.Memory),
        new("known", r => r.Of.Finding.Known),
        new("notKnown", r => r.Of.Finding.NotKnown),
        new("because", r => r.Of.Because));

    public static Command Create()
    {
        var command = new Command("breaks", "Says when the level of a series changed, with an interval for the place and the levels before and after")
        {
            Goods, From, To, FlowCode, UnitCode, OwnFile, Method, Penalty, Change, MinimumSegment, Most, Log, Seasonal, Noise, Confidence,
            SharedOptions.AsOf, SharedOptions.ExitCode, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var options = ReadOptions(parse);
        var found = parse.GetValue(OwnFile) is { } file ? await OfFileAsync(parse, file, options, cancellation) : await OfLakeAsync(parse, options, cancellation);
        if (found.Count == 0)
        {
            terminal.Warn("nothing is known of these goods from there to there; that is not the same as no break");
            return ExitCodes.Incomplete;
        }
        Print(terminal, found, options);
        if (found.All(f => f.Because is not null))
            return ExitCodes.Incomplete;
        return parse.GetValue(SharedOptions.ExitCode) && found.Any(f => f.Finding.Breaks.Count > 0) ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static async Task<IReadOnlyList<SeriesBreaks>> OfFileAsync(ParseResult parse, string file, BreakOptions options, CancellationToken cancellation)
    {
        if (parse.GetValue(Goods) is not null || parse.GetValue(From) is not null || parse.GetValue(To) is not null)
            throw new UsageException("--file has its own series; GOODS, --from and --to ask the lake; give one or the other");
        return [.. (await OwnSeries.ReadAsync(file, cancellation)).Select(s => new SeriesBreaks(s.Name, null, BreakFinder.Find(s.Values, options)))];
    }

    private static async Task<IReadOnlyList<SeriesBreaks>> OfLakeAsync(ParseResult parse, BreakOptions options, CancellationToken cancellation)
    {
        if (parse.GetValue(Goods) is not { } goods || parse.GetValue(From) is not { } from || parse.GetValue(To) is not { } to)
            throw new UsageException("say GOODS, --from and --to, such as weir breaks 854470 --from CHN --to RUS; or --file with numbers of your own");
        var query = new SeriesQuery(
            goods, OptionValues.Economy("--from", from), OptionValues.Economy("--to", to), OptionValues.Flow(parse.GetRequiredValue(FlowCode)),
            parse.GetValue(UnitCode), parse.GetValue(SharedOptions.AsOf), null, null);
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var series = await bench.SeriesAsync(query, cancellation);
        return
        [
            .. series.Where(s => s.Points.Any(p => p.Value is not null)).Select(s => new SeriesBreaks(
                string.Join(' ', new[] { s.Key.Source, s.Key.Publication, s.Key.Reporter.Alpha3, s.Key.Partner.Alpha3, query.Flow.ToString().ToLowerInvariant(), s.Key.Goods }.Where(p => p.Length > 0)),
                s.Unit, BreakFinder.Find(s, options))),
        ];
    }

    private static BreakOptions ReadOptions(ParseResult parse)
    {
        var change = parse.GetRequiredValue(Change) switch
        {
            "mean" => BreakChange.Mean,
            "variance" => BreakChange.Variance,
            "mean-variance" => BreakChange.MeanVariance,
            "poisson" => BreakChange.Poisson,
            var other => throw new UsageException($"--change: '{other}' is none; there are mean, variance, mean-variance, poisson"),
        };
        var options = new BreakOptions
        {
            Change = change,
            Method = parse.GetRequiredValue(Method) switch
            {
                "pelt" => BreakMethod.Pelt,
                "binseg" => BreakMethod.BinarySegmentation,
                "amoc" => BreakMethod.Amoc,
                var other => throw new UsageException($"--method: '{other}' is none; there are pelt, binseg, amoc"),
            },
            Penalty = parse.GetRequiredValue(Penalty) switch
            {
                "mbic" => BreakPenalty.Mbic,
                "bic" => BreakPenalty.Bic,
                "aic" => new(PenaltyKind.Aic),
                "hannan-quinn" => new(PenaltyKind.HannanQuinn),
                var other => double.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && double.IsFinite(number)
                    ? BreakPenalty.Of(number)
                    : throw new UsageException($"--penalty: '{other}' is none; there are mbic, bic, aic, hannan-quinn, or a number that is not negative"),
            },
            MinimumSegment = parse.GetValue(MinimumSegment),
            MostBreaks = parse.GetValue(Most),
            Log = ReadSwitch(Log, parse),
            Seasonal = ReadSwitch(Seasonal, parse),
            Noise = parse.GetValue(Noise),
            Confidence = parse.GetValue(Confidence),
        };
        if (options.MinimumSegment < options.SegmentFloor)
            throw new UsageException($"--min-segment: with --change {parse.GetValue(Change)} a segment has {options.SegmentFloor.ToString(CultureInfo.InvariantCulture)} values at least");
        if (options.MostBreaks < 1)
            throw new UsageException("--most: write a number from 1");
        if (options.Noise is { } noise && !(noise > 0 && double.IsFinite(noise)))
            throw new UsageException("--noise: write a number above zero");
        if (!(options.Confidence is > 0 and < 1))
            throw new UsageException("--confidence: write a number above 0 and below 1, such as 0.9");
        if (change != BreakChange.Mean && (options.Noise is not null || options.Log == Preparation.On || options.Seasonal == Preparation.On))
            throw new UsageException("--noise, --log and --seasonal go with --change mean only");
        return options;
    }

    private static Option<string?> Switch(string name, string description) => new(name) { Description = description, HelpName = "auto|on|off", Arity = ArgumentArity.ZeroOrOne };

    private static Preparation ReadSwitch(Option<string?> option, ParseResult parse) => parse.GetResult(option) is null ? Preparation.Auto : parse.GetValue(option) switch
    {
        null or "on" => Preparation.On,
        "off" => Preparation.Off,
        "auto" => Preparation.Auto,
        var other => throw new UsageException($"{option.Name}: '{other}' is none; there are auto, on, off"),
    };

    private static void Print(Terminal terminal, IReadOnlyList<SeriesBreaks> found, BreakOptions options)
    {
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new
            {
                options.Method,
                options.Change,
                penalty = options.Penalty.Kind,
                options.Confidence,
                series = found.Select(f => new
                {
                    f.Series,
                    f.Unit,
                    f.Because,
                    f.Finding.Known,
                    f.Finding.NotKnown,
                    f.Finding.Logarithms,
                    f.Finding.Seasonal,
                    f.Finding.Memory,
                    f.Finding.Noise,
                    f.Finding.Penalty,
                    f.Finding.Breaks,
                    f.Finding.Segments,
                }),
            });
            return;
        }
        Sheet.Print(terminal, [.. found.SelectMany(f => f.Finding.Breaks.Select(b => new Row(f, b)).DefaultIfEmpty(new Row(f, null)))]);
        if (terminal.Form == Form.Text)
            Lines.Print(terminal, "Notes", found.Select(Note).Append($"Intervals at {(options.Confidence * 100).ToString("0.##", CultureInfo.InvariantCulture)} %; that of a place does not say how sure it is that there is a break. weir explain break tells how they are found."));
    }

    private static string Note(SeriesBreaks found)
    {
        var finding = found.Finding;
        if (found.Because is { } because)
            return $"{found.Series}: cannot be said, because {because}.";
        var gaps = finding.NotKnown == 0 ? "" : $", {English.Number((decimal)finding.NotKnown)} between them not known and left out";
        var how = (finding.Logarithms, finding.Seasonal) switch
        {
            (true, true) => "; levels are geometric means, the mean year is taken out",
            (true, false) => "; levels are geometric means",
            (false, true) => "; the mean year is taken out",
            _ => "",
        };
        var memory = finding.Memory is { } rho ? $"; the noise's memory from one period to the next is {rho.ToString("0.00", CultureInfo.InvariantCulture)}" : "";
        return $"{found.Series}: {English.Count(finding.Known, "value", "values")} known{gaps}{how}{memory}; a break had to gain {English.Rounded(finding.Penalty!.Value)}.";
    }

    private static string Level(BreakSegment? segment) => segment switch
    {
        null => "",
        { Low: { } low, High: { } high } => $"{English.Rounded(segment.Level)} ({English.Rounded(low)} … {English.Rounded(high)})",
        _ => English.Rounded(segment.Level),
    };

    private sealed record Row(SeriesBreaks Of, Break? Break);
}
