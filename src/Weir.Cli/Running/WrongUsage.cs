using System.CommandLine;

namespace Weir.Cli.Running;

/// <summary>Says what is wrong with a command line, what was perhaps meant, and where to look.</summary>
internal static class WrongUsage
{
    private const int NearEnough = 2;

    public static int Report(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.Tokens.Count == 0)
        {
            Console.Error.WriteLine("weir: which command?");
            command.Parse("--help").Invoke(new InvocationConfiguration { Output = Console.Error });
            return ExitCodes.WrongUsage;
        }
        foreach (var token in parsed.UnmatchedTokens)
        {
            var known = token.StartsWith('-') ? command.Options.Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
            var nearest = known.Select(k => (Name: k, Distance: Distance(token, k))).Where(k => k.Distance <= NearEnough).OrderBy(k => k.Distance).Select(k => k.Name).FirstOrDefault();
            Console.Error.WriteLine($"weir: {Path(command)} does not know '{token}'{(nearest is null ? "" : $"; did you mean {nearest}?")}");
        }
        foreach (var error in parsed.Errors.Where(_ => parsed.UnmatchedTokens.Count == 0))
            Console.Error.WriteLine($"weir: {error.Message}");
        Console.Error.WriteLine($"{Path(command)} --help says what is allowed");
        return ExitCodes.WrongUsage;
    }

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "weir";

    /// <summary>How many letters to change, add or leave out (Levenshtein 1966).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                corner = above;
            }
        }
        return row[^1];
    }
}
