namespace Weir.Web.Tests.Support;

/// <summary>Where the repository lies.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution, found upwards from the tests.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no Weir.slnx above the tests");
    }
}
