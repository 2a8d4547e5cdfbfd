using System.Diagnostics;

namespace Weir.House.Tests;

/// <summary>The scripts where a machine lacks what they need. Building itself is proven by .ci/run, which starts with <c>./weir</c>.</summary>
public sealed class ScriptsTests
{
    private static readonly string[] Tools = ["bash", "env", "dirname", "readlink", "find", "mkdir", "grep", "cat"];

    [Theory]
    [InlineData("weir", "--version")]
    [InlineData("test", "")]
    public async Task Without_the_sdk_one_sentence_says_how_to_install_it(string script, string argument)
    {
        var tools = Directory.CreateTempSubdirectory("weir tools ");
        try
        {
            foreach (var tool in Tools)
            {
                var real = new[] { "/usr/bin", "/bin" }.Select(d => Path.Combine(d, tool)).FirstOrDefault(File.Exists);
                if (real is not null)
                    File.CreateSymbolicLink(Path.Combine(tools.FullName, tool), real);
            }
            var start = new ProcessStartInfo("/bin/bash", argument.Length == 0 ? [Repository.Path(script)] : [Repository.Path(script), argument])
            {
                WorkingDirectory = tools.FullName,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment.Clear();
            start.Environment["PATH"] = tools.FullName;
            using var process = Process.Start(start)!;
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, process.ExitCode);
            Assert.Single(error.TrimEnd().Split('\n'));
            Assert.Contains("the .NET 10 SDK is missing; install it with: curl", error, StringComparison.Ordinal);
        }
        finally
        {
            tools.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("weir")]
    [InlineData("test")]
    [InlineData(".ci/run")]
    [InlineData("bench/startup")]
    public void A_script_can_be_run(string script) =>
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Repository.Path(script)).HasFlag(UnixFileMode.UserExecute), $"{script} is not executable");
}
