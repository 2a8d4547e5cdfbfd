using System.Text.Json;
using CsCheck;
using Weir.Screening;
using Weir.Sources.UsConsolidated;

namespace Weir.Sources.Tests.UsConsolidated;

public sealed class ConsolidatedScreeningListTests
{
    private const string Header =
        "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids";

    private const string EntityList = "Entity List (EL) - Bureau of Industry and Security";
    private const string Nationals = "Specially Designated Nationals (SDN) - Treasury Department";

    private static readonly ConsolidatedScreeningList Small = new(leastRecords: 1);

    internal static readonly string Table = string.Join("\r\n",
        Header,
        Row(("_id", "abc1"), ("source", EntityList), ("name", "Example Works"), ("addresses", "1 Main St, Moscow, RU; 2 Side St, Minsk, BY"), ("federal_register_notice", "85 FR 1"), ("start_date", "2020-12-23"),
            ("license_requirement", "For all items, \"all\" of them."), ("license_policy", "Presumption of denial."), ("alt_names", "EW; Ex Works"), ("source_list_url", "https://example.invalid/el")),
        Row(("_id", "701"), ("source", Nationals), ("entity_number", "701"), ("type", "Individual"), ("programs", "NPWMD; RUSSIA-EO14024"), ("name", "EXAMPLOV, Ivan"), ("alt_names", "Iwan EXAMPLOW"), ("citizenships", "BY"), ("nationalities", "RU"),
            ("dates_of_birth", "1978-12-05; circa 1980; 1979"), ("places_of_birth", "Minsk, Belarus"), ("addresses", "RU"), ("ids", "Passport, 836238033, RU; Gender, Male; Tax ID No., 7702070139, RU; Secondary sanctions risk:, Example Regulations, section 1"), ("remarks", "likes chess")),
        Header,
        Row(("_id", "701"), ("source", "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department"), ("entity_number", "701"), ("type", "Individual"), ("programs", "X"), ("name", "Ivan EXAMPLOV")));

    [Fact]
    public async Task The_table_is_read_with_all_that_it_says()
    {
        Assert.True(Small.Recognises(await ListFiles.HeadAsync(Reading.Utf8(Table), "consolidated.csv")));
        Check(await ListFiles.ReadAsync(Small, Table, "consolidated.csv"));
    }

