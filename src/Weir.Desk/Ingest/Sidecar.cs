using Weir.Desk.Files;
using Weir.Sources;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Ingest;

/// <summary>
/// What a person says of a received file in <c>FILE.weir.yaml</c> beside it, because the file itself does not:
/// <c>source:</c>, <c>flow:</c>, <c>reporter:</c>, <c>whole:</c>.
/// </summary>
/// <param name="Source">The source's id.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Reporter">Who reports.</param>
/// <param name="Whole">What the file is whole for.</param>
internal sealed record Sidecar(string? Source, Flow? Flow, Economy? Reporter, WholeFor? Whole)
{
    /// <summary>How a sidecar's name ends.</summary>
    public const string Ending = ".weir.yaml";

    /// <summary>The sidecar of a file; an empty one where there is none.</summary>
    /// <exception cref="SourceFormatException">It is there and wrong; the message names its file and line.</exception>
    public static async Task<Sidecar> OfAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path + Ending))
            return new(null, null, null, null);
        var mistakes = new Mistakes();
        var map = await YamlFile.ReadAsync(Path.GetDirectoryName(path)!, Path.GetFileName(path) + Ending, mistakes, cancellation);
        var source = map?.Find("source")?.Text();
        var flow = map?.Find("flow")?.Flow();
        var reporter = map?.Find("reporter")?.Economy();
        var whole = map?.Find("whole") is { } said ? WholeOf(said) : null;
        map?.Done();
        return mistakes.Count == 0
            ? new(source, flow, reporter, whole)
            : throw new SourceFormatException(string.Join("; ", mistakes.Printed(Path.GetDirectoryName(path)!)));
    }

    private static WholeFor? WholeOf(YamlItem item)
    {
        switch (item.Text())
        {
            case "codes":
                return WholeFor.Codes;
            case "all":
                return WholeFor.All;
            case not null:
                item.Mistake($"{item.What}: {item.Shown} is nothing that a file is whole for; allowed are codes (all rows of the codes in it) and all (all rows of everything)");
                break;
        }
        return null;
    }
}
