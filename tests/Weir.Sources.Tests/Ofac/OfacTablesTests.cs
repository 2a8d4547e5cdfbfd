using CsCheck;
using Weir.Sources.Ofac;

namespace Weir.Sources.Tests.Ofac;

public sealed class OfacTablesTests
{
    private static readonly OfacList Small = OfacList.Sdn(leastRecords: 1);

    internal const string Parties = """
        101,"EXAMPLOV, Ivan Petrovich","individual","RUSSIA-EO14024] [NPWMD","Director of EXAMPLE WORKS",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 10 Dec 1948; alt. DOB circa 1950; POB Minsk, Belarus; nationality Russia; citizen Belarus; Gender Male; Passport 1084010 (Russia) issued 23 Jun 1999 expires 05 Feb 2004; National ID No. 77-1 (Belarus); Tax ID No. 771234567890 (Russia); a.k.a. 'VANYA'; f.k.a. 'IVANOV, Ivan'; Secondary sanctions risk: Example Regulations, section 1.2; likes chess; Linked To: EXAMPLE WORKS; Linked To: NOBODY KNOWN."
        102,"EXAMPLE WORKS",-0- ,"NPWMD",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Website www.example.ru; Email Address info@example.ru.; Registration Number 1027739000001 (Russia); Government Gazette Number 00032520 (Russia); Organization Established Date 17 Dec 2016; Tax ID No. 7702070139 (Russia); all offices wor"
        103,"SEA EXAMPLE","vessel","CUBA",-0- ,"CL1","Tug","2597","1098","Cuba","Example Fleet","Vessel Registration Identification IMO 9187629; MMSI 572469210; Former Vessel Flag Malta; Vessel Year of Build 1999"
        104,"EP-XYZ","aircraft","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Aircraft Construction Number (also called L/N or S/N or F/N) 8401; Aircraft Manufacture Date 1992; Aircraft Model IL76-TD; Aircraft Manufacturer's Serial Number (MSN) 1023409321."
        """;

    internal const string Addresses = "101,1,\"1 Main St\",\"Minsk 220000\",\"Belarus\",-0- \n102,2,-0- ,\"Moscow\",\"Russia\",\"as of 2020\"\n";
    internal const string Names = "101,7,\"aka\",\"EKSAMPLOV, Iwan\",-0- \n102,8,\"fka\",\"OLD EXAMPLE WORKS\",-0- \n102,9,\"nka\",\"NEW EXAMPLE WORKS\",-0- \n";
    internal const string Remarks = "102,\"ldwide; Linked To: SEA EXAMPLE.\"\n";

    [Fact]
    public async Task A_person_is_read_with_all_that_the_tables_say()
    {
        var (entities, reading) = await ReadAsync(Parties);
        Assert.Empty(reading.Quarantined);
        var person = entities.Of("ofac-101");
        Assert.Equal("Person", person.Schema);
        Assert.Equal(["Ivan Petrovich EXAMPLOV"], person.Names);
        Assert.Equal(["EXAMPLOV"], person.Values("lastName"));
        Assert.Equal(["Iwan EKSAMPLOV"], person.Aliases);
        Assert.Equal(["VANYA"], person.WeakAliases);
        Assert.Equal(["Ivan IVANOV"], person.PreviousNames);
        Assert.Equal(["1948-12-10", "1950"], person.BirthDates);
        Assert.Equal(["by"], person.Values("birthCountry"));
        Assert.Equal(["ru"], person.Values("nationality"));
        Assert.Equal(["by"], person.Values("citizenship"));
        Assert.Equal(["male"], person.Values("gender"));
        Assert.Equal(["1084010"], person.Values("passportNumber"));
        Assert.Equal(["77-1"], person.Values("idNumber"));
        Assert.Equal(["771234567890"], person.Values("innCode"));
        Assert.Equal(["1 Main St, Minsk 220000, Belarus"], person.Addresses);
        Assert.Equal(["RUSSIA-EO14024", "NPWMD"], person.Programmes);
        Assert.Contains("likes chess", person.Notes);
        Assert.Contains("DOB: circa 1950", person.Notes);
        Assert.Equal("ofac-101-listing", entities[1].Id);
        Assert.Equal(["ofac-101"], entities[1].Values("entity"));
        Assert.Equal(["Secondary sanctions risk: Example Regulations, section 1.2"], entities[1].Values("provisions"));
        var link = Assert.Single(entities, e => e.Schema == "UnknownLink" && e.Values("subject")[0] == "ofac-101");
        Assert.Equal(["ofac-102"], link.Values("object"));
    }