    [Fact]
    public async Task The_json_gives_the_same()
    {
        object[] rows =
        [
            new { id = "abc1", source = EntityList, name = "Example Works", addresses = new[] { new { address = "1 Main St", city = "Moscow", country = "RU" }, new { address = "2 Side St", city = "Minsk", country = "BY" } },
                federal_register_notice = "85 FR 1", start_date = "2020-12-23", license_requirement = "For all items, \"all\" of them.", license_policy = "Presumption of denial.", alt_names = new[] { "EW", "Ex Works" }, source_list_url = "https://example.invalid/el" },
            new { id = "x", source = Nationals, entity_number = 701, type = "Individual", programs = new[] { "NPWMD", "RUSSIA-EO14024" }, name = "EXAMPLOV, Ivan", alt_names = new[] { "Iwan EXAMPLOW" }, citizenships = new[] { "BY" }, nationalities = new[] { "RU" },
                dates_of_birth = new[] { "1978-12-05", "circa 1980", "1979" }, places_of_birth = new[] { "Minsk, Belarus" }, addresses = new[] { new { address = (string?)null, country = "RU" } },
                ids = new object[] { new { type = "Passport", number = "836238033", country = "RU" }, new { type = "Gender", number = "Male" }, new { type = "Tax ID No.", number = "7702070139", country = "RU" }, new { type = "Secondary sanctions risk:", number = "Example Regulations, section 1" } }, remarks = "likes chess" },
            new { id = "y", source = "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", entity_number = "701", type = "Individual", programs = new[] { "X" }, name = "Ivan EXAMPLOV" },
        ];
        var text = JsonSerializer.Serialize(new { search_performed_at = "now", results = rows, total = 3 });
        Assert.True(Small.Recognises(await ListFiles.HeadAsync(Reading.Utf8(text), "consolidated.json")));
        Check(await ListFiles.ReadAsync(Small, text, "consolidated.json"));
        Assert.Contains("cut short", await ListFiles.RefusalAsync(Small, text[..(text.Length / 2)], "consolidated.json"), StringComparison.Ordinal);
        Assert.Contains("damaged", await ListFiles.RefusalAsync(Small, text.Replace("\"now\"", "\"\\ud800\"", StringComparison.Ordinal), "consolidated.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Example Works (EW)", "name=Example Works (EW) alias=Example Works weakAlias=EW")]
    [InlineData("Example Telekom, OOO (f.k.a. Old Example)", "name=Example Telekom, OOO previousName=Old Example")]
    [InlineData("Example Electronics Ltd., a.k.a. Another Name Ltd.", "name=Example Electronics Ltd. alias=Another Name Ltd.")]
    [InlineData("Example (HK) Co.", "name=Example (HK) Co.")]
    [InlineData("Example Import Company; and any successor, sub-unit, or subsidiary thereof", "name=Example Import Company notes=Listed as: Example Import Company; and any successor, sub-unit, or subsidiary thereof")]
    public async Task Names_that_stand_in_a_name_are_names(string printed, string expected)
    {
        var (entities, _) = await ListFiles.ReadAsync(Small, $"{Header}\n{Row(("_id", "x"), ("source", EntityList), ("name", printed))}\n", "consolidated.csv");
        var found = new[] { "name", "alias", "previousName", "weakAlias", "notes" }.SelectMany(p => entities[0].Values(p).Select(v => $"{p}={v}"));
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Theory]
    [InlineData("Passport, U00242309, TR, 09 May 2003, 09 May 2013", "U00242309", "tr")]
    [InlineData("Passport, L 065947, 28 Oct 1995", "L 065947", null)]
    [InlineData("V.A.T. Number, BE 454,419,759", "BE 454,419,759", null)]
    public async Task Numbers_come_without_their_country_and_dates(string printed, string number, string? country)
    {
        var (entities, _) = await ListFiles.ReadAsync(Small, $"{Header}\n{Row(("_id", "x"), ("source", Nationals), ("type", "Individual"), ("name", "Ivan EXAMPLOV"), ("ids", printed))}\n", "consolidated.csv");
        Assert.Equal(number, Assert.Single(entities[0].Values("passportNumber").Concat(entities[0].Values("vatCode"))));
        Assert.Equal(country, entities[0].Values("country").SingleOrDefault());
    }

    [Fact]
    public async Task What_is_no_list_or_not_whole_is_refused_and_bad_rows_are_kept_apart()
    {
        Assert.Contains("has 3 records", await ListFiles.RefusalAsync(new ConsolidatedScreeningList(), Table, "consolidated.csv"), StringComparison.Ordinal);
        Assert.Contains("no column 'source'", await ListFiles.RefusalAsync(Small, "_id,name\n1,2\n", "consolidated.csv"), StringComparison.Ordinal);
        Assert.Contains("web page", await ListFiles.RefusalAsync(Small, "<html></html>", "consolidated.csv"), StringComparison.Ordinal);
        var many = string.Join('\n', Enumerable.Range(0, 300).Select(n => Row(("_id", $"r{n}"), ("source", EntityList), ("name", $"Company {n}"))));
        var (_, reading) = await ListFiles.ReadAsync(Small, $"{Header}\n{many}\n\"a\",\"b\"\n{Row(("_id", "z"), ("source", EntityList))}\n", "consolidated.csv");
        Assert.Equal([(302L, "it has 2 fields where the header has 29"), (303L, "row z has no name")], reading.Quarantined.Select(q => (q.Row, q.Reason)));
        // What is broken too often is another format.
        Assert.Contains("can't be read", await ListFiles.RefusalAsync(Small, $"{Header}\n{Row(("_id", "z"), ("source", EntityList))}\n", "consolidated.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_table_crashes() => Gen.String[Gen.Char["\",;\n\rabc_1éЖ"], 0, 200].Sample(body =>
    {
        var thrown = Record.Exception(() => ListFiles.ReadAsync(Small, Header + "\n" + body, "consolidated.csv").GetAwaiter().GetResult());
        Assert.True(thrown is null or SourceFormatException, thrown?.ToString());
    }, iter: 300);

    [Fact]
    public async Task The_published_samples_are_read()
    {
        if (ListFiles.Sample("us-csl/csl-2023-11.csv.gz") is { } csl)
        {
            Assert.True(Small.Recognises(await ListFiles.HeadAsync(csl, "csl.csv.gz")));
            var (entities, reading) = await ListFiles.ReadAsync(new ConsolidatedScreeningList(), csl, "csl.csv.gz");
            // The sample breaks off in its last row.
            Assert.Equal((4233L, "it has 27 fields where the header has 29"), (Assert.Single(reading.Quarantined).Row, reading.Quarantined[0].Reason));
            Assert.Contains(reading.Notes, n => n.Contains("breaks off", StringComparison.Ordinal));
            Assert.Equal(4226, reading.Counts["Sanction"] + reading.Notes.Count(n => n.Contains("twice", StringComparison.Ordinal)));
            Assert.Equal(3, reading.Counts["Vessel"]);
            Assert.Contains("ru", entities.Of("ofac-17013").Countries);
            Assert.Equal(["1027739609391"], entities.Of("ofac-17013").Values("ogrnCode"));
            Assert.Equal(entities.Count, entities.Select(e => e.Id).Distinct().Count());
        }
        if (ListFiles.Sample("us-csl/consolidated-2026-sample.csv") is { } recent)
        {
            var (entities, reading) = await ListFiles.ReadAsync(Small, recent, "consolidated.csv");
            Assert.Equal((4, 3, 6, 13), (reading.Counts["Person"], reading.Counts["Organization"], reading.Counts["LegalEntity"], reading.Counts["Sanction"]));
            Assert.Equal(["Ryong Nam RIM"], entities.Of("ofac-52291").Names);
        }
    }

    private static void Check((List<Entity> Entities, ListReading Reading) read)
    {
        var (entities, reading) = read;
        Assert.Empty(reading.Quarantined);
        Assert.Equal(["us-csl-abc1", "us-csl-abc1-listing-el", "ofac-701", "ofac-701-listing-sdn", "ofac-701-listing-ns-mbslist"], entities.Select(e => e.Id));
        var company = entities[0];
        Assert.Equal(("LegalEntity", "Example Works"), (company.Schema, company.Caption));
        Assert.Equal(["EW", "Ex Works"], company.Aliases);
        Assert.Equal(["1 Main St, Moscow, RU", "2 Side St, Minsk, BY"], company.Addresses);
        Assert.Equal(["ru", "by"], company.Values("country"));
        Assert.Equal(["EL"], company.Programmes);
        Assert.Equal(["export.control"], company.Values("topics"));
        Assert.Equal(["Bureau of Industry and Security"], entities[1].Values("authority"));
        Assert.Equal(["For all items, \"all\" of them.", "Licence policy: Presumption of denial."], entities[1].Values("provisions"));
        var person = entities[2];
        Assert.Equal(["Ivan EXAMPLOV"], person.Names);
        Assert.Equal(["1978-12-05", "1980", "1979"], person.BirthDates);
        Assert.Equal(["by"], person.Values("birthCountry"));
        Assert.Equal(["836238033"], person.Values("passportNumber"));
        Assert.Equal(["7702070139"], person.Values("innCode"));
        Assert.Equal(["male"], person.Values("gender"));
        Assert.Empty(person.Addresses);
        Assert.Equal(["ru"], person.Values("country"));
        Assert.Equal(["Secondary sanctions risk: Example Regulations, section 1"], entities[3].Values("provisions"));
    }

    private static string Row(params (string Column, string Value)[] values) => string.Join(',', Header.Split(',').Select(c =>
        $"\"{values.FirstOrDefault(v => v.Column == c).Value?.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
