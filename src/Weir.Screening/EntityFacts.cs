namespace Weir.Screening;

/// <summary>Sex as a list states it.</summary>
public enum Gender : byte
{
    /// <summary>Not stated, or another.</summary>
    Unknown,

    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,
}

/// <summary>
/// What, besides names, speaks for or against two entities being the same, in a form that compares fast: in memory, or in the mapped bytes of an
/// index. The text behind it stays in the <see cref="Entity"/>.
/// </summary>
/// <param name="schema">See <see cref="Schema"/>.</param>
/// <param name="gender">See <see cref="Gender"/>.</param>
/// <param name="dates">See <see cref="Dates"/>.</param>
/// <param name="countries">See <see cref="Countries"/>.</param>
/// <param name="identifiers">See <see cref="Identifiers"/>.</param>
public readonly ref struct EntityFacts(string schema, Gender gender, ReadOnlySpan<PartialDate> dates, ReadOnlySpan<ushort> countries, ReadOnlySpan<ulong> identifiers)
{
    /// <summary>FollowTheMoney schema.</summary>
    public string Schema { get; } = schema;

    /// <summary>Sex as stated.</summary>
    public Gender Gender { get; } = gender;

    /// <summary>Dates of birth of a person, of registration or building of anything else; sorted, each once.</summary>
    public ReadOnlySpan<PartialDate> Dates { get; } = dates;

    /// <summary>Countries (<see cref="CountryCode"/>); sorted, each once.</summary>
    public ReadOnlySpan<ushort> Countries { get; } = countries;

    /// <summary>Keys of identifiers (<see cref="IdentifierValue.Key"/>); sorted, each once.</summary>
    public ReadOnlySpan<ulong> Identifiers { get; } = identifiers;
}

/// <summary>The facts of one entity, in memory.</summary>
public sealed class StatedFacts
{
    private readonly PartialDate[] dates;
    private readonly ushort[] countries;
    private readonly ulong[] identifiers;
    private readonly string schema;
    private readonly Gender gender;

    private StatedFacts(Entity entity)
    {
        schema = entity.Schema;
        gender = entity.Values("gender") switch
        {
            ["male" or "m" or "M" or "Male" or "MALE"] => Gender.Male,
            ["female" or "f" or "F" or "Female" or "FEMALE"] => Gender.Female,
            _ => Gender.Unknown,
        };
        dates = [.. Entity.DateProperties.SelectMany(entity.Values).Select(d => PartialDate.Parse(d)).OfType<PartialDate>().Distinct().Order()];
        countries = [.. entity.Countries.Select(c => CountryCode.Of(c)).Where(c => c != 0).Distinct().Order()];
        identifiers = [.. entity.Identifiers.Select(IdentifierValue.Of).OfType<IdentifierValue>().Select(i => i.Key).Distinct().Order()];
    }

    /// <summary>The facts as comparing sees them.</summary>
    public EntityFacts View => new(schema, gender, dates, countries, identifiers);

    /// <summary>What an entity states.</summary>
    public static StatedFacts Of(Entity entity) => new(entity);
}

/// <summary>A country of FollowTheMoney (two letters, some with a part behind: <c>ru</c>, <c>ge-ab</c>) as a number of two bytes.</summary>
public static class CountryCode
{
    /// <summary>The number; a part of a country counts as the country. 0 where the text is no code.</summary>
    public static ushort Of(ReadOnlySpan<char> code)
    {
        code = code.Trim();
        if (code.Length < 2 || (code.Length > 2 && code[2] != '-') || !char.IsAsciiLetter(code[0]) || !char.IsAsciiLetter(code[1]))
            return 0;
        var (first, second) = (char.ToLowerInvariant(code[0]), char.ToLowerInvariant(code[1]));
        // FollowTheMoney writes the Soviet Union, Yugoslavia and others of the past as four letters; Britain has two codes in use.
        return (first, second) == ('u', 'k') ? Number('g', 'b') : Number(first, second);
    }

    /// <summary>The code of a number.</summary>
    public static string Text(ushort number) => number == 0 ? "" : string.Create(2, number, (text, n) => (text[0], text[1]) = ((char)(n >> 8), (char)(n & 255)));

    private static ushort Number(char first, char second) => (ushort)((first << 8) | second);
}
