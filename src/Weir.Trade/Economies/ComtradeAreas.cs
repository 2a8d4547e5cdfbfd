using System.Collections.Frozen;

namespace Weir.Trade;

/// <summary>
/// UN Comtrade's area codes. Most are M49 numbers; some mean a customs territory that is wider than the ISO entry (842 is
/// the USA with Puerto Rico and the US Virgin Islands), and one, 492, is a residual where M49 has Monaco. Source: UN
/// Comtrade, reference tables Reporters and partnerAreas, as of June 2025; 381 is an older code of Italy.
/// </summary>
public static class ComtradeAreas
{
    private const int UnM49 = 1;

    private static readonly FrozenDictionary<int, int> NumberOfCode = new Dictionary<int, int>
    {
        [251] = 250, // France with Monaco
        [381] = 380,
        [492] = (UnM49 * 1000) + 492,
        [579] = 578, // Norway with Svalbard and Jan Mayen
        [699] = 356, // India; 356 itself is India until 1974
        [757] = 756, // Switzerland with Liechtenstein
        [841] = 840, // the USA until 1980
        [842] = 840,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<int, int> CodeOfNumber = new Dictionary<int, int>
    {
        [158] = 490, // Taiwan is reported inside "Other Asia, nes"
        [250] = 251,
        [(UnM49 * 1000) + 492] = 492,
        [356] = 699,
        [578] = 579,
        [756] = 757,
        [840] = 842,
    }.ToFrozenDictionary();

    /// <summary>
    /// The economy that Comtrade's <paramref name="code"/> stands for; false where Comtrade has no such code. Two codes of
    /// one economy (840 and 842, 250 and 251) give the same one. 490 gives the residual "Other Asia, not specified" and not
    /// Taiwan, most but not necessarily all of it.
    /// </summary>
    public static bool TryFind(int code, out Economy economy)
    {
        economy = null!;
        return code is >= 0 and < 1000 && Economies.TryFromNumber(NumberOfCode.GetValueOrDefault(code, code), out economy);
    }

    /// <summary>
    /// The code to ask Comtrade for <paramref name="economy"/> with, or null where Comtrade has none (Monaco is inside
    /// France's 251; areas that only China Customs counts). For Taiwan it is 490, whose answers come back as 490.
    /// </summary>
    public static int? CodeOf(Economy economy) =>
        CodeOfNumber.TryGetValue(economy.Number, out var code) ? code
        : economy.Number is < 1000 and not 492 ? economy.Number
        : null;
}
