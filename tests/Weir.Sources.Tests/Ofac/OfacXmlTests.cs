using Weir.Sources.Ofac;

namespace Weir.Sources.Tests.Ofac;

public sealed class OfacXmlTests
{
    private static readonly OfacList Sdn = OfacList.Sdn(leastRecords: 1);
    private static readonly OfacList Consolidated = OfacList.Consolidated(leastRecords: 1);

    internal const string Advanced = """
        <?xml version="1.0" encoding="utf-8"?>
        <Sanctions xmlns="https://example.invalid/ADVANCED_XML" Version="3">
          <DateOfIssue CalendarTypeID="1"><Year>2025</Year><Month>3</Month><Day>4</Day></DateOfIssue>
          <ReferenceValueSets>
            <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
            <CountryValues><Country ID="1" ISO2="RU">Russia</Country><Country ID="2" ISO2="BY">Belarus</Country></CountryValues>
            <DetailReferenceValues><DetailReference ID="91526">Male</DetailReference></DetailReferenceValues>
            <FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="10">Nationality Country</FeatureType><FeatureType ID="25">Location</FeatureType><FeatureType ID="224">Gender</FeatureType></FeatureTypeValues>
            <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
            <ListValues><List ID="1550">SDN List</List></ListValues>
            <LocPartTypeValues><LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>
            <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType><NamePartType ID="1525">Entity Name</NamePartType><NamePartType ID="91708">Patronymic</NamePartType></NamePartTypeValues>
            <PartySubTypeValues><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
            <PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType></PartyTypeValues>
            <RelationTypeValues><RelationType ID="15003">Owned or Controlled By</RelationType></RelationTypeValues>
            <SanctionsTypeValues><SanctionsType ID="1705">Block</SanctionsType><SanctionsType ID="1">Program</SanctionsType></SanctionsTypeValues>
            <ScriptValues><Script ID="215" ScriptCode="Latn">Latin</Script><Script ID="220" ScriptCode="Cyrl">Cyrillic</Script><Script ID="501" ScriptCode="Hans">Chinese Simplified</Script></ScriptValues>
            <ValidityValues><Validity ID="1">Valid</Validity></ValidityValues>
          </ReferenceValueSets>
          <Locations>
            <Location ID="50"><LocationCountry CountryID="1"/><LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true"><Comment/><Value>Moscow</Value></LocationPartValue></LocationPart></Location>
            <Location ID="51"><LocationCountry CountryID="2"/></Location>
          </Locations>
          <IDRegDocuments><IDRegDocument ID="9" IDRegDocTypeID="1571" IdentityID="77" IssuedBy-CountryID="1"><IDRegistrationNo>4500 1</IDRegistrationNo></IDRegDocument></IDRegDocuments>
          <DistinctParties>
            <DistinctParty FixedRef="501"><Comment>An invented person</Comment><Profile ID="501" PartySubTypeID="4">
              <Identity ID="77" Primary="true">
                <Alias AliasTypeID="1400" Primary="false" LowQuality="true"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="3" ScriptID="215">VANYA</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
                <Alias AliasTypeID="1403" Primary="true" LowQuality="false">
                  <DocumentedName DocNameStatusID="1">
                    <DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215">EXAMPLOV</NamePartValue></DocumentedNamePart>
                    <DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="215">Ivan</NamePartValue></DocumentedNamePart>
                    <DocumentedNamePart><NamePartValue NamePartGroupID="4" ScriptID="215">Petrovich</NamePartValue></DocumentedNamePart>
                  </DocumentedName>
                  <DocumentedName DocNameStatusID="2">
                    <DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="220">ПРИМЕРОВ</NamePartValue></DocumentedNamePart>
                    <DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="220">Иван</NamePartValue></DocumentedNamePart>
                  </DocumentedName>
                  <DocumentedName DocNameStatusID="2">
                    <DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="501">王</NamePartValue></DocumentedNamePart>
                    <DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="501">小明</NamePartValue></DocumentedNamePart>
                  </DocumentedName>
                </Alias>
                <Alias AliasTypeID="1401" Primary="false" LowQuality="false"><DocumentedName>
                    <DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215">OLDOV</NamePartValue></DocumentedNamePart>
                    <DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="215">Ivan</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
                <NamePartGroups>
                  <MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup>
                  <MasterNamePartGroup><NamePartGroup ID="4" NamePartTypeID="91708"/></MasterNamePartGroup>
                </NamePartGroups>
              </Identity>
              <Feature ID="1" FeatureTypeID="8"><FeatureVersion ID="1"><DatePeriod><Start Approximate="false"><From><Year>1960</Year><Month>5</Month><Day>1</Day></From></Start><End><To><Year>1960</Year><Month>5</Month><Day>31</Day></To></End></DatePeriod><VersionDetail DetailTypeID="1430"/></FeatureVersion></Feature>
              <Feature ID="2" FeatureTypeID="10"><FeatureVersion ID="2"><VersionDetail DetailTypeID="1433"/><VersionLocation LocationID="51"/></FeatureVersion></Feature>
              <Feature ID="3" FeatureTypeID="25"><FeatureVersion ID="3"><VersionLocation LocationID="50"/></FeatureVersion></Feature>
              <Feature ID="4" FeatureTypeID="224"><FeatureVersion ID="4"><VersionDetail DetailTypeID="1431" DetailReferenceID="91526"/></FeatureVersion></Feature>
            </Profile></DistinctParty>
            <DistinctParty FixedRef="502"><Profile ID="502" PartySubTypeID="3"><Identity ID="78" Primary="true"><Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="9" ScriptID="215">EXAMPLE HOLDING</NamePartValue></DocumentedNamePart></DocumentedName></Alias></Identity></Profile></DistinctParty>
          </DistinctParties>
          <ProfileRelationships><ProfileRelationship ID="6" From-ProfileID="502" To-ProfileID="501" RelationTypeID="15003" Former="true"><Comment/></ProfileRelationship></ProfileRelationships>
          <SanctionsEntries>
            <SanctionsEntry ID="501" ProfileID="501" ListID="1550"><EntryEvent><Date><Year>2022</Year><Month>2</Month><Day>24</Day></Date></EntryEvent>
              <SanctionsMeasure SanctionsTypeID="1705"/><SanctionsMeasure SanctionsTypeID="1"><Comment>RUSSIA-EO14024</Comment></SanctionsMeasure></SanctionsEntry>
            <SanctionsEntry ID="502" ProfileID="502" ListID="1550"><SanctionsMeasure SanctionsTypeID="1"><Comment>NPWMD</Comment></SanctionsMeasure></SanctionsEntry>
          </SanctionsEntries>
        </Sanctions>
        """;

