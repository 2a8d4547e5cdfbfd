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
/// <param name="File">The file.</param>
public sealed record Publication(
    string Id, string Outlet, string Title, Uri? Url, string Date, string? After, string? Via, IReadOnlyList<Claim> Claims, string File);

/// <summary>One statement.</summary>
/// <param name="Id">Id within its publication.</param>
/// <param name="Says">What it says, in the desk author's words.</param>
/// <param name="By">Whom the publication attributes it to; null where to nobody.</param>
/// <param name="Measure">What it states in numbers; a <see cref="Statement"/> where it states none.</param>
/// <param name="Line">Line in the file.</param>
public sealed record Claim(string Id, LocalText Says, string? By, Measure Measure, int Line);

/// <summary>What a claim measures. One kind of claim is one kind of measure.</summary>
public abstract record Measure;

/// <summary>A cell that a claim is about.</summary>
/// <param name="Goods">Id of goods of the desk.</param>
/// <param name="From">Origin.</param>
/// <param name="To">Destination.</param>
/// <param name="Flow">Whose statistic.</param>
public sealed record Subject(string Goods, Economy From, Economy To, Flow Flow);

/// <summary>A statement without a number that trade rows could decide.</summary>
public sealed record Statement : Measure;
