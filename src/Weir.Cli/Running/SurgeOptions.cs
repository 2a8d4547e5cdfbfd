using System.CommandLine;
using Weir.Signals.Surges;

namespace Weir.Cli.Running;

/// <summary>The options of the surge methods, and the method that they name.</summary>
internal static class SurgeOptions
{
    public static readonly Option<string> Method = new("--method")
    {
        Description = "default (calibrated), farrington (flexible, as R's surveillance has it), robust (log change) or conformal",
        HelpName = "NAME",
        DefaultValueFactory = _ => "default",
    };

    public static readonly Option<double?> Alpha = Number("--alpha", "The rate of false alarms that the upper bound is for, one-sided (else 0.01)");

    private static readonly Option<int?> Months = Whole("--months", "How many earlier months are looked at (default 60, robust 48, conformal 60)");
    private static readonly Option<string?> Values = Text("--values", "What the values are: either (told by the values), counts or amounts", "KIND");
    private static readonly Option<int?> Least = Whole("--least", "How many changes or forecasts there must be (robust, conformal; else 12)");
    private static readonly Option<string?> Tail = Text("--tail", "p beyond the highest score: exponential, or none (then p is at least 1/(n+1))", "NAME");
    private static readonly Option<int?> Years = Whole("--years", "Years of history, R's b (else 5)");
    private static readonly Option<int?> Window = Whole("--window", "Months to each side of the season, R's w (else 1)");
    private static readonly Option<int?> Periods = Whole("--periods", "Levels of the season factor, R's noPeriods (else 10)");
    private static readonly Option<int?> Excluded = Whole("--excluded", "Months before the judged one that are left out, R's pastWeeksNotIncluded (else 6)");
    private static readonly Option<bool> NoReweight = new("--no-reweight") { Description = "Don't damp earlier surges, R's reweight = FALSE" };
    private static readonly Option<double?> WeightsThreshold = Number("--weights-threshold", "The residual from which a month is damped, R's weightsThreshold (else 2.58)");
    private static readonly Option<bool> NoTrend = new("--no-trend") { Description = "Without a trend, R's trend = FALSE" };
    private static readonly Option<double?> TrendP = Number("--trend-p", "Keep a trend whose p-value is below it, R's pThresholdTrend (else 1: always)");
    private static readonly Option<string?> Threshold = Text("--threshold", "How the bound is derived, R's thresholdMethod: nbPlugin, muan or delta (else nbPlugin)", "NAME");
    private static readonly Option<string?> Power = Text("--power", "The power of delta, R's powertrans: 2/3, 1/2 or none (else 2/3)", "POWER");
    private static readonly Option<double?> LimitSum = Number("--limit-sum", "Judge only where the last months hold so much, R's limit54[1] (else 0)");
    private static readonly Option<int?> LimitMonths = Whole("--limit-months", "How many last months these are, R's limit54[2] (else 4)");

    private static readonly IReadOnlyList<(Option Option, string[] Methods)> Owners =
    [
        (Months, ["default", "robust", "conformal"]), (Values, ["default"]), (Least, ["robust", "conformal"]), (Tail, ["conformal"]),
        .. new Option[] { Years, Window, Periods, Excluded, NoReweight, WeightsThreshold, NoTrend, TrendP, Threshold, Power, LimitSum, LimitMonths }.Select(o => (o, (string[])["farrington"])),
    ];

    /// <summary>All of them, for a command's help.</summary>
    public static IEnumerable<Option> All => [Method, Alpha, .. Owners.Select(o => o.Option)];

