namespace Weir.Sources.UsConsolidated;

/// <summary>A number or another fact of the field <c>ids</c>.</summary>
/// <param name="Type">Its label.</param>
/// <param name="Value">The value.</param>
/// <param name="Country">Who issued it, as a code; null where none is said.</param>
/// <param name="Dates">When it was issued and expires, as printed; null where that is not said.</param>
internal sealed record CslId(string Type, string Value, string? Country, string? Dates = null);

/// <summary>An address.</summary>
/// <param name="Line">In one line.</param>
/// <param name="Country">Its country's code; null where none is said.</param>
internal sealed record CslAddress(string Line, string? Country);

/// <summary>A row of the list in either form: texts by their column, and what is several in a field taken apart.</summary>
/// <param name="Line">Its line, or in JSON its number, from 1.</param>
/// <param name="Values">Texts by column; empty ones are left out.</param>
internal sealed record CslRow(long Line, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Why it can't be read, or null.</summary>
    public (string? Column, string Reason)? Problem { get; init; }

    /// <summary>As received, for quarantine.</summary>
    public string Shown { get; init; } = "";

    public string Name => this["name"] ?? "";

    public IReadOnlyList<string> Programs { get; init; } = [];

    public IReadOnlyList<string> AltNames { get; init; } = [];

    public IReadOnlyList<string> Citizenships { get; init; } = [];

    public IReadOnlyList<string> Nationalities { get; init; } = [];

    public IReadOnlyList<string> DatesOfBirth { get; init; } = [];

    public IReadOnlyList<string> PlacesOfBirth { get; init; } = [];

    public IReadOnlyList<string> Urls { get; init; } = [];

    public IReadOnlyList<CslAddress> Addresses { get; init; } = [];

    public IReadOnlyList<CslId> Ids { get; init; } = [];

    public string? this[string column] => Values.TryGetValue(column, out var text) ? text : null;

    /// <summary>The row with what is wrong with it, where something is.</summary>
    public CslRow Checked() => this["_id"] is null && this["id"] is null && this["entity_number"] is null ? this with { Problem = ("_id", "the row has no id to know it by") }
        : !Name.Any(char.IsLetterOrDigit) ? this with { Problem = ("name", $"row {this["_id"] ?? this["id"]} has no name") }
        : this["source"] is null ? this with { Problem = ("source", $"row {this["_id"] ?? this["id"]} does not say which list it is of") }
        : this;
}
