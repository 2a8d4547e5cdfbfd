namespace Weir.Sources.Tests.Lists;

/// <summary>What every list in XML refuses.</summary>
public class XmlListsTests
{
    public static TheoryData<string, string> Lists => new()
    {
        { "eu-fsf", "<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\"><sanctionEntity>" },
        { "gb-sanctions", "<Designations><Designation>" },
        { "ch-seco", "<swiss-sanctions-list><target>" },
        { "ca-sema", "<data-set><record><Country>Russia</Country><Item>" },
        { "un-sc", "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>" },
        { "us-ofac-sdn", "<Sanctions xmlns=\"https://example.invalid/ADVANCED_XML\"><DistinctParties><DistinctParty>" },
        { "us-ofac-cons", "<sanctionsData xmlns=\"https://example.invalid/ENHANCED_XML\"><publicationInfo><sanctionsList>Consolidated List</sanctionsList></publicationInfo><entities><entity>" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_dtd_an_entity_a_web_page_nesting_without_end_and_an_empty_file_are_refused_in_a_sentence(string id, string start)
    {
        var list = ListSources.Find(id)!;
        var root = start[..(start.IndexOf('>', StringComparison.Ordinal) + 1)];
        Assert.Contains("document type declaration", await ListReads.RefusedAsync(list, "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + root), StringComparison.Ordinal);
        Assert.Contains("document type declaration", await ListReads.RefusedAsync(list, "<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + root), StringComparison.Ordinal);
        Assert.Contains("not well-formed", await ListReads.RefusedAsync(list, start + "&nothing;"), StringComparison.Ordinal);
        Assert.Contains("begins with <html>", await ListReads.RefusedAsync(list, "<html><body>Service unavailable</body></html>"), StringComparison.Ordinal);
        Assert.Contains("is empty", await ListReads.RefusedAsync(list, ""), StringComparison.Ordinal);
        Assert.Contains("nested deeper", await ListReads.RefusedAsync(list, start + string.Concat(Enumerable.Repeat("<a>", 1_000_000))), StringComparison.Ordinal);
        Assert.Contains("larger than", await ListReads.RefusedAsync(list, start + "<a b=\"" + new string('x', 8_000_001) + "\"/>"), StringComparison.Ordinal);
        Assert.False(list.Recognises(ListReads.Head("<html><body>")));
        Assert.True(list.Recognises(ListReads.Head(start)));
    }
}
