using Weir.Desk.Uses;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>What comes in beyond what the known uses can take up, by the desk's files of uses.</summary>
internal sealed class AbsorptionKind : ISignalKind
{
    /// <inheritdoc/>
    public string Id => "absorption";

    /// <inheritdoc/>
    public Task<SignalReport> FindAsync(SignalScope scope, SignalQuestion question, CancellationToken cancellation)
    {
        var (found, unsaid, judged) = (new List<Signal>(), new List<Phrase>(), 0);
        var watch = question.Watch is { } id ? scope.Desk.FindWatch(id) : null;
        foreach (var book in scope.Desk.Uses.Where(u => watch is null || watch.Goods.Any(g => g.Id == u.Goods)))
        {
            var report = AbsorptionReport.Of(book);
            if (report.Because is { } because)
                unsaid.Add(new("signal.absorption.unsaid", ("title", book.Title), ("why", because)));
            else
            {
                judged++;
                // Something is left wherever in their intervals the figures lie.
                if (report.Finding!.Remainder.Low > 0)
                    found.Add(Of(report));
            }
        }
        return Task.FromResult(new SignalReport(scope.AsOf, found, unsaid, judged));
    }

    /// <inheritdoc/>
    public Task<SignalExplanation?> ExplainAsync(SignalScope scope, SignalId id, CancellationToken cancellation)
    {
        if (id.Parts is not [var name] || scope.Desk.Uses.FirstOrDefault(u => u.Id == name) is not { } book || AbsorptionReport.Of(book) is not { Finding: { } finding } report)
            return Task.FromResult<SignalExplanation?>(null);
        var unit = book.Measure.Unit;
        return Task.FromResult<SignalExplanation?>(new(
            Of(report), SignalCatalog.Find(Id)!,
            [
                .. book.Amounts.Where(a => report.AmountOf(a) is not null).Select(a => new Phrase(
                    "signal.absorption.step.amount", ("title", a.Title), ("kind", new Phrase("absorption.kind." + a.Kind.ToString().ToLowerInvariant())), ("amount", new QuantityRange(report.AmountOf(a)!.Value, unit)), ("source", a.Source))),
                new("signal.absorption.step.rest", ("supply", new QuantityRange(finding.Supply, unit)), ("uses", new QuantityRange(finding.Uses, unit)), ("rest", new QuantityRange(finding.Remainder, unit))),
                .. finding.Likely is { } likely ? (IEnumerable<Phrase>)[new("signal.absorption.step.likely", ("low", Amount(likely.Low, unit)), ("high", Amount(likely.High, unit)))] : [],
            ],
            [.. finding.Swings.Where(s => s.Width > 0).Take(3).Select(s => new Phrase("signal.absorption.change", ("figure", report.Name(s)), ("low", Amount(s.AtLow, unit)), ("high", Amount(s.AtHigh, unit))))],
            $"weir absorption {book.Id}"));
    }

    private static Signal Of(AbsorptionReport report)
    {
        var (book, finding) = (report.Book, report.Finding!);
        return new(SignalId.Of("absorption", book.Id), new("signal.absorption", ("title", book.Title), ("to", book.Destination), ("rest", new QuantityRange(finding.Remainder, book.Measure.Unit)), ("supply", new QuantityRange(finding.Supply, book.Measure.Unit))))
        {
            Goods = book.Goods,
            To = book.Destination,
            Period = book.Last,
            Unit = book.Measure.Unit,
            Value = Middle(finding.Supply),
            Expected = Middle(finding.Uses),
            Lower = (double)finding.Uses.Low,
            Upper = finding.Uses.IsBoundedAbove ? (double)finding.Uses.High : null,
            Excess = finding.Middle,
            // The figures of uses are somebody's statements, each with its source.
            Status = ObservationStatus.Reported,
            Reasons = book.Note is { } note ? [new("signal.note", ("note", note))] : [],
            Page = $"/absorption/{book.Id}",
        };
    }

    private static double? Middle(Interval range) => range.IsBoundedAbove && range.IsBoundedBelow ? (double)((range.Low + range.High) / 2) : null;

    private static Quantity Amount(double value, Unit unit) => new((decimal)value, unit);
}
