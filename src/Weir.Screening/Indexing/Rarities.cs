using System.Numerics;

namespace Weir.Screening.Indexing;

/// <summary>
/// How rare a word is by the number of entities that have it: 1 - log(frequency) / log(entities), in steps of a 64th so that a list that grows by a few leaves scores as
/// they are. A list of fewer than 10,000 entities counts as one of so many: in a short list every word is rare. Whole numbers throughout, so that every machine comes to the same.
/// </summary>
internal sealed class Rarities
{
    private const int Fewest = 10_000;
    private const int Steps = 64;
    private const int Fine = 4096;

    private readonly float[] fine = new float[Fine];
    private readonly float[] coarse = new float[Fine];

    /// <param name="entities">How many entities can be found by a name.</param>
    public Rarities(int entities)
    {
        var all = Log2((uint)Math.Max(entities, Fewest));
        for (var i = 0; i < Fine; i++)
        {
            fine[i] = Of((uint)i, all);
            coarse[i] = Of((uint)i * Fine, all);
        }
    }

    /// <summary>The rarity, 0 to 1.</summary>
    public float Of(int frequency) =>
        frequency < 0 ? 1 : frequency < Fine ? fine[frequency] : coarse[Math.Min(Fine - 1, frequency / Fine)];

    private static float Of(uint frequency, int all) =>
        frequency <= 1 ? 1 : Math.Max(0, ((Steps * (all - Log2(frequency))) + (all / 2)) / all) / (float)Steps;

    /// <summary>The logarithm to the base 2 in 256ths, by squaring.</summary>
    private static int Log2(uint number)
    {
        var whole = BitOperations.Log2(number);
        var rest = (ulong)number << (31 - whole);
        var log = whole;
        for (var bit = 0; bit < 8; bit++)
        {
            rest = (rest * rest) >> 31;
            log <<= 1;
            if (rest < 1UL << 32)
                continue;
            rest >>= 1;
            log |= 1;
        }
        return log;
    }
}
