using Microsoft.AspNetCore.Http;
using Weir.Desk.Words;
using Weir.Store;
using Weir.Trade;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>One source: who publishes it and on what terms, what was received, what it covers, what could not be read.</summary>
/// <param name="Received">The source with its files.</param>
/// <param name="Covered">What the files speak for.</param>
/// <param name="Quarantine">Rows that could not be read, by file.</param>
public sealed record SourceView(ReceivedFrom Received, IReadOnlyList<Coverage> Covered, IReadOnlyList<(Snapshot File, QuarantinedRow Row)> Quarantine)
{
    private const int MostCovered = 200;
    private const int MostQuarantined = 200;

    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var visit = call.Visit;
        var source = call.Reading.Workbench.Sources.FirstOrDefault(s => s.Description.Id == call["source"])?.Description
            ?? throw new PageException(
                StatusCodes.Status404NotFound, new Phrase("site.error.no-source", ("source", call["source"]), ("sources", call.Reading.Workbench.Sources.Select(s => s.Description.Id).ToArray())));
        var received = new ReceivedFrom(source, [.. visit.State.Snapshots.Where(f => f.Origin.Publisher == source.Id)]);
        var covered = received.Files.Where(f => f.State == SnapshotState.Read).SelectMany(f => f.Summary?.Coverage ?? [])
            .OrderByDescending(c => c.Period).ThenBy(c => c.Reporter).Take(MostCovered).ToArray();
        var quarantine = new List<(Snapshot File, QuarantinedRow Row)>();
        foreach (var file in received.Files.Where(f => f.Quarantined > 0))
        {
            var rows = await call.Reading.QuarantineAsync(visit, file.Sha256, call.Cancellation);
            quarantine.AddRange(rows.Take(MostQuarantined - quarantine.Count).Select(r => (file, r)));
        }
        return PageAnswer.Of<SourcePage>(
            source.Publisher, call.Say("site.source.description", ("title", source.Title), ("publisher", source.Publisher)), new SourceView(received, covered, quarantine),
            () => new
            {
                source.Id,
                asOf = visit.AsOf,
                source.Publisher,
                source.Title,
                source.Home,
                source.Licence,
                source.LicenceUrl,
                source.Schedule,
                source.Units,
                source.Quirks,
                source.HowToGet,
                files = received.Files.Select(f => new
                {
                    f.Sha256,
                    f.Bytes,
                    f.ReceivedAt,
                    f.Origin.Address,
                    f.Origin.FileName,
                    state = f.State.ToString().ToLowerInvariant(),
                    f.Reason,
                    f.Accepted,
                    f.Quarantined,
                    f.Summary?.Encoding,
                    f.Summary?.Notes,
                }),
                quarantine = quarantine.Select(q => new { q.File.Sha256, q.Row.Row, q.Row.Column, q.Row.Reason, q.Row.Text }),
            },
            () => new(
                ["sha256", "received", "file", "address", "bytes", "state", "reason", "observations", "quarantined"],
                received.Files.Select(f => (IReadOnlyList<object?>)
                    [f.Sha256, f.ReceivedAt.ToString("O"), f.Origin.FileName, f.Origin.Address, f.Bytes, f.State.ToString().ToLowerInvariant(), f.Reason, f.Accepted, f.Quarantined])));
    }
}
