namespace Weir.Desk.Tests.Charts;

/// <summary>Compares a text with a file beside the tests; <c>WEIR_UPDATE=1</c> rewrites the file.</summary>
internal static class Golden
{
    public static void Check(string file, string actual)
    {
        var path = Path.Combine(Folder(), file);
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE") == "1")
            File.WriteAllText(path, actual + "\n");
        Assert.True(File.Exists(path), $"{path} is missing; run with WEIR_UPDATE=1 and look at what it wrote");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd('\n'), actual);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("no Weir.slnx above the tests"), "tests", "Weir.Desk.Tests", "Charts", "Golden");
    }
}
