using Microsoft.AspNetCore.Http;
using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Sources;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>What stands behind a printed number: rows, the received line, the file's hash, where and when it was received.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="Sources">All sources, for their names and terms.</param>
public sealed record TraceView(Trace Trace, IReadOnlyList<IFlowSource> Sources)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var visit = call.Visit;
        var trace = await call.Reading.TraceAsync(visit, call["id"], call.Cancellation)
            ?? throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-trace", ("id", call["id"])));
        var title = trace.Figure is { } figure ? call.Say("site.trace.figure", ("printed", figure.Printed)) : call.Say("site.trace.row", ("id", trace.Id));
        return PageAnswer.Of<TracePage>(
            title, call.Say("site.trace.description"), new TraceView(trace, call.Reading.Workbench.Sources),
            () => new
            {
                trace.Id,
                asOf = visit.AsOf,
                figure = trace.Figure is { } f ? new { f.Brief, f.Name, f.Printed, expression = visit.Words.Say(f.Expression) } : null,
                rows = trace.Rows.Select(r => new
                {
                    id = r.Id.ToString(),
                    r.Id.Row,
                    r.Header,
                    r.Text,
                    quarantine = r.Quarantine,
                    observation = r.Observation is { } o ? Json.Observation(o) : null,
                    file = new { r.Snapshot.Sha256, r.Snapshot.Origin.FileName, r.Snapshot.Origin.Address, r.Snapshot.ReceivedAt, r.Snapshot.Bytes, source = r.Snapshot.Origin.Publisher },
                }),
            },
            () => new(
                ["row", "sha256", "line", "file", "address", "received", "source", "period", "value", "currency", "quantity", "unit", "status", "printed", "text"],
                trace.Rows.Select(r => (IReadOnlyList<object?>)
                [
                    r.Id.ToString(), r.Snapshot.Sha256, r.Id.Row, r.Snapshot.Origin.FileName, r.Snapshot.Origin.Address, r.Snapshot.ReceivedAt.ToString("O"), r.Snapshot.Origin.Publisher,
                    r.Observation?.Period.ToString(), r.Observation?.Value, r.Observation?.Currency, r.Observation?.Quantity.Amount, r.Observation?.Quantity.Unit,
                    r.Observation is { } o ? Json.Status(o.Status) : null, r.Observation?.Printed, r.Text,
                ])));
    }
}
