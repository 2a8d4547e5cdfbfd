namespace Weir.Sources.ScreeningTables;

/// <summary>Lists of the United States that are printed as notices and not as data.</summary>
public static class UnitedStatesTables
{
    private const string Copy = "The publisher prints no table. Keep one by hand from its notices, in the columns that Weir's documentation names, and give the file to weir ingest.";
    private const string Terms = "United States Government work, public domain; a table that somebody else keeps has that keeper's terms";

    /// <summary>Military-intelligence end users, named in section 744.22 of the Export Administration Regulations.</summary>
    public static ScreeningTable MilitaryIntelligence { get; } = new(
        new(
            "us-bis-mieu",
            "Bureau of Industry and Security (United States)",
            "Military-intelligence end users (EAR § 744.22)",
            new("https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-744/section-744.22"),
            Terms,
            null,
            "Whenever a rule changes the section, about once a year",
            "Organisations; no amounts",
            ["The section names examples: who is not named may be meant as well.", "Aliases are mostly acronyms."],
            Copy),
        new("https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-744/section-744.22"),
        new(
            new("the list of military-intelligence end users", ',', ["Type", "Name", "Alias", "Country", "Topics", "Program", "Date"]),
            "us-bis-mieu",
            row => row["Name"],
            row => ScreeningTable.SchemaOf(row["Type"]),
            [
                new("Name", "name"), new("Alias", "weakAlias") { Separators = ";" }, new("Country", "country", TableValue.Country), new("Topics", "topics") { Separators = ";" },
                new("Program", "program"), new("Program", "program") { OfAct = true }, new("Date", "startDate", TableValue.Date) { OfAct = true },
                new("End date", "endDate", TableValue.Date) { OfAct = true }, new("Source URL", "sourceUrl") { OfAct = true },
            ])
        {
            OfEveryAct = [("authority", "Bureau of Industry and Security"), ("country", "us")],
        },
        new("the list of military-intelligence end users", 5, 5_000));

    /// <summary>Chinese military companies under section 1260H of the National Defense Authorization Act for 2021.</summary>
    public static ScreeningTable ChineseMilitary { get; } = new(
        new(
            "us-dod-1260h",
            "Department of Defense (United States)",
            "Chinese military companies (Section 1260H)",
            new("https://www.defense.gov/News/Releases/"),
            Terms,
            null,
            "Once a year, in January as a rule",
            "Companies; no amounts",
            [
                "A company that was named in several years has an act for each.",
                "The company above is taken from \"Parent Name\"; it has an Ownership, and is listed only if it has a row of its own.",
                "An act with an end date has ended: the entity stays, without the topic.",
            ],
            Copy),
        new("https://www.defense.gov/News/Releases/"),
        new(
            new("the list of Chinese military companies", ',', ["Name", "Clean Name", "Alias", "Parent Name", "Start date"]),
            "us-dod-1260h",
            row => row["Clean Name"] ?? row["Name"],
            _ => "Company",
            [
                new("Clean Name", "name"), new("Alias", "alias") { Separators = ";" }, new("Previous Name", "previousName") { Separators = ";" }, new("Note", "notes"),
                new("Name", "recordId") { OfAct = true }, new("Note", "reason") { OfAct = true }, new("Start date", "startDate", TableValue.Date) { OfAct = true },
                new("End date", "endDate", TableValue.Date) { OfAct = true }, new("Source Url", "sourceUrl") { OfAct = true },
            ])
        {
            OfEveryAct = [("authority", "Department of Defense"), ("country", "us"), ("program", "Section 1260H")],
            Topic = "export.risk",
            Parent = "Parent Name",
        },
        new("the list of Chinese military companies", 30, 20_000));

    /// <summary>Institutions under section 1286 of the National Defense Authorization Act for 2019.</summary>
    public static ScreeningTable Section1286 { get; } = new(
        new(
            "us-section-1286",
            "Department of Defense (United States)",
            "Foreign institutions engaging in problematic activity (Section 1286)",
            new("https://basicresearch.defense.gov/Programs/Academic-Research-Security/"),
            Terms,
            null,
            "Once a year, about the middle of it",
            "Universities, institutes and programmes; no amounts",
            ["An institution that was named in several years has an act for each.", "The country is missing for two rows of three."],
            Copy),
        new("https://basicresearch.defense.gov/Programs/Academic-Research-Security/"),
        new(
            new("the list under section 1286", ',', ["schema", "name", "aliases", "topics", "program", "authority", "report-date"]),
            "us-section-1286",
            row => row["name"],
            row => ScreeningTable.SchemaOf(row["schema"]),
            [
                new("name", "name"), new("aliases", "alias") { Separators = ";" }, new("topics", "topics") { Separators = ";" }, new("country", "country", TableValue.Country), new("notes", "notes"),
                new("program", "program"), new("program", "program") { OfAct = true }, new("authority", "authority") { OfAct = true }, new("reason", "reason") { OfAct = true },
                new("report-date", "listingDate", TableValue.Date) { OfAct = true }, new("start-date", "startDate", TableValue.Date) { OfAct = true },
                new("end-date", "endDate", TableValue.Date) { OfAct = true }, new("source_url", "sourceUrl") { OfAct = true },
            ])
        {
            OfEveryAct = [("country", "us")],
        },
        new("the list under section 1286", 30, 20_000));
}
