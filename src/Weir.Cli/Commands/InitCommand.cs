using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk;

namespace Weir.Cli.Commands;

/// <summary><c>weir init DIR</c>: a new desk.</summary>
internal static class InitCommand
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The folder of the new desk; made where there is none" };

    public static Command Create()
    {
        var command = new Command("init", "Makes a new desk with a watch, a claim and a figure to start from; overwrites nothing")
        {
            Folder, SharedOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var folder = parse.GetRequiredValue(Folder);
        var files = await DeskInit.CreateAsync(folder, cancellation);
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, new { desk = Path.GetFullPath(folder), files });
        else
        {
            foreach (var file in files)
                terminal.Out.WriteLine(Path.Combine(folder, file));
        }
        terminal.Note($"A new desk. Next: weir up {folder}");
        return ExitCodes.Done;
    }
}
