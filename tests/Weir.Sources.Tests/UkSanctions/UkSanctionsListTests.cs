using Weir.Sources.Tests.Lists;
using Weir.Sources.UkSanctions;

namespace Weir.Sources.Tests.UkSanctions;

public class UkSanctionsListTests
{
    private static readonly UkSanctionsList Small = new(leastRecords: 1);

    private static readonly string[] Columns =
    [
        "Last Updated", "Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name type", "Alias strength", "Title",
        "Name non-latin script", "Non-latin script type", "Non-latin script language", "Regime Name", "Designation Type", "Designation source", "Sanctions Imposed",
        "Other Information", "UK Statement of Reasons", "Address Line 1", "Address Line 2", "Address Line 3", "Address Line 4", "Address Line 5", "Address Line 6",
        "Address Postal Code", "Address Country", "Phone number", "Website", "Email address", "Date Designated", "D.O.B", "Nationality(/ies)", "National Identifier number",
        "National Identifier additional information", "Passport number", "Passport additional information", "Position", "Gender", "Town of birth", "Country of birth",
        "Type of entity", "Subsidiaries", "Parent company", "Business registration number (s)", "IMO number", "Current owner/operator (s)", "Previous owner/operator (s)",
        "Current believed flag of ship", "Previous flags", "Type of ship", "Tonnage of ship", "Length of ship", "Year Built", "Hull identification number (HIN)",
    ];

    internal static readonly string Table = "Report Date: 13-Feb-2026\n" + string.Join(',', Columns) + "\n"
        + Row(("Unique ID", "RUS0001"), ("Name 6", "EXAMPLE"), ("Name 1", "IVAN"), ("Name 2", "PETROVICH"), ("Name type", "Primary Name"), ("Name non-latin script", "Иван Пример"), ("Non-latin script language", "Russian"), ("Designation Type", "Individual"),
            ("D.O.B", "dd/mm/1958"), ("Nationality(/ies)", "Russia"), ("Passport number", "A1"), ("Passport additional information", "Russian, expired"), ("Date Designated", "24/02/2022"),
            ("Sanctions Imposed", "Asset freeze|Travel Ban"), ("UK Statement of Reasons", "Invented, \"all\" of it."), ("Gender", "Male"), ("Town of birth", "Minsk"), ("Country of birth", "Belarus"), ("OFSI Group ID", "14000"))
        + Row(("Unique ID", "RUS0002"), ("Name 6", "EXAMPLE TANKER"), ("Name type", "Primary Name"), ("Designation Type", "Ship"), ("IMO number", "9074729"), ("Current owner/operator (s)", "Example Shipping LLC"),
            ("Current believed flag of ship", "Panama"), ("Previous flags", "Liberia|Atlantis"), ("Type of ship", "Tanker"), ("Tonnage of ship", "5000"), ("Length of ship", "100m"), ("Year Built", "2010"))
        + Row(("Unique ID", "RUS0001"), ("Name 6", "SAMPLE"), ("Name 1", "WANJA"), ("Name type", "Alias"), ("Alias strength", "Good quality"), ("Designation Type", "Individual"), ("D.O.B", "01/02/1958"), ("Date Designated", "24/02/2022"))
        + Row(("Unique ID", "RUS0001"), ("Name 6", "THE ENGINEER"), ("Name type", "Alias"), ("Alias strength", "Low quality"), ("Designation Type", "Individual"), ("D.O.B", "31/02/1958"))
        + Row(("Unique ID", "RUS0003"), ("Name 6", "EXAMPLE BANK"), ("Name type", "Primary Name"), ("Designation Type", "Entity"), ("Business registration number (s)", "INN: 7707083893"), ("Parent company", "Example Holding"),
            ("Address Line 1", "1 Main St"), ("Address Line 6", "Moscow"), ("Address Postal Code", "101000"), ("Address Country", "Russia"), ("Type of entity", "Bank"));

