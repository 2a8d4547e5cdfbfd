using Weir.Signals.Catalog;

namespace Weir.Signals;

/// <summary>Every signal, in words and with its worked example. A new signal is described in a file of <c>Catalog/</c> and registered here, once.</summary>
public static class SignalCatalog
{
    /// <summary>All signals, in the order of the documentation.</summary>
    public static IReadOnlyList<SignalDescription> All { get; } =
    [
        ChangeDescription.Description,
        PeakAndRunDescription.Description,
        SurgeDescription.Description,
        BreakDescription.Description,
        UnitValueDescription.Description,
        NeighbourShiftDescription.Description,
        AbsorptionDescription.Description,
        BaseEffectDescription.Description,
        ComparisonDescription.Description,
        ImpliedValueDescription.Description,
        EndUseDescription.Description,
        MirrorGapDescription.Description,
        DiversionDescription.Description,
        ControlEffectDescription.Description,
    ];

    /// <summary>The signal with this id, in either case.</summary>
    public static SignalDescription? Find(string id) => All.FirstOrDefault(s => s.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The whole documentation page.</summary>
    public static string ToMarkdown() =>
        "# Signals\n\n"
        + "A signal is a number computed from series by a stated rule, with its assumptions. Each has a worked example, which is run as a test; "
        + "`weir explain ID` prints its section. This page is generated from `SignalCatalog` and a test keeps the two the same.\n\n"
        + string.Join('\n', All.Select(s => s.ToMarkdown()));
}
