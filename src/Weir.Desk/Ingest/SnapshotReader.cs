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
    public async Task<ListAccount> ReadListAsync(SnapshotReading reading, Stream received, Func<string, Stream> others, Stream entities, CancellationToken cancellation)
    {
        var source = ListSources.Find(reading.Source) ?? throw Unknown(reading);
        var account = new ListReading(reading.FileName ?? reading.Source) { IsExcerpt = reading.Whole == WholeFor.Excerpt };
        await using var unpacked = await ReceivedFile.OpenAsync(received, account.FileName, cancellation);
        var read = !ListManifest.Recognises(unpacked.Head) ? source.ReadAsync(unpacked.Content, account, cancellation)
            : source is IPartedList parted
                ? parted.ReadAsync(new ManifestParts(await ListManifest.ReadAsync(unpacked.Content, account.FileName, cancellation), others), account, cancellation)
                : throw new SourceFormatException($"{account.FileName} names several files, and {reading.Source} is a list in one; update Weir");
        var written = await FtmJsonLines.WriteAsync(read, entities, cancellation);
        return new(written) { Published = account.Published, Quarantined = account.Quarantined, Notes = account.Notes };
    }

    private static SourceFormatException Unknown(SnapshotReading reading) => new($"'{reading.Source}' is no source that this Weir reads; update Weir");
}
