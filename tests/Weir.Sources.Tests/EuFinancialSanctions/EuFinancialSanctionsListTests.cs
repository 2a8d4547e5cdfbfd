using Weir.Sources.EuFinancialSanctions;
using Weir.Sources.Tests.Lists;

namespace Weir.Sources.Tests.EuFinancialSanctions;

public class EuFinancialSanctionsListTests
{
    private static readonly EuFinancialSanctionsList Small = new(leastRecords: 1);

    internal const string Person = """
        <sanctionEntity designationDate="2022-02-25" designationDetails="made up" unitedNationId="KPi.999" euReferenceNumber="EU.1.23" logicalId="1">
          <remark>An invented person.</remark>
          <regulation regulationType="amendment" organisationType="council" publicationDate="2022-02-25" entryIntoForceDate="2022-02-26" numberTitle="2022/1 (OJ L1)" programme="UKR" logicalId="2">
            <publicationUrl>https://example.org/act</publicationUrl>
          </regulation>
          <subjectType code="person" classificationCode="P"/>
          <nameAlias firstName="Иван" middleName="" lastName="Пример" wholeName="Иван Пример" function="" gender="M" title="" nameLanguage="RU" strong="true" regulationLanguage="en" logicalId="3"/>
          <nameAlias firstName="Ivan" middleName="P." lastName="Example" wholeName="Ivan P. Example" function="Director" gender="M" title="Dr." nameLanguage="" strong="true" regulationLanguage="en" logicalId="4"/>
          <nameAlias firstName="" middleName="" lastName="" wholeName="Vanya" function="" title="" nameLanguage="" strong="false" regulationLanguage="en" logicalId="5"/>
          <nameAlias firstName="Jan" middleName="" lastName="Exempel" wholeName="" function="" title="" nameLanguage="NL" strong="true" regulationLanguage="en" logicalId="6"/>
          <citizenship region="" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" regulationLanguage="en" logicalId="7"/>
          <citizenship region="" countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="8"/>
          <birthdate circa="false" calendarType="GREGORIAN" city="Minsk" zipCode="" birthdate="1971-03-20" dayOfMonth="20" monthOfYear="3" year="1971" region="" place="" countryIso2Code="BY" countryDescription="BELARUS" regulationLanguage="en" logicalId="9"/>
          <birthdate circa="true" calendarType="GREGORIAN" city="" zipCode="" year="1972" monthOfYear="4" region="" place="" countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="10"/>
          <birthdate circa="false" calendarType="GREGORIAN" yearRangeFrom="1974" yearRangeTo="1976" countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="11"/>
          <birthdate circa="false" calendarType="ISLAMIC" year="1350" countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="12"/>
          <birthdate circa="false" calendarType="GREGORIAN" year="1971" monthOfYear="13" countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="13"/>
          <address city="Moscow" street="1 Main St" poBox="" zipCode="101000" region="" place="" asAtListingTime="true" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" regulationLanguage="en" logicalId="14">
            <contactInfo key="EMAIL" value="a@example.org"/><contactInfo key="PHONE" value="+7 000"/><contactInfo key="PIGEON" value="grey"/>
          </address>
          <identification diplomatic="false" knownExpired="false" knownFalse="true" reportedLost="false" revokedByIssuer="false" latinNumber="" nameOnDocument="" number="AB 123" region="" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" identificationTypeCode="passport" identificationTypeDescription="National passport" regulationLanguage="en" logicalId="15"/>
          <identification number="500100732259" region="" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" identificationTypeCode="fiscalcode" identificationTypeDescription="Fiscal code" regulationLanguage="en" logicalId="16"/>
          <identification number="456" region="" countryIso2Code="00" countryDescription="UNKNOWN" identificationTypeCode="id" identificationTypeDescription="National identification card" regulationLanguage="en" logicalId="17"/>
        </sanctionEntity>
        """;

