using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk;
using Weir.Store;

namespace Weir.Cli.Commands;

/// <summary><c>weir lake export|import</c>: moves a lake to another place as one file.</summary>
internal static class LakeCommand
{
    private const string Standard = "-";

    private static readonly Argument<string> Target = new("FILE") { Description = "The archive to write, a tar file that must not be there yet (- for standard output)" };

    private static readonly Argument<string> From = new("FILE") { Description = "The archive that weir lake export wrote (- for standard input)" };

    private static readonly Argument<string?> Desk = SharedOptions.DeskArgument();

    public static Command Create()
    {
        var export = new Command("export", "Writes the whole lake into one archive with a manifest of hashes, while others go on using it")
        {
            Target, Desk, SharedOptions.Home, SharedOptions.Json,
        };
        export.SetAction(ExportAsync);
        var import = new Command("import", "Makes a lake of an archive, in a folder that is empty or not there yet; every hash is checked before anything is taken")
        {
            From, Desk, SharedOptions.Home, SharedOptions.Json,
        };
        import.SetAction(ImportAsync);
        return new Command("lake", "Moves the lake to another place") { export, import };
    }

    private static async Task<int> ExportAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var file = parse.GetRequiredValue(Target);
        if (file == Standard && terminal.Form == Form.Json)
            throw new UsageException("--json and the archive can't both go to standard output; name a file");
        if (File.Exists(file) || Directory.Exists(file))
            throw new CommandException($"{file} is there already, and nothing is overwritten; name another file");
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(Desk), cancellation);
        var archive = file == Standard
            ? await WriteAsync(Console.OpenStandardOutput())
            : await ToFileAsync(file, WriteAsync);
        Say(terminal, archive, $"exported to {file}");
        return ExitCodes.Done;

        Task<LakeArchive> WriteAsync(Stream target) =>
            Progress.ShowLakeAsync(terminal, "exporting", p => bench.Lake.ExportAsync(target, p, cancellation));
    }

    private static async Task<int> ImportAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var file = parse.GetRequiredValue(From);
        if (file != Standard && !File.Exists(file))
            throw new CommandException($"there is no file {file}");
        var home = Workbench.HomeOf(Opening.Lake(parse, parse.GetValue(Desk)));
        await using var source = file == Standard ? Console.OpenStandardInput() : File.OpenRead(file);
        var archive = await Progress.ShowLakeAsync(terminal, "importing", p =>
            Lake.ImportAsync(source, file == Standard ? "standard input" : file, home, new(), p, cancellation));
        Say(terminal, archive, $"imported into {home}");
        return ExitCodes.Done;
    }

    /// <summary>The file has its name only once it is whole.</summary>
    private static async Task<LakeArchive> ToFileAsync(string file, Func<Stream, Task<LakeArchive>> write)
    {
        var partial = file + ".partial";
        try
        {
            LakeArchive archive;
            await using (var target = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 17))
            {
                archive = await write(target);
                target.Flush(flushToDisk: true);
            }
            File.Move(partial, file);
            return archive;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private static void Say(Terminal terminal, LakeArchive archive, string done)
    {
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, new { archive.Lake, archive.Schema, archive.Files, archive.Bytes });
        terminal.Note($"{done}: {English.Count(archive.Files, "file", "files")}, {English.Number((decimal)archive.Bytes)} bytes");
    }
}
