using System.Runtime.InteropServices;
using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>How two words met.</summary>
public enum WordMeetingKind : byte
{
    /// <summary>They did not.</summary>
    None,

    /// <summary>The same word, in the same script.</summary>
    Same,

    /// <summary>The same word once both are in Latin letters.</summary>
    Romanised,

    /// <summary>They belong to one group: variants of a name, translations of a word of trade, a legal form in two languages.</summary>
    Group,

    /// <summary>One is the initial of the other.</summary>
    Initial,

    /// <summary>One is the other's beginning, as in an abbreviation.</summary>
    Abbreviation,

    /// <summary>They differ in a few letters.</summary>
    Similar,

    /// <summary>They sound alike.</summary>
    Sounds,
}

/// <summary>How well two words meet.</summary>
/// <param name="Similarity">0 (not at all) to 1 (the same).</param>
/// <param name="How">How.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WordMeeting(float Similarity, WordMeetingKind How);

/// <summary>
/// Two names face to face: the query's and a listed one's. An index implements it over its mapped bytes and remembers which words met;
/// <see cref="PlainPair"/> is the plain one. A struct, so that comparing calls it without a box.
/// </summary>
public interface INamePair
{
    /// <summary>What bears the two names: <see cref="NameBearer.Unknown"/> where they differ.</summary>
    NameBearer Bearer { get; }

    /// <summary>Number of words in the query's name; 1 to <see cref="ComparableName.MostWords"/>.</summary>
    int QueryWords { get; }

    /// <summary>Number of words in the listed name; 1 to <see cref="ComparableName.MostWords"/>.</summary>
    int ListedWords { get; }

    /// <summary>A word of the query, with its rarity in the corpus.</summary>
    WordView Query(int at);

    /// <summary>A word of the listed name, with its rarity in the corpus.</summary>
    WordView Listed(int at);

    /// <summary>Exactly what <see cref="WordComparison.Meet"/> says of the two words.</summary>
    WordMeeting Meet(int query, int listed);
}

/// <summary>Two names in memory, with no corpus behind them.</summary>
/// <param name="query">The query's name.</param>
/// <param name="listed">The listed name.</param>
public readonly struct PlainPair(ComparableName query, ComparableName listed) : INamePair
{
    /// <inheritdoc/>
    public NameBearer Bearer => query.Bearer == listed.Bearer ? query.Bearer : NameBearer.Unknown;

    /// <inheritdoc/>
    public int QueryWords => query.Words.Count;

    /// <inheritdoc/>
    public int ListedWords => listed.Words.Count;

    /// <inheritdoc/>
    public WordView Query(int at) => query.Words[at].View();

    /// <inheritdoc/>
    public WordView Listed(int at) => listed.Words[at].View();

    /// <inheritdoc/>
    public WordMeeting Meet(int at, int with) => WordComparison.Meet(Query(at), Listed(with));
}