    internal const string Xml = """
        <?xml version="1.0" encoding="utf-8"?>
        <Designations><DateGenerated>13/02/2026</DateGenerated>
        <Designation><LastUpdated>01/03/2022</LastUpdated><DateDesignated>24/02/2022</DateDesignated><UniqueID>RUS0001</UniqueID><OFSIGroupID>14000</OFSIGroupID><UNReferenceNumber/>
          <Names><Name><Name1>IVAN</Name1><Name2>PETROVICH</Name2><Name6>EXAMPLE</Name6><NameType>Primary Name</NameType></Name>
            <Name><Name1>WANJA</Name1><Name6>SAMPLE</Name6><NameType>Alias</NameType><AliasStrength>Good quality</AliasStrength></Name>
            <Name><Name6>THE ENGINEER</Name6><NameType>Alias</NameType><AliasStrength>Low quality</AliasStrength></Name></Names>
          <NonLatinNames><NonLatinName><NameNonLatinScript>Иван Пример</NameNonLatinScript><NonLatinScriptLanguage>Russian</NonLatinScriptLanguage></NonLatinName></NonLatinNames>
          <RegimeName>The Russia (Sanctions) (EU Exit) Regulations 2019</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UK</DesignationSource>
          <SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed><OtherInformation/><UKStatementofReasons>Invented.</UKStatementofReasons>
          <Addresses><Address><AddressLine1>1 Main St</AddressLine1><AddressCountry>Russia</AddressCountry></Address></Addresses>
          <IndividualDetails><Individual><DOBs><DOB>dd/mm/1958</DOB><DOB>01/02/1958</DOB></DOBs><Nationalities><Nationality>Russia</Nationality></Nationalities>
            <PassportDetails><Passport><PassportNumber>A1</PassportNumber><PassportAdditionalInformation>expired</PassportAdditionalInformation></Passport></PassportDetails>
            <Genders><Gender>Male</Gender></Genders><BirthDetails><Location><TownOfBirth>Minsk</TownOfBirth><CountryOfBirth>Belarus</CountryOfBirth></Location></BirthDetails></Individual></IndividualDetails>
        </Designation>
        <Designation><UniqueID>RUS0002</UniqueID><Names><Name><Name6>EXAMPLE TANKER</Name6><NameType>Primary Name</NameType></Name></Names><RegimeName>R</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip>
          <ShipDetails><Ship><IMONumbers><IMONumber>9074729</IMONumber></IMONumbers><CurrentOwnerOperators><CurrentOwnerOperator>Example Shipping LLC</CurrentOwnerOperator></CurrentOwnerOperators>
          <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Panama</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips></Ship></ShipDetails>
        </Designation>
        </Designations>
        """;

