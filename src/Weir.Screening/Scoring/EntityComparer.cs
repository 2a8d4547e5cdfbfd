using System.Globalization;

namespace Weir.Screening.Scoring;

/// <summary>
/// Turns how well the names meet into a score of two entities: what corroborates raises it, what contradicts lowers it. Allocates nothing. Each fact takes a share of the
/// way up to what is nearly certain, or takes a share of the score away; what is not stated on both sides does neither.
/// </summary>
public static class EntityComparer
{
    /// <summary>The most that names alone can reach.</summary>
    public const float NameAloneAtMost = 0.95f;

    // An identifier that is the same decides nearly alone; the name has the last say between this and certainty.
    private const float SameIdentifier = 0.95f;
    private const float NameBesideIdentifier = 0.04f;

    private const float NearlyCertain = 0.99f;

    // Facts support names that meet at all: below the first of these they add nothing, from the second on all they can.
    private const float NameToSupport = 0.5f;
    private const float NameToSupportFully = 0.75f;

    private const float SameCountry = 0.15f;
    private const float OtherCountry = -0.12f;
    private const float OtherIdentifier = 0.8f;
    private const float OtherGender = 0.72f;
    private const float OtherSchema = 0.5f;

    /// <summary>The score of two entities, 0 to under 1.</summary>
    /// <param name="name">How well their best names meet (<see cref="NameComparer"/>); 0 where the query has none and is looked up by its identifiers.</param>
    /// <param name="kind">What the list calls the name that met.</param>
    /// <param name="query">What the query states.</param>
    /// <param name="listed">What the list states.</param>
    public static float Score(float name, NameKind kind, in EntityFacts query, in EntityFacts listed)
    {
        var score = name * NameAloneAtMost * OfKind(kind);
        var support = Support(name);
        score = Applied(score, OfDates(DateComparison.Best(query.Dates, listed.Dates).Relation, query.Schema), support);
        score = Applied(score, OfCountries(query, listed), support);
        if (query.Gender != Gender.Unknown && listed.Gender != Gender.Unknown && query.Gender != listed.Gender)
            score *= OtherGender;
        if (!FtmSchema.MayMean(query.Schema, listed.Schema))
            score *= OtherSchema;
        return OfIdentifiers(query, listed) switch
        {
            IdentifierRelation.Same => Math.Max(score, SameIdentifier + (NameBesideIdentifier * name)),
            IdentifierRelation.Different => score * OtherIdentifier,
            _ => score,
        };
    }

    /// <summary>
    /// The most that <see cref="Score"/> can give for a name, whatever the list states, but for an identifier that is the same: who has that is found by it. Lets a
    /// search stop early.
    /// </summary>
    /// <param name="name">How well names meet at most.</param>
    /// <param name="query">What the query states.</param>
    public static float AtMost(float name, in EntityFacts query)
    {
        var (score, support) = (name * NameAloneAtMost, Support(name));
        if (!query.Dates.IsEmpty)
            score = Applied(score, OfDates(DateRelation.Same, "Person"), support);
        return query.Countries.IsEmpty ? score : Applied(score, SameCountry, support);
    }

    /// <summary>The reasons that lead from the name's contributions (already in <paramref name="reasons"/>) to the score.</summary>
    /// <returns>The same as <see cref="Score"/>.</returns>
    public static float Explain(float name, EntityName met, Entity query, Entity listed, List<Reason> reasons)
    {
        var ours = StatedFacts.Of(query).View;
        var theirs = StatedFacts.Of(listed).View;
        var support = Support(name);
        var score = Step(name, name * NameAloneAtMost, ReasonKind.NameAlone, "", "", "a name alone, even the same, is no certainty");
        score = Step(score, name * NameAloneAtMost * OfKind(met.Kind), ReasonKind.NameKind, "", met.Text, $"“{met.Text}” is {KindInWords(met.Kind)}");
        var (relation, date, other) = DateComparison.Best(ours.Dates, theirs.Dates);
        score = Step(score, Applied(score, OfDates(relation, ours.Schema), support), ReasonKind.Date, date.ToString(), other.ToString(), DatesInWords(relation, date, other, query.IsPerson));
        score = Step(score, Applied(score, OfCountries(ours, theirs), support), ReasonKind.Country, Texts(ours.Countries), Texts(theirs.Countries),
            Shared(ours.Countries, theirs.Countries) is var country and not 0 ? $"both are tied to {Upper(country)}" : $"the countries differ: {Texts(ours.Countries)} and {Texts(theirs.Countries)}");
        if (ours.Gender != Gender.Unknown && theirs.Gender != Gender.Unknown && ours.Gender != theirs.Gender)
            score = Step(score, score * OtherGender, ReasonKind.Gender, ours.Gender.ToString(), theirs.Gender.ToString(), "the sex stated differs");
        if (!FtmSchema.MayMean(ours.Schema, theirs.Schema))
            score = Step(score, score * OtherSchema, ReasonKind.Schema, ours.Schema, theirs.Schema, $"one is a {ours.Schema}, the other a {theirs.Schema}");
        return OfIdentifiers(ours, theirs) switch
        {
            IdentifierRelation.Same => SameNumber(score, Math.Max(score, SameIdentifier + (NameBesideIdentifier * name)), query, listed, reasons),
            IdentifierRelation.Different => Step(score, score * OtherIdentifier, ReasonKind.Identifier, "", "", "both state a number of the same kind, and the numbers differ"),
            _ => score,
        };

        float Step(float from, float to, ReasonKind kind, string queryText, string listedText, string text)
        {
            if (from != to)
                reasons.Add(new(kind, queryText, listedText, to - from, text));
            return to;
        }
    }

