namespace Weir.Trade.Tests;

/// <summary>The real sample files that lie beside the repository on some machines; tests of facts read them where they are.</summary>
internal static class Samples
{
    private static readonly string? Folder = Locate();

    /// <summary>The full path of a sample, or the test is skipped.</summary>
    public static string Need(string path)
    {
        var full = Folder is null ? null : Path.Combine(Folder, path);
        Assert.SkipUnless(File.Exists(full), $"no sample file {path} on this machine");
        return full;
    }

    private static string? Locate()
    {
        if (Environment.GetEnvironmentVariable("WEIR_SAMPLES") is { Length: > 0 } set)
            return set;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent;
        var samples = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data") : null;
        return Directory.Exists(samples) ? samples : null;
    }
}
