using Weir.Sources;
using Weir.Trade;

namespace Weir.Web.Tests.Support;

/// <summary>A source that is only described: the site shows what sources are and never reads with them.</summary>
internal sealed class DescribedSource(string id, string publisher) : IFlowSource
{
    public SourceDescription Description { get; } = new(
        id, publisher, "A title", new Uri("https://example.test/"), "CC BY 4.0", new Uri("https://example.test/terms"), "monthly", "as printed", ["One quirk."], "By hand.");

    public bool Recognises(FileHead head) => false;

    public Task<ReadSummary> ReadAsync(Stream content, ReadContext context, IObservationSink sink, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ReceivedRow?> FindRowAsync(Stream content, long row, CancellationToken cancellation) => throw new NotSupportedException();
}
