namespace Weir.Desk.Signals;

/// <summary>One kind of signal of a desk: how to find all of them, and how one came to be.</summary>
internal interface ISignalKind
{
    /// <summary>The id of its description in <see cref="Weir.Signals.SignalCatalog"/>, and the first part of its signals' ids.</summary>
    string Id { get; }

    /// <summary>Looks through the desk's watches.</summary>
    Task<SignalReport> FindAsync(SignalScope scope, SignalQuestion question, CancellationToken cancellation);

    /// <summary>Computes one again from its id, whether it would be found or not; null where the id names nothing that there is.</summary>
    Task<SignalExplanation?> ExplainAsync(SignalScope scope, SignalId id, CancellationToken cancellation);
}

/// <summary>Every kind: one line adds one.</summary>
internal static class SignalKinds
{
    public static IReadOnlyList<ISignalKind> All { get; } =
    [
        new SurgeKind(),
        new BreakKind(),
        new MirrorGapKind(),
        new DiversionKind(),
        new AbsorptionKind(),
        new ControlEffectKind(),
    ];
}