    /// <summary>A share of the way up to what is nearly certain, or, below 0, the share that is taken away.</summary>
    private static float Applied(float score, float effect, float support) =>
        effect > 0 ? score + (Math.Max(0, NearlyCertain - score) * effect * support) : score * (1 + effect);

    private static float Support(float name) => Math.Clamp((name - NameToSupport) / (NameToSupportFully - NameToSupport), 0, 1);

    private static float OfKind(NameKind kind) => kind switch
    {
        NameKind.Alias => 0.985f,
        NameKind.Previous => 0.98f,
        NameKind.Weak => 0.88f,
        _ => 1,
    };

    private static float OfDates(DateRelation relation, string schema) => (relation, FtmSchema.Is(schema, "Person") || schema is "LegalEntity" or "Thing") switch
    {
        (DateRelation.Same, true) => 0.6f,
        (DateRelation.Same, false) => 0.4f,
        (DateRelation.SamePart, _) => 0.3f,
        (DateRelation.Slip, _) => 0.15f,
        (DateRelation.Near, true) => -0.08f,
        (DateRelation.Different, true) => -0.32f,
        (DateRelation.Different, false) => -0.1f,
        _ => 0,
    };

    private static float OfCountries(in EntityFacts query, in EntityFacts listed) =>
        query.Countries.IsEmpty || listed.Countries.IsEmpty ? 0 : Shared(query.Countries, listed.Countries) != 0 ? SameCountry : OtherCountry;

    private static ushort Shared(ReadOnlySpan<ushort> some, ReadOnlySpan<ushort> others)
    {
        foreach (var country in some)
        {
            if (others.Contains(country))
                return country;
        }
        return 0;
    }

    private static IdentifierRelation OfIdentifiers(in EntityFacts query, in EntityFacts listed)
    {
        var relation = IdentifierRelation.Unknown;
        foreach (var key in query.Identifiers)
        {
            foreach (var other in listed.Identifiers)
            {
                if (key == other)
                    return IdentifierRelation.Same;
                // An entity has one INN, but may have any number of passports.
                if (IdentifierValue.KindOf(key) is var kind && kind == IdentifierValue.KindOf(other) && kind is not (IdentifierKind.Other or IdentifierKind.Bic or IdentifierKind.Mmsi))
                    relation = IdentifierRelation.Different;
            }
        }
        return relation;
    }

    private static float SameNumber(float from, float to, Entity query, Entity listed, List<Reason> reasons)
    {
        foreach (var ours in query.Identifiers)
        {
            foreach (var theirs in listed.Identifiers)
            {
                if (IdentifierValue.Of(ours) is not { } number || IdentifierValue.Of(theirs) is not { } other || number.Key != other.Key)
                    continue;
                reasons.Add(new(ReasonKind.Identifier, ours.Value, theirs.Value, to - from, $"the same number stands on both sides: {ours.Value} ({theirs.Property})"));
                return to;
            }
        }
        return to;
    }

    private static string KindInWords(NameKind kind) => kind switch
    {
        NameKind.Alias => "an alias",
        NameKind.Previous => "a former name",
        NameKind.Weak => "a name that the list itself calls weak",
        _ => "the primary name",
    };

    private static string DatesInWords(DateRelation relation, PartialDate query, PartialDate listed, bool person)
    {
        var what = person ? "born" : "dated";
        return relation switch
        {
            DateRelation.Same => $"{what} {query} on both sides",
            DateRelation.SamePart => $"{what} {query} and {listed}: the same as far as both say",
            DateRelation.Slip => $"{what} {query} and {listed}: a slip of the pen apart",
            DateRelation.Near => $"{what} {query} and {listed}: near, but not the same",
            _ => $"{what} {query} on one side and {listed} on the other",
        };
    }

    private static string Texts(ReadOnlySpan<ushort> countries)
    {
        var texts = new List<string>();
        foreach (var country in countries)
            texts.Add(Upper(country));
        return string.Join(", ", texts);
    }

    private static string Upper(ushort country) => CountryCode.Text(country).ToUpper(CultureInfo.InvariantCulture);

    private enum IdentifierRelation : byte
    {
        Unknown,
        Different,
        Same,
    }
}
