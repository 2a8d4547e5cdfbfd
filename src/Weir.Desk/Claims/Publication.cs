using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims;

/// <summary>Something published, with the claims that a desk takes from it (<c>claims/*.yaml</c>, one file each).</summary>
/// <param name="Id">Its id: the file name without extension.</param>
/// <param name="Outlet">Who published.</param>
/// <param name="Title">Headline; may be empty where it was not seen.</param>
/// <param name="Url">Address; null where there is none.</param>
/// <param name="Date">Date, or month where the day is not known, as printed.</param>
/// <param name="After">Id of the publication that it follows; null for a root.</param>
/// <param name="Via">How it was seen, where not in the outlet itself (e.g. as carried by another).</param>
/// <param name="Claims">Its claims, in file order.</param>
/// <param name="File">The file, below the desk.</param>
public sealed record Publication(
    string Id, string Outlet, string Title, Uri? Url, string Date, string? After, string? Via, IReadOnlyList<Claim> Claims, string File)
{
    /// <summary>Line of <see cref="After"/> in the file, for mistakes.</summary>
    internal int AfterLine { get; init; } = 1;
}

/// <summary>One statement.</summary>
/// <param name="Id">Id within its publication.</param>
/// <param name="Says">What it says, in the desk author's words.</param>
/// <param name="By">Whom the publication attributes it to; null where to nobody.</param>
/// <param name="Measure">What it states in numbers; a <see cref="Statement"/> where it states none.</param>
/// <param name="Line">Line in the file.</param>
public sealed record Claim(string Id, LocalText Says, string? By, Measure Measure, int Line);

/// <summary>A cell that a claim is about.</summary>
/// <param name="Goods">Id of goods of the desk.</param>
/// <param name="From">Origin.</param>
/// <param name="To">Destination.</param>
/// <param name="Flow">Whose statistic: exports are the origin's, imports the destination's.</param>
public sealed record Subject(string Goods, Economy From, Economy To, Flow Flow)
{
    /// <summary>Who publishes the cell.</summary>
    public Economy Reporter => Flow is Flow.Export or Flow.ReExport ? From : To;

    /// <summary>The other side of the cell.</summary>
    public Economy Partner => Flow is Flow.Export or Flow.ReExport ? To : From;
}
