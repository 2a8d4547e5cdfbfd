using Weir.Screening;
using Weir.Sources;
using Weir.Sources.Text;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Ingest;

/// <summary>Reads what was received, by the source that its reading names: the one way in, for the first time and for every time after.</summary>
/// <param name="sources">Whose formats it knows.</param>
internal sealed class SnapshotReader(IReadOnlyList<IFlowSource> sources) : ISnapshotReader
{
    /// <inheritdoc/>
    public async Task<ReadSummary> ReadAsync(string sha256, SnapshotReading reading, Stream received, IObservationSink sink, CancellationToken cancellation)
    {
        var source = sources.FirstOrDefault(s => s.Description.Id == reading.Source) ?? throw Unknown(reading);
        var name = reading.FileName ?? sha256;
        var context = new ReadContext(sha256, name, reading.Flow, reading.Reporter is { } reporter ? Economies.FromNumber(reporter) : null) { Asked = reading.Asked };
        await using var unpacked = await ReceivedFile.OpenAsync(received, name, cancellation);
        if (reading.Whole is not { } whole)
            return await source.ReadAsync(unpacked.Content, context, sink, cancellation);
        var stated = new StatedScope(sink);
        return stated.Of(await source.ReadAsync(unpacked.Content, context, stated, cancellation), whole);
    }

    /// <inheritdoc/>
    public Task<int> ReadListAsync(SnapshotReading reading, Stream received, Stream entities, CancellationToken cancellation)
    {
        var source = ListSources.Find(reading.Source) ?? throw Unknown(reading);
        return FtmJsonLines.WriteAsync(source.ReadAsync(received, new ListReading(reading.FileName ?? reading.Source), cancellation), entities, cancellation);
    }

    private static SourceFormatException Unknown(SnapshotReading reading) => new($"'{reading.Source}' is no source that this Weir reads; update Weir");
}
