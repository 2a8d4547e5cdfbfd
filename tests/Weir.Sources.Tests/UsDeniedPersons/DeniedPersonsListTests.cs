using Weir.Sources.UsDeniedPersons;

namespace Weir.Sources.Tests.UsDeniedPersons;

public sealed class DeniedPersonsListTests
{
    private static readonly DeniedPersonsList Small = new(leastRecords: 1);

    internal const string Text = """
        "Name"	"Street_Address"	"City"	"State"	"Country"	"Postal_Code"	"Effective_Date"	"Expiration_Date"	"Standard_Order"	"Last_Update"	"Action"	"FR_Citation"
        " IVAN  EXAMPLE"	"1 MAIN ST"	"EL PASO"	"TX"	""	"79905"	"08/24/2022"	"01/14/2026"	"Y"	"2022-08-29"	"F.R. NOTICE ADDED"	"87 F.R. 1"
        "IVAN EXAMPLE"	"2 SIDE ST"	"MOSCOW"	""	"RU"	""	"08/24/2022"	"01/14/2026"	"Y"	"2022-08-29"	"F.R. NOTICE ADDED"	"87 F.R. 1"
        "IVAN EXAMPLE"	"2 SIDE ST"	"MOSCOW"	""	"RU"	""	"08/24/2023"	""	"N"	"2022-08-29"	""	"88 F.R. 1"
        """;

    [Fact]
    public async Task Rows_of_one_order_are_one_entity()
    {
        Assert.True(Small.Recognises(await ListFiles.HeadAsync(Reading.Utf8(Text), "dpl.txt")));
        var (entities, reading) = await ListFiles.ReadAsync(Small, Text, "dpl.txt");
        Assert.Empty(reading.Quarantined);
        Assert.Equal(4, entities.Count);
        Assert.Equal("IVAN EXAMPLE", entities[0].Caption);
        Assert.Equal(["1 MAIN ST, EL PASO, TX, 79905", "2 SIDE ST, MOSCOW, RU"], entities[0].Addresses);
        Assert.Equal(["us", "ru"], entities[0].Countries);
        Assert.Equal(["2026-01-14"], entities[1].Values("endDate"));
        Assert.Equal([entities[0].Id], entities[1].Values("entity"));
        Assert.NotEqual(entities[0].Id, entities[2].Id);
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused()
    {
        Assert.Contains("does not begin with the columns", await ListFiles.RefusalAsync(Small, "a\tb\n1\t2\n", "dpl.txt"), StringComparison.Ordinal);
        Assert.Contains("has 3 records", await ListFiles.RefusalAsync(new DeniedPersonsList(), Text, "dpl.txt"), StringComparison.Ordinal);
        Assert.Contains("can't be read", await ListFiles.RefusalAsync(Small, Text.Replace("08/24/2022", "2022", StringComparison.Ordinal), "dpl.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_published_list_is_read()
    {
        if (ListFiles.Sample("us-ofac-sdn-2021/dpl.txt") is not { } list)
            return;
        var (entities, reading) = await ListFiles.ReadAsync(new DeniedPersonsList(), list, "dpl.txt");
        Assert.Empty(reading.Quarantined);
        Assert.Equal(reading.Counts["LegalEntity"], reading.Counts["Sanction"]);
        Assert.InRange(entities.Sum(e => e.Addresses.Count), 500, 600);
        Assert.Equal("I. ASH", entities[0].Caption);
    }
}
