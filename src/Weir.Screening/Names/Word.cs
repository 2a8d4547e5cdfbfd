using System.Text;

namespace Weir.Screening.Names;

/// <summary>What part a word plays in a name. A word may play several.</summary>
[Flags]
public enum WordTraits : ushort
{
    /// <summary>A word of the name proper, and nothing else is known of it.</summary>
    None = 0,

    /// <summary>Belongs to a legal form: ООО, GmbH, "limited" and "company" of "Company Limited".</summary>
    LegalForm = 1,

    /// <summary>Says what most companies could say of themselves: Trading, International, Group.</summary>
    Weak = 2,

    /// <summary>A title or form of address: Dr, Haji, General.</summary>
    Title = 4,

    /// <summary>Holds others together and is often left out: bin, al, de, of, the.</summary>
    Particle = 8,

    /// <summary>A number, in digits or words. Plant 5 is not Plant 6.</summary>
    Number = 16,

    /// <summary>One letter that stands for a word.</summary>
    Initial = 32,

    /// <summary>A patronymic: Ivanovich, and the word after "bin" or "oglu".</summary>
    Patronymic = 64,

    /// <summary>Known as a given name.</summary>
    GivenName = 128,
}

/// <summary>
/// A word of a name with everything that comparing needs, computed once. Immutable. What it holds can be written to an index and read back as a
/// <see cref="WordView"/>; comparing never needs more than the view.
/// </summary>
/// <param name="Text">In its own script, folded: no case, accents or punctuation. Never empty.</param>
/// <param name="Latin">In Latin letters a–z and digits; empty where nothing is known of its script.</param>
/// <param name="Traits">What part it plays in its name.</param>
/// <param name="Groups">
/// Numbers of groups whose members mean the same: variants of one given name (Aleksandr, Sasha), one word of trade in several languages (technology, технологии),
/// one legal form, one number. Sorted, each once. The same on every machine for one <see cref="ScreeningEngine.Version"/>.
/// </param>
public sealed record Word(string Text, string Latin, WordTraits Traits, uint[] Groups)
{
    private readonly byte[] latin = Encoding.ASCII.GetBytes(Latin);

    /// <summary>The word as comparing sees it.</summary>
    /// <param name="rarity">See <see cref="WordView.Rarity"/>.</param>
    public WordView View(float rarity = WordView.UnknownRarity) => new(Text, latin, Groups, Traits, rarity);
}

/// <summary>A word as comparing sees it, wherever it lies: in a <see cref="Word"/> or in the mapped bytes of an index.</summary>
/// <param name="text">See <see cref="Word.Text"/>.</param>
/// <param name="latin">See <see cref="Word.Latin"/>; ASCII.</param>
/// <param name="groups">See <see cref="Word.Groups"/>.</param>
/// <param name="traits">See <see cref="Word.Traits"/>.</param>
/// <param name="rarity">See <see cref="Rarity"/>.</param>
public readonly ref struct WordView(ReadOnlySpan<char> text, ReadOnlySpan<byte> latin, ReadOnlySpan<uint> groups, WordTraits traits, float rarity)
{
    /// <summary>The rarity of a word where no corpus is known.</summary>
    public const float UnknownRarity = 1f;

    /// <summary>See <see cref="Word.Text"/>.</summary>
    public ReadOnlySpan<char> Text { get; } = text;

    /// <summary>See <see cref="Word.Latin"/>; ASCII.</summary>
    public ReadOnlySpan<byte> Latin { get; } = latin;

    /// <summary>See <see cref="Word.Groups"/>.</summary>
    public ReadOnlySpan<uint> Groups { get; } = groups;

    /// <summary>See <see cref="Word.Traits"/>.</summary>
    public WordTraits Traits { get; } = traits;

    /// <summary>How much a meeting of this word says, from 0 (every entity of the corpus has it) to 1 (at most one has it, or no corpus is known).</summary>
    public float Rarity { get; } = rarity;
}
