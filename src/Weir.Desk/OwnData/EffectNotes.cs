using Weir.Desk.Words;
using Weir.Signals.Effects;

namespace Weir.Desk.OwnData;

/// <summary>What a reader must know of a regression, in words.</summary>
public static class EffectNotes
{
    /// <summary>Why something cannot be said.</summary>
    public static Phrase Of(EffectObstacle obstacle) => obstacle switch
    {
        EffectObstacle.NoObservations => new("effect.obstacle.no-observations"),
        EffectObstacle.OutcomeIsZero => new("effect.obstacle.outcome-is-zero"),
        EffectObstacle.NothingToEstimate => new("effect.obstacle.nothing-to-estimate"),
        EffectObstacle.NothingLeftOver => new("effect.obstacle.nothing-left-over"),
        EffectObstacle.NotConverged => new("effect.obstacle.not-converged"),
        EffectObstacle.OneCluster => new("effect.obstacle.one-cluster"),
        EffectObstacle.NoVariance => new("effect.obstacle.no-variance"),
        _ => throw new ArgumentOutOfRangeException(nameof(obstacle), obstacle, "nothing stands in the way"),
    };

    /// <summary>Why a regressor was dropped.</summary>
    public static Phrase Of(DroppedRegressor dropped) => dropped.Reason switch
    {
        DropReason.Absorbed => new("effect.dropped.absorbed"),
        DropReason.OnlySeparatedVary => new("effect.dropped.separated"),
        _ when dropped.With.Count > 0 => new("effect.dropped.collinear", ("with", string.Join(", ", dropped.With))),
        _ => new("effect.dropped.collinear-effects"),
    };

    /// <summary>Everything of a fit that a reader of its figures must know.</summary>
    public static IReadOnlyList<Phrase> Of(EffectFit fit)
    {
        var notes = new List<Phrase>();
        if (fit.Obstacle != EffectObstacle.None)
            notes.Add(new("effect.cannot", ("why", Of(fit.Obstacle))));
        if (fit.ErrorObstacle != EffectObstacle.None)
            notes.Add(new("effect.cannot-errors", ("why", Of(fit.ErrorObstacle))));
        foreach (var dropped in fit.Dropped)
            notes.Add(new("effect.dropped", ("name", dropped.Name), ("why", Of(dropped))));
        if (fit.Separated.Count > 0)
            notes.Add(new("effect.separated", ("n", fit.Separated.Count), ("groups", fit.SeparatedByGroups)));
        if (!fit.SeparationSettled)
            notes.Add(new("effect.separation-open"));
        if (fit.Repaired)
            notes.Add(new("effect.repaired"));
        if (fit.ClusterGroups.Any(g => g is > 1 and < 30))
            notes.Add(new("effect.few-clusters", ("n", fit.ClusterGroups.Min())));
        return notes;
    }
}