    internal const string Enhanced = """
        <sanctionsData xmlns="https://example.invalid/ENHANCED_XML"><publicationInfo><dataAsOf>2025-01-10T00:00:00</dataAsOf><filters><sanctionsLists><sanctionsList refId="91512">Consolidated List</sanctionsList></sanctionsLists></filters></publicationInfo>
        <referenceValues><referenceValue refId="1"><type>x</type></referenceValue></referenceValues><featureTypes/>
        <entities><entity id="901"><generalInfo><entityType refId="600">Individual</entityType><remarks>An invented person</remarks></generalInfo>
          <sanctionsLists><sanctionsList datePublished="2014-10-10">Consolidated List</sanctionsList><sanctionsList datePublished="2006-04-12">Another List</sanctionsList></sanctionsLists>
          <sanctionsPrograms><sanctionsProgram>NS-EX</sanctionsProgram></sanctionsPrograms><sanctionsTypes><sanctionsType>Reject</sanctionsType></sanctionsTypes>
          <names><name><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations><translation><script>Latin</script><formattedFirstName>Ivan</formattedFirstName><formattedLastName>EXAMPLOV</formattedLastName><formattedFullName>EXAMPLOV, Ivan</formattedFullName></translation>
            <translation><script>Cyrillic</script><formattedFirstName>Иван</formattedFirstName><formattedLastName>ПРИМЕРОВ</formattedLastName></translation></translations></name>
            <name><isPrimary>false</isPrimary><aliasType>A.K.A.</aliasType><isLowQuality>true</isLowQuality><translations><translation><script>Latin</script><formattedFullName>VANYA</formattedFullName></translation></translations></name></names>
          <addresses><address><country>Russia</country><translations><translation><addressParts><addressPart><type>CITY</type><value>Moscow</value></addressPart></addressParts></translation></translations></address></addresses>
          <features><feature><type>Birthdate</type><value>1962</value><valueDate><fromDateBegin>1962-01-01</fromDateBegin><toDateEnd>1962-12-31</toDateEnd></valueDate></feature>
            <feature><type>Secondary sanctions risk:</type><value>Example Regulations</value></feature></features>
          <identityDocuments><identityDocument><type>Tax ID No.</type><documentNumber>7702070139</documentNumber><isValid>true</isValid><issuingCountry>Russia</issuingCountry></identityDocument>
            <identityDocument><type>Registration Number</type><documentNumber>1026303117642 (Russia)</documentNumber><isValid>true</isValid></identityDocument></identityDocuments>
          <relationships><relationship id="5"><type>Leader or official of</type><relatedEntity entityId="36">SOMETHING</relatedEntity></relationship></relationships>
        </entity></entities></sanctionsData>
        """;

