using System.Globalization;
using Weir.Signals.Effects;
using Weir.Trade;

namespace Weir.Signals.Catalog;

internal static class ControlEffectDescription
{
    public static SignalDescription Description { get; } = new(
        "control-effect",
        "Control effect and selectivity",
        "Did an export control change the flow of the goods that it is about, and for whom? Poisson pseudo-maximum likelihood of the monthly flows on an effect for each origin, destination and commodity, and a coefficient δ of the controlled flows in the months under control: effect 100·(e^δ − 1) % with its interval. "
        + "The months from the announcement to the month before the entry into force have a coefficient of their own: what was hoarded then is no part of the effect. Each destination has its own δ in one regression; its selectivity is that δ less the mean of the others', weighted by their flows of the year before. The event study gives every month around the entry into force its own coefficient.",
        [
            "With flows beside them that the measure is not about (other commodities or destinations) every month has an effect too, and δ is the departure from those. Without them each commodity has an effect of each calendar month, and δ is the departure from the goods' own past and season: a general rise or fall of trade is then part of it.",
            "36 months before the announcement and 12 under control, unless told otherwise; 24 known months before it are needed, 12 where there is something to compare with. A control that began after the 15th counts from the next month.",
            "Errors of the whole and of the event study are clustered by pair of origin and destination. Of destinations they come from how much each one's months departed from what was fitted before the announcement, with three months of dependence; covariances between destinations likewise.",
            "Zeros count. A month without a row is zero where the reporter published any of the goods for that month, else not known and left out. Where nothing went to a destination under control the effect is −100 % without an interval.",
            "A code that holds other goods too dilutes the effect. Nothing is said about goods that went another way: see diversion.",
            "Separated observations (a flow with nothing but zeros) are set aside; a regressor that nothing speaks of is dropped and named.",
        ],
        "J. M. C. Santos Silva and S. Tenreyro, The Log of Gravity, Review of Economics and Statistics 88 (2006); S. Correia, P. Guimarães and T. Zylkin, Fast Poisson estimation with high-dimensional fixed effects, Stata Journal 20 (2020), and Verifying the existence of maximum likelihood estimates for generalized linear models (2019); W. Newey and K. West, Econometrica 55 (1987).",
        new(
            "A made-up world: four destinations, 60 months; each buys its size (100, 200, 300, 400) in every month, half as much again in the two months after the announcement, and 40 % less under control, except the third, which buys as before.",
            [
                new("anticipation", "50 %"), new("effect", "-28 %"), new("effect for the first", "-40 %"), new("effect for the third", "0 %"), new("selectivity of the third", "67 %"),
            ],
            "Of 1,000 a month 700 × 0.6 + 300 = 720 are left. The third is 1 ÷ 0.6 of the others.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var timing = new ControlTiming(new(2023, 10, 20), new(2023, 12, 1), null);
        var cells = Period.Month(2020, 1).To(Period.Month(2024, 12)).SelectMany(month => Enumerable.Range(1, 4).Select(destination => new ControlCell(
            156, destination, "250410", month, 100 * destination * (month < timing.Anticipation ? 1 : month < timing.First ? 1.5 : destination == 3 ? 1 : 0.6), true))).ToList();
        var found = ControlEffects.Of(cells, timing, new());
        return
        [
            new("anticipation", Percent(found.Anticipation)), new("effect", Percent(found.Effect)),
            new("effect for the first", Percent(found.Destinations.Single(d => d.Destination == 1).Effect)),
            new("effect for the third", Percent(found.Destinations.Single(d => d.Destination == 3).Effect)),
            new("selectivity of the third", Percent(found.Destinations.Single(d => d.Destination == 3).Selectivity)),
        ];
    }

    private static string Percent(EffectTerm? term) => term is null ? "not known" : $"{(Math.Round(term.Percent) + 0).ToString("0", CultureInfo.InvariantCulture)} %";
}
