using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk;
using Weir.Desk.Fetching;
using Weir.Sources;

namespace Weir.Cli.Commands;

/// <summary><c>weir fetch LIST</c>: gets lists of people and companies from their publishers.</summary>
internal static class ListFetching
{
    /// <summary>What stands for every list that the lake holds.</summary>
    public const string Every = "lists";

    private static readonly Sheet<FetchedList> Sheet = new(
        new("list", f => f.List, "List"),
        new("state", State, "State"),
        new("version", f => f.Version?.Number, "Version"),
        new("entities", f => f.Version?.Entities, "Entities", f => f.Version is { } v ? English.Number((decimal)v.Entities) : ""),
        new("quarantined", f => f.Quarantined, "Unreadable"),
        new("address", f => f.Address.ToString(), "Address"),
        new("error", f => f.Error));

    /// <summary>Whether an argument means lists and no desk: a desk's folder of the same name goes first.</summary>
    public static bool Means(string? target) => target is not null && !Directory.Exists(target) && (target == Every || ListSources.Find(target) is not null);

    public static async Task<int> RunAsync(ParseResult parse, string target, Uri? address, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        await using var bench = await Opening.LakeAsync(parse, null, cancellation);
        var lists = await ListsAsync(bench, target, cancellation);
        if (address is not null && lists.Count != 1)
            throw new UsageException("--address is one list's; name the list");
        var fetched = await Progress.ShowAsync(terminal, "fetching", async progress =>
        {
            var done = new List<FetchedList>();
            foreach (var list in lists)
            {
                progress?.Report(new(list.Description.Id, done.Count, lists.Count));
                done.Add(await new ListFetcher(bench.Lake, TimeProvider.System, progress: progress).FetchAsync(list, address, cancellation));
            }
            return done;
        });
        Print(terminal, fetched);
        return fetched.Exists(f => f.Error is not null) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static async Task<IReadOnlyList<IListSource>> ListsAsync(IWorkbench bench, string target, CancellationToken cancellation)
    {
        if (target != Every)
        {
            var list = ListSources.Find(target)!;
            return list is IListFamily ? throw new UsageException($"{target} stands for many lists; write {target}:NAME") : [list];
        }
        var held = (await bench.Lake.CurrentListsAsync(cancellation)).Select(v => ListSources.Find(v.List)).OfType<IListSource>().Where(l => l.IsPublishedAsData).ToList();
        return held.Count > 0 ? held : throw new CommandException($"the lake holds no list yet; fetch one by its id: {string.Join(", ", ListSources.All.Select(l => l.Description.Id))}");
    }

    private static void Print(Terminal terminal, IReadOnlyList<FetchedList> fetched)
    {
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, new { lists = fetched.Select(f => new { f.List, state = State(f), version = f.Version?.Number, f.Version?.Entities, f.Version?.Snapshot, f.Quarantined, f.Address, f.Notes, f.Error }) });
        else
            Sheet.Print(terminal, fetched);
        foreach (var list in fetched)
        {
            foreach (var note in list.Notes)
                terminal.Note($"{list.List}: {note}");
            if (list.Error is { } error)
                terminal.Warn($"{list.List}: {error}");
        }
    }

    private static string State(FetchedList list) => list.Error is not null ? "failed" : list.IsUnchanged ? "unchanged" : "new";
}
