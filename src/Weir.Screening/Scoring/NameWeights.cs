using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>How much a word counts in its name. A word that says nothing else about itself counts 1.</summary>
internal static class NameWeights
{
    public const float Particle = 0.1f;
    public const float Title = 0.06f;
    public const float Initial = 0.4f;
    public const float Patronymic = 0.6f;
    public const float GivenName = 0.85f;
    public const float Weak = 0.3f;
    public const float Trade = 0.6f;
    public const float Country = 0.65f;
    public const float Number = 0.8f;

    // Two letters say less than a word, so far as an alphabet writes them.
    private const float TwoLetters = 0.7f;

    // What the commonest word of a corpus still counts, as a share of what an unknown one does.
    private const float Commonest = 0.5f;

    /// <summary>The weight of a word; 0 for one of a legal form, which is compared apart.</summary>
    public static float Of(in WordView word, NameBearer bearer)
    {
        var traits = word.Traits;
        if ((traits & WordTraits.LegalForm) != WordTraits.None)
            return 0;
        var weight = (traits & WordTraits.Title) != WordTraits.None ? Title
            : (traits & WordTraits.Particle) != WordTraits.None ? Particle
            : (traits & WordTraits.Initial) != WordTraits.None ? Initial
            : (traits & WordTraits.Number) != WordTraits.None ? Number
            : (traits & WordTraits.Patronymic) != WordTraits.None ? Patronymic
            : (traits & WordTraits.Weak) != WordTraits.None ? Weak
            : bearer != NameBearer.Person && WordGroup.Has(word.Groups, WordGroupKind.Trade) ? Trade
            : WordGroup.Has(word.Groups, WordGroupKind.Country) ? Country
            : (traits & WordTraits.GivenName) != WordTraits.None ? GivenName
            : word.Text.Length == 2 && WordScripts.Of(word.Text) == WordScript.Alphabet ? TwoLetters
            : 1;
        return weight * (Commonest + ((1 - Commonest) * word.Rarity));
    }

    /// <summary>Whether a word alone could tell whose name it is.</summary>
    public static bool Tells(in WordView word) =>
        (word.Traits & (WordTraits.LegalForm | WordTraits.Title | WordTraits.Particle | WordTraits.Initial | WordTraits.Weak)) == WordTraits.None;
}
