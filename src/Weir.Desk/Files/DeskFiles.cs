using Weir.Desk.Claims;
using Weir.Desk.Controls;
using Weir.Desk.Files;
using Weir.Desk.Uses;
using Weir.Desk.Watches;

namespace Weir.Desk;

/// <summary>Loads a desk from its folder.</summary>
public static class DeskFiles
{
    /// <summary>The file that makes a folder a desk.</summary>
    public const string SettingsFile = "desk.yaml";

    private const string WatchesFolder = "watches";
    private const string ClaimsFolder = "claims";
    private const string ControlsFolder = "controls";
    private const string BriefsFolder = "briefs";
    private const string UsesFolder = "uses";

    /// <summary>Reads all files of a desk.</summary>
    /// <param name="folder">The desk.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="DeskException">There are mistakes in the files; all of them are in it.</exception>
    public static async Task<DeskFolder> LoadAsync(string folder, CancellationToken cancellation)
    {
        var mistakes = new Mistakes();
        var desk = await ReadAsync(folder, mistakes, cancellation).ConfigureAwait(false);
        return desk is not null && mistakes.Count == 0 ? desk : throw new DeskException(mistakes.Printed(folder));
    }

    /// <summary>All mistakes in a desk's files, <c>file:line: what is wrong; what is allowed</c>; empty where it would load.</summary>
    public static async Task<IReadOnlyList<string>> ValidateAsync(string folder, CancellationToken cancellation)
    {
        var mistakes = new Mistakes();
        await ReadAsync(folder, mistakes, cancellation).ConfigureAwait(false);
        return mistakes.Printed(folder);
    }

    private static async Task<DeskFolder?> ReadAsync(string folder, Mistakes mistakes, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(folder, SettingsFile)))
        {
            var why = Directory.Exists(folder) ? $"this folder is no desk: it has no {SettingsFile}" : "there is no such folder";
            mistakes.Add(SettingsFile, 1, $"{why}; 'weir init {folder}' makes a new desk there");
            return null;
        }
        var names = new DeskNames();
        var settings = await YamlFile.ReadAsync(folder, SettingsFile, mistakes, cancellation).ConfigureAwait(false) is { } file
            ? ReadSettings(file, folder, names)
            : null;
        var watches = await ReadEachAsync(folder, WatchesFolder, (map, id) => WatchFile.Read(map, id, names), mistakes, cancellation).ConfigureAwait(false);
        var publications = await ReadEachAsync(folder, ClaimsFolder, (map, id) => PublicationFile.Read(map, id, names), mistakes, cancellation).ConfigureAwait(false);
        var controls = await ReadEachAsync(folder, ControlsFolder, ControlFile.Read, mistakes, cancellation).ConfigureAwait(false);
        FollowRoots(publications, [.. YamlFilesIn(folder, ClaimsFolder).Select(Path.GetFileNameWithoutExtension).OfType<string>()], mistakes);
        var briefs = FilesIn(folder, BriefsFolder, "*.md").Select(Path.GetFileNameWithoutExtension).OfType<string>().ToList();
        var uses = await ReadEachAsync(folder, UsesFolder, (map, id) => UsesFile.Read(map, id, names), mistakes, cancellation).ConfigureAwait(false);
        return settings is null ? null : new DeskFolder(Path.GetFullPath(folder), settings, watches, publications, briefs) { OwnControls = controls, Uses = uses };
    }

    private static async Task<List<T>> ReadEachAsync<T>(
        string folder, string below, Func<YamlMap, string, T?> read, Mistakes mistakes, CancellationToken cancellation)
        where T : class
    {
        foreach (var other in FilesIn(folder, below, "*.yml"))
            mistakes.Add($"{below}/{Path.GetFileName(other)}", 1, "Weir reads files that end in .yaml; rename it, or it would be passed over");
        var found = new List<T>();
        foreach (var path in YamlFilesIn(folder, below))
        {
            var name = $"{below}/{Path.GetFileName(path)}";
            var id = Path.GetFileNameWithoutExtension(path);
            if (!TradeValues.IsId(id))
                mistakes.Add(name, 1, "the file's name is its id; ids have small Latin letters and digits, joined by hyphens, such as caliber-az.yaml");
            else if (await YamlFile.ReadAsync(folder, name, mistakes, cancellation).ConfigureAwait(false) is { } map && read(map, id) is { } one)
                found.Add(one);
        }
        return found;
    }

    private static IEnumerable<string> YamlFilesIn(string folder, string below) => FilesIn(folder, below, "*.yaml");

    private static IEnumerable<string> FilesIn(string folder, string below, string pattern)
    {
        var path = Path.Combine(folder, below);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, pattern).Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal)
            : [];
    }

    private static DeskSettings? ReadSettings(YamlMap file, string folder, DeskNames names)
    {
        var title = file.Need("title")?.Local();
        var data = (file.Find("data")?.List() ?? []).Select(item => ReadData(item, folder, names)).ToList();
        string? inbox = null;
        Trade.Flow? inboxFlow = null;
        if (file.Find("inbox")?.Map() is { } box)
        {
            inbox = ReadPath(box.Need("path"), folder, mustExist: false);
            inboxFlow = box.Find("flow")?.Flow();
            box.Done();
        }
        file.Done();
        return title is null ? null : new DeskSettings(title, [.. data.OfType<DeskData>()], inbox) { InboxFlow = inboxFlow };
    }

    private static DeskData? ReadData(YamlItem item, string folder, DeskNames names)
    {
        if (item.Map() is not { } map)
            return null;
        var path = ReadPath(map.Need("path"), folder, mustExist: true);
        var source = map.Has("source") ? names.Source(map.Find("source")) : null;
        var flow = map.Find("flow")?.Flow();
        map.Done();
        return path is null ? null : new DeskData(path, source, flow);
    }

    private static string? ReadPath(YamlItem? item, string folder, bool mustExist)
    {
        if (item?.Text() is not { } path)
            return null;
        if (Path.IsPathRooted(path) || path.Contains('\\', StringComparison.Ordinal) || path.Split('/').Contains(".."))
            return item.Wrong<string>($"path: {item.Shown} leads out of the desk; write a path below it, with '/' between folders");
        return !mustExist || Path.Exists(Path.Combine(folder, path))
            ? path
            : item.Wrong<string>($"path: the desk has no file {item.Shown}; put it there or take the entry out");
    }

    private static void FollowRoots(IReadOnlyList<Publication> publications, IReadOnlyList<string> files, Mistakes mistakes)
    {
        var byId = publications.ToDictionary(p => p.Id, StringComparer.Ordinal);
        foreach (var publication in publications.Where(p => p.After is not null))
        {
            if (!files.Contains(publication.After!))
            {
                mistakes.Add(publication.File, publication.AfterLine, $"after: there is no publication '{publication.After}'{Nearest.Hint(publication.After!, files)}; "
                    + $"allowed are the file names in {ClaimsFolder}/ without .yaml");
                continue;
            }
            var chain = new List<string> { publication.Id };
            for (var next = publication.After; next is not null && byId.TryGetValue(next, out var p); next = p.After)
            {
                var seen = chain.IndexOf(next);
                chain.Add(next);
                if (seen < 0)
                    continue;
                if (seen == 0)
                    mistakes.Add(publication.File, publication.AfterLine, $"after: {string.Join(" → ", chain)} goes in a circle; a publication follows an earlier one");
                break;
            }
        }
    }
}
