using Weir.Sources.Tests.Lists;

namespace Weir.Sources.Tests.OwnList;

public class OwnListTests
{
    internal const string Table = """
        id,name,aka,Type,Country,birth_date,INN,address,program,Notes,listed,Adress,Region
        1,Example Trading LLC,ООО Пример; Example,Company,Russia,,7707083893,"1 Main St; 2 Side St",internal,"a; b",2024-05-01,x,North
        2,Ivan Example,,,ru,1971-03,,,,,,,
        ,Example Star,,Vessel,,,,,,,,,

        """;

    private static IListSource List => ListSources.Find("own:my-list")!;

    [Fact]
    public async Task Known_columns_become_properties_and_others_notes()
    {
        var (entities, reading) = await ListReads.ReadAsync(List, Table);
        ListReads.AllAccountedFor(3, reading);
        Assert.Equal("own-my-list", List.Description.Id);
        var company = entities[0];
        Assert.Equal(("own-my-list-1", "Company"), (company.Id, company.Schema));
        Assert.Equal("Example Trading LLC / ООО Пример|Example / ru / 7707083893 / 1 Main St|2 Side St / internal", company.Show("name", "alias", "country", "innCode", "address", "program"));
        Assert.Equal(["a; b", "Adress: x", "Region: North"], company.Notes);
        Assert.Equal("own-my-list-1 / 2024-05-01 / own list my-list", entities[1].Show("entity", "listingDate", "authority"));
        Assert.Equal("Person 1971-03 own-my-list-2", $"{entities[2].Schema} {entities[2].Show("birthDate")} {entities[2].Id}");
        Assert.Equal("own-my-list-example-star", entities[4].Id);
        Assert.Contains(reading.Notes, n => n.Contains("'Adress' is none that Weir knows (did you mean 'address'?); its", StringComparison.Ordinal));
        Assert.Contains(reading.Notes, n => n.Contains("'Region' is none that Weir knows; its", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Other_separators_are_read(char separator)
    {
        var (entities, _) = await ListReads.ReadAsync(List, $"name{separator}country\nExample{separator}by\n");
        Assert.Equal("Example / by", entities[0].Show("name", "country"));
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_quarantine_with_what_to_write()
    {
        var (_, reading) = await ListReads.ReadAsync(List, "id,name,type,country,born\n1,A,,,\n2,B,,,1971-13-01\n3,C,,Rusia,\n4,,,,\n5,D,Ghost,,\n1,E,,,\n6,F\n7,G,,,\n8,H,,,\n9,I,,,\n10,J,,,\n11,K,,,\n12,L,,,\n");
        Assert.Equal(["born: '1971-13-01' is no date; write 1971-03-20, 1971-03 or 1971", "country: 'Rusia' is no country; write its two-letter code (ISO 3166-1) or its English name", "'name' is empty; every row needs it",
            "'Ghost' is no kind of entity; allowed are Person, Company, Organization, LegalEntity, Vessel, Airplane", "id: '1' stands twice; the first row with it counts", "the row has 2 cells where there are 5 columns"], reading.Quarantined.Select(q => q.Reason));
        Assert.Equal([3, 4, 5, 6, 7, 8], reading.Quarantined.Select(q => (int)q.Row));
        ListReads.AllAccountedFor(13, reading);
    }

    [Fact]
    public async Task A_file_of_nothing_but_bad_rows_is_given_up_before_it_fills_the_memory() =>
        Assert.Contains("more than 100,000 records can't be read, the first at line 2", await ListReads.RefusedAsync(List, "name,country\n" + string.Concat(Enumerable.Repeat("x\n", 100_001))), StringComparison.Ordinal);

    [Fact]
    public async Task What_is_no_such_table_is_refused()
    {
        Assert.Contains("the column 'name' is missing (found: nam, x; is 'nam' meant for it?)", await ListReads.RefusedAsync(List, "nam,x\n1,2\n"), StringComparison.Ordinal);
        Assert.Contains("stands twice", await ListReads.RefusedAsync(List, "name,Name\n1,2\n"), StringComparison.Ordinal);
        Assert.Contains("is empty", await ListReads.RefusedAsync(List, ""), StringComparison.Ordinal);
        Assert.Contains("web page", await ListReads.RefusedAsync(List, "<html></html>"), StringComparison.Ordinal);
        Assert.Contains("has 0 records", await ListReads.RefusedAsync(List, "name\n"), StringComparison.Ordinal);
        Assert.Contains("needs a name", await ListReads.RefusedAsync(ListSources.Find("own")!, Table), StringComparison.Ordinal);
        Assert.DoesNotContain(ListSources.All, l => l.Recognises(ListReads.Head(Table)));
        ListReads.Damaged(List, Table);
    }
}
