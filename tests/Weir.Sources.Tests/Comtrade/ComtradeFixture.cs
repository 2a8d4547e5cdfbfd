using System.Globalization;

namespace Weir.Sources.Tests.Comtrade;

/// <summary>Invented cells in the exact shape of UN Comtrade's answers and files.</summary>
internal sealed record ComtradeCell
{
    public int Reporter { get; init; } = 156;

    public int Partner { get; init; } = 643;

    public int Partner2 { get; init; }

    public string Flow { get; init; } = "X";

    public string Code { get; init; } = "854470";

    public string Period { get; init; } = "202508";

    public string Edition { get; init; } = "H6";

    public bool Original { get; init; } = true;

    public string Customs { get; init; } = "C00";

    public string Supply { get; init; } = "0";

    public int Transport { get; init; }

    public string Value { get; init; } = "1234.5";

    public string Weight { get; init; } = "77.5";

    public string Quantity { get; init; } = "77.5";

    public int Unit { get; init; } = 8;

    public string Second { get; init; } = "null";

    public int SecondUnit { get; init; } = -1;

    public string Type { get; init; } = "C";

    private string Year => Period[..4];

    private int Month => Period.Length == 6 ? int.Parse(Period[4..], CultureInfo.InvariantCulture) : 52;

    private string Cif => Flow == "M" ? Value : "0";

    private string Fob => Flow == "X" ? Value : "null";

    /// <summary>The 47 fields of an answer, in its order.</summary>
    public string Json() => string.Create(CultureInfo.InvariantCulture, $$"""
        {"typeCode":"{{Type}}","freqCode":"{{(Period.Length == 6 ? "M" : "A")}}","refPeriodId":{{Year}}0101,"refYear":{{Year}},"refMonth":{{Month}},"period":"{{Period}}","reporterCode":{{Reporter}},"reporterISO":null,"reporterDesc":null,"flowCode":"{{Flow}}","flowDesc":null,"partnerCode":{{Partner}},"partnerISO":null,"partnerDesc":null,"partner2Code":{{Partner2}},"partner2ISO":null,"partner2Desc":null,"classificationCode":"{{Edition}}","classificationSearchCode":"HS","isOriginalClassification":{{(Original ? "true" : "false")}},"cmdCode":"{{Code}}","cmdDesc":null,"aggrLevel":null,"isLeaf":null,"customsCode":"{{Customs}}","customsDesc":null,"mosCode":"{{Supply}} ","motCode":{{Transport}},"motDesc":null,"qtyUnitCode":{{Unit}},"qtyUnitAbbr":null,"qty":{{Quantity}},"isQtyEstimated":true,"altQtyUnitCode":{{SecondUnit}},"altQtyUnitAbbr":null,"altQty":{{Second}},"isAltQtyEstimated":false,"netWgt":{{Weight}},"isNetWgtEstimated":false,"grossWgt":0,"isGrossWgtEstimated":false,"cifvalue":{{Cif}},"fobvalue":{{Fob}},"primaryValue":{{Value}},"legacyEstimationFlag":4,"isReported":false,"isAggregate":true}
        """);

    /// <summary>A line of a bulk file of final data, 34 columns.</summary>
    public string BulkLine() => string.Join('\t', [
        "20156202508202000", Type, Period.Length == 6 ? "M" : "A", Year + "0101", Year, Month.ToString(CultureInfo.InvariantCulture), Period, I(Reporter), Flow, I(Partner), I(Partner2), Original ? "HS" : Edition, Edition,
        Original ? "1" : "0", Code, Customs, Supply, I(Transport), I(Unit), N(Quantity), "1", I(SecondUnit), N(Second), "0", N(Weight), "0", "", "0", N(Cif), N(Fob), N(Value), "4", "0", "1",
    ]);

    /// <summary>A line of a bulk file of tariff lines, 24 columns.</summary>
    public string TariffLine() => string.Join('\t', [
        "30156202508202100", Type, Period.Length == 6 ? "M" : "A", Year + "0101", Period, I(Reporter), Flow, Flow, I(Partner), I(Partner2), Edition, Code, Customs, Supply, I(Transport), I(Unit), N(Quantity),
        I(SecondUnit), N(Second), N(Weight), "", N(Cif), N(Fob), N(Value),
    ]);

    private static string I(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string N(string number) => number == "null" ? "" : number;
}

internal static class ComtradeFixture
{
    public const string BulkHeader = "datasetCode\ttypeCode\tfreqCode\trefPeriodId\trefYear\trefMonth\tperiod\treporterCode\tflowCode\tpartnerCode\tpartner2Code\tclassificationSearchCode\tclassificationCode\tisOriginalClassification\tcmdCode\tcustomsCode\tmosCode\tmotCode\tqtyUnitCode\tqty\tisQtyEstimated\taltQtyUnitCode\taltQty\tisAltQtyEstimated\tnetWgt\tisNetWgtEstimated\tgrossWgt\tisGrossWgtEstimated\tcifvalue\tfobvalue\tprimaryValue\tlegacyEstimationFlag\tisReported\tisAggregate";
    public const string TariffHeader = "datasetCode\ttypeCode\tfreqCode\trefPeriodId\tperiod\treporterCode\tflowCategory\tflowCode\tpartnerCode\tpartner2Code\tclassificationCode\tcmdCode\tcustomsCode\tmosCode\tmotCode\tqtyUnitCode\tqty\taltQtyUnitCode\taltQty\tnetWgt\tgrossWgt\tcifValue\tfobValue\tprimaryValue";

    /// <summary>An answer with its envelope.</summary>
    public static string Answer(IEnumerable<ComtradeCell> cells, int? count = null)
    {
        var rows = cells.Select(c => c.Json()).ToList();
        return $"{{\"elapsedTime\":\"0.09 secs\",\"count\":{count ?? rows.Count},\"data\":[{string.Join(',', rows)}],\"error\":\"\"}}";
    }

    public static string Bulk(params IEnumerable<ComtradeCell> cells) => string.Concat(cells.Select(c => c.BulkLine()).Prepend(BulkHeader).Select(l => l + "\n"));

    public static string Tariff(params IEnumerable<ComtradeCell> cells) => string.Concat(cells.Select(c => c.TariffLine()).Prepend(TariffHeader).Select(l => l + "\n"));
}
