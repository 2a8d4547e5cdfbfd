using Weir.Trade;

namespace Weir.Signals;

/// <summary>A candidate route while it is weighed.</summary>
internal sealed class Weighing
{
    private const double Agreeing = 2.0 / 3;
    private const double Differing = 1.0 / 3;

    private readonly List<DiversionReason> reasons = [];

    private Weighing(Economy route, IReadOnlyList<LegFinding> arriving, LegFinding? leaving)
    {
        Route = route;
        Arriving = arriving;
        Leaving = leaving;
    }

    public Economy Route { get; }

    public IReadOnlyList<LegFinding> Arriving { get; }

    public LegFinding? Leaving { get; }

    public Obstacle Obstacle { get; private set; }

    public double? PArriving { get; private set; }

    public double? PLeaving { get; private set; }

    /// <summary>Excess of what goes on, with goods that never arrive where that is more than chance; never null where there is no obstacle.</summary>
    public double Onward { get; private set; }

    /// <summary>Draws of <see cref="Onward"/>.</summary>
    public double[] OnwardDraws { get; private set; } = [];

    private double Inward => Arriving.Sum(a => a.Excess ?? 0);

    private double[] InwardDraws { get; set; } = [];

    private double? NotArrived { get; set; }

    private double? PNotArrived { get; set; }

    public static Weighing Of(
        DiversionQuestion question, DiversionOptions options, Unit unit, IReadOnlyDictionary<(int, int), LegFinding> legs, Economy route, DirectDrop drop)
    {
        var arriving = question.Origins.Select(o => legs.GetValueOrDefault((o.Number, route.Number))).OfType<LegFinding>().ToList();
        var known = arriving.Where(a => a.Obstacle == Obstacle.None).ToList();
        var leaving = legs.GetValueOrDefault((route.Number, question.Destination.Number));
        var weighing = new Weighing(route, arriving, leaving);
        if (known.Count == 0)
        {
            weighing.Obstacle = arriving.Count == 0 ? Obstacle.ValueNotKnown : arriving[0].Obstacle;
            return weighing;
        }
        weighing.InwardDraws = Sum(known, options.Draws);
        weighing.PArriving = known.Count == 1 ? known[0].PExcess : DirectDrop.Counted(weighing.InwardDraws);
        weighing.LookForMissing(question, options, unit);
        if (leaving is not { Obstacle: Obstacle.None } && weighing.NotArrived is null)
        {
            weighing.Obstacle = leaving?.Obstacle ?? Obstacle.ValueNotKnown;
            return weighing;
        }
        weighing.PutOnwardTogether(options);
        weighing.Reason(drop, options);
        return weighing;
    }

    public DiversionCandidate ToCandidate(IReadOnlyList<Way> ways, DirectDrop drop, DiversionOptions options)
    {
        if (Obstacle != Obstacle.None)
            return new(Route, Arriving, Leaving, NotArrived, PArriving, PLeaving, null, null, false, null, null, null, null, 0, [], Obstacle);
        var way = ways.Where(w => w.Places.Count == 3 && w.Places[1] == Route).MinBy(w => w.P);
        var found = way is not null && way.PAdjusted <= options.Alpha;
        var amount = Math.Max(0, Math.Min(Math.Min(Inward, Onward), drop.Amount ?? double.PositiveInfinity));
        var lowest = new double[options.Draws];
        var highest = new double[options.Draws];
        var shares = new double[options.Draws];
        for (var d = 0; d < lowest.Length; d++)
        {
            var direct = drop.Known ? Math.Max(0, drop.Draws[d]) : double.PositiveInfinity;
            lowest[d] = Math.Max(0, Math.Min(Math.Min(InwardDraws[d], OnwardDraws[d]), direct));
            highest[d] = Math.Max(0, Math.Min(Math.Max(InwardDraws[d], OnwardDraws[d]), direct));
        }
        var low = Legs.Quantiles(lowest, options.Level).Low;
        var high = Legs.Quantiles(highest, options.Level).High;
        double? share = drop.Amount > 0 ? amount / drop.Amount.Value : null;
        ValueRange? shareRange = null;
        if (share is not null)
        {
            for (var d = 0; d < shares.Length; d++)
                shares[d] = drop.Draws[d] > 0 ? lowest[d] / drop.Draws[d] : 0;
            var highShares = highest.Select((h, d) => drop.Draws[d] > 0 ? Math.Min(1, h / drop.Draws[d]) : 0);
            shareRange = new(Legs.Quantiles(shares, options.Level).Low, Legs.Quantiles(highShares, options.Level).High);
        }
        return new(
            Route, Arriving, Leaving, NotArrived, PArriving, PLeaving, way?.P, way?.PAdjusted, found, amount, new(low, high), share, shareRange, Score(amount, drop), reasons, Obstacle.None);
    }