    /// <summary>The method that the command line asks for.</summary>
    /// <exception cref="UsageException">There is none such, an option belongs to another one, or a value is not allowed.</exception>
    public static ISurgeMethod Read(ParseResult parse)
    {
        var id = parse.GetRequiredValue(Method).ToLowerInvariant();
        if (!SurgeMethods.Ids.Contains(id, StringComparer.Ordinal))
            throw new UsageException($"--method: '{id}' is no method; there are {string.Join(", ", SurgeMethods.Ids)}");
        foreach (var (option, methods) in Owners)
        {
            if (parse.GetResult(option) is { Implicit: false } && !methods.Contains(id, StringComparer.Ordinal))
                throw new UsageException($"{option.Name} belongs to the method {string.Join(" or ", methods)}, and --method is {id}");
        }
        try
        {
            return id switch
            {
                "farrington" => new FarringtonMethod(Farrington(parse)),
                "robust" => new RobustMethod(Robust(parse, new())),
                "conformal" => new ConformalMethod(Conformal(parse, new())),
                _ => new CalibratedMethod(Calibrated(parse, new())),
            };
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new UsageException($"'{error.ActualValue}' is not allowed there: {error.Message.Split('(')[0].Split('\n')[0].Trim()}");
        }
        catch (ArgumentException error)
        {
            throw new UsageException(error.Message.Split(" (Parameter")[0]);
        }
    }

    private static CalibratedOptions Calibrated(ParseResult parse, CalibratedOptions o) => o with
    {
        Alpha = parse.GetValue(Alpha) ?? o.Alpha,
        Months = parse.GetValue(Months) ?? o.Months,
        Values = parse.GetValue(Values) switch
        {
            null or "either" => SurgeValues.Either,
            "counts" => SurgeValues.Counts,
            "amounts" => SurgeValues.Amounts,
            var other => throw new UsageException($"--values: '{other}' is none; write either, counts or amounts"),
        },
    };

    private static RobustOptions Robust(ParseResult parse, RobustOptions o) => o with
    {
        Alpha = parse.GetValue(Alpha) ?? o.Alpha,
        Months = parse.GetValue(Months) ?? o.Months,
        LeastChanges = parse.GetValue(Least) ?? o.LeastChanges,
    };

    private static ConformalOptions Conformal(ParseResult parse, ConformalOptions o) => o with
    {
        Alpha = parse.GetValue(Alpha) ?? o.Alpha,
        Months = parse.GetValue(Months) ?? o.Months,
        LeastScores = parse.GetValue(Least) ?? o.LeastScores,
        Tail = parse.GetValue(Tail) switch
        {
            null or "exponential" => ConformalTail.Exponential,
            "none" => ConformalTail.None,
            var other => throw new UsageException($"--tail: '{other}' is none; write exponential or none"),
        },
    };

    private static FarringtonOptions Farrington(ParseResult parse)
    {
        var o = new FarringtonOptions();
        return o with
        {
            Alpha = parse.GetValue(Alpha) ?? o.Alpha,
            Years = parse.GetValue(Years) ?? o.Years,
            HalfWindow = parse.GetValue(Window) ?? o.HalfWindow,
            Periods = parse.GetValue(Periods) ?? o.Periods,
            Excluded = parse.GetValue(Excluded) ?? o.Excluded,
            Reweight = !parse.GetValue(NoReweight),
            WeightsThreshold = parse.GetValue(WeightsThreshold) ?? o.WeightsThreshold,
            Trend = !parse.GetValue(NoTrend),
            TrendPThreshold = parse.GetValue(TrendP) ?? o.TrendPThreshold,
            LimitSum = parse.GetValue(LimitSum) ?? o.LimitSum,
            LimitPeriods = parse.GetValue(LimitMonths) ?? o.LimitPeriods,
            Threshold = parse.GetValue(Threshold)?.ToLowerInvariant() switch
            {
                null or "nbplugin" => FarringtonThreshold.Plugin,
                "muan" => FarringtonThreshold.MeanLimit,
                "delta" => FarringtonThreshold.Delta,
                var other => throw new UsageException($"--threshold: '{other}' is none; write nbPlugin, muan or delta"),
            },
            Power = parse.GetValue(Power) switch
            {
                null or "2/3" => FarringtonPower.TwoThirds,
                "1/2" => FarringtonPower.Half,
                "none" => FarringtonPower.None,
                var other => throw new UsageException($"--power: '{other}' is none; write 2/3, 1/2 or none"),
            },
        };
    }

    private static Option<int?> Whole(string name, string description) => new(name) { Description = description, HelpName = "N" };

    private static Option<double?> Number(string name, string description) => new(name) { Description = description, HelpName = "X" };

    private static Option<string?> Text(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };
}
