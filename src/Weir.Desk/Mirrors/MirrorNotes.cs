using Weir.Desk.Words;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Desk.Mirrors;

/// <summary>What is known of how places count, as notes beside a gap: it explains levels, seldom changes.</summary>
public static class MirrorNotes
{
    // Customs unions, free ports and entrepôts whose partners record the place of consignment or of origin where they record the other.
    private static readonly Dictionary<string, string> Quirks = new(StringComparer.Ordinal)
    {
        ["HKG"] = "mirror.quirk.hkg",
        ["NLD"] = "mirror.quirk.nld",
        ["BEL"] = "mirror.quirk.nld",
        ["SGP"] = "mirror.quirk.sgp",
        ["ARE"] = "mirror.quirk.are",
        ["KAZ"] = "mirror.quirk.eaeu",
        ["KGZ"] = "mirror.quirk.eaeu",
        ["ARM"] = "mirror.quirk.eaeu",
        ["BLR"] = "mirror.quirk.eaeu",
        ["RUS"] = "mirror.quirk.rus",
    };

    /// <summary>The notes on two places.</summary>
    public static IReadOnlyList<Phrase> On(Economy from, Economy to) =>
    [
        new("mirror.note.origin"),
        .. new[] { from, to }.Where(e => Quirks.ContainsKey(e.Alpha3)).Select(e => new Phrase(Quirks[e.Alpha3], ("economy", e))),
    ];

    /// <summary>
    /// Whether two sides' codes stand for the same goods: editions of the Harmonized System that differ are compared where the code is in both, with a note; a national
    /// code is compared at its subheading. Null where there is nothing to note.
    /// </summary>
    /// <param name="export">The exporter's codes with their classification.</param>
    /// <param name="import">The importer's codes with their classification.</param>
    public static Phrase? OnCodes(IReadOnlyCollection<Commodity> export, IReadOnlyCollection<Commodity> import)
    {
        var (left, right) = (Editions(export), Editions(import));
        if (export.Count == 0 || import.Count == 0 || left.SetEquals(right))
            return null;
        var (codesLeft, codesRight) = (export.Select(c => c.Subheading).ToHashSet(StringComparer.Ordinal), import.Select(c => c.Subheading).ToHashSet(StringComparer.Ordinal));
        if (codesLeft.SetEquals(codesRight))
            return new("mirror.codes.same-digits", ("left", left.Order().ToArray()), ("right", right.Order().ToArray()));
        var (headingsLeft, headingsRight) = (export.Select(c => c.Heading).ToHashSet(StringComparer.Ordinal), import.Select(c => c.Heading).ToHashSet(StringComparer.Ordinal));
        return new(
            headingsLeft.SetEquals(headingsRight) ? "mirror.codes.same-headings" : "mirror.codes.not-comparable",
            ("left", codesLeft.Except(codesRight).Order().ToArray()), ("right", codesRight.Except(codesLeft).Order().ToArray()));
    }

    /// <summary>What a state of a period means.</summary>
    public static Phrase Of(MirrorState state) => new($"mirror.state.{Key(state)}");

    /// <summary>A state as data have it.</summary>
    public static string Key(MirrorState state) => state switch
    {
        MirrorState.Compared => "compared",
        MirrorState.ExportNotKnown => "export-not-known",
        MirrorState.ImportNotKnown => "import-not-known",
        MirrorState.NeitherKnown => "neither-known",
        MirrorState.ExportIsPartial => "export-is-partial",
        MirrorState.ImportIsPartial => "import-is-partial",
        MirrorState.BothPartial => "both-partial",
        MirrorState.OnlyExported => "only-exported",
        MirrorState.OnlyImported => "only-imported",
        MirrorState.BothZero => "both-zero",
        _ => "negative",
    };

    /// <summary>What can be said of a change.</summary>
    public static Phrase Of(MirrorChangeFinding change) => change switch
    {
        { P: { } p, Interval: { } i } => new(
            p < 0.05 ? "mirror.change.found" : "mirror.change.none", ("since", change.Since), ("until", change.Until), ("change", Round(change.Change!.Value)),
            ("low", Round(i.Low)), ("high", Round(i.High)), ("p", Print(p)), ("factor", Round(Math.Exp(change.Change.Value))), ("before", change.Before)),
        { Change: { } bare } => new("mirror.change.bare", ("change", Round(bare)), ("factor", Round(Math.Exp(bare))), ("before", change.Before), ("needed", MirrorChanges.NeededBefore)),
        _ => new("mirror.change.cannot", ("before", change.Before), ("needed", MirrorChanges.NeededBefore)),
    };

    /// <summary>A p-value as printed.</summary>
    internal static string Print(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);

    private static decimal Round(double value) => Math.Round((decimal)Math.Clamp(value, -1e6, 1e6), 2);

    private static HashSet<string> Editions(IEnumerable<Commodity> codes) => [.. codes.Where(c => c.Classification != Classification.Hs).Select(c => c.Classification.Code())];
}