    // Goods that the origins say they sent and the third place does not record: the excess of exports less the excess of its imports of them.
    private void LookForMissing(DiversionQuestion question, DiversionOptions options, Unit unit)
    {
        var pairs = question.Flows
            .Where(f => f.To == Route && question.Origins.Contains(f.From) && f is { Export: not null, Import: not null })
            .Select(f => (Sent: Arriving.First(a => a.From == f.From), Arrived: Legs.Of(f, f.Import!, RouteSide.Import, question, options, unit)))
            .Where(p => p is { Sent: { Obstacle: Obstacle.None, Side: RouteSide.Export }, Arrived.Obstacle: Obstacle.None })
            .ToList();
        if (pairs.Count == 0)
            return;
        var draws = new double[options.Draws];
        foreach (var (sent, arrived) in pairs)
        {
            for (var d = 0; d < draws.Length; d++)
                draws[d] += sent.Draws[d] - arrived.Draws[d];
        }
        NotArrived = pairs.Sum(p => p.Sent.Excess!.Value - p.Arrived.Excess!.Value);
        PNotArrived = DirectDrop.Counted(draws);
        missing = draws;
    }

    private double[] missing = [];

    private void PutOnwardTogether(DiversionOptions options)
    {
        var leaves = Leaving is { Obstacle: Obstacle.None } ? Leaving : null;
        // What never arrives is counted only where it is more than chance; its noise would otherwise raise every amount.
        var counted = PNotArrived <= options.Alpha;
        Onward = (leaves?.Excess ?? 0) + (counted ? Math.Max(0, NotArrived!.Value) : 0);
        OnwardDraws = new double[options.Draws];
        for (var d = 0; d < OnwardDraws.Length; d++)
            OnwardDraws[d] = (leaves?.Draws[d] ?? 0) + (counted ? Math.Max(0, missing[d]) : 0);
        PLeaving = (leaves?.PExcess, PNotArrived) switch
        {
            ({ } a, { } b) => Math.Min(1, 2 * Math.Min(a, b)),
            ({ } a, null) => a,
            (null, { } b) => b,
            _ => null,
        };
    }

    private void Reason(DirectDrop drop, DiversionOptions options)
    {
        var alpha = options.Alpha;
        reasons.Add(new(PArriving <= alpha ? DiversionReasonKind.MoreArrives : DiversionReasonKind.NoMoreArrives, Inward, PArriving));
        if (Leaving is { Obstacle: Obstacle.None } leaving)
            reasons.Add(new(leaving.PExcess <= alpha ? DiversionReasonKind.MoreGoesOn : DiversionReasonKind.NoMoreGoesOn, leaving.Excess, leaving.PExcess));
        if (PNotArrived <= alpha)
            reasons.Add(new(DiversionReasonKind.NeverArrives, NotArrived, PNotArrived));
        reasons.Add(!drop.Known ? new(DiversionReasonKind.DirectNotKnown) : new(drop.P <= alpha ? DiversionReasonKind.DirectDrop : DiversionReasonKind.NoDirectDrop, drop.Amount, drop.P));
        if (Agreement is { } agreement && (agreement >= Agreeing || agreement < Differing))
            reasons.Add(new(agreement >= Agreeing ? DiversionReasonKind.AmountsAgree : DiversionReasonKind.AmountsDiffer, agreement));
        var own = Arriving.Append(Leaving).OfType<LegFinding>().Where(l => l.Obstacle == Obstacle.None).ToList();
        if (own.Exists(l => l.FirstEver))
            reasons.Add(new(DiversionReasonKind.FirstEver));
        if (own.Max(l => l.Months - l.Known) is > 0 and var lacking)
            reasons.Add(new(DiversionReasonKind.MonthsMissing, lacking));
        if (own.Min(l => l.Past) is < SeasonalExpectation.NeededForSeason and var shortest)
            reasons.Add(new(DiversionReasonKind.ShortPast, shortest));
        if (own.Exists(l => l.Side == RouteSide.Import))
            reasons.Add(new(DiversionReasonKind.FromImports));
    }

    // How well the two excesses agree: the smaller over the larger; null where either is none.
    private double? Agreement => Inward > 0 && Onward > 0 ? Math.Min(Inward, Onward) / Math.Max(Inward, Onward) : null;

    private double Score(double amount, DirectDrop drop)
    {
        static double Strength(double? p) => p is { } known ? Math.Clamp(-Math.Log10(Math.Max(known, 1e-12)) / 3, 0, 1) : 0;
        return amount <= 0 ? 0 : (Strength(PArriving) + Strength(PLeaving) + Strength(drop.P) + (Agreement ?? 0)) / 4;
    }

    private static double[] Sum(IReadOnlyList<LegFinding> legs, int draws)
    {
        var sum = new double[draws];
        foreach (var leg in legs)
        {
            for (var d = 0; d < draws; d++)
                sum[d] += leg.Draws[d];
        }
        return sum;
    }
}
