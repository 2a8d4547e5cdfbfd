using System.Diagnostics;

namespace Weir.Cli.Tests;

/// <summary>What a run of the program left behind.</summary>
internal sealed record Ran(int ExitCode, string Out, string Error)
{
    public Ran Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, expected {exitCode}\n--- out\n{Out}\n--- error\n{Error}");
        return this;
    }

    /// <summary>One clear sentence for people: no stack trace, no type names.</summary>
    public Ran ExpectSentence(string part)
    {
        Assert.Contains(part, Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        return this;
    }
}

/// <summary>Runs the program itself, as a user's shell would.</summary>
internal static class Program
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    public static Task<Ran> RunAsync(params string[] args) => RunInAsync(folder: null, environment: null, args);

    public static async Task<Ran> RunInAsync(string? folder, IReadOnlyDictionary<string, string?>? environment, params string[] args)
    {
        using var process = Start(folder, environment, args);
        using var limit = new CancellationTokenSource(LongestRun);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new Ran(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException tooLong)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"weir {string.Join(' ', args)} did not end within {LongestRun}", tooLong);
        }
    }

    public static Process Start(string? folder, IReadOnlyDictionary<string, string?>? environment, params string[] args) => StartWith(input: "", folder, environment, args);

    /// <summary>The same with something on its standard input; another name, for a text before the arguments would else be taken for one of them.</summary>
    public static Process StartWith(string input, string? folder, IReadOnlyDictionary<string, string?>? environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "weir.dll"), .. args])
        {
            WorkingDirectory = folder ?? Path.GetTempPath(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet")
            start.FileName = host;
        // What the machine happens to set must not decide a test.
        foreach (var name in new[] { "WEIR_HOME", "WEIR_DEBUG", "WEIR_COMTRADE_KEY" })
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return process;
    }
}

/// <summary>A folder of a test's own, gone afterwards.</summary>
internal sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("weir-cli-").FullName;

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string At(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
