using Weir.Sources.Tests.Lists;

namespace Weir.Sources.Tests.Senzing;

public class SenzingListsTests
{
    internal const string Lines = """
        {"DATA_SOURCE":"DEMO","RECORD_ID":"1","RECORD_TYPE":"PERSON","PRIMARY_NAME_FIRST":"Ivan","PRIMARY_NAME_LAST":"Example","AKA_NAME_FULL":"Vanya Example","DATE_OF_BIRTH":"1971-03-20","GENDER":"M","NATIONALITY":"Russia","HOME_ADDR_LINE1":"1 Main St","HOME_ADDR_CITY":"Moscow","ADDR_COUNTRY":"RU","PASSPORT_NUMBER":"AB1","TAX_ID_NUMBER":"500100732259","TAX_ID_COUNTRY":"RU","STATUS":"active","AMOUNT":5}
        {"DATA_SOURCE":"DEMO","RECORD_ID":"2","RECORD_TYPE":"ORGANIZATION","NAMES":[{"NAME_TYPE":"PRIMARY","NAME_ORG":"Example LLC"},{"NAME_TYPE":"FORMER","NAME_ORG":"Older LLC"}],"ADDRESSES":[{"ADDR_FULL":"2 Side St"}],"IDENTIFIERS":[{"OTHER_ID_NUMBER":"1027700132195","OTHER_ID_TYPE":"OGRN"}],"RELATIONSHIPS":[{"REL_POINTER_DOMAIN":"DEMO","REL_POINTER_KEY":"1","REL_POINTER_ROLE":"OWNED_BY"}]}
        {"DATA_SOURCE":"DEMO","RECORD_ID":"3","FEATURES":[{"RECORD_TYPE":"VESSEL"},{"NAME_TYPE":"PRIMARY","NAME_FULL":"Example Star"},{"NAME_FULL":"Пример"},{"IMO_NUMBER":"9074729"},{"REGISTRATION_COUNTRY":"Atlantis"},{"REGISTRATION_DATE":"20 Mar 2010"}]}

        """;

    private static IListSource List => ListSources.Find("senzing:demo")!;

    [Fact]
    public async Task Flat_lists_and_features_are_read_alike()
    {
        var (entities, reading) = await ListReads.ReadAsync(List, Lines);
        ListReads.AllAccountedFor(3, reading);
        var person = entities[0];
        Assert.Equal(("senzing-demo-1", "Person"), (person.Id, person.Schema));
        Assert.Equal("Ivan Example / Vanya Example / 1971-03-20 / male / ru / 1 Main St, Moscow / AB1 / 500100732259 / ru", person.Show("name", "alias", "birthDate", "gender", "nationality", "address", "passportNumber", "innCode", "country"));
        Assert.Equal(["STATUS: active", "AMOUNT: 5"], person.Notes);
        var company = Assert.Single(entities, e => e.Schema == "Organization");
        Assert.Equal("Example LLC / Older LLC / 2 Side St / 1027700132195", company.Show("name", "previousName", "address", "ogrnCode"));
        Assert.Equal("senzing-demo-1 / senzing-demo-2 / OWNED_BY", Assert.Single(entities, e => e.Schema == "Ownership").Show("owner", "asset", "role"));
        var ship = Assert.Single(entities, e => e.Schema == "Vessel");
        Assert.Equal("Example Star / Пример / 9074729 / 2010-03-20", ship.Show("name", "alias", "imoNumber", "incorporationDate"));
        Assert.Equal(["REGISTRATION_COUNTRY: Atlantis"], ship.Notes);
    }

    [Fact]
    public async Task The_data_source_names_the_list()
    {
        ListReads.IsRecognised(Lines, "senzing");
        Assert.Equal("senzing-demo", ListSources.Recognise(ListReads.Head(Lines))!.Description.Id);
        Assert.Throws<SourceFormatException>(() => ListSources.Recognise(ListReads.Head("{\"DATA_SOURCE\":\"\",\"RECORD_ID\":\"1\"}")));
        Assert.Contains("breaks off in line 3", await ListReads.RefusedAsync(List, Lines.TrimEnd()[..^40]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_quarantine_or_is_refused()
    {
        var many = string.Concat(Enumerable.Range(10, 600).Select(i => $"{{\"DATA_SOURCE\":\"DEMO\",\"RECORD_ID\":\"{i}\",\"NAME_ORG\":\"Company {i}\"}}\n"));
        var (_, reading) = await ListReads.ReadAsync(List, Lines + many + "{\"DATA_SOURCE\":\"DEMO\",\"RECORD_ID\":\"x\"}\n{\"NAME_FULL\":\"A\"}\nnonsense\n[]\n" + new string('[', 1000) + "\n");
        Assert.Equal(["NAME_FULL", "RECORD_ID", null, null, null], reading.Quarantined.Select(q => q.Column));
        ListReads.AllAccountedFor(608, reading);
        Assert.Contains("web page", await ListReads.RefusedAsync(List, "<html></html>"), StringComparison.Ordinal);
        Assert.Contains("longer than", await ListReads.RefusedAsync(List, "{\"a\":\"" + new string('x', 600_000)), StringComparison.Ordinal);
        ListReads.Damaged(List, Lines);
    }
}
