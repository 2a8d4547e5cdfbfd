namespace Weir.Sources.OwnList;

/// <summary>
/// Lists of a user's own, as tables with a line of column names: <c>weir ingest my-list.csv --source own:NAME</c>. No file is taken for one without being
/// called that, for any table with a name in it could be one.
/// </summary>
public sealed class OwnListFamily : IListFamily
{
    internal const string FamilyId = "own";

    /// <inheritdoc/>
    public SourceDescription Description { get; } = About(
        FamilyId, "Lists of your own (a table)", "Give a table to weir ingest with --source own:NAME; the list is then called own-NAME.");

    /// <inheritdoc/>
    public Uri Address => Description.Home;

    /// <inheritdoc/>
    public bool IsPublishedAsData => false;

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => false;

    /// <inheritdoc/>
    public IListSource Named(string name) => new OwnTableList(name);

    /// <inheritdoc/>
    public IListSource Of(FileHead head) => throw new SourceFormatException($"{head.Name}: a list of your own is named with --source own:NAME");

    /// <inheritdoc/>
    public IAsyncEnumerable<Screening.Entity> ReadAsync(Stream content, ListReading reading, CancellationToken cancellation) =>
        throw new SourceFormatException($"{reading.FileName}: a list of your own needs a name; write --source own:NAME");

    internal static SourceDescription About(string id, string title, string howToGet) => new(
        id,
        "You",
        title,
        new("/lists", UriKind.Relative),
        "Yours",
        null,
        "Whenever you give it",
        "People, companies, vessels and aircraft; no amounts",
        [
            "The column name is the only one needed. Others are properties of FollowTheMoney (alias, country, birthDate, innCode, imoNumber …) or common words for them (born, inn, imo, aka); several values are divided by semicolons.",
            "A column with another name is kept in the notes, value by value, and a note says so.",
            "A row whose date or country can't be read, or whose id stands twice, goes to quarantine with its line; with more than half of the rows there the file is refused.",
            "Without a column schema (or type), a row with a date of birth is a person, one with an IMO number a vessel, and any other may be either a person or a company.",
        ],
        howToGet);
}
