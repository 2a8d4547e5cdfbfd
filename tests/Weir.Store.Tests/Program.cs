using System.Runtime.CompilerServices;
using Weir.Store.Tests.Kills;
using Xunit.MicrosoftTestingPlatform;

namespace Weir.Store.Tests;

/// <summary>Starts the tests, or plays another process at work on the same lake.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [OtherProcess.Command, var home, var first, var last] => OtherProcess.WriteAsync(home, first, last),
        [Victim.Command, .. var rest] => Victim.RunAsync(rest),
        [KillReport.Command, var kills] => KillReport.RunAsync(kills),
        _ => RunTestsAsync(args),
    };

    // Apart, so that another process, which is often started, loads nothing of the tests' own machinery.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> RunTestsAsync(string[] args) => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}
