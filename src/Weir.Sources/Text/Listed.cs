using System.Globalization;
using Weir.Screening;
using Weir.Trade;

namespace Weir.Sources.Text;

/// <summary>What came of one record of a list.</summary>
/// <param name="Listed">Who it lists; null where it can't be read.</param>
/// <param name="Unreadable">Why it can't be read; null where it lists somebody.</param>
internal readonly record struct ReadRecord(Listed? Listed, QuarantinedRow? Unreadable)
{
    public static implicit operator ReadRecord(Listed listed) => new(listed, null);

    public static implicit operator ReadRecord(QuarantinedRow unreadable) => new(null, unreadable);
}

/// <summary>
/// One record of a list as it becomes an entity and the act that listed it. What a record says in a way that has no property
/// (a country that is none of today's, a date that is none) is kept in the entity's notes and told to the reader of the list.
/// </summary>
/// <param name="id">The entity's id; the act's is this and <c>-listing</c>.</param>
/// <param name="schema">The entity's schema.</param>
/// <param name="line">Where the record starts.</param>
/// <param name="reading">Takes what a user should know.</param>
internal sealed class Listed(string id, string schema, long line, ListReading reading)
{
    private readonly List<Entity> related = [];
    private readonly List<EntityBuilder> acts = [new EntityBuilder($"{id}-listing", "Sanction").Add("entity", id)];

    /// <summary>The entity's id.</summary>
    public string Id => id;

    /// <summary>The entity's schema.</summary>
    public string Schema => schema;

    /// <summary>The entity.</summary>
    public EntityBuilder Target { get; } = new(id, schema);

    /// <summary>The act that listed it (<c>Sanction</c>); the latest of them, where there are several.</summary>
    public EntityBuilder Act => acts[^1];

    /// <summary>Begins another act that listed it.</summary>
    public void NextAct() => acts.Add(new EntityBuilder(string.Create(CultureInfo.InvariantCulture, $"{id}-listing-{acts.Count + 1}"), "Sanction").Add("entity", id));

    /// <summary>Adds to the entity's property a country that is printed as a name, a word for its citizens or a code.</summary>
    /// <param name="property">The property.</param>
    /// <param name="text">As printed.</param>
    /// <param name="called">What it is, for the notes, e.g. <c>Nationality</c>.</param>
    public void Country(string property, string? text, string called)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (CountryNames.FindNameOrCode(text) is { } code)
            Target.Add(property, code);
        else
            KeepAside(called, text, "is no country of today");
    }

    /// <summary>Adds a date to the entity's property.</summary>
    /// <param name="property">The property.</param>
    /// <param name="text">As printed.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="called">What it is, for the notes, e.g. <c>Date of birth</c>.</param>
    public void Date(string property, string? text, Func<string?, string?> read, string called)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (read(text) is { } date)
            Target.Add(property, date);
        else
            KeepAside(called, text, "is no date");
    }

    /// <summary>Adds a date to the act's property.</summary>
    public void ActDate(string property, string? text, Func<string?, string?> read, string called)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (read(text) is { } date)
            Act.Add(property, date);
        else
            KeepAside(called, text, "is no date");
    }

    /// <summary>Adds a remark to the notes; nothing where it is empty.</summary>
    public void Remark(string called, string? text) => Target.Add("notes", string.IsNullOrWhiteSpace(text) ? null : $"{called}: {text.Trim()}");

    /// <summary>Adds an entity that stands beside it: a relation.</summary>
    public void Relate(Entity relation)
    {
        if (related.TrueForAll(r => r.Id != relation.Id))
            related.Add(relation);
    }

    /// <summary>A relation between two entities by their ids.</summary>
    /// <param name="kind">The schema, e.g. <c>Ownership</c>.</param>
    /// <param name="from">Property and id of the one.</param>
    /// <param name="to">Property and id of the other.</param>
    /// <param name="role">What the list calls it.</param>
    /// <param name="dataset">The list's id.</param>
    public void Relate(string kind, (string Property, string Id) from, (string Property, string Id) to, string? role, string dataset) =>
        Relate(new EntityBuilder($"{id}-{kind.ToLowerInvariant()}-{(from.Id == id ? to.Id : from.Id)}", kind)
            .Add(from.Property, from.Id).Add(to.Property, to.Id).Add(kind == "Family" ? "relationship" : "role", role).Build(dataset));

    /// <summary>The entity, the act, and what stands beside them.</summary>
    public IEnumerable<Entity> Build(string dataset) => [Target.Build(dataset), .. acts.Select(a => a.Build(dataset)), .. related];

    /// <summary>Keeps in the notes what has no property, and says so.</summary>
    public void KeepAside(string called, string text, string why)
    {
        Target.Add("notes", $"{called}: {text.Trim()}");
        reading.Note($"line {line}: {called.ToLowerInvariant()} '{ReceivedText.Quote(text)}' of {id} {why}; it is kept in the notes");
    }
}
