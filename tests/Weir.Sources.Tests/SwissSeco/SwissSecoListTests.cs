using Weir.Sources.SwissSeco;
using Weir.Sources.Tests.Lists;

namespace Weir.Sources.Tests.SwissSeco;

public class SwissSecoListTests
{
    private static readonly SwissSecoList Small = new(leastRecords: 1);

    internal const string Person = """
        <target ssid="10"><sanctions-set-id>1</sanctions-set-id><foreign-identifier>KPi.999</foreign-identifier>
          <individual sex="male"><identity ssid="12"><name name-type="alias" quality="low"><name-part order="1" name-part-type="whole-name"><value>Vanya</value></name-part></name></identity>
            <identity ssid="11" main="true">
              <name name-type="primary-name" quality="good" lang="eng">
                <name-part order="2" name-part-type="given-name"><value>Dzmitry</value><spelling-variant lang="RUS" script="CYRL">Дмитрий</spelling-variant></name-part>
                <name-part order="1" name-part-type="family-name"><value>Example</value><spelling-variant lang="RUS" script="LATN">Eksempel</spelling-variant><spelling-variant lang="RUS" script="CYRL">Пример</spelling-variant></name-part>
                <name-part order="3" name-part-type="title"><value>Dr.</value></name-part>
              </name>
              <name name-type="formerly-known-as" quality="good"><name-part order="1" name-part-type="whole-name"><value>Former Name</value></name-part></name>
              <nationality><country iso-code="BY">Belarus</country></nationality>
              <day-month-year day="3" month="2" year="1980" calendar="Gregorian"/><day-month-year year="1981"/><day-month-year day="31" month="2" year="1982"/>
              <place-of-birth place-id="5"/><address place-id="5"><address-details>1 Main St</address-details><zip-code>220029</zip-code></address>
              <identification-document document-type="passport"><number>AB 1</number><issuer code="BY">Belarus</issuer></identification-document>
            </identity>
            <justification ssid="13">Invented.</justification><other-information>Taxpayer identification number: 500100732259.</other-information><other-information>He likes fish</other-information>
            <relation ssid="14" target-id="20" relation-type="owner-of"/>
          </individual>
          <modification modification-type="amended" publication-date="2020-05-01" effective-date="2020-05-01"><added><target ssid="10"><individual><identity main="true"/></individual></target></added></modification>
          <modification modification-type="listed" publication-date="2016-05-18" effective-date="2016-05-19"/>
        </target>
        """;

    internal const string Vessel = """
        <target ssid="20"><sanctions-set-id>2</sanctions-set-id><object object-type="vessel"><identity main="true"><name name-type="primary-name" quality="good"><name-part order="1" name-part-type="whole-name"><value>Example Star</value></name-part></name></identity><other-information>IMO Number: 9074729</other-information></object><modification modification-type="listed" publication-date="2016-05-18" effective-date="2016-05-18"/></target>
        """;

    internal const string Gone = """
        <target ssid="30"><entity><identity main="true"><name name-type="primary-name"><name-part order="1" name-part-type="whole-name"><value>Gone</value></name-part></name></identity></entity><modification modification-type="de-listed" effective-date="2021-01-01"/><modification modification-type="listed" effective-date="2016-05-18"/></target>
        """;

    internal static string List(params string[] targets) => "<?xml version=\"1.0\" encoding=\"UTF-8\"?><swiss-sanctions-list list-type=\"whole-list\" date=\"2026-08-27\">"
        + "<sanctions-program ssid=\"9\"><program-key lang=\"ger\">Weissrussland</program-key><program-key lang=\"eng\">Belarus</program-key><sanctions-set ssid=\"1\" lang=\"eng\">x</sanctions-set><sanctions-set ssid=\"2\" lang=\"eng\">y</sanctions-set></sanctions-program>\n"
        + string.Concat(targets) + "<place ssid=\"5\"><location>Minsk</location><area>Minsk region</area><country iso-code=\"BY\">Belarus</country></place></swiss-sanctions-list>";

    [Fact]
    public async Task A_person_is_read_with_its_names_in_every_script_and_the_places_behind()
    {
        var (entities, reading) = await ListReads.ReadAsync(Small, List(Person, Vessel, Gone));
        var person = entities[0];
        Assert.Equal(("seco-10", "Person"), (person.Id, person.Schema));
        Assert.Equal("Example Dzmitry / Eksempel Dzmitry|Пример Дмитрий / Former Name / Vanya", person.Show("name", "alias", "previousName", "weakAlias"));
        Assert.Equal(["Example Dzmitry: eng", "Eksempel Dzmitry: rus", "Пример Дмитрий: rus"], person.Languages());
        Assert.Equal("1980-02-03|1981 / by / by / male / Dr.", person.Show("birthDate", "nationality", "birthCountry", "gender", "title"));
        Assert.Equal("1 Main St, 220029, Minsk, Minsk region, Belarus / Minsk, Minsk region, Belarus", person.Show("address", "birthPlace"));
        Assert.Equal("AB 1 / 500100732259", person.Show("passportNumber", "innCode"));
        Assert.Equal("Belarus / 2016-05-18 / 2016-05-19 / 2020-05-01 / Invented. / KPi.999", entities[1].Show("program", "listingDate", "startDate", "modifiedAt", "reason", "recordId"));
        Assert.Equal("seco-10 / seco-20", Assert.Single(entities, e => e.Schema == "Ownership").Show("owner", "asset"));
        Assert.Equal("9074729", Assert.Single(entities, e => e.Schema == "Vessel").Show("imoNumber"));
        Assert.Contains("He likes fish", person.Notes);
        Assert.Contains("Date of birth: 1982-02-31", person.Notes);
        Assert.Contains(reading.Notes, n => n.StartsWith("1 of 3 targets were taken off", StringComparison.Ordinal));
        Assert.DoesNotContain(entities, e => e.Id == "seco-30");
        ListReads.AllAccountedFor(2, reading);
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_quarantine_or_is_refused()
    {
        var many = string.Concat(Enumerable.Range(100, 300).Select(i => Vessel.Replace("\"20\"", $"\"{i}\"", StringComparison.Ordinal)));
        var (_, reading) = await ListReads.ReadAsync(Small, List(many, "<target><entity/></target><target ssid=\"1\"><ghost/></target><target ssid=\"2\"><entity/></target>"));
        Assert.Equal(["ssid", "target", "name"], reading.Quarantined.Select(q => q.Column));
        ListReads.AllAccountedFor(303, reading);
        Assert.Contains("has 2 records", await ListReads.RefusedAsync(new SwissSecoList(), List(Person, Vessel)), StringComparison.Ordinal);
        var whole = List(Person, Vessel);
        for (var length = whole.Length - 2; length > 0; length -= 397)
            await ListReads.RefusedAsync(Small, whole[..length]);
        ListReads.IsRecognised(whole, "ch-seco");
        ListReads.Damaged(Small, whole);
    }

    [Fact]
    public async Task The_real_sample_is_read_where_present()
    {
        if (await ListReads.SampleAsync(Small, "trade", "registers", "seco", "seco-whole-list-trimmed-20260827.xml") is not var (entities, reading))
            return;
        Assert.Equal(["seco-46130", "seco-34461"], entities.Where(e => e.Schema != "Sanction").Select(e => e.Id));
        Assert.Equal("Hui Chon / Hwang Gum San 2 / 8405270 / North Korea", entities[2].Show("name", "alias", "imoNumber", "program"));
        Assert.Empty(reading.Quarantined);
    }
}
