using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Screening;
using Weir.Desk.Screening.Bulk;
using Weir.Screening;

namespace Weir.Cli.Commands;

/// <summary><c>weir compare A B</c>: could two names be of the same?</summary>
internal static class CompareCommand
{
    private static readonly Argument<string[]> Names = new("NAMES") { Description = "The two names to compare, in any script", Arity = new ArgumentArity(0, 2) };

    private static readonly Option<string?> Pairs = new("--file")
    {
        Description = "A CSV of pairs: columns name1, name2 and any of schema, country1, country2, date1, date2, id1, id2 (- for standard input); its rows come back with score, verdict and reasons",
        HelpName = "FILE",
    };

    private static readonly (string Column, string Property, Option<string?>[] Sides)[] Known =
    [
        ("country", "country", Both("country", "A country that the name is tied to", "COUNTRY")),
        ("date", "birthDate", Both("date", "A date of birth or registration", "DATE")),
        ("id", "idNumber", Both("id", "An identifier", "NUMBER")),
    ];

    public static Command Create()
    {
        var command = new Command("compare", "Compares two names, or every pair of a file, as screening does: a score, a verdict, and what met what. Needs no lake")
        {
            Names, Pairs, ScreeningOptionValues.Schema, ScreeningOptionValues.Threshold, ScreeningOptionValues.Cutoff, ScreeningOptionValues.Out, ScreeningOptionValues.Threads,
            SharedOptions.ExitCode, SharedOptions.Json, SharedOptions.Csv,
        };
        foreach (var option in Known.SelectMany(k => k.Sides))
            command.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    private static Option<string?>[] Both(string name, string description, string help) =>
        [.. new[] { "1", "2" }.Select(side => new Option<string?>($"--{name}{side}") { Description = $"{description}, of the {(side == "1" ? "first" : "second")}", HelpName = help })];

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var names = parse.GetValue(Names) ?? [];
        var options = ScreeningOptionValues.Options(parse);
        if (parse.GetValue(Pairs) is { } path)
        {
            if (names.Length > 0)
                throw new UsageException("give two names or --file, not both");
            if (terminal.Form == Form.Json)
                throw new UsageException("--file answers with the rows of the file, as CSV; leave --json out");
            return await FileAsync(parse, terminal, path, options, cancellation);
        }
        if (names.Length != 2)
            throw new UsageException("which two names? weir compare \"A\" \"B\", or weir compare --file pairs.csv");
        var (first, second) = (Side(parse, names[0], 0), Side(parse, names[1], 1));
        var match = PairComparison.Compare(first, second, options);
        MatchPrinter.Compare(terminal, first, second, match);
        return parse.GetValue(SharedOptions.ExitCode) && match?.Verdict == MatchVerdict.Match ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static Entity Side(ParseResult parse, string name, int side)
    {
        var schema = QueryEntity.Schema(parse.GetValue(ScreeningOptionValues.Schema));
        return QueryEntity.Of($"name{side + 1}", schema ?? "Thing",
            Known.Select(k => (k.Property == "birthDate" ? PairComparison.DateOf(schema) : k.Property, Value: parse.GetValue(k.Sides[side]) ?? "")).Prepend(("name", name)));
    }

    private static async Task<int> FileAsync(ParseResult parse, Terminal terminal, string path, ScreeningOptions options, CancellationToken cancellation)
    {
        await using var input = AskedFile.Open(path);
        return await AskedFile.RunAsync(
            terminal, "comparing", input, parse.GetValue(ScreeningOptionValues.Out), hash => new("compare", "csv", hash, ScreeningEngine.Version, [], BulkScreening.OptionTexts(options)),
            async (skip, write) =>
            {
                var pairs = await PairComparison.OpenAsync(input, Path.GetFileName(path), options, cancellation);
                await pairs.RunAsync(skip, (bytes, count) => write(bytes, count), ScreeningOptionValues.Hands(parse), cancellation);
            },
            parse.GetValue(SharedOptions.ExitCode), cancellation);
    }
}
