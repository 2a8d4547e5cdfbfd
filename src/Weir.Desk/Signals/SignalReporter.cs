namespace Weir.Desk.Signals;

/// <summary>Asks every kind of signal, and puts what they find together.</summary>
internal sealed class SignalReporter(SignalScope scope)
{
    /// <summary>What all kinds that were asked for find.</summary>
    /// <exception cref="DeskException">There is no such kind or watch.</exception>
    public async Task<SignalReport> ReportAsync(SignalQuestion question, CancellationToken cancellation)
    {
        foreach (var kind in question.Kinds)
        {
            if (SignalKinds.All.All(k => k.Id != kind))
                throw new DeskException([$"there is no kind of signal '{kind}' to look for; there are {string.Join(", ", SignalKinds.All.Select(k => k.Id))}"]);
        }
        var reports = new List<SignalReport>();
        foreach (var kind in SignalKinds.All.Where(k => question.Kinds.Count == 0 || question.Kinds.Contains(k.Id)))
            reports.Add(await kind.FindAsync(scope, question, cancellation));
        return new(
            scope.AsOf,
            [.. reports.SelectMany(r => r.Signals).OrderBy(s => s.Q ?? 1).ThenByDescending(s => s.Excess ?? 0).ThenBy(s => s.Id.Text, StringComparer.Ordinal)],
            [.. reports.SelectMany(r => r.Unsaid)],
            reports.Sum(r => r.Judged));
    }

    /// <summary>How a signal came to be; null where there is nothing by that id.</summary>
    public async Task<SignalExplanation?> ExplainAsync(SignalId id, CancellationToken cancellation) =>
        SignalKinds.All.FirstOrDefault(k => k.Id == id.Kind) is { } kind ? await kind.ExplainAsync(scope, id, cancellation) : null;
}