    private static string Row(params (string Column, string Value)[] cells) =>
        string.Join(',', Columns.Select(c => "\"" + (cells.FirstOrDefault(x => x.Column == c).Value ?? (c == "Regime Name" ? "The Russia (Sanctions) (EU Exit) Regulations 2019" : "")).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")) + "\n";

    [Fact]
    public async Task An_entity_is_whole_though_its_rows_stand_apart()
    {
        var (entities, reading) = await ListReads.ReadAsync(Small, Table);
        Assert.Equal(["gb-rus0002", "gb-rus0002-listing"], entities.Take(2).Select(e => e.Id));
        var person = Assert.Single(entities, e => e.Id == "gb-rus0001");
        Assert.Equal("IVAN PETROVICH EXAMPLE|Иван Пример / WANJA SAMPLE / THE ENGINEER", person.Show("name", "alias", "weakAlias"));
        Assert.Equal(["Иван Пример: ru"], person.Languages());
        Assert.Equal(["1958", "1958-02-01"], person.BirthDates);
        Assert.Contains("Date of birth: 31/02/1958", person.Notes);
        Assert.Contains(reading.Notes, n => n.Contains("'31/02/1958'", StringComparison.Ordinal));
        Assert.Equal("ru / by / A1 / male", person.Show("nationality", "birthCountry", "passportNumber", "gender"));
        var act = Assert.Single(entities, e => e.Id == "gb-rus0001-listing");
        Assert.Equal("2022-02-24 / Invented, \"all\" of it. / Asset freeze|Travel Ban", act.Show("listingDate", "reason", "provisions"));
        Assert.Equal(new DateTimeOffset(2026, 2, 13, 0, 0, 0, TimeSpan.Zero), reading.Published);
        ListReads.AllAccountedFor(3, reading);
    }

    [Fact]
    public async Task A_ship_and_a_company_have_their_numbers_and_whom_they_belong_to()
    {
        var (entities, _) = await ListReads.ReadAsync(Small, Table);
        var ship = Assert.Single(entities, e => e.Schema == "Vessel");
        Assert.Equal("9074729 / pa / lr / 2010 / Tanker", ship.Show("imoNumber", "flag", "pastFlags", "buildDate", "type"));
        Assert.Contains("Previous flag: Atlantis", ship.Notes);
        var owner = Assert.Single(entities, e => e.Names.Contains("Example Shipping LLC"));
        Assert.Equal("LegalEntity sanction.linked", $"{owner.Schema} {owner.Show("topics")}");
        var owning = Assert.Single(entities, e => e.Schema == "Ownership" && e.Values("asset")[0] == ship.Id);
        Assert.Equal(owner.Id, owning.Values("owner")[0]);
        var bank = Assert.Single(entities, e => e.Id == "gb-rus0003");
        Assert.Equal("7707083893 / 1 Main St, Moscow, 101000, Russia / ru", bank.Show("innCode", "address", "country"));
        Assert.Single(entities, e => e.Schema == "Ownership" && e.Values("asset")[0] == bank.Id && e.Values("role")[0] == "parent company");
    }

    [Fact]
    public async Task The_xml_says_the_same_as_the_table()
    {
        var (entities, reading) = await ListReads.ReadAsync(Small, Xml);
        var person = entities[0];
        Assert.Equal("IVAN PETROVICH EXAMPLE|Иван Пример / WANJA SAMPLE / THE ENGINEER", person.Show("name", "alias", "weakAlias"));
        Assert.Equal(["Иван Пример: ru"], person.Languages());
        Assert.Equal("1958|1958-02-01 / ru / by / A1", person.Show("birthDate", "nationality", "birthCountry", "passportNumber"));
        Assert.Equal("gb-rus0001 / 2022-02-24 / 2022-03-01", entities[1].Show("entity", "listingDate", "modifiedAt"));
        Assert.Equal("9074729", Assert.Single(entities, e => e.Schema == "Vessel").Values("imoNumber")[0]);
        Assert.Empty(reading.Notes);
        ListReads.AllAccountedFor(2, reading);
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_quarantine_or_is_refused()
    {
        var many = string.Concat(Enumerable.Range(1, 500).Select(i => Row(("Unique ID", $"X{i}"), ("Name 6", $"N {i}"), ("Designation Type", "Entity"))));
        var (_, reading) = await ListReads.ReadAsync(Small, Table + many + Row(("Unique ID", "Y1"), ("Designation Type", "Entity")) + Row(("Unique ID", "Y2"), ("Name 6", "N"), ("Designation Type", "Ghost")) + Row(("Name 6", "N")));
        Assert.Equal(["Name 6", "Designation Type", "Unique ID"], reading.Quarantined.Select(q => q.Column).OrderBy(c => c == "Unique ID"));
        ListReads.AllAccountedFor(506, reading);
        Assert.Contains("the columns Unique ID", await ListReads.RefusedAsync(Small, "Report Date: 1\na,b\n1,2\n"), StringComparison.Ordinal);
        Assert.Contains("document type declaration", await ListReads.RefusedAsync(Small, "<!doctype html><html></html>".Replace("doctype", "DOCTYPE", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("has 3 records", await ListReads.RefusedAsync(new UkSanctionsList(), Table), StringComparison.Ordinal);
        Assert.Contains("breaks off", await ListReads.RefusedAsync(Small, Table[..^30] + "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_never_crash()
    {
        ListReads.Damaged(Small, Table, 150);
        ListReads.Damaged(Small, Xml, 150);
        ListReads.IsRecognised(Table, "gb-sanctions");
        ListReads.IsRecognised(Xml, "gb-sanctions");
    }

    [Fact]
    public async Task The_real_sample_is_read_where_present()
    {
        if (await ListReads.SampleAsync(Small, "screening", "formats", "uk-sanctions-list", "UK_Sanctions_List-sample.csv") is not var (entities, reading))
            return;
        ListReads.AllAccountedFor(2, reading);
        Assert.Empty(reading.Quarantined);
        Assert.Contains(reading.Notes, n => n.Contains("has 57 cells", StringComparison.Ordinal));
        var person = Assert.Single(entities, e => e.Id == "gb-afg0006");
        Assert.Equal("MOHAMMAD HASSAN AKHUND|محمد حسن آخوند / 1958-01-01 / af / Mullah", person.Show("name", "birthDate", "nationality", "title"));
        Assert.Empty(person.Languages());
        Assert.Equal("TAe.010", Assert.Single(entities, e => e.Id == "gb-afg0001-listing").Values("unscId")[0]);
    }
}
