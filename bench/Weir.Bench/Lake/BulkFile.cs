using System.Globalization;
using System.Text;

namespace Weir.Bench.Lake;

/// <summary>
/// Writes a file shaped like a monthly bulk file of UN Comtrade (34 columns, tab-separated): as many reporters as are needed, each with
/// all months of some years, both flows, codes and partners in the publisher's order. The same seed gives the same bytes.
/// </summary>
internal static class BulkFile
{
    private const string Header =
        "datasetCode\ttypeCode\tfreqCode\trefPeriodId\trefYear\trefMonth\tperiod\treporterCode\tflowCode\tpartnerCode\tpartner2Code\tclassificationSearchCode\tclassificationCode\t"
        + "isOriginalClassification\tcmdCode\tcustomsCode\tmosCode\tmotCode\tqtyUnitCode\tqty\tisQtyEstimated\taltQtyUnitCode\taltQty\tisAltQtyEstimated\tnetWgt\tisNetWgtEstimated\t"
        + "grossWgt\tisGrossWgtEstimated\tcifvalue\tfobvalue\tprimaryValue\tlegacyEstimationFlag\tisReported\tisAggregate";

    /// <summary>How many codes the generated world has.</summary>
    public const int CodesOfHs6 = 5_000;

    /// <summary>Reporters of the generated world, in the order in which they are written; all report in H6.</summary>
    public static readonly int[] Reporters = [156, 276, 842, 392, 410, 380, 826, 792, 699, 643, 398, 417, 51, 268, 440, 616, 203, 56, 724, 76];

    /// <summary>Destinations and origins.</summary>
    public static readonly int[] Partners =
    [
        0, 4, 8, 12, 24, 31, 32, 36, 40, 48, 50, 51, 56, 68, 70, 76, 100, 104, 112, 116, 124, 144, 152, 156, 170, 180, 188, 191, 196, 203, 208, 214, 218, 222, 231, 233, 246, 251, 268, 276, 288,
        300, 320, 344, 348, 352, 360, 364, 368, 372, 376, 381, 384, 392, 398, 400, 404, 408, 410, 414, 417, 418, 422, 428, 440, 442, 458, 484, 496, 498, 504, 512, 528, 554, 566, 579, 586,
        604, 608, 616, 620, 634, 642, 643, 682, 688, 699, 702, 703, 704, 705, 710, 716, 724, 752, 757, 762, 764, 784, 788, 792, 795, 800, 804, 807, 818, 826, 834, 842, 858, 860, 887,
    ];

    /// <summary>The six digits of the generated world's code number <paramref name="index"/>, of 5,000.</summary>
    public static string Code(int index) => (10_000 + (index * 19)).ToString("000000", CultureInfo.InvariantCulture);

    /// <summary>Writes <paramref name="rows"/> rows of the years from <paramref name="firstYear"/> on, <paramref name="years"/> for each reporter.</summary>
    public static void Write(string path, long rows, int seed, int firstYear, int years, int firstReporter, int reporters)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var line = new StringBuilder(400);
        var buffer = new byte[1024];
        file.Write(Encoding.ASCII.GetBytes(Header + "\n"));
        var random = new Random(seed);
        // Each reporter trades some share of codes with each partner: enough that the whole has as many rows as are asked for.
        var perMonthAndFlow = rows / (double)(reporters * years * 12 * 2);
        var keep = perMonthAndFlow / ((double)CodesOfHs6 * Partners.Length);
        long written = 0;
        for (var r = firstReporter; r < firstReporter + reporters; r++)
        {
            var pairs = Pairs(random, keep);
            for (var month = 0; month < years * 12; month++)
            {
                foreach (var flow in "MX")
                {
                    foreach (var (code, partner) in pairs)
                    {
                        if (written == rows)
                            return;
                        Row(line.Clear(), random, Reporters[r % Reporters.Length], firstYear + (month / 12), 1 + (month % 12), flow, code, partner);
                        var length = Encoding.ASCII.GetBytes(line.ToString(), buffer);
                        file.Write(buffer, 0, length);
                        written++;
                    }
                }
            }
        }
    }

    private static List<(int Code, int Partner)> Pairs(Random random, double keep)
    {
        var pairs = new List<(int, int)>();
        for (var code = 0; code < CodesOfHs6; code++)
        {
            foreach (var partner in Partners)
            {
                if (random.NextDouble() < keep)
                    pairs.Add((10_000 + (code * 19), partner));
            }
        }
        return pairs;
    }

    private static void Row(StringBuilder line, Random random, int reporter, int year, int month, char flow, int code, int partner)
    {
        var value = Math.Round(Math.Exp(random.NextDouble() * 14), 2);
        var weight = Math.Round(value / (1 + (random.NextDouble() * 40)), 3);
        var pieces = random.Next(4) == 0;
        var estimated = random.Next(10) == 0 ? 1 : 0;
        line.Append(CultureInfo.InvariantCulture, $"30{reporter:000}{year}{month:00}2000\tC\tM\t{year}{month:00}01\t{year}\t{month}\t{year}{month:00}\t{reporter}\t{flow}\t{partner}\t0\tHS\tH6\t1\t{code:000000}\tC00\t0\t0\t");
        if (pieces)
            line.Append(CultureInfo.InvariantCulture, $"5\t{Math.Floor(weight) + 1}\t0\t");
        else
            line.Append(CultureInfo.InvariantCulture, $"8\t{weight}\t{estimated}\t");
        line.Append(CultureInfo.InvariantCulture, $"-1\t\t0\t{weight}\t{estimated}\t\t0\t{(flow == 'M' ? value : null)}\t{(flow == 'X' ? value : null)}\t{value}\t0\t1\t0\n");
    }
}
