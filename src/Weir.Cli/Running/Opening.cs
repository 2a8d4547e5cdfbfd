using System.CommandLine;
using Weir.Desk;

namespace Weir.Cli.Running;

/// <summary>Finds the desk that a command means and opens it on its lake.</summary>
internal static class Opening
{
    private const string SettingsFile = "desk.yaml";

    /// <summary>Opens the desk named by <paramref name="named"/>, else the current folder; one of them must be a desk.</summary>
    public static async Task<IWorkbench> DeskAsync(ParseResult parse, string? named, CancellationToken cancellation)
    {
        var desk = named ?? CurrentDesk()
            ?? throw new UsageException($"no desk: name its folder, or change into it (a desk is a folder with a {SettingsFile}; weir init DIR makes one)");
        return await OpenAsync(Existing(desk), parse, cancellation);
    }

    /// <summary>Opens the desk named by <paramref name="named"/> or the current folder where it is one, else the lake alone.</summary>
    public static async Task<IWorkbench> LakeAsync(ParseResult parse, string? named, CancellationToken cancellation) =>
        await OpenAsync(named is null ? CurrentDesk() : Existing(named), parse, cancellation);

    /// <summary>The lake that <see cref="LakeAsync"/> would open, for what works on it while it is closed.</summary>
    public static WorkbenchOptions Lake(ParseResult parse, string? named) => Options(named is null ? CurrentDesk() : Existing(named), parse);

    private static WorkbenchOptions Options(string? desk, ParseResult parse) => new(desk, parse.GetValue(SharedOptions.Home));

    private static Task<Workbench> OpenAsync(string? desk, ParseResult parse, CancellationToken cancellation) =>
        Workbench.OpenAsync(Options(desk, parse), TimeProvider.System, cancellation);

    private static string? CurrentDesk() => File.Exists(SettingsFile) ? Directory.GetCurrentDirectory() : null;

    private static string Existing(string desk)
    {
        if (File.Exists(Path.Combine(desk, SettingsFile)))
            return desk;
        throw new CommandException(Directory.Exists(desk)
            ? $"{desk} is not a desk: it has no {SettingsFile}; weir init {desk} makes it one"
            : $"there is no folder {desk}; weir init {desk} makes a new desk there");
    }
}
