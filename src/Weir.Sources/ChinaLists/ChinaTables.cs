using Weir.Sources.ScreeningTables;

namespace Weir.Sources.ChinaLists;

/// <summary>
/// China's own lists: the export control list and the unreliable entity list of the Ministry of Commerce (MOFCOM), the countermeasures of the Ministry of Foreign
/// Affairs under the Anti-Foreign Sanctions Law, and those of the Taiwan Affairs Office. They are printed as announcements in Chinese, and kept as one table.
/// </summary>
public static class ChinaTables
{
    /// <summary>The lists as one table.</summary>
    public static ScreeningTable Counterlists { get; } = new(
        new(
            "cn-lists",
            "Ministry of Commerce and Ministry of Foreign Affairs (China)",
            "China: export control list, unreliable entities and countermeasures",
            new("https://www.mofcom.gov.cn/zwgk/zcfb/index.html"),
            "Announcements of the state may be used freely (Copyright Law of the PRC, art. 5); a table that somebody else keeps has that keeper's terms",
            null,
            "Whenever an announcement is made, several times a month",
            "Companies, organisations and people, most of them of the United States, Japan and Taiwan; no amounts",
            [
                "Announcements are in Chinese; the foreign name often stands in brackets, and sometimes is missing. Both are names of the entity.",
                "The list (UEL, AFSL, List of Export Controls, Export Control Watch List …) is the programme; the body that announced it is the authority.",
                "Whoever is on several lists has an act for each.",
                "Measures are suspended and taken up again; a remark about that stands in the notes, and an end date ends the act.",
            ],
            "The publishers print no table. Keep one by hand from the announcements, in the columns that Weir's documentation names, and give the file to weir ingest."),
        new("https://www.mofcom.gov.cn/zwgk/zcfb/index.html"),
        new(
            new("China's lists", ',', ["Type", "Name", "Chinese name", "Country", "Body", "List", "Date"]),
            "cn-lists",
            row => row["Name"] ?? row["Chinese name"],
            row => ScreeningTable.SchemaOf(row["Type"]),
            [
                new("Name", "name"), new("Chinese name", "name") { Language = "zh" }, new("Alias", "alias") { Separators = ";；" }, new("Country", "country", TableValue.Country),
                new("Topics", "topics") { Separators = ";" }, new("Summary", "notes"), new("Chinese summary", "notes"), new("Address", "address") { Separators = ";" },
                new("QID", "wikidataId"), new("List", "program"), new("List", "program") { OfAct = true }, new("Body", "authority") { OfAct = true },
                new("Summary", "summary") { OfAct = true }, new("Date", "listingDate", TableValue.Date) { OfAct = true },
                new("End date", "endDate", TableValue.Date) { OfAct = true }, new("Source URL", "sourceUrl") { OfAct = true },
            ])
        {
            OfEveryAct = [("country", "cn")],
        },
        new("China's lists", 50, 50_000));
}