    [Fact]
    public async Task Advanced_has_scripts_documents_features_relations_and_programmes()
    {
        var (entities, reading) = await ListFiles.ReadAsync(Sdn, Advanced, "SDN_ADVANCED.XML");
        Assert.Empty(reading.Quarantined);
        Assert.Empty(reading.Notes);
        Assert.Equal(new DateTimeOffset(2025, 3, 4, 0, 0, 0, TimeSpan.Zero), reading.Published);
        Assert.Equal(["ofac-501", "ofac-501-listing", "ofac-502", "ofac-502-listing", "ofac-relation-6"], entities.Select(e => e.Id));
        var person = entities[0];
        Assert.Equal(["Ivan Petrovich EXAMPLOV", "Иван ПРИМЕРОВ", "王小明"], person.Names);
        Assert.Equal(["VANYA"], person.WeakAliases);
        Assert.Equal(["Ivan OLDOV"], person.PreviousNames);
        Assert.Equal(["1960-05"], person.BirthDates);
        Assert.Equal(["by"], person.Values("nationality"));
        Assert.Equal(["male"], person.Values("gender"));
        Assert.Equal(["Moscow, Russia"], person.Addresses);
        Assert.Equal(["ru"], person.Values("country"));
        Assert.Equal(["4500 1"], person.Values("passportNumber"));
        Assert.Equal(["Petrovich"], person.Values("fatherName"));
        Assert.Equal(["RUSSIA-EO14024"], person.Programmes);
        Assert.Equal(["2022-02-24"], entities[1].Values("listingDate"));
        Assert.Equal(["Block"], entities[1].Values("provisions"));
        Assert.Equal("Organization", entities[2].Schema);
        var ownership = entities[4];
        Assert.Equal(("Ownership", "ofac-501", "ofac-502", "former"), (ownership.Schema, ownership.Values("owner")[0], ownership.Values("asset")[0], ownership.Values("summary")[0]));
    }

