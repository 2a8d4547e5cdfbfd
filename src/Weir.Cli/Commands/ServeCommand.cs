using System.CommandLine;
using Weir.Cli.Running;

namespace Weir.Cli.Commands;

/// <summary><c>weir serve</c>: the site, from what is in the lake.</summary>
internal static class ServeCommand
{
    private static readonly Argument<string?> Desk = SharedOptions.DeskArgument();

    public static Command Create()
    {
        var command = new Command("serve", "Serves the site on 127.0.0.1 from what is in the lake, and takes in what is put into the desk's drop folder")
        {
            Desk, SharedOptions.Port, SharedOptions.Home,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var port = parse.GetValue(SharedOptions.Port);
        if (port is { } wanted)
            Serving.MustBeFree(wanted);
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(Desk), cancellation);
        await Serving.ServeAsync(bench, port, terminal, cancellation);
        return ExitCodes.Done;
    }
}
