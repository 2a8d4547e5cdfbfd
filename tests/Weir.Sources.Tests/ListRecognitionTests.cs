namespace Weir.Sources.Tests;

/// <summary>Every list is told from every other by how its file begins.</summary>
public sealed class ListRecognitionTests
{
    [Theory]
    [InlineData("us-ofac-sdn-2021/sdn.csv", "us-ofac-sdn")]
    [InlineData("us-ofac-sdn-2021/add.csv", "us-ofac-sdn")]
    [InlineData("us-ofac-sdn-2021/alt.csv", "us-ofac-sdn")]
    [InlineData("us-ofac-sdn-2021/sdn_comments.csv", "us-ofac-sdn")]
    [InlineData("us-ofac-sdn-2021/dpl.txt", "us-dpl")]
    [InlineData("us-ofac-nonsdn/cons_prim.csv", "us-ofac-cons")]
    [InlineData("us-ofac-nonsdn/cons_comments.csv", "us-ofac-cons")]
    [InlineData("us-ofac-nonsdn/CONS_ENHANCED.ZIP", "us-ofac-cons")]
    [InlineData("us-ofac-advanced/ofac_sdn_advanced-sample.xml", "us-ofac-sdn")]
    [InlineData("us-csl/csl-2023-11.csv.gz", "us-csl")]
    [InlineData("us-csl/consolidated-2026-sample.csv", "us-csl")]
    [InlineData("ftm-json/zala-entities.ftm.json", "ftm-zala")]
    [InlineData("ftm-json/t1-entities.ftm.json", "ftm-eu_fsf")]
    [InlineData("ftm-json/us_tel-synthetic.json", "ftm-us_tel-synthetic")]
    [InlineData("un-consolidated/UN_consolidated-2026-02-27.xml", "un-sc")]
    public async Task A_published_file_is_recognised(string sample, string list)
    {
        if (ListFiles.Sample(sample) is { } bytes)
            Assert.Equal(list, ListSources.Recognise(await ListFiles.HeadAsync(bytes, Path.GetFileName(sample)))?.Description.Id);
    }

    [Fact]
    public void Every_list_has_an_id_of_its_own_that_finds_it()
    {
        Assert.Equal(ListSources.All.Count, ListSources.All.Select(l => l.Description.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(ListSources.All, l => Assert.Same(l, ListSources.Find(l.Description.Id)));
        Assert.All(ListSources.All.OfType<IListFamily>(), f => Assert.Equal($"{f.Description.Id}-example", ListSources.Find($"{f.Description.Id}:example")!.Description.Id));
    }
}
