using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Weir.Signals.Surges;

namespace Weir.Cli.Running;

/// <summary>Options of the commands that look for signals, so that they mean the same in each.</summary>
internal static class SignalOptions
{
    public static readonly Option<double?> Fdr = new("--fdr")
    {
        Description = "The false-discovery rate to keep: the share of findings that may be expected to be false (0.05 unless set)",
        HelpName = "RATE",
        CustomParser = ReadRate,
    };

    public static readonly Option<string?> Method = new("--method") { Description = $"The surge method: {string.Join(", ", SurgeMethods.Ids)}", HelpName = "ID" };

    /// <summary>The method that <see cref="Method"/> names; the default where it names none.</summary>
    /// <exception cref="UsageException">There is no such method.</exception>
    public static ISurgeMethod ReadMethod(ParseResult parse) => parse.GetValue(Method) is not { } id ? SurgeMethods.Default
        : SurgeMethods.Find(id) ?? throw new UsageException($"--method: '{id}' is no method; there are {string.Join(", ", SurgeMethods.Ids)}");

    private static double? ReadRate(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and < 1)
            return rate;
        result.AddError($"--fdr: '{text}' is no rate; write a number above 0 and below 1, such as 0.05");
        return null;
    }
}
