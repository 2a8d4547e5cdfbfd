using System.CommandLine;
using System.CommandLine.Invocation;
using Weir.Cli.Commands;
using Weir.Cli.Running;

namespace Weir.Cli;

/// <summary>The command line of Weir: every command is registered here, and nowhere else.</summary>
public static class CommandLine
{
    /// <summary>How long a command may take to stop after Ctrl-C before it is ended.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    /// <summary>All commands with their options. Making it opens no desk and no lake.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Weir measures the flow of dual-use goods: official trade statistics, claims checked against them, briefs whose every number opens to its rows.")
        {
            UpCommand.Create(),
            InitCommand.Create(),
            IngestCommand.Create(),
            FetchCommand.Create(),
            SeriesCommand.Create(),
            TotalsCommand.Create(),
            CoverageCommand.Create(),
            ChangesCommand.Create(),
            SignalsCommand.Create(),
            ScanCommand.Create(),
            SurgesCommand.Create(),
            BreaksCommand.Create(),
            PricesCommand.Create(),
            MirrorCommand.Create(),
            RoutesCommand.Create(),
            AbsorptionCommand.Create(),
            EffectCommand.Create(),
            ExplainCommand.Create(),
            RevisionsCommand.Create(),
            CheckCommand.Create(),
            BriefCommand.Create(),
            TraceCommand.Create(),
            ServeCommand.Create(),
            SourcesCommand.Create(),
            ListsCommand.Create(),
            ScreenCommand.Create(),
            CompareCommand.Create(),
            SearchCommand.Create(),
            SqlCommand.Create(),
            CompactCommand.Create(),
            LakeCommand.Create(),
            DoctorCommand.Create(),
        };
        root.Add(SharedOptions.Quiet);
        RefuseUnknownOptions(root);
        return root;
    }

    // Otherwise a mistyped option would be taken for an argument, such as the name of a desk.
    private static void RefuseUnknownOptions(Command command)
    {
        foreach (var argument in command.Arguments)
        {
            argument.Validators.Add(result =>
            {
                foreach (var token in result.Tokens.Where(t => t.Value is ['-', _, ..]))
                    result.AddError($"there is no option '{token.Value}' (what begins with - and is none needs ./ before it)");
            });
        }
        foreach (var sub in command.Subcommands)
            RefuseUnknownOptions(sub);
    }

    /// <summary>Runs one command line and returns its exit code (<see cref="ExitCodes"/>). Never throws.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
            return WrongUsage.Report(parsed);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopWithin });
        }
        catch (Exception error)
        {
            return Failures.Report(error);
        }
    }
}
