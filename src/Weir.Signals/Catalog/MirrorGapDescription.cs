using Weir.Trade;

namespace Weir.Signals.Catalog;

internal static class MirrorGapDescription
{
    public static SignalDescription Description { get; } = new(
        "mirror-gap",
        "Mirror gap",
        "ln X − ln(M ÷ (1 + margin)), with X what an exporter says it sent to a partner (FOB) and M what the partner says arrived from it (CIF): 0 is agreement, 0.69 twice as much sent as arrived. "
        + "The margin is freight and insurance as a part of the value, a range (0 to 20 per cent, computed with 6, unless told otherwise), so the gap is a range too. "
        + "The signal is the change: the median gap of the months judged less the median before, with an interval and a p-value from the robust spread (MAD) before; where three other goods of the pair are known, their median gap is taken off first. "
        + "The reconciled value of a flow is the mean of the two reports in logarithms, weighted by the reporters' reliability, with an interval.",
        [
            "The level of a gap says little: the two sides count by origin and by consignment, with thresholds and with confidential trade. What holds for the pair in all months, the margin included, cancels out of the change.",
            "What leaves late in a month arrives in the next: a lag of up to two months may be allowed, in half months. The one with the steadiest gap from month to month is taken where it is steadier than none by a tenth, fitted before the months that are judged.",
            "A period that a side has not published is not compared; a flow against a zero has no logarithm, and says which side has it; a lower bound on one side gives a bound.",
            "Codes of different editions of the Harmonized System are compared where they stand for the same goods, else at the heading, and where that has no counterpart either, not at all.",
            "The change needs eight compared periods before.",
        ],
        "Gap: Fisman and Wei, Tax Rates and Tax Evasion, 2004. The factor of 1.06 for freight and insurance: International Monetary Fund, Direction of Trade Statistics. Reconciliation: after Gaulier and Zignago, BACI, 2010. The change against median and MAD is Weir's own choice.",
        new(
            "Dual-use goods from Lithuania to Kazakhstan as printed after the Financial Times: sent 28 and arrived 9 million dollars in the 13 months before the war, sent 84 and arrived 11 in the 13 months after it began.",
            [
                new("gap before, without a margin", "1.135"), new("gap after, without a margin", "2.033"), new("gap after, margin 0 to 20 %", "2.033 to 2.215"),
                new("change", "0.898"), new("not recorded as arrived after, at 6 %", "73.6"), new("p of the change", "not known"),
            ],
            "Exports grew threefold and arrivals hardly at all; the gap grew by 0.898, which is a factor of 2.5. Two figures have no spread, so how unusual that is can't be said from them.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        static Series Of(params double?[] values) => PrintedExample.Miles("KAZ", [.. values.Select((v, i) => (i + 1, v))]) with { Unit = Units.UsDollar };
        var (sent, arrived) = (Of(28, 84), Of(9, 11));
        var bare = MirrorGaps.Compare(sent, arrived, MirrorMargin.None);
        var after = MirrorGaps.Compare(sent, arrived, MirrorMargin.Unknown).Points[1];
        var change = MirrorChanges.Judge(bare, PrintedExample.Month(2), PrintedExample.Month(2), []);
        return
        [
            new("gap before, without a margin", PrintedExample.Print(bare.Points[0].Gap, 3)), new("gap after, without a margin", PrintedExample.Print(bare.Points[1].Gap, 3)),
            new("gap after, margin 0 to 20 %", $"{PrintedExample.Print(after.Range!.Value.Low, 3)} to {PrintedExample.Print(after.Range.Value.High, 3)}"),
            new("change", PrintedExample.Print(change.Change, 3)), new("not recorded as arrived after, at 6 %", PrintedExample.Print(after.Missing, 1)),
            new("p of the change", PrintedExample.Print(change.P, 3)),
        ];
    }
}
