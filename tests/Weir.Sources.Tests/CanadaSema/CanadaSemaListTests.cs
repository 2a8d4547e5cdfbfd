using Weir.Sources.CanadaSema;
using Weir.Sources.Tests.Lists;

namespace Weir.Sources.Tests.CanadaSema;

public class CanadaSemaListTests
{
    private static readonly CanadaSemaList Small = new(leastRecords: 1);

    internal const string Records = """
        <record><Country>Belarus / Bélarus</Country><LastName>Example </LastName><GivenName>Ivan Petrovich</GivenName><Title>General/général</Title><DateOfBirth>1965-04-29</DateOfBirth><Schedule>1, Part 1</Schedule><Item>3</Item><DateOfListing>2020-09-28</DateOfListing></record>
        <record><Country>Burma / Birmanie</Country><Entity>Example Air</Entity><Aliases>Example Air Holdings Pte. Ltd., Example Air, Limited; Second</Aliases><Schedule>N/A</Schedule><Item>1</Item></record>
        <record><Country>Russia / Russie</Country><EntityOrShip>Example Star</EntityOrShip><ShipIMONumber>9074729</ShipIMONumber><Aliases>A Co., Ltd., B Company</Aliases><DateOfBirthOrShipBuildDate>2010</DateOfBirthOrShipBuildDate><Schedule>2</Schedule><Item>4</Item></record>
        <record><Country>Atlantis</Country><LastName>Sample</LastName><DateOfBirth>31-02-1970</DateOfBirth><Item>5</Item></record>
        """;

    internal static string List(string records) => "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<data-set xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + records + "</data-set>";

    [Fact]
    public async Task Records_are_read_with_all_that_the_list_says()
    {
        var (entities, reading) = await ListReads.ReadAsync(Small, List(Records));
        ListReads.AllAccountedFor(4, reading);
        Assert.Equal("ca-sema-1-part-1-3-by-ivan-petrovich-example", entities[0].Id);
        Assert.Equal("Ivan Petrovich Example / Example / by / 1965-04-29 / General/général", entities[0].Show("name", "lastName", "country", "birthDate", "title"));
        Assert.Equal("Belarus / Bélarus / 2020-09-28 / Schedule 1, Part 1", entities[1].Show("program", "listingDate", "recordId"));
        Assert.Equal("Example Air / Example Air Holdings Pte. Ltd., Example Air, Limited|Second / mm", entities[2].Show("name", "alias", "country"));
        Assert.Equal("Vessel 9074729 / 2010 / A Co., Ltd.|B Company", $"{entities[4].Schema} {entities[4].Show("imoNumber", "buildDate", "alias")}");
        Assert.Equal(["Country: Atlantis", "Date of birth: 31-02-1970"], entities[6].Notes);
        Assert.Equal(2, reading.Notes.Count);
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_quarantine_or_is_refused()
    {
        var many = string.Concat(Enumerable.Range(1, 200).Select(i => $"<record><Country>Syria / Syrie</Country><Entity>Example</Entity><Item>{i % 100}</Item></record>"));
        var (entities, reading) = await ListReads.ReadAsync(Small, List(many + "<record><Country>Syria / Syrie</Country><Item>1</Item></record>"));
        Assert.Equal("Entity", Assert.Single(reading.Quarantined).Column);
        ListReads.AllAccountedFor(201, reading);
        Assert.Equal(entities.Count, entities.Select(e => e.Id).Distinct().Count());
        Assert.Contains("has 4 records", await ListReads.RefusedAsync(new CanadaSemaList(), List(Records)), StringComparison.Ordinal);
        Assert.False(Small.Recognises(ListReads.Head("<data-set><record><a/></record></data-set>")));
        ListReads.IsRecognised(List(Records), "ca-sema");
        ListReads.Damaged(Small, List(Records));
    }

    [Fact]
    public async Task The_real_sample_is_read_where_present()
    {
        if (await ListReads.SampleAsync(Small, "screening", "formats", "ca-sema", "ca-sanctions-sample.xml") is not var (entities, reading))
            return;
        ListReads.AllAccountedFor(7, reading);
        Assert.Equal((6, 1), (reading.Counts["Person"], reading.Counts["LegalEntity"]));
        Assert.Equal("Air Bagan / Air Bagan Holdings Pte. Ltd.|Air Bagan Limited / mm", Assert.Single(entities, e => e.Schema == "LegalEntity").Show("name", "alias", "country"));
    }
}
