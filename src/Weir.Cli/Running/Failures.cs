using System.Runtime.CompilerServices;
using Weir.Desk;
using Weir.Desk.Briefs;
using Weir.Desk.Screening;
using Weir.Desk.Screening.Bulk;
using Weir.Desk.Screening.Tables;
using Weir.Screening;
using Weir.Screening.Indexing;
using Weir.Sources;
using Weir.Sources.OwnData;
using Weir.Store;

namespace Weir.Cli.Running;

/// <summary>Turns what went wrong into one sentence on standard error and an exit code.</summary>
internal static class Failures
{
    private const string DebugVariable = "WEIR_DEBUG";

    public static int Report(Exception error)
    {
        if (error is AggregateException { InnerExceptions.Count: 1 } wrapped)
            error = wrapped.InnerException!;
        var (code, sentence) = error switch
        {
            UsageException => (ExitCodes.WrongUsage, error.Message),
            CommandException => (ExitCodes.Failed, error.Message),
            OperationCanceledException => (ExitCodes.Stopped, "stopped; what was written so far is whole"),
            UnauthorizedAccessException or IOException => (ExitCodes.Failed, error.Message),
            _ when IsWrongQuestion(error) => (ExitCodes.WrongUsage, error.Message),
            _ => IsExpected(error)
                ? (ExitCodes.Failed, error.Message)
                : (ExitCodes.Failed, $"{error.Message} ({error.GetType().Name}). That is a fault in Weir: please report it with what you ran; {DebugVariable}=1 shows where it happened"),
        };
        Console.Error.WriteLine($"weir: {sentence}");
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(DebugVariable)))
            Console.Error.WriteLine(error);
        return code;
    }

    // Apart, so that a wrong command line loads none of these assemblies.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsExpected(Exception error) => error is DeskException or BriefException or LakeException or SourceFormatException or OwnDataException
        or AskedFileException or BulkOutputException or MatchIdException or ScreeningIndexException;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsWrongQuestion(Exception error) => error is ScreeningQueryException;
}