    internal const string Company = """
        <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="" logicalId="77">
          <regulation regulationType="regulation" organisationType="council" publicationDate="2010-06-09" entryIntoForceDate="2010-06-10" numberTitle="1/2010 (OJ L2)" programme="IRN" logicalId="78"/>
          <subjectType code="enterprise" classificationCode="E"/>
          <nameAlias firstName="" middleName="" lastName="" wholeName="Example Trading" strong="false" regulationLanguage="en" logicalId="79"/>
          <identification number="1027700132195" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" identificationTypeCode="regnumber" identificationTypeDescription="Registration Number" regulationLanguage="en" logicalId="80"/>
          <identification number="7707083893" countryIso2Code="00" countryDescription="UNKNOWN" identificationTypeCode="other" identificationTypeDescription="Other identification number" regulationLanguage="en" logicalId="81"><remark>(INN)</remark></identification>
          <identification number="9074729" countryIso2Code="00" countryDescription="UNKNOWN" identificationTypeCode="imo" identificationTypeDescription="IMO number" regulationLanguage="en" logicalId="82"/>
        </sanctionEntity>
        """;

    internal static string List(params string[] entities) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"2026-01-15T16:01:02.935+01:00\" globalFileId=\"1\">\n" + string.Concat(entities) + "</export>";

