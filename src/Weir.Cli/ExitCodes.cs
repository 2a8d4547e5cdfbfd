namespace Weir.Cli;

/// <summary>What a command's exit code means.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>Done, and there are findings; only where <c>--exit-code</c> asks for it.</summary>
    public const int Findings = 3;

    /// <summary>Done as far as it goes: data are stale, missing or partly unreadable.</summary>
    public const int Incomplete = 4;

    /// <summary>Stopped by Ctrl-C before it was done (128 + SIGINT, as shells have it).</summary>
    public const int Stopped = 130;
}
