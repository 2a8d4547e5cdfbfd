using System.Runtime.InteropServices;
using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>A name with the rarity of each of its words.</summary>
/// <param name="Name">The name.</param>
/// <param name="Rarities">See <see cref="WordView.Rarity"/>.</param>
internal sealed record RareName(ComparableName Name, float[] Rarities);

/// <summary>Two names in memory, with a corpus behind them.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct RarePair(RareName query, RareName listed) : INamePair
{
    public NameBearer Bearer => query.Name.Bearer == listed.Name.Bearer ? query.Name.Bearer : NameBearer.Unknown;

    public int QueryWords => query.Name.Words.Count;

    public int ListedWords => listed.Name.Words.Count;

    public WordView Query(int at) => query.Name.Words[at].View(query.Rarities[at]);

    public WordView Listed(int at) => listed.Name.Words[at].View(listed.Rarities[at]);

    public WordMeeting Meet(int at, int with) => WordComparison.Meet(Query(at), Listed(with));
}