    [Fact]
    public async Task A_person_is_read_with_all_that_the_list_says()
    {
        var (entities, reading) = await ListReads.ReadAsync(Small, List(Person, Company));
        var person = entities[0];
        Assert.Equal(("eu-fsf-eu-1-23", "Person"), (person.Id, person.Schema));
        Assert.Equal(["Ivan P. Example"], person.Names);
        Assert.Equal(["Иван Пример", "Jan Exempel"], person.Aliases);
        Assert.Equal(["Vanya"], person.WeakAliases);
        Assert.Equal(["Иван Пример: ru", "Jan Exempel: nl"], person.Languages());
        Assert.Equal(["1971-03-20", "1972-04", "1974", "1976"], person.BirthDates);
        Assert.Equal(["Minsk, Belarus"], person.Values("birthPlace"));
        Assert.Equal(["by"], person.Values("birthCountry"));
        Assert.Equal(["ru"], person.Values("nationality"));
        Assert.Equal(["1 Main St, 101000, Moscow, Russian Federation"], person.Addresses);
        Assert.Equal([("idNumber", "456"), ("passportNumber", "AB 123"), ("innCode", "500100732259")], person.Identifiers.Select(i => (i.Property, i.Value)));
        Assert.Equal("male / Director / Dr. / a@example.org / +7 000", person.Show("gender", "position", "title", "email", "phone"));
        Assert.Contains("Date of birth: about 1972-04", person.Notes);
        Assert.Contains("Date of birth: 1350 (islamic calendar)", person.Notes);
        Assert.Contains("Date of birth: 1971-13", person.Notes);
        Assert.Contains("PIGEON: grey", person.Notes);
        Assert.Contains(person.Notes, n => n.Contains("known to be false", StringComparison.Ordinal));
        Assert.Contains(reading.Notes, n => n.Contains("'1971-13'", StringComparison.Ordinal));
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 16, 1, 2, 935, TimeSpan.FromHours(1)), reading.Published);
        var act = entities[1];
        Assert.Equal(("Sanction", "eu-fsf-eu-1-23", "UKR", "2022-02-25", "2022-02-26", "KPi.999", "https://example.org/act"), (
            act.Schema, act.Values("entity")[0], act.Values("program")[0], act.Values("listingDate")[0], act.Values("startDate")[0], act.Values("unscId")[0], act.Values("sourceUrl")[0]));
    }

    [Fact]
    public async Task A_company_without_a_strong_name_and_reference_still_has_name_and_id()
    {
        var company = (await ListReads.ReadAsync(Small, List(Company))).Entities[0];
        Assert.Equal(("eu-fsf-logical-77", "Organization"), (company.Id, company.Schema));
        Assert.Equal(["Example Trading"], company.Names);
        Assert.Equal([("innCode", "7707083893"), ("ogrnCode", "1027700132195"), ("imoNumber", "9074729")], company.Identifiers.Select(i => (i.Property, i.Value)));
        Assert.Equal(["2010-06-09"], (await ListReads.ReadAsync(Small, List(Company))).Entities[1].Values("listingDate"));
    }

    [Fact]
    public async Task What_has_no_name_number_or_type_goes_to_quarantine()
    {
        var many = string.Concat(Enumerable.Range(1, 400).Select(i => $"<sanctionEntity euReferenceNumber=\"EU.{i}\" logicalId=\"{i}\"><subjectType code=\"person\" classificationCode=\"P\"/><nameAlias wholeName=\"P {i}\" strong=\"true\"/></sanctionEntity>\n"));
        const string Bad = "<sanctionEntity logicalId=\"\"><subjectType code=\"person\"/></sanctionEntity><sanctionEntity logicalId=\"4\"><subjectType code=\"ghost\"/></sanctionEntity><sanctionEntity logicalId=\"5\"><subjectType code=\"person\"/><nameAlias wholeName=\" - \"/></sanctionEntity>";
        var (_, reading) = await ListReads.ReadAsync(Small, List(many, Bad));
        Assert.Equal(["euReferenceNumber", "subjectType", "nameAlias"], reading.Quarantined.Select(q => q.Column));
        ListReads.AllAccountedFor(403, reading);
        Assert.Contains("3 of 4 records", await ListReads.RefusedAsync(Small, List(Person, Bad)), StringComparison.Ordinal);
    }

    internal const string PresentTable = """
        fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;Entity_DesignationDate;Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_EntryIntoForceDate;Entity_Regulation_NumberTitle;Entity_Regulation_Programme;Entity_Regulation_PublicationUrl;NameAlias_LastName;NameAlias_FirstName;NameAlias_WholeName;NameAlias_Gender;Address_City;Address_CountryIso2Code;Address_CountryDescription;BirthDate_BirthDate;BirthDate_Year;BirthDate_Circa;Identification_Number;Identification_TypeCode;Citizenship_CountryIso2Code
        05/08/2026;13;EU.1.23;;2022-02-25;"remark; with semicolon";P;person;2022-02-26;2022/1 (OJ L1);UKR;https://example.org/act;Example;Ivan;Ivan Example;M;;;;;;;;;
        05/08/2026;14;EU.2.34;;;;E;enterprise;2022-02-26;2022/1 (OJ L1);UKR;https://example.org/act;;;Example Trading;;;;;;;;;;
        05/08/2026;13;EU.1.23;;2022-02-25;;P;person;2022-02-26;2022/1 (OJ L1);UKR;https://example.org/act;;;Иван Пример;;;;;;;;;;
        05/08/2026;13;EU.1.23;;2022-02-25;;P;person;2022-02-26;2022/1 (OJ L1);UKR;https://example.org/act;;;;;Moscow;RU;RUSSIAN FEDERATION;;;;;;
        05/08/2026;13;EU.1.23;;2022-02-25;;P;person;2022-02-26;2022/1 (OJ L1);UKR;https://example.org/act;;;;;;;;;1971;true;;;
        05/08/2026;13;EU.1.23;;2022-02-25;;P;person;2022-02-26;2022/1 (OJ L1);UKR;https://example.org/act;;;;;;;;;;;AB 1;passport;RU

        """;

    [Fact]
    public async Task The_present_table_gives_the_same_also_where_an_entitys_rows_stand_apart()
    {
        var (entities, reading) = await ListReads.ReadAsync(Small, PresentTable);
        Assert.Equal(["eu-fsf-eu-2-34", "eu-fsf-eu-2-34-listing", "eu-fsf-eu-1-23", "eu-fsf-eu-1-23-listing"], entities.Select(e => e.Id));
        var person = entities[2];
        Assert.Equal("Ivan Example / Иван Пример / 1971 / ru / Moscow, Russian Federation / AB 1", person.Show("name", "alias", "birthDate", "nationality", "address", "passportNumber"));
        Assert.Equal(["remark; with semicolon", "Date of birth: about 1971"], person.Notes.Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(new DateTimeOffset(2026, 8, 5, 0, 0, 0, TimeSpan.Zero), reading.Published);
        ListReads.AllAccountedFor(2, reading);
    }

    [Fact]
    public async Task What_is_no_list_is_refused()
    {
        Assert.Contains("breaks off in line 3", await ListReads.RefusedAsync(Small, PresentTable[..(PresentTable.IndexOf("Example Trading", StringComparison.Ordinal) + 4)]), StringComparison.Ordinal);
        Assert.Contains("has 1 records", await ListReads.RefusedAsync(new EuFinancialSanctionsList(), List(Person)), StringComparison.Ordinal);
        var whole = List(Person, Company);
        for (var length = whole.Length - 2; length > 0; length -= 397)
            await ListReads.RefusedAsync(Small, whole[..length]);
    }

    [Fact]
    public void Files_are_recognised_by_how_they_begin()
    {
        ListReads.IsRecognised(List(Person), "eu-fsf");
        ListReads.IsRecognised(PresentTable, "eu-fsf");
        Assert.False(Small.Recognises(ListReads.Head("<export xmlns=\"urn:other\"/>")));
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_never_crash()
    {
        ListReads.Damaged(Small, List(Person, Company));
        ListReads.Damaged(Small, PresentTable);
    }

    [Fact]
    public async Task The_real_xml_is_read_where_present()
    {
        if (await ListReads.SampleAsync(Small, "screening", "formats", "eu-fsf", "eu_sanctions-sample.xml") is not var (entities, reading))
            return;
        Assert.Equal((3, 3), (reading.Counts["Person"], reading.Counts["Sanction"]));
        Assert.Empty(reading.Quarantined);
        var first = entities[0];
        Assert.Equal(("eu-fsf-eu-27-28", "Saddam Hussein Al-Tikriti", "1937-04-28", "iq"), (first.Id, first.Names[0], first.BirthDates[0], first.Values("nationality")[0]));
        Assert.Equal(["Abu Ali", "Abou Ali"], first.Aliases);
        Assert.Equal(["1965", "1966"], entities[2].BirthDates);
        Assert.Equal(["Abou Ali: fr", "Qoussaï Saddam Hussein Al-Tikriti: fr", "Mohammed Hamza Zoubaïdi: fr"], entities.SelectMany(e => e.Languages()));
    }

    [Fact]
    public async Task The_real_older_table_is_read_where_present()
    {
        if (await ListReads.SampleAsync(Small, "screening", "formats", "eu-fsf", "EUSanctionsShort-2018-07.csv") is not var (entities, reading))
            return;
        ListReads.AllAccountedFor(93, reading);
        Assert.Empty(reading.Quarantined);
        var mugabe = Assert.Single(entities, e => e.Id == "eu-fsf-eu-36-64");
        Assert.Equal(("Robert Gabriel Mugabe", "1924-02-21", "AD001095", "ZWE"), (mugabe.Names[0], mugabe.BirthDates[0], mugabe.Values("passportNumber")[0], mugabe.Programmes[0]));
        Assert.Equal(
            "bg:6 cs:22 da:9 de:19 el:19 en:6 es:31 et:19 fi:8 fr:99 hu:19 it:23 lt:19 lv:18 mt:20 nl:14 pl:22 pt:36 ro:33 sk:18 sl:27 sv:7",
            string.Join(" ", entities.SelectMany(e => e.AllNames()).Where(n => n.Language is not null).CountBy(n => n.Language!).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}:{c.Value}")));
        Assert.Equal(new DateTimeOffset(2018, 7, 4, 0, 0, 0, TimeSpan.Zero), reading.Published);
    }
}