    [Theory]
    [InlineData("DOB 10 Dec 1948", "1948-12-10")]
    [InlineData("DOB Dec 1948", "1948-12")]
    [InlineData("DOB circa 1951", "1951")]
    [InlineData("DOB 1962 to 1964", "1962 1964")]
    [InlineData("DOB 01 Jan 1946 to 31 Dec 1946", "1946")]
    [InlineData("DOB 31 Feb 1960", "1960-02")]
    [InlineData("DOB unknown", "")]
    [InlineData("DOB 1948; alt. DOB 12 May 1949", "1948 1949-05-12")]
    public async Task A_date_of_birth_keeps_the_precision_that_it_has(string remarks, string dates)
    {
        var (entities, _) = await ListFiles.ReadAsync(Small, $"1,\"EXAMPLOV, Ivan\",\"individual\",\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"{remarks}.\"\n", "sdn.csv");
        Assert.Equal(dates, string.Join(' ', entities[0].BirthDates));
    }

    [Fact]
    public async Task Companies_vessels_and_aircraft_keep_their_numbers_and_remarks_go_on_in_the_comments()
    {
        var (entities, _) = await ReadAsync(Parties);
        var company = entities.Of("ofac-102");
        Assert.Equal(["www.example.ru"], company.Values("website"));
        Assert.Equal(["info@example.ru"], company.Values("email"));
        Assert.Equal(["1027739000001"], company.Values("ogrnCode"));
        Assert.Equal(["00032520"], company.Values("okpoCode"));
        Assert.Equal(["7702070139"], company.Values("innCode"));
        Assert.Equal(["2016-12-17"], company.Values("incorporationDate"));
        Assert.Contains("all offices worldwide", company.Notes);
        Assert.Equal(["OLD EXAMPLE WORKS"], company.PreviousNames);
        Assert.Equal(["NEW EXAMPLE WORKS"], company.Aliases);
        var vessel = entities.Of("ofac-103");
        Assert.Equal(["IMO 9187629"], vessel.Values("imoNumber"));
        Assert.Equal(["572469210"], vessel.Values("mmsi"));
        Assert.Equal(["cu"], vessel.Values("flag"));
        Assert.Equal(["mt"], vessel.Values("pastFlags"));
        Assert.Equal(["1999"], vessel.Values("buildDate"));
        var aircraft = entities.Of("ofac-104");
        Assert.Equal(["8401", "1023409321"], aircraft.Values("serialNumber"));
        Assert.Equal(["IL76-TD"], aircraft.Values("model"));
    }

