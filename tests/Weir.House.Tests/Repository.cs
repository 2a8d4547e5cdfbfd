using System.Runtime.CompilerServices;

namespace Weir.House.Tests;

/// <summary>The repository's own files: what git tracks or would track.</summary>
internal static class Repository
{
    private static readonly string[] LeftOut = ["artifacts", "node_modules", ".git", ".weir", "TestResults", "BenchmarkDotNet.Artifacts", "bin", "obj"];

    /// <summary>Built into the tree, and not kept in git.</summary>
    private const string Bundle = "src/Weir.Web/wwwroot/charts.js";

    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(Path(parts));

    /// <summary>Every file with one of the endings (such as <c>.cs</c>) below the folder; paths are relative to the root and use slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Walk(Path(folder))
            .Where(f => endings.Length == 0 || endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
            .Select(f => System.IO.Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => f != Bundle)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var deeper = Directory.EnumerateDirectories(folder)
            .Where(d => !LeftOut.Contains(System.IO.Path.GetFileName(d), StringComparer.Ordinal))
            .SelectMany(Walk);
        return Directory.EnumerateFiles(folder).Concat(deeper);
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, System.IO.Path.GetDirectoryName(here)! })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(System.IO.Path.Combine(folder.FullName, "Weir.slnx")))
                    return folder.FullName;
            }
        }
        throw new InvalidOperationException("Weir.slnx is in no folder above the tests");
    }
}
