using Weir.Desk;
using Weir.Desk.Claims;
using Weir.Sources;
using Weir.Store;
using Weir.Trade;
using Weir.Web.Serving;

namespace Weir.Web.Parts;

/// <summary>Where figures come from: what stands under every table and chart.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Description">What is known of the source; null where Weir no longer reads it.</param>
/// <param name="Snapshot">The received file; null where the lake no longer knows it.</param>
/// <param name="Sha256">The file's hash.</param>
public sealed record Origin(string Source, SourceDescription? Description, Snapshot? Snapshot, string Sha256)
{
    /// <summary>The files behind these rows, each once, in the order of first use.</summary>
    public static IReadOnlyList<Origin> Of(IEnumerable<(string Source, ObservationId Row)> rows, Visit visit, IReadOnlyList<IFlowSource> sources) =>
        [.. rows.DistinctBy(r => r.Row.Snapshot).Select(r => new Origin(
            r.Source, sources.FirstOrDefault(s => s.Description.Id == r.Source)?.Description, visit.State.Find(r.Row.Snapshot), r.Row.Snapshot))];

    /// <summary>The files behind these series.</summary>
    public static IReadOnlyList<Origin> Of(IEnumerable<Series> series, Visit visit, IReadOnlyList<IFlowSource> sources) =>
        Of(series.SelectMany(s => s.Points.SelectMany(p => p.Rows).Select(r => (s.Key.Source, r))), visit, sources);

    /// <summary>The files behind rows whose source is not said with them: the file's own publisher.</summary>
    public static IReadOnlyList<Origin> Of(IEnumerable<ObservationId> rows, Visit visit, IReadOnlyList<IFlowSource> sources) =>
        Of(rows.Select(r => (visit.State.Find(r.Snapshot)?.Origin.Publisher ?? "", r)), visit, sources);

    /// <summary>The same for programs.</summary>
    public object Json() => new
    {
        source = Source,
        publisher = Description?.Publisher,
        licence = Description?.Licence,
        licenceUrl = Description?.LicenceUrl,
        retrieved = Snapshot?.ReceivedAt,
        address = Snapshot?.Origin.Address,
        file = Snapshot?.Origin.FileName,
        sha256 = Sha256,
    };

    /// <summary>The publication that a reported series came from; null for others.</summary>
    public static Publication? PublicationOf(SeriesKey key, DeskFolder desk) =>
        key.Publication.Length == 0 ? null : desk.Publications.FirstOrDefault(p => p.Id == key.Publication);
}
