using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Briefs;

/// <summary>A figure that a brief prints: computed, never typed.</summary>
/// <param name="Name">Its name in the brief.</param>
/// <param name="Printed">As printed in the brief's language.</param>
/// <param name="Value">The unrounded number.</param>
/// <param name="Unit">Unit code, or empty for a ratio.</param>
/// <param name="Expression">How it is computed, in words.</param>
/// <param name="Status">The weakest status among its rows: a figure from a reported row is reported.</param>
/// <param name="Rows">The rows it came from.</param>
/// <param name="Range">The unrounded range where the figure is one (then <paramref name="Value"/> is its lower end); null otherwise.</param>
public sealed record Figure(
    string Name, string Printed, decimal Value, string Unit, Phrase Expression, ObservationStatus Status, IReadOnlyList<ObservationId> Rows,
    Interval? Range = null);

/// <summary>A brief as built.</summary>
/// <param name="Id">The brief's id (its file name without extension).</param>
/// <param name="Language">Two-letter code.</param>
/// <param name="Title">Title.</param>
/// <param name="Byline">Who wrote it.</param>
/// <param name="Published">Publication date as the author wrote it.</param>
/// <param name="BuiltAt">When it was built.</param>
/// <param name="AsOf">The vintage.</param>
/// <param name="Html">The body as HTML; every figure is a link to its trace.</param>
/// <param name="Markdown">The body as Markdown with the figures filled in.</param>
/// <param name="Figures">All figures.</param>
/// <param name="Snapshots">Hashes of all snapshots that it rests on.</param>
public sealed record BuiltBrief(
    string Id, string Language, string Title, string Byline, DateOnly Published, DateTimeOffset BuiltAt, DateTimeOffset AsOf,
    string Html, string Markdown, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Snapshots);

/// <summary>A figure that is no longer what was built.</summary>
/// <param name="Name">The figure.</param>
/// <param name="Was">As built.</param>
/// <param name="Now">As recomputed now; null where it can no longer be computed.</param>
/// <param name="Because">Why, in words.</param>
public sealed record ChangedFigure(string Name, string Was, string? Now, Phrase Because);

/// <summary>A recorded build, recomputed.</summary>
/// <param name="Brief">The brief.</param>
/// <param name="BuiltAt">When the recorded build was made.</param>
/// <param name="Reproduced">Whether the recorded vintage still gives every recorded figure.</param>
/// <param name="Changed">Figures that today's data would change.</param>
public sealed record VerifyReport(string Brief, DateTimeOffset BuiltAt, bool Reproduced, IReadOnlyList<ChangedFigure> Changed);

/// <summary>A brief that can't be built: with file, line, and what to do.</summary>
public sealed class BriefException : Exception
{
    /// <summary>One clear sentence with file and line.</summary>
    public BriefException(string message)
        : base(message)
    {
    }
}
