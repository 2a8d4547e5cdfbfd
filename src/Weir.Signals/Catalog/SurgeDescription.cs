using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Signals.Catalog;

internal static class SurgeDescription
{
    private static readonly double[] Kilograms =
    [
        100, 120, 90, 110, 105, 95, 130, 100, 115, 90, 105, 125,
        110, 115, 95, 105, 115, 100, 125, 110, 120, 85, 110, 130,
        105, 125, 100, 115, 110, 105, 135, 105, 125, 95, 115, 300,
    ];

    public static SignalDescription Description { get; } = new(
        "surge",
        "Surge",
        "Whether a month is higher than its own past allows: expected value, prediction interval, p (the chance of so much or more had nothing changed), and over many series q (Benjamini and Hochberg's false discovery rate). "
        + "`default`: for amounts, the log (and the cube root) of a month is level + drift + season + trend + noise; each of 20 ways of moving predicts with the weight that its marginal likelihood over up to 60 months gives it, "
        + "with the variance integrated out and the weight of the tails taken from what each month is off when it is left out. For counts (whole numbers that vary like counts), negative binomial with the dispersion and all effects integrated out. "
        + "`farrington`: Farrington flexible with its plug-in bound. `robust`: log change on the year before, over the median and median absolute deviation of earlier such changes. "
        + "`conformal`: rank of the error of a seasonal forecast among earlier errors, with an exponential tail beyond them.",
        [
            "Only months before the judged one are used. A month that is not known is not zero; a negative one (a correction) is not judged and counts as not known.",
            "The default needs 12 earlier months known, six of them above zero; robust and conformal 24; Farrington flexible 13 of the last five years. With less, with zeros alone or with one constant value, it says so and gives no number.",
            "Nothing depends on the unit of money. Months of zero among amounts have a chance of their own.",
            "p of counts is that of so many or more, which is cautious where counts are small: at a nominal 2.5 % it alarms less often.",
            "A series whose level has just jumped goes on alarming for some months: that is a change, though no longer a surge. How often each method alarms on untouched series of 40 kinds, and what it finds, is printed in bench/README.md.",
            "The plug-in bound of Farrington flexible takes mean and dispersion for known and alarms more often than it says.",
            "Combined January–February figures are judged against such sums of earlier years.",
        ],
        "A. Noufaily et al., Stat. Med. 32 (2013) 1206–1222, doi:10.1002/sim.5595 (Farrington flexible); F. R. Hampel, J. Am. Stat. Assoc. 69 (1974) 383–393 (median absolute deviation); "
        + "V. Vovk, A. Gammerman, G. Shafer, Algorithmic Learning in a Random World, Springer 2005 (conformal); J. A. Hoeting et al., Stat. Sci. 14 (1999) 382–417 (averaging over models); "
        + "C. E. Rasmussen, C. K. I. Williams, Gaussian Processes for Machine Learning, MIT Press 2006 (prediction, leaving one out); Y. Benjamini, Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289–300.",
        new(
            "Made-up kilograms: 2023: 100 120 90 110 105 95 130 100 115 90 105 125; 2024: 110 115 95 105 115 100 125 110 120 85 110 130; 2025: 105 125 100 115 110 105 135 105 125 95 115 300. December 2025 is judged.",
            [
                new("robust: expected", "136.2"), new("robust: median change of a month on the year before", "1.048"),
                new("default: expected, between 105 and 145", "yes"), new("default: upper bound at 1 %, below 200", "yes"), new("default: p below 0.0001", "yes"),
                new("November, default: p above 0.2", "yes"),
            ],
            "Of the 23 changes on the year before that are known by November 2025, the middle one is 110 to 105, so December 2024's 130 makes one expect 136.2.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var values = new MonthlyValues(Period.Month(2023, 1), Kilograms);
        var robust = new RobustMethod(new()).Judge(values, 35);
        var found = SurgeMethods.Default.Judge(values, 35);
        var november = SurgeMethods.Default.Judge(values, 34);
        return
        [
            new("robust: expected", PrintedExample.Print(robust.Expected, 1)), new("robust: median change of a month on the year before", PrintedExample.Print(robust.Expected / 130, 3)),
            new("default: expected, between 105 and 145", YesNo(found.Expected is > 105 and < 145)), new("default: upper bound at 1 %, below 200", YesNo(found.Upper < 200)),
            new("default: p below 0.0001", YesNo(found.P < 1e-4)), new("November, default: p above 0.2", YesNo(november.P > 0.2)),
        ];
    }

    private static string YesNo(bool fact) => fact ? "yes" : "no";
}
