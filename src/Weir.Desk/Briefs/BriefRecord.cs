using System.Text.Json;
using Weir.Trade;

namespace Weir.Desk.Briefs;

/// <summary>A built brief as it is recorded in the lake and written as JSON.</summary>
/// <param name="Id">The brief's id.</param>
/// <param name="Language">Its language.</param>
/// <param name="Title">Its title.</param>
/// <param name="Byline">Who wrote it.</param>
/// <param name="Published">Publication date.</param>
/// <param name="BuiltAt">When it was built.</param>
/// <param name="AsOf">The vintage.</param>
/// <param name="Snapshots">Hashes of the files it rests on.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Markdown">The body.</param>
/// <param name="Html">The body.</param>
internal sealed record BriefRecord(
    string Id, string Language, string Title, string Byline, DateOnly Published, DateTimeOffset BuiltAt, DateTimeOffset AsOf,
    IReadOnlyList<string> Snapshots, IReadOnlyList<RecordedFigure> Figures, string Markdown, string Html)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The record of a build.</summary>
    public static BriefRecord Of(BuiltBrief built)
    {
        var words = Words.Words.For(built.Language);
        return new(
            built.Id, built.Language, built.Title, built.Byline, built.Published, built.BuiltAt, built.AsOf, built.Snapshots,
            [.. built.Figures.Select(f => RecordedFigure.Of(f, words))],
            built.Markdown, built.Html);
    }

    /// <summary>Whether two builds say the same: figures, rows and text. When they were built does not matter.</summary>
    public bool SaysAs(BriefRecord other) =>
        Title == other.Title && Byline == other.Byline && Published == other.Published && Markdown == other.Markdown && Html == other.Html
        && Figures.Count == other.Figures.Count
        && Figures.Zip(other.Figures).All(f => f.First.SaysAs(f.Second) && f.First.Rows.SequenceEqual(f.Second.Rows));

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>From JSON; null where an older Weir wrote it in another form.</summary>
    public static BriefRecord? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<BriefRecord>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A figure as recorded.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Printed">As printed.</param>
/// <param name="Value">The number, unrounded; the lower end of a range.</param>
/// <param name="High">The upper end of a range; null where it is one number.</param>
/// <param name="Unit">Its unit; empty for a ratio.</param>
/// <param name="Status">Official, reported or modelled.</param>
/// <param name="Expression">How it was computed, in the brief's language.</param>
/// <param name="Rows">The rows behind it.</param>
internal sealed record RecordedFigure(
    string Name, string Printed, decimal Value, decimal? High, string Unit, string Status, string Expression, IReadOnlyList<RecordedRow> Rows)
{
    /// <summary>The record of a figure.</summary>
    public static RecordedFigure Of(Figure figure, Words.Words words) => new(
        figure.Name, figure.Printed, figure.Value, figure.Range?.High, figure.Unit, figure.Status.ToString().ToLowerInvariant(), words.Say(figure.Expression),
        [.. figure.Rows.Select(r => new RecordedRow(r.Snapshot, r.Row))]);

    /// <summary>Whether the figure is the same in print and in number.</summary>
    public bool SaysAs(RecordedFigure other) =>
        Name == other.Name && Printed == other.Printed && Value == other.Value && High == other.High && Unit == other.Unit && Status == other.Status;
}

/// <summary>A row as recorded.</summary>
/// <param name="Snapshot">The file's hash.</param>
/// <param name="Row">The row.</param>
internal sealed record RecordedRow(string Snapshot, long Row)
{
    /// <summary>The printed id.</summary>
    public override string ToString() => new ObservationId(Snapshot, Row).ToString();
}
