using System.Diagnostics;

namespace Weir.Cli.Tests;

/// <summary>The site as the program serves it.</summary>
public sealed class ServeTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    [Fact]
    public async Task Up_serves_the_desk_and_stops_cleanly()
    {
        using var process = Program.Start(folder: null, environment: null, "up", fixture.Desk, "--port", FreePort());
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            var address = await AddressAsync(process);
            using var client = new HttpClient();
            using var home = await client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
            home.EnsureSuccessStatusCode();
            Assert.Equal("text/html", home.Content.Headers.ContentType?.MediaType);
            Assert.Equal(0, await InterruptAsync(process));
            Assert.DoesNotContain("Exception", await error, StringComparison.Ordinal);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task Ingest_works_while_the_site_is_served()
    {
        using var process = Program.Start(folder: null, environment: null, "serve", fixture.Desk, "--port", FreePort());
        try
        {
            await AddressAsync(process);
            (await Program.RunAsync("ingest", Path.Combine(fixture.Desk, "data", "reported.csv"), "--desk", fixture.Desk)).Expect(0);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<string> AddressAsync(Process process)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("Serving ", StringComparison.Ordinal))
                return line["Serving ".Length..];
        }
        throw new InvalidOperationException("the program ended without serving");
    }

    private static async Task<int> InterruptAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    private static string FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
