using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Weir.Cli.Running;

/// <summary>Options and arguments that several commands have, so that they mean the same everywhere.</summary>
internal static class SharedOptions
{
    public static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Say only what was asked for and what went wrong", Recursive = true };

    public static readonly Option<string?> Home = new("--home")
    {
        Description = "The lake's folder (else WEIR_HOME, else .weir in the desk, else ./.weir)",
        HelpName = "DIR",
    };

    public static readonly Option<string?> Desk = new("--desk")
    {
        Description = "The desk to work on (else the current folder, where it is one)",
        HelpName = "DIR",
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print JSON" };

    public static readonly Option<bool> Csv = new("--csv") { Description = "Print CSV (RFC 4180)" };

    public static readonly Option<bool> ExitCode = new("--exit-code") { Description = "Exit with 3 where there are findings" };

    public static readonly Option<DateTimeOffset?> AsOf = Moment("--as-of", "What was known at that time: a date (to its end, UTC) or a date with a time");

    public static readonly Option<int?> Port = new("--port")
    {
        Description = "The port of the site on 127.0.0.1 (else 5080, or a free one where that is taken)",
        HelpName = "N",
        CustomParser = ReadPort,
    };

    /// <summary>An option that takes a date (its end, in UTC) or a date with a time.</summary>
    public static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result => ReadMoment(name, result),
    };

    /// <summary>The desk as an argument; each command has its own instance, as its help says what happens with it.</summary>
    public static Argument<string?> DeskArgument() => new("DESK")
    {
        Description = "The desk's folder (else the current folder, where it is one)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static DateTimeOffset? ReadMoment(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
        string[] forms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK"];
        if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
            return moment;
        result.AddError($"{name}: '{text}' is not a date; write 2025-10-14 or 2025-10-14T09:30Z");
        return null;
    }

    private static int? ReadPort(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535)
            return port;
        result.AddError($"--port: '{text}' is not a port; write a number from 1 to 65535");
        return null;
    }
}