    [Fact]
    public async Task Bad_rows_go_into_quarantine_with_line_and_reason()
    {
        var good = string.Join('\n', Enumerable.Range(200, 400).Select(n => $"{n},\"COMPANY {n}\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "));
        var (entities, reading) = await ReadAsync(good + "\n900,\"SHORT\",-0-\n201,\"COMPANY TWICE\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n\u001a");
        Assert.Equal([(401, "it has 3 fields where 12 are expected"), (402, "party 201 stands in the list twice")], reading.Quarantined.Select(q => ((int)q.Row, q.Reason)));
        Assert.Equal(800, entities.Count);
        Assert.Contains(reading.Notes, n => n.Contains("not of the same day", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_no_table_or_not_whole_is_refused()
    {
        Assert.Contains("web page", await ListFiles.RefusalAsync(Small, "<!DOCTYPE html><html><title>Sorry</title></html>", "sdn.csv"), StringComparison.Ordinal);
        Assert.Contains("has 4 records", await ListFiles.RefusalAsync(OfacList.Sdn(), Parties, "sdn.csv"), StringComparison.Ordinal);
        Assert.Contains("is empty", await ListFiles.RefusalAsync(Small, "", "sdn.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_remarks_crash_or_lose_the_party() => Gen.String[Gen.Char["abc;:'()., \"#DOBPassport1908-"], 0, 80].Sample(remarks =>
    {
        var row = $"101,\"EXAMPLE\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"{remarks.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n";
        var (entities, reading) = ListFiles.ReadAsync(Small, row, "sdn.csv").GetAwaiter().GetResult();
        Assert.Equal("EXAMPLE", Assert.Single(entities, e => e.Schema == "Organization").Caption);
        Assert.Empty(reading.Quarantined);
    }, iter: 300);

    [Fact]
    public async Task The_published_sets_are_read_whole()
    {
        if (await PublishedAsync(OfacList.Sdn(), "us-ofac-sdn-2021/", "sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv") is { } sdn)
        {
            Assert.Empty(sdn.Reading.Quarantined);
            Assert.Equal((4620, 3673, 406, 277), (sdn.Reading.Counts["Person"], sdn.Reading.Counts["Organization"], sdn.Reading.Counts["Vessel"], sdn.Reading.Counts["Airplane"]));
            Assert.Equal(8976, sdn.Reading.Counts["Sanction"]);
            Assert.Equal(11523 + 18, sdn.Entities.Sum(e => e.Aliases.Count) + Dropped(sdn.Entities, 11541));
            Assert.Equal("AEROCARIBBEAN AIRLINES", sdn.Entities[0].Caption);
            Assert.InRange(sdn.Reading.Counts["UnknownLink"], 3000, 6000);
            Assert.All(sdn.Entities.SelectMany(e => e.Values("imoNumber")), imo => Assert.Matches(@"^IMO \d{5,7}$", imo));
            Assert.All(sdn.Entities.SelectMany(e => e.BirthDates), date => Assert.Matches(@"^\d{4}(-\d\d(-\d\d)?)?$", date));
        }
        if (await PublishedAsync(OfacList.Consolidated(), "us-ofac-nonsdn/", "cons_prim.csv", "cons_add.csv", "cons_alt.csv", "cons_comments.csv") is { } cons)
        {
            Assert.Empty(cons.Reading.Quarantined);
            Assert.Equal((79, 363, 442), (cons.Reading.Counts["Person"], cons.Reading.Counts["Organization"], cons.Reading.Counts["Sanction"]));
        }
    }

    // The table has each alias once a party but for those that read the same in natural order.
    private static int Dropped(List<Screening.Entity> entities, int rows) => rows - entities.Sum(e => e.Aliases.Count) is >= 0 and <= 20 and var few ? few : 0;

    private static Task<(List<Screening.Entity> Entities, ListReading Reading)> ReadAsync(string parties) => ListFiles.ReadAsync(
        Small, ("SDN.CSV", Reading.Utf8(parties)), ("ADD.CSV", Reading.Utf8(Addresses)), ("ALT.CSV", Reading.Utf8(Names)), ("SDN_COMMENTS.CSV", Reading.Utf8(Remarks)));

    private static async Task<(List<Screening.Entity> Entities, ListReading Reading)?> PublishedAsync(OfacList list, string folder, params string[] files)
    {
        var parts = files.Select(f => (Name: f.ToUpperInvariant(), Bytes: ListFiles.Sample(folder + f))).ToList();
        if (parts.Exists(p => p.Bytes is null))
            return null;
        for (var i = 0; i < 3; i++)
        {
            Assert.True(list.Recognises(await ListFiles.HeadAsync(parts[i].Bytes!, files[i])), files[i]);
            Assert.Equal(4, list.PartsOf(await ListFiles.HeadAsync(parts[i].Bytes!, files[i])).Count);
        }
        return await ListFiles.ReadAsync(list, [.. parts.Select(p => (p.Name, p.Bytes!))]);
    }
}
