using Weir.Signals.UnitValues;

namespace Weir.Signals.Catalog;

internal static class NeighbourShiftDescription
{
    public static SignalDescription Description { get; } = new(
        "neighbour-shift",
        "Neighbour shift",
        "A heading that swells as its controlled neighbour empties: at one place of two series the mean of the six periods from there is lower than that of the six before in the controlled code and higher in its neighbour. "
        + "Strength is the smaller of the two changes in their standard errors; covered is rise ÷ fall with Fieller's interval. The p-value is the share of shifts of one series round against the other that are as strong.",
        [
            "The place is that of the control where it is known, else the strongest one, and the p-value takes account of the search.",
            "At least thirty periods must be known of both codes, six on either side; gaps are closed up and never zero.",
            "Both series are values in one currency, or quantities in one unit, of one edition of the classification.",
            "The smallest p-value is one over the number of lags. In 400 simulated worlds without a shift 3.8 to 7.5 % had p of at most 0.05 (the most where the controlled code fell for its own reasons).",
            "Substitution, a new classification and re-labelling look alike; that the codes are neighbours is the user's to say.",
        ],
        "Fieller 1954 for the interval of a ratio; a circular shift test in the manner of Efron & Tibshirani 1993, chapter 15; the measure is Weir's.",
        new(
            "40 months: a controlled code near 100 that falls to near 40 with the 25th, a neighbour near 50 that rises to near 100 then (both wobbling by up to 4 from month to month).",
            [
                new("since", "2027-01"), new("fall", "60.0"), new("rise", "50.0"), new("covered", "0.83, from 0.21 to 1.46"), new("p", "0.03"),
            ],
            "The rise covers five sixths of the fall. With 40 months p can't be smaller than 1 ÷ 30.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        PeriodValue[] Series(double before, double after, int step) => [.. Enumerable.Range(0, 40).Select(i => new PeriodValue(PrintedExample.Month(1).AddMonths(i), (i < 24 ? before : after) + ((i * step % 9) - 4)))];
        var found = NeighbourShift.Find(Series(100, 40, 5), Series(50, 100, 7));
        return
        [
            new("since", found.Since!.Value.ToString()),
            new("fall", PrintedExample.Print(found.Fall, 1)),
            new("rise", PrintedExample.Print(found.Rise, 1)),
            new("covered", $"{PrintedExample.Print(found.Covered, 2)}, from {PrintedExample.Print(found.CoveredLow, 2)} to {PrintedExample.Print(found.CoveredHigh, 2)}"),
            new("p", PrintedExample.Print(found.P, 2)),
        ];
    }
}
