using Weir.Desk.Claims;
using Weir.Desk.Controls;
using Weir.Desk.Files;
using Weir.Desk.Uses;
using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk;

/// <summary>A desk's files as loaded: what a user owns and keeps in git.</summary>
/// <param name="Folder">Full path of the desk.</param>
/// <param name="Settings"><c>desk.yaml</c>.</param>
/// <param name="Watches"><c>watches/*.yaml</c>, by file name.</param>
/// <param name="Publications"><c>claims/*.yaml</c>, by file name.</param>
/// <param name="Briefs">Ids of <c>briefs/*.md</c>, by file name.</param>
public sealed record DeskFolder(
    string Folder, DeskSettings Settings, IReadOnlyList<Watch> Watches, IReadOnlyList<Publication> Publications, IReadOnlyList<string> Briefs)
{
    /// <summary><c>controls/*.yaml</c>, by file name.</summary>
    public IReadOnlyList<Control> OwnControls { get; init; } = [];

    /// <summary>Export controls: the desk's own, and Weir's facts that no file of the desk replaces; by id.</summary>
    public IReadOnlyList<Control> Controls => field ??= KnownControls.With(OwnControls);

    /// <summary>The control with this id.</summary>
    /// <exception cref="DeskException">There is none.</exception>
    public Control FindControl(string id) => Controls.FirstOrDefault(c => c.Id == id) ?? throw new DeskException([
        $"there is no control '{id}'{Nearest.Hint(id, Controls.Select(c => c.Id))}; there are {string.Join(", ", Controls.Select(c => c.Id))}"]);

    /// <summary>A desk without any file, for work on a lake alone.</summary>
    /// <param name="folder">The folder that stands for it; need not exist.</param>
    public static DeskFolder Empty(string folder) => new(Path.GetFullPath(folder), new DeskSettings(LocalText.Same(""), [], null), [], [], []);

    /// <summary><c>uses/*.yaml</c>, by file name.</summary>
    public IReadOnlyList<UsesBook> Uses { get; init; } = [];

    /// <summary>The uses with this id, or those of the goods with this id.</summary>
    /// <exception cref="DeskException">There are none.</exception>
    public IReadOnlyList<UsesBook> FindUses(string idOrGoods) => Uses.Where(u => u.Id == idOrGoods || u.Goods == idOrGoods).ToList() is { Count: > 0 } found ? found : throw new DeskException([
        Uses.Count == 0 ? "the desk has no file in uses/, which says what can take goods up (docs/desk.md tells how it is written)" : $"there are no uses '{idOrGoods}' and none of goods of that name; the desk has {string.Join(", ", Uses.Select(u => $"{u.Id} (of {u.Goods})"))}"]);

    /// <summary>The watch with this id.</summary>
    /// <exception cref="DeskException">There is none.</exception>
    public Watch FindWatch(string id) => Watches.FirstOrDefault(w => w.Id == id) ?? throw new DeskException([
        Watches.Count == 0 ? $"there is no watch '{id}', for the desk has none" : $"there is no watch '{id}'; the desk has {string.Join(", ", Watches.Select(w => w.Id))}"]);

    /// <summary>The goods with this id, in whichever watch; null where none has them.</summary>
    public Goods? FindGoods(string id) => Watches.SelectMany(w => w.Goods).FirstOrDefault(g => g.Id == id);
}

/// <summary>A desk's settings (<c>desk.yaml</c>).</summary>
/// <param name="Title">Title of the desk, shown on its site.</param>
/// <param name="Data">Files to ingest, with what the file itself does not say.</param>
/// <param name="Inbox">Drop folder for files downloaded by hand, below the desk; null where there is none. It need not exist yet.</param>
public sealed record DeskSettings(LocalText Title, IReadOnlyList<DeskData> Data, string? Inbox)
{
    /// <summary>The flow of files in <see cref="Inbox"/> whose format has no such column; null where the desk does not say.</summary>
    public Flow? InboxFlow { get; init; }
}

/// <summary>A data file of a desk.</summary>
/// <param name="Path">Path below the desk.</param>
/// <param name="Source">The source's id; null to recognise it.</param>
/// <param name="Flow">The flow, for formats without such a column.</param>
public sealed record DeskData(string Path, string? Source, Flow? Flow);

/// <summary>One or more mistakes in a desk's files, each with file, line and what is allowed.</summary>
public sealed class DeskException : Exception
{
    /// <summary>All mistakes, one a line: <c>file:line: what is wrong; what is allowed</c>.</summary>
    public DeskException(IReadOnlyList<string> mistakes)
        : base(string.Join(Environment.NewLine, mistakes)) => Mistakes = mistakes;

    /// <summary>The mistakes.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