    [Fact]
    public async Task A_cut_advanced_file_is_refused_wherever_it_was_cut()
    {
        for (var length = 200; length < Advanced.Length - 20; length += 701)
            Assert.Contains("download it again", await ListFiles.RefusalAsync(Sdn, Advanced[..length], "SDN_ADVANCED.XML"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("document type", await ListFiles.RefusalAsync(Sdn, "<!DOCTYPE Sanctions [<!ENTITY a 'b'>]><Sanctions>&a;</Sanctions>", "SDN_ADVANCED.XML"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_damage_crashes_the_reading_and_no_depth_fills_the_memory()
    {
        var random = new Random(20250304);
        for (var i = 0; i < 150; i++)
        {
            var damaged = Advanced.ToCharArray();
            for (var n = 0; n < 3; n++)
                damaged[random.Next(damaged.Length)] = "<>&\"'/a0 \u0000\uD800"[random.Next(11)];
            var thrown = await Record.ExceptionAsync(() => ListFiles.ReadAsync(Sdn, new string(damaged), "SDN_ADVANCED.XML"));
            Assert.True(thrown is null or SourceFormatException, thrown?.ToString());
        }
        var deep = string.Concat(Enumerable.Repeat("<a>", 1_000_000));
        Assert.Contains("nested deeper", await ListFiles.RefusalAsync(Sdn, $"<Sanctions><DistinctParties><DistinctParty FixedRef=\"1\">{deep}", "SDN_ADVANCED.XML"), StringComparison.Ordinal);
        Assert.Contains("nested deeper", await ListFiles.RefusalAsync(Sdn, $"<Sanctions>{deep}", "SDN_ADVANCED.XML"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enhanced_is_read_and_told_from_the_other_list()
    {
        var head = await ListFiles.HeadAsync(Reading.Utf8(Enhanced), "ENHANCED.XML");
        Assert.True(Consolidated.Recognises(head));
        Assert.False(Sdn.Recognises(head));
        var (entities, reading) = await ListFiles.ReadAsync(Consolidated, Enhanced, "ENHANCED.XML");
        Assert.Empty(reading.Notes);
        Assert.Equal(2025, reading.Published?.Year);
        var person = entities[0];
        Assert.Equal(["Ivan EXAMPLOV", "Иван ПРИМЕРОВ"], person.Names);
        Assert.Equal(["VANYA"], person.WeakAliases);
        Assert.Equal(["1962"], person.BirthDates);
        Assert.Equal(["7702070139"], person.Values("innCode"));
        Assert.Equal(["1026303117642"], person.Values("ogrnCode"));
        Assert.Equal(["2006-04-12"], entities[1].Values("listingDate"));
        Assert.Equal(("Directorship", "ofac-36"), (entities[2].Schema, entities[2].Values("organization")[0]));
    }

    [Fact]
    public async Task The_published_samples_are_read()
    {
        if (ListFiles.Sample("us-ofac-nonsdn/CONS_ENHANCED.ZIP") is { } enhanced)
        {
            Assert.True(OfacList.Consolidated().Recognises(await ListFiles.HeadAsync(enhanced, "CONS_ENHANCED.ZIP")));
            var (entities, reading) = await ListFiles.ReadAsync(OfacList.Consolidated(), enhanced, "CONS_ENHANCED.ZIP");
            Assert.Empty(reading.Quarantined);
            Assert.Empty(reading.Notes);
            Assert.Equal((80, 363, 443), (reading.Counts["Person"], reading.Counts["Organization"], reading.Counts["Sanction"]));
            Assert.Equal(283, reading.Counts.Where(c => c.Key is "Ownership" or "UnknownLink" or "Directorship" or "Family" or "Associate").Sum(c => c.Value));
            Assert.Equal("Ismail Abdul Salah HANIYA", entities.Of("ofac-9639").Caption);
        }
        if (ListFiles.Sample("us-ofac-advanced/ofac_sdn_advanced-sample.xml") is { } advanced)
        {
            Assert.True(OfacList.Sdn().Recognises(await ListFiles.HeadAsync(advanced, "ofac_sdn_advanced-sample.xml")));
            var (entities, reading) = await ListFiles.ReadAsync(Sdn, advanced, "ofac_sdn_advanced-sample.xml");
            var person = entities.Of("ofac-7843");
            Assert.Equal(["1937-04-28"], person.BirthDates);
            Assert.Equal("Saddam Hussein AL-TIKRITI", person.Caption);
            Assert.Equal(["ABU ALI"], person.WeakAliases);
            Assert.Contains("2 sanctions entries are of parties that are not in the file", reading.Notes);
        }
    }
}
