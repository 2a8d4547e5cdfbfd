namespace Weir.Desk.Tests;

/// <summary>Where the tests find the repository's own files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Example { get; } = Path.Combine(Root, "examples", "fibre-optic-drones");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no folder above the tests holds Weir.slnx");
    }
}
