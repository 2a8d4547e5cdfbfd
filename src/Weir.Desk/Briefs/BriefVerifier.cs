using Weir.Desk.Words;

namespace Weir.Desk.Briefs;

/// <summary>Compares a recorded build with what its figures are as of its own vintage, and as of now.</summary>
internal sealed class BriefVerifier
{
    private readonly BriefRecord recorded;

    /// <param name="recorded">The build.</param>
    public BriefVerifier(BriefRecord recorded) => this.recorded = recorded;

    /// <summary>The comparison.</summary>
    /// <param name="then">The figures recomputed from the recorded vintage.</param>
    /// <param name="now">The figures computed from what is known now.</param>
    public VerifyReport Compare(IReadOnlyList<RecomputedFigure> then, IReadOnlyList<RecomputedFigure> now) => new(
        recorded.Id, recorded.BuiltAt,
        recorded.Figures.All(f => then.Any(t => t.Figure is not null && t.Figure.SaysAs(f))),
        [.. recorded.Figures.Select(f => Change(f, now)).OfType<ChangedFigure>()]);

    private static ChangedFigure? Change(RecordedFigure was, IReadOnlyList<RecomputedFigure> now)
    {
        var found = now.FirstOrDefault(n => n.Name == was.Name);
        if (found is null)
            return new(was.Name, was.Printed, null, new("verify.removed"));
        if (found.Figure is not { } figure)
            return new(was.Name, was.Printed, null, new("verify.not-computable", ("error", found.Error)));
        if (figure.SaysAs(was))
            return null;
        var gone = was.Rows.Except(figure.Rows).Select(r => r.ToString()).ToList();
        var added = figure.Rows.Except(was.Rows).Select(r => r.ToString()).ToList();
        Phrase because = (gone.Count, added.Count) switch
        {
            (0, 0) => new("verify.definition"),
            (0, _) => new("verify.rows-added", ("added", added)),
            (_, 0) => new("verify.rows-gone", ("gone", gone)),
            _ => new("verify.rows-changed", ("gone", gone), ("added", added)),
        };
        return new(was.Name, was.Printed, figure.Printed, because);
    }
}

/// <summary>A figure computed again.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Figure">The figure; null where it can't be computed.</param>
/// <param name="Error">Why not.</param>
internal sealed record RecomputedFigure(string Name, RecordedFigure? Figure, string? Error);
