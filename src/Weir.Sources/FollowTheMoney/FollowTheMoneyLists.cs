using System.Text.Json;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.FollowTheMoney;

/// <summary>
/// Datasets in FollowTheMoney JSON: every one that OpenSanctions publishes, and anybody's own. Each is a list of its own, <c>ftm-</c> and the dataset's name.
/// </summary>
public sealed class FollowTheMoneyLists : IListFamily
{
    private static readonly SourceDescription About = new(
        "ftm",
        "OpenSanctions and others",
        "Any dataset in FollowTheMoney JSON, one entity a line (ftm:NAME)",
        new("https://www.opensanctions.org/datasets/"),
        "The publisher's; OpenSanctions' data is CC BY-NC 4.0 and needs a licence for business use",
        new("https://www.opensanctions.org/licensing/"),
        "OpenSanctions: several times a day",
        "Entities and relations of any kind; no amounts",
        [
            "A dataset is a list of its own: ftm:us_ofac_sdn becomes the list ftm-us_ofac_sdn. A file whose entities are all of one dataset says so itself; otherwise --source ftm:NAME does.",
            "Entities keep their ids, and the datasets that they were merged from.",
            "A delta file is applied to the version that is current; one that does not fit it is refused, and weir fetch takes the whole dataset instead.",
        ],
        "weir fetch ftm:NAME gets the dataset NAME of OpenSanctions, by its deltas where that is possible; or give entities.ftm.json to weir ingest with --source ftm:NAME.");

    /// <inheritdoc/>
    public SourceDescription Description => About;

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://data.opensanctions.org/datasets/latest/");

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => FollowTheMoneyList.LooksLike(head);

    /// <inheritdoc/>
    public IListSource Named(string name) => new FollowTheMoneyList(name, About);

    /// <inheritdoc/>
    public IListSource Of(FileHead head)
    {
        if (!FollowTheMoneyList.IsDelta(head) && (OnlyDataset(head) ?? FromFileName(head.Name)) is { } name)
            return Named(name);
        throw new SourceFormatException($"{head.Name} is {(FollowTheMoneyList.IsDelta(head) ? "changes to a dataset" : "a dataset")} in FollowTheMoney JSON and does not say which; say it with --source ftm:NAME");
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, CancellationToken cancellation) =>
        throw new SourceFormatException($"{reading.FileName} can't be read as ftm, which stands for many datasets; say which one with --source ftm:NAME");

    /// <summary>The dataset that all entities at the beginning are of, where it is one.</summary>
    private static string? OnlyDataset(FileHead head)
    {
        string? only = null;
        foreach (var line in TextEncodings.Decode(head.Head.Span).Split('\n').SkipLast(head.Head.Length < TextEncodings.HeadLength ? 0 : 1).Where(l => l.AsSpan().TrimStart().StartsWith("{")))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                if (FtmJsonLines.Read(document.RootElement, out _) is not { } entity)
                    continue;
                if (entity.Datasets is not [var dataset] || (only ?? dataset) != dataset)
                    return null;
                only = dataset;
            }
            catch (JsonException)
            {
                // A line that breaks off or is bad; the reading says so.
            }
        }
        return AsName(only);
    }

    // zala-entities.ftm.json is zala; entities.ftm.json is nobody's.
    private static string? FromFileName(string name)
    {
        var stem = name.Split('.')[0];
        foreach (var word in new[] { "entities", "targets", "delta", "dataset" })
            stem = stem.Replace(word, "", StringComparison.OrdinalIgnoreCase);
        return AsName(stem.Trim('-', '_', ' '));
    }

    private static string? AsName(string? text)
    {
        var name = string.Concat((text ?? "").ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')).Trim('-');
        return name.Length is 0 or > FollowTheMoneyList.LongestName || !name.Any(char.IsAsciiLetter) ? null : name;
    }
}
