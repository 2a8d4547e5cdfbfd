using Weir.Trade;

namespace Weir.Signals.Effects;

/// <summary>The cells with their effects.</summary>
internal sealed class ControlPanel
{
    private readonly List<ControlCell> cells;
    private readonly Panel panel;

    public ControlPanel(List<ControlCell> cells, bool compared, Period announced, Period first)
    {
        this.cells = cells;
        (Announced, First) = (announced, first);
        panel = new()
        {
            Outcome = [.. cells.Select(c => c.Value)],
            Regressors = [],
            Effects =
            [
                Factor.Of("flow", cells.ConvertAll(ControlEffects.Line)),
                compared ? Factor.Of("month", cells.ConvertAll(c => c.Month.Number)) : Factor.Of("season", cells.ConvertAll(c => (c.Commodity, c.Month.MonthOfYear))),
            ],
            Clusters = [Factor.Of("pair", cells.ConvertAll(c => (c.Origin, c.Destination)))],
        };
    }

    public IReadOnlyList<ControlCell> Cells => cells;

    public Period Announced { get; }

    public Period First { get; }

    public EffectFit Fit(IReadOnlyList<(string Name, Func<ControlCell, bool> Holds)> columns, FitOptions options, CancellationToken cancellation) => PseudoPoisson.Fit(
        panel with { Regressors = [.. columns.Select(c => new Regressor(c.Name, [.. cells.Select(cell => c.Holds(cell) ? 1.0 : 0.0)]))] }, options, cancellation);
}
