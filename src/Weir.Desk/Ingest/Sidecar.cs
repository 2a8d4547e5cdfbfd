using Weir.Desk.Files;
using Weir.Sources;
using Weir.Trade;

namespace Weir.Desk.Ingest;

/// <summary>
/// What a person says of a received file in <c>FILE.weir.yaml</c> beside it, because the file itself does not:
/// <c>source:</c>, <c>flow:</c>, <c>reporter:</c>.
/// </summary>
/// <param name="Source">The source's id.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Reporter">Who reports.</param>
internal sealed record Sidecar(string? Source, Flow? Flow, Economy? Reporter)
{
    /// <summary>How a sidecar's name ends.</summary>
    public const string Ending = ".weir.yaml";

    /// <summary>The sidecar of a file; an empty one where there is none.</summary>
    /// <exception cref="SourceFormatException">It is there and wrong; the message names its file and line.</exception>
    public static async Task<Sidecar> OfAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path + Ending))
            return new(null, null, null);
        var mistakes = new Mistakes();
        var map = await YamlFile.ReadAsync(Path.GetDirectoryName(path)!, Path.GetFileName(path) + Ending, mistakes, cancellation);
        var source = map?.Find("source")?.Text();
        var flow = map?.Find("flow")?.Flow();
        var reporter = map?.Find("reporter")?.Economy();
        map?.Done();
        return mistakes.Count == 0
            ? new(source, flow, reporter)
            : throw new SourceFormatException(string.Join("; ", mistakes.Printed(Path.GetDirectoryName(path)!)));
    }
}
