using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Weir.Trade;

namespace Weir.Store;

/// <summary>The folder of a lake: which file lies where, and how a finished file gets there.</summary>
internal sealed partial class LakeHome(string path, Disk disk)
{
    private const string IndexName = "names.index";

    /// <summary>Full path.</summary>
    public string Path { get; } = path;

    /// <summary>What its files are made, moved and deleted through.</summary>
    public Disk Disk { get; } = disk;

    public string Catalog => At("catalog.db");

    public string WriterLock => At("writer.lock");

    public string Temporary => At("tmp");

    /// <summary>Paths below the home are written with <c>/</c> in the catalogue on every platform.</summary>
    public string At(string relative) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relative));

    public string Relative(string absolute) => System.IO.Path.GetRelativePath(Path, absolute).Replace('\\', '/');

    public static string Raw(string sha256) => $"raw/{sha256}.zst";

    /// <summary>Ids become names of folders, so they are held to what every file system takes.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    /// <summary>The journal of a received file: where it came from, and how it was read.</summary>
    public static string Journal(string sha256) => $"raw/{sha256}.json";

    public static string Flows(string source, int reporter, int year, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"flows/{source}/{ReporterFolder(reporter)}/{year:0000}/{number:0000}.parquet");

    public static string List(string list, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"lists/{list}/{number:0000}/entities.ftm.json");

    /// <summary>The index of a version of a list, beside its entities. It can be made from them at any time, and the catalogue does not name it.</summary>
    public static string ListIndex(string entities) => $"{entities[..(entities.LastIndexOf('/') + 1)]}{IndexName}";

    /// <summary>The file whose fate another shares: an index goes with the entities that it was made from; any other file stands for itself.</summary>
    public static string MadeFrom(string relative) =>
        relative.StartsWith("lists/", StringComparison.Ordinal) && relative.EndsWith("/" + IndexName, StringComparison.Ordinal) ? $"{relative[..^IndexName.Length]}entities.ftm.json" : relative;

    /// <summary>Every file of the lake's own layout that is there now, as paths below the home.</summary>
    public IEnumerable<string> Files() =>
        from folder in new[] { "raw", "flows", "lists" }
        where Directory.Exists(At(folder))
        from file in Directory.EnumerateFiles(At(folder), "*", SearchOption.AllDirectories)
        select Relative(file);

    /// <summary>Whether a path is one that a version of a unit or a list has. Whatever else somebody put there is not the lake's to delete.</summary>
    public static bool IsDerived(string relative) => Derived().IsMatch(relative);

    /// <summary>
    /// Makes a finished temporary file durable and moves it to its place in one step. A reader sees no file or the whole
    /// file; after a power cut too, for the file is on the disk before its name is.
    /// </summary>
    public void Publish(string temporary, string relative)
    {
        var target = At(relative);
        var folder = System.IO.Path.GetDirectoryName(target)!;
        Disk.CreateDurableFolder(folder);
        Disk.FlushFile(temporary);
        Disk.Move(temporary, target);
        Disk.FlushFolder(folder);
    }

    public static async Task<string> HashAsync(string file, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }

    [GeneratedRegex(@"^(flows/[^/]+/[^/]+/[0-9]{4}/[0-9]{4,}\.parquet|lists/[^/]+/[0-9]{4,}/(entities\.ftm\.json|names\.index))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Derived();

    private static string ReporterFolder(int reporter) =>
        Economies.TryFromNumber(reporter, out var economy) && economy.Alpha2.Length == 2
            ? economy.Alpha3
            : reporter.ToString(CultureInfo.InvariantCulture);
}
