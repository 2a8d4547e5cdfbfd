using Weir.Desk;
using Weir.Desk.Screening.Bulk;

namespace Weir.Cli.Running;

/// <summary>Works through a file of questions: to standard output, or to a file that a later run goes on with.</summary>
internal static class AskedFile
{
    /// <summary>Takes answers in order.</summary>
    public delegate ValueTask Writer(ReadOnlyMemory<byte> bytes, BulkCount count);

    /// <summary>Opens the file of questions; <c>-</c> is standard input.</summary>
    public static Stream Open(string path)
    {
        if (path == "-")
            return Console.OpenStandardInput();
        if (Directory.Exists(path))
            throw new CommandException($"{path} is a folder; give a file of questions");
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan)
            : throw new CommandException($"there is no file {path}");
    }

    /// <summary>Runs the work and returns the exit code.</summary>
    /// <param name="terminal">Where to say what is to be said.</param>
    /// <param name="title">What is done, for the progress bar.</param>
    /// <param name="input">The questions.</param>
    /// <param name="output">The file to write to; null for standard output.</param>
    /// <param name="basis">What the answers rest on, given the input's hash.</param>
    /// <param name="run">Does the work: how many rows to leave out, and where to write.</param>
    /// <param name="exitCode">Whether matches make an exit code of their own.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<int> RunAsync(
        Terminal terminal, string title, Stream input, string? output, Func<string, BulkBasis> basis, Func<long, Writer, Task> run, bool exitCode, CancellationToken cancellation)
    {
        var count = await Progress.ShowAsync(terminal, title, async progress =>
        {
            var begun = new BulkCount();
            void Show(BulkCount now)
            {
                if (input.CanSeek)
                    progress?.Report(new WorkProgress($"{title}: {Printing.English.Count(now.Rows, "row", "rows")}", input.Position, input.Length));
            }
            if (output is null)
            {
                await using var standard = Console.OpenStandardOutput();
                await run(0, async (bytes, more) =>
                {
                    await standard.WriteAsync(bytes, cancellation);
                    Show(begun += more);
                });
                await standard.FlushAsync(cancellation);
                return begun;
            }
            if (!input.CanSeek)
                throw new UsageException("--out can't go on with what came from standard input; give --file a file, or leave --out out");
            await using var file = await BulkOutput.OpenAsync(output, basis(await BulkOutput.HashAsync(input, cancellation)), cancellation);
            if (file.Resumed > 0)
                terminal.Note($"going on with {output} after {Printing.English.Count(file.Resumed, "row", "rows")}");
            await run(file.Resumed, async (bytes, more) =>
            {
                await file.WriteAsync(bytes, more, cancellation);
                Show(file.Count);
            });
            await file.FinishAsync(cancellation);
            return file.Count;
        });
        terminal.Note($"{Printing.English.Count(count.Rows, "row", "rows")}: {count.Matches} with a match, {count.Reviews} to review, {count.Errors} that could not be asked. A candidate is no finding, and no match is no clearance.");
        if (count.Errors > 0)
            terminal.Warn($"{Printing.English.Count(count.Errors, "row", "rows")} could not be asked; they stand in the output with their line and the reason");
        return exitCode && count.Matches > 0 ? ExitCodes.Findings : count.Errors > 0 ? ExitCodes.Incomplete : ExitCodes.Done;
    }
}
