using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Store;

namespace Weir.Cli.Commands;

/// <summary><c>weir sql</c>: a query of the user's own over what the lake holds.</summary>
internal static class SqlCommand
{
    private const int MostRows = 1_000_000;
    private const long LeastMemory = 64L << 20;

    private static readonly SqlQuery Usual = new("");

    private static readonly Argument<string?> Query = new("QUERY")
    {
        Description = "One SELECT over flows, snapshots, versions, coverage, economies, units (else it is read from --file or standard input)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> QueryFile = new("--file") { Description = "Read the query from this file", HelpName = "FILE" };

    private static readonly Option<TimeSpan> Time = new("--timeout")
    {
        Description = "Stop it after so many seconds (else 60)",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => Usual.Time,
        CustomParser = ReadTime,
    };

    private static readonly Option<long> Memory = new("--memory")
    {
        Description = "The memory it may take, e.g. 512MB or 4GB (else 1GB); on the disk it may take four times as much",
        HelpName = "SIZE",
        DefaultValueFactory = _ => Usual.Memory,
        CustomParser = ReadMemory,
    };

    private static readonly Option<int> Rows = new("--max-rows")
    {
        Description = "The rows to print (else 10000, at most 1000000); where there are more, that is said, and the exit code is 4",
        HelpName = "N",
        DefaultValueFactory = _ => Usual.Rows,
        CustomParser = ReadRows,
    };

    public static Command Create()
    {
        var command = new Command("sql", "Answers a query in SQL over the lake, read-only: no other file, no network, limited time, memory and rows")
        {
            Query, QueryFile, Time, Memory, Rows, SharedOptions.AsOf, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var query = new SqlQuery(await TextAsync(parse, cancellation))
        {
            AsOf = parse.GetValue(SharedOptions.AsOf),
            Time = parse.GetValue(Time),
            Memory = parse.GetValue(Memory),
            Rows = parse.GetValue(Rows),
        };
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        MemoryCeiling.Set(query.Memory);
        var answer = await bench.Lake.SqlAsync(query, cancellation);
        AnswerPrinter.Print(terminal, query, answer);
        if (!answer.More)
            return ExitCodes.Done;
        terminal.Warn($"there are more rows than the {English.Number((decimal)query.Rows)} printed; ask for less, or for more with --max-rows");
        return ExitCodes.Incomplete;
    }

    private static async Task<string> TextAsync(ParseResult parse, CancellationToken cancellation)
    {
        var text = parse.GetValue(Query);
        if (parse.GetValue(QueryFile) is { } file)
            return text is null ? await File.ReadAllTextAsync(file, cancellation) : throw new UsageException("a query and --file exclude each other; give one of them");
        if (text is not null)
            return text;
        return Console.IsInputRedirected
            ? await Console.In.ReadToEndAsync(cancellation)
            : throw new UsageException("no query: write it in quotes, name its file with --file, or pipe it in; weir sql \"SHOW TABLES\" lists what can be asked");
    }

    private static TimeSpan ReadTime(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400)
            return TimeSpan.FromSeconds(seconds);
        result.AddError($"--timeout: '{text}' is no number of seconds; write one above 0 and up to 86400 (a day)");
        return default;
    }

    private static long ReadMemory(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var unit = text.EndsWith("GB", StringComparison.OrdinalIgnoreCase) ? 1L << 30 : text.EndsWith("MB", StringComparison.OrdinalIgnoreCase) ? 1L << 20 : 0;
        if (unit > 0 && int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1 << 20 && count * unit >= LeastMemory)
            return count * unit;
        result.AddError($"--memory: '{text}' is no size; write 64MB or more, such as 512MB or 4GB");
        return default;
    }

    private static int ReadRows(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows is >= 1 and <= MostRows)
            return rows;
        result.AddError($"--max-rows: '{text}' is no number of rows; write one from 1 to 1000000");
        return default;
    }
}
