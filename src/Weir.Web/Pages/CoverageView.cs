using System.Globalization;
using Weir.Desk.Figures;
using Weir.Store;
using Weir.Trade;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>What is complete, partial, not published and not read.</summary>
/// <param name="Question">What the address asks for.</param>
/// <param name="Report">The answer.</param>
public sealed record CoverageView(CellQuestion Question, CoverageReport Report)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var question = AskedCells.Read<CellQuestion>(call);
        var report = await call.Reading.CoverageAsync(call.Visit, question, call.Cancellation);
        return PageAnswer.Of<CoveragePage>(
            call.Say("site.coverage.title"), call.Say("site.coverage.description"), new CoverageView(question, report),
            () => new
            {
                report.AsOf,
                periods = report.Periods.Select(p => new { p.Source, reporter = p.Reporter.Alpha3, flow = p.Flow.Code(), period = p.First.ToString(), state = State(p.Extent), p.Cells, p.Expected }),
            },
            () => new(
                ["source", "reporter", "flow", "period", "state", "cells", "expected"],
                report.Periods.Select(p => (IReadOnlyList<object?>)
                    [p.Source, p.Reporter.Alpha3, p.Flow.Code(), p.First.ToString(), State(p.Extent), p.Cells, p.Expected?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)])));
    }

    /// <summary>The name of an extent in data and style sheets: <c>complete</c>, <c>partial</c>, <c>not-published</c>, <c>not-read</c>.</summary>
    public static string State(Extent extent) => extent switch
    {
        Extent.Complete => "complete",
        Extent.Partial => "partial",
        Extent.NotPublished => "not-published",
        _ => "not-read",
    };
}
