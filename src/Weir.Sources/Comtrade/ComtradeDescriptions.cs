namespace Weir.Sources.Comtrade;

/// <summary>What a user must know of UN Comtrade's data.</summary>
internal static class ComtradeDescriptions
{
    private const string Publisher = "United Nations Statistics Division";
    private const string Licence =
        "UN Comtrade policy on use and re-dissemination: free for internal use and for free analyses with the source cited; passing its records on needs the UN's written permission. "
        + "Weir therefore ships none of it, and a desk's own files stay with the desk.";

    private static readonly Uri Home = new("https://comtradeplus.un.org/");
    private static readonly Uri Terms = new("https://uncomtrade.org/docs/policy-on-use-and-re-dissemination/");

    private static readonly string[] CommonQuirks =
    [
        "Codes of areas are not M49 everywhere (842 USA, 251 France, 757 Switzerland, 579 Norway, 699 India, 490 Other Asia not elsewhere specified, which stands for Taiwan), and ISO codes are no key.",
        "A weight or quantity of 0 beside a value means not known, as an empty one does.",
        "Quantities may be estimated by the UN from a standard unit value; the row says so, and all partners then share one unit value.",
        "Imports hold re-imports and exports hold re-exports: RM and RX are never added to M and X.",
        "Figures are revised for years; each answer is kept, and older ones stay readable.",
        "Russia has published nothing detailed since February 2022: it is seen from its partners.",
    ];

    // Reporters send some two months after the month and more; a month is a cautious guess at the least.
    private static readonly ReleaseSchedule Releases = new(30);

    /// <summary>The description of one of Comtrade's kinds of data.</summary>
    public static SourceDescription Of(ComtradeDataset dataset) => Described(dataset) with { Releases = Releases };

    private static SourceDescription Described(ComtradeDataset dataset) => dataset switch
    {
        ComtradeDataset.Final => new(
            dataset.Id(), Publisher, "UN Comtrade, merchandise trade as reported", Home, Licence, Terms, Schedule,
            "Value in US dollars, imports mostly CIF and exports FOB (the row tells); net weight in kilograms; a quantity in the standard unit of the code, an alternative one where the reporter gave it.",
            [
                "The open preview stops at 500 rows without a word; an answer of exactly 500 rows is taken as incomplete.",
                "A wrong code or period is answered by no rows and no error: no rows are not zero trade.",
                "Without second partner 0, transport 0 and procedure C00 in the question, one flow comes about nine times; Weir counts the totals only.",
                "The edition of the Harmonized System changes inside one series: code 8806 (drones) exists only in HS 2022.",
                .. CommonQuirks,
            ],
            "Without a key: weir fetch asks the open preview, at a polite rate. With a key (free, from https://comtradedeveloper.un.org/): set WEIR_COMTRADE_KEY. "
            + "By hand: files of the API, bulk files (.gz) and downloads of the site are read by weir ingest FILE."),
        ComtradeDataset.Converted => new(
            dataset.Id(), Publisher, "UN Comtrade, merchandise trade converted to one edition", Home, Licence, Terms, Schedule,
            "As UN Comtrade as reported; the commodity codes are of the edition asked for.",
            [
                "The UN converts code by code, many to one: a converted series of a split code jumps between chapters (880621 becomes 852580 or 880240).",
                "The same trade as in the data as reported: the two are never added.",
                .. CommonQuirks,
            ],
            "Bulk files and answers for a classification H0 to H6 in place of HS are read by weir ingest FILE."),
        ComtradeDataset.Tariffline => new(
            dataset.Id(), Publisher, "UN Comtrade, tariff lines", Home, Licence, Terms, Schedule,
            "As UN Comtrade as reported; codes have the reporter's national digits (6 to 11) and nothing is aggregated.",
            [
                "The same trade as in the data as reported, in finer rows: the two are never added.",
                "Rows of one code stand apart by second partner, procedure and transport where the reporter gives these; they are parts, and only rows without are totals.",
                .. CommonQuirks,
            ],
            "Answers of getTariffline and previewTariffline and the bulk files of tariff lines are read by weir ingest FILE."),
        _ => throw new ArgumentOutOfRangeException(nameof(dataset), dataset, "no such data set"),
    };

    private const string Schedule = "Each reporter in its own time: monthly data some two to six months after the month, annual data during the following year. getDa says what is there.";
}
