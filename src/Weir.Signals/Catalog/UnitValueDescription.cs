using Weir.Signals.UnitValues;

namespace Weir.Signals.Catalog;

internal static class UnitValueDescription
{
    public static SignalDescription Description { get; } = new(
        "unit-value",
        "Unit value",
        "Value ÷ quantity (by the quantity's unit, and by net weight), on the log scale, against the goods' and the route's own: the median over the other partners in the period, plus the route's median deviation from it in its other periods. "
        + "The deviation is measured in a robust scale (median absolute deviation of the route, drawn towards that of all routes where it has few periods), with Student's tails as heavy as the goods' own; p-value, q-value over all cells judged, and the interval of expected unit values. "
        + "Beside an outlier stands which of the two published numbers is unlike the route's past: a quantity or a value that was mis-declared, or mistyped, shows there.",
        [
            "Quantities that the publisher imputed are recognised: three partners or more share one unit value in a period up to the digits that are published, where chance would do that less than once in a thousand. They, and those that the source calls estimated, are neither outliers nor normal, and nothing is held against them.",
            "A cell without value or quantity, or with zero or less, has no unit value; it is never zero.",
            "Reporters, commodities, units, currencies and editions of the classification are never mixed; a route whose unit changes is told.",
            "At least four other partners' cells, in the period or within six periods about it, are needed; otherwise nothing is said.",
            "Each cell is left out of what it is held against. An outlier says that value and quantity don't go together, not why: other qualities, small consignments and transfer prices do it too.",
        ],
        "Robust location and scale after Rousseeuw & Croux 1993 (doi:10.1080/01621459.1993.10476408); false-discovery rate after Benjamini & Hochberg 1995; the composition and the test for imputed quantities are Weir's.",
        new(
            "Twelve months from January 2025, six partners at prices of 10 to 11 a kilogram, 1,000 kg each; in June partner F declares 20,000 kg for 10,300.",
            [
                new("unit value of F in June", "0.52"), new("expected", "10.26 to 11.11"), new("unlike its past", "Quantity"),
                new("cells with q below 0.05", "1"), new("the same with every quantity in June computed at 7.25 a kilogram", "6 imputed, 0 with q below 0.05"),
            ],
            "The value is like F's other months, the quantity is not. Where all six share 7.25 to the last digit, nobody's price is known.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var cells = Enumerable.Range(0, 72).Select(i =>
        {
            var (month, partner) = (i / 6, i % 6);
            var wrong = month == 5 && partner == 5;
            var price = 10 + (0.1 * partner) + (0.1 * ((month * 7) + (partner * 3)) % 0.5);
            return new UnitValueCell("", $"{(char)('A' + partner)}", "854470", PrintedExample.Month(month + 1), wrong ? 10_300 : Math.Round(1000 * price), wrong ? 20_000 : 1000, "kg");
        }).ToList();
        var findings = UnitValueFinder.Find(cells);
        var found = findings[35];
        var imputed = UnitValueFinder.Find([.. cells.Select(c => c.Period == PrintedExample.Month(6) ? c with { Quantity = Math.Round(c.Value!.Value / 7.25, 2) } : c)]);
        return
        [
            new("unit value of F in June", PrintedExample.Print(found.Cell.UnitValue, 2)),
            new("expected", $"{PrintedExample.Print(found.Low, 2)} to {PrintedExample.Print(found.High, 2)}"),
            new("unlike its past", found.Odd.ToString()),
            new("cells with q below 0.05", PrintedExample.Print(findings.Count(f => f.Q < 0.05), 0)),
            new("the same with every quantity in June computed at 7.25 a kilogram", $"{PrintedExample.Print(imputed.Count(f => f.State == UnitValueState.Imputed), 0)} imputed, {PrintedExample.Print(imputed.Count(f => f.Q < 0.05), 0)} with q below 0.05"),
        ];
    }
}
