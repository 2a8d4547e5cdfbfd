using System.Net;
using System.Net.Sockets;
using Weir.Cli.Printing;
using Weir.Desk;
using Weir.Desk.Ingest;
using Weir.Web;

namespace Weir.Cli.Running;

/// <summary>Serves the site until Ctrl-C and follows the drop folder meanwhile.</summary>
internal static class Serving
{
    private const int UsualPort = 5080;

    /// <summary>Says at once that a port is taken, before any long work.</summary>
    public static void MustBeFree(int port)
    {
        if (!IsFree(port))
            throw new CommandException($"port {port} on 127.0.0.1 is in use; stop the other program, or choose another port with --port (without it Weir takes a free one)");
    }

    /// <summary>Serves until <paramref name="cancellation"/>; being stopped is how it ends, and no failure.</summary>
    public static async Task ServeAsync(IWorkbench bench, int? port, Terminal terminal, CancellationToken cancellation)
    {
        var chosen = port ?? (IsFree(UsualPort) ? UsualPort : 0);
        await using var site = Site.Create(bench, new SiteOptions(chosen, TimeProvider.System));
        var address = await StartAsync(site, cancellation);
        if (chosen == 0)
            terminal.Note($"port {UsualPort} is in use, so a free one was taken");
        (terminal.Form == Form.Json ? Console.Error : terminal.Out).WriteLine($"Serving {address}");
        await terminal.Out.FlushAsync(CancellationToken.None);
        terminal.Note("Ctrl-C stops it");

        var inbox = bench.FollowInboxAsync(report => Tell(terminal, report), cancellation);
        await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await site.StopAsync(CancellationToken.None);
        await inbox;
        terminal.Note("stopped");
    }

    private static async Task<Uri> StartAsync(Microsoft.AspNetCore.Builder.WebApplication site, CancellationToken cancellation)
    {
        try
        {
            return await Site.StartAsync(site, cancellation);
        }
        catch (SiteException refused)
        {
            throw new CommandException(refused.Message);
        }
    }

    private static void Tell(Terminal terminal, IngestReport report)
    {
        foreach (var file in report.Files.Where(f => f is { Error: null, Outcome: not null }))
            terminal.Note($"took in {file.Path}: {English.Count(file.Outcome!.Snapshot.Accepted, "row", "rows")}, {English.Number((decimal)file.Outcome.Added)} new, {English.Number((decimal)file.Outcome.Changed)} changed");
        IngestPrinter.Warn(terminal, report);
    }

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
