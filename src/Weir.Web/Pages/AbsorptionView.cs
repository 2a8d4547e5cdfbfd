using Microsoft.AspNetCore.Http;
using Weir.Desk.Uses;
using Weir.Desk.Words;
using Weir.Trade;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>What comes into a place against what its known uses can take up.</summary>
/// <param name="Report">The answer, or why there is none.</param>
public sealed record AbsorptionView(AbsorptionReport Report)
{
    internal static Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var (visit, words) = (call.Visit, call.Visit.Words);
        var book = visit.Desk.Uses.FirstOrDefault(u => u.Id == call["uses"])
            ?? throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-uses", ("uses", call["uses"])));
        var report = AbsorptionReport.Of(book);
        var title = words.Say(book.Title);
        return Task.FromResult(PageAnswer.Of<AbsorptionPage>(
            title, call.Say("site.absorption.description", ("title", title)), new AbsorptionView(report),
            () => new
            {
                book.Id,
                title,
                book.Goods,
                destination = book.Destination.Alpha3,
                first = book.First.ToString(),
                last = book.Last.ToString(),
                measure = book.Measure.Id,
                unit = book.Measure.Unit.Code,
                because = report.Because is { } because ? words.Say(because) : null,
                supply = Ends(report.Finding?.Supply),
                uses = Ends(report.Finding?.Uses),
                remainder = Ends(report.Finding?.Remainder),
                likely = report.Finding?.Likely is { } likely ? new { low = likely.Low, high = likely.High } : null,
                conversions = book.Conversions.Select(c => new { from = c.From.Id, to = c.To.Id, factor = Ends(c.Factor), c.Source }),
                amounts = book.Amounts.Select(a => new
                {
                    a.Id,
                    title = words.Say(a.Title),
                    kind = Kind(a.Kind),
                    measure = a.Measure.Id,
                    figures = a.Figures.Select(f => new { f.Name, range = Ends(f.Range), f.Why }),
                    amount = Ends(report.AmountOf(a)),
                    a.Period,
                    a.Source,
                }),
                sensitivity = report.Finding?.Swings.Select(s => new { figure = words.Say(report.Name(s)), s.AtLow, s.AtHigh, s.Width }),
                note = book.Note is { } note ? words.Say(note) : null,
                url = visit.To(Addresses.Absorption(book.Id)),
            },
            () => new(
                ["uses", "amount", "kind", "measure", "low", "high", "unit", "period", "source", "remainderLow", "remainderHigh"],
                book.Amounts.Select(a => (IReadOnlyList<object?>)
                [
                    book.Id, a.Id, Kind(a.Kind), a.Measure.Id, report.AmountOf(a)?.Low, High(report.AmountOf(a)), book.Measure.Unit.Code, a.Period, a.Source,
                    report.Finding?.Remainder.Low, High(report.Finding?.Remainder),
                ]))));
    }

    /// <summary>The name of a kind in data and in the words' keys: <c>use</c>, <c>imports</c>, <c>fromstore</c> …</summary>
    internal static string Kind(AmountKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The figures of an amount as they were stated.</summary>
    internal static IEnumerable<Phrase> Stated(UsesAmount amount)
    {
        Interval? Of(string name) => amount.Figures.FirstOrDefault(f => f.Name == name)?.Range;
        if (Of("amount") is { } range)
            yield return new("site.absorption.stated", ("range", range), ("measure", amount.Measure.Title));
        if (Of("production") is { } production && Of("content") is { } content)
            yield return new("site.absorption.made", ("production", production), ("content", content), ("measure", amount.Measure.Title));
        foreach (var times in amount.Figures.Where(f => f.Why is not null))
            yield return new("site.absorption.times", ("factor", times.Range), ("why", times.Why));
    }

    private static object? Ends(Interval? range) => range is { } known ? new { low = known.IsBoundedBelow ? known.Low : (decimal?)null, high = High(known) } : null;

    private static decimal? High(Interval? range) => range is { IsBoundedAbove: true } known ? known.High : null;
}
