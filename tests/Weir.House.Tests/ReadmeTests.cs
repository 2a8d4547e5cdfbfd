using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Weir.House.Tests;

/// <summary>
/// The commands in the README do what it says. Each block marked <c>console</c> is run line by line (<c>$ ./weir …</c>) on a fresh lake, and
/// what comes out must be what stands there; <c>…</c> alone on a line stands for lines left out. With WEIR_UPDATE=1 the outputs are rewritten.
/// </summary>
[Collection(GeneratedText.Documents)]
public sealed partial class ReadmeTests
{
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_readmes_commands_print_what_it_says()
    {
        var home = Directory.CreateTempSubdirectory("weir-readme-").FullName;
        try
        {
            var path = Repository.Path("README.md");
            var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
            var written = new List<string>();
            var commands = 0;
            for (var at = 0; at < lines.Length; at++)
            {
                written.Add(lines[at]);
                if (lines[at] != "```console")
                    continue;
                while (lines[++at] != "```")
                {
                    if (!lines[at].StartsWith("$ ", StringComparison.Ordinal))
                        continue;
                    commands++;
                    written.Add(lines[at]);
                    var shown = lines.Skip(at + 1).TakeWhile(l => l != "```" && !l.StartsWith("$ ", StringComparison.Ordinal)).ToList();
                    written.AddRange(Compare(lines[at][2..], shown, await RunAsync(lines[at][2..], home)));
                }
                written.Add(lines[at]);
            }
            Assert.True(commands > 0, "the README shows no command");
            if (GeneratedText.Updates)
                await File.WriteAllLinesAsync(path, written, TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    /// <summary>What is to stand under the command: what came out, cut where it was cut before.</summary>
    private static IEnumerable<string> Compare(string command, IReadOnlyList<string> shown, IReadOnlyList<string> printed)
    {
        var cut = shown.ToList().IndexOf("…");
        var head = cut < 0 ? printed : printed.Take(cut).ToList();
        var tail = cut < 0 ? [] : printed.TakeLast(shown.Count - cut - 1).ToList();
        IReadOnlyList<string> now = cut < 0 ? printed : [.. head, "…", .. tail];
        if (shown.Select(Steady).SequenceEqual(now.Select(Steady), StringComparer.Ordinal))
            return shown;
        Assert.True(GeneratedText.Updates,
            $"$ {command}\nprints\n{string.Join('\n', now)}\nand the README says\n{string.Join('\n', shown)}\n(WEIR_UPDATE=1 ./test House rewrites it)");
        return now;
    }

    /// <summary>Without what differs from one run to the next: the moment it ran.</summary>
    private static string Steady(string line) => Moment().Replace(line, "(moment)");

    private static async Task<IReadOnlyList<string>> RunAsync(string command, string home)
    {
        // The tests' own build instead of the published one: the same program, without building it again.
        var program = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "weir.dll")}'";
        var start = new ProcessStartInfo("bash", ["-c", command.Replace("./weir", program, StringComparison.Ordinal)])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["WEIR_HOME"] = home;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(LongestCommand);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode is 0 or 3 or 4, $"$ {command}\nexits with {process.ExitCode}\n{await error}");
        return output.TrimEnd().Split('\n').Select(l => l.TrimEnd().Replace(Repository.Root, "/home/you/weir", StringComparison.Ordinal)).ToList();
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Moment();
}
