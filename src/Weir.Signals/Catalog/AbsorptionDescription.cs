using Weir.Signals.Absorptions;
using Weir.Trade;

namespace Weir.Signals.Catalog;

internal static class AbsorptionDescription
{
    public static SignalDescription Description { get; } = new(
        "absorption",
        "Absorption",
        "What comes in (imports, domestic production, what is taken from store) less what the known uses can take up (production × content), every figure an interval with its source. What is left is the unexplained remainder: "
        + "the outer interval holds it wherever the figures lie in theirs; the likely one is the middle 90 % if each lies evenly anywhere in its interval, independent of the others. "
        + "Sensitivity: each figure from one end to the other with all others in the middle, the one that moves the remainder most first.",
        [
            "All amounts are in one measure. Kilometres of cable and kilometres of fibre are two; without a stated number of fibres in a cable, with its source, they are not mixed, and nothing is said.",
            "A figure for another time than that of the question needs a stated factor for the time, as an interval; it is never stretched in silence.",
            "A use that nobody counted is not in it: the remainder is what the listed uses don't explain, and no accusation.",
            "A figure without an upper end gives an outer interval without one, and neither a likely one nor a sensitivity.",
            "A remainder whose interval reaches zero or below says that the listed uses may explain everything.",
        ],
        "Interval arithmetic: Moore 1966; one-at-a-time sensitivity as a tornado diagram: Howard 1988. Even distributions in the intervals are Weir's own convention.",
        new(
            "Imports of 900 to 1,000 km; 100 to 150 buildings are cabled in the time, each with 2 to 4 km.",
            [
                new("uses", "200–600"), new("remainder, outer", "300–800"), new("remainder, likely", "421 to 713"), new("moves it most", "content, by 250"),
            ],
            "Between 300 and 800 km are not explained by these buildings. Knowing the content of a building better would narrow that most.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var found = Absorption.Of(
        [
            new("imports", false, [new("imports", new Interval(900, 1000))]),
            new("buildings", true, [new("production", new Interval(100, 150)), new("content", new Interval(2, 4))]),
        ]);
        return
        [
            new("uses", found.Uses.ToString()),
            new("remainder, outer", found.Remainder.ToString()),
            new("remainder, likely", $"{PrintedExample.Print(found.Likely!.Value.Low, 0)} to {PrintedExample.Print(found.Likely.Value.High, 0)}"),
            new("moves it most", $"{found.Swings[0].Factor.Id}, by {PrintedExample.Print(found.Swings[0].Width, 0)}"),
        ];
    }
}
