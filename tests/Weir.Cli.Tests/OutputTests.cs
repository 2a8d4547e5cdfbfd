using System.Text.Json;

namespace Weir.Cli.Tests;

/// <summary>Data to standard output, the rest to standard error; JSON that parses, CSV as RFC 4180 has it.</summary>
public sealed class OutputTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    private const string Series = "series --goods 848210 --from CHN --to RUS --desk {desk}";

    [Theory]
    [InlineData("check {desk} --json", "asOf", "claims", "findings")]
    [InlineData("changes {desk} --json", "asOf", "changes", "notKnown")]
    [InlineData("up {desk} --no-serve --json", "desk", "ingested", "changes", "check", "briefs")]
    [InlineData("fetch {desk} --plan --json", "needed", "fetched", "notPublished", "byHand", "failures")]
    [InlineData(Series + " --json", "asOf", "series")]
    [InlineData("revisions --since 2020-01-01 --desk {desk} --json", "since", "asOf", "added", "removed", "changed", "revisions")]
    [InlineData("coverage --desk {desk} --json", "asOf", "periods")]
    [InlineData("sources --json", "sources")]
    [InlineData("explain --json", "signals")]
    [InlineData("doctor {desk} --json", "findings")]
    [InlineData("compact {desk} --keep 400d --json", "dryRun", "removed", "stillRead", "catalogueBefore", "catalogueAfter")]
    [InlineData("brief verify {desk} --json", "briefs")]
    [InlineData("brief build {desk} --json", "briefs")]
    [InlineData("ingest {desk}/data/reported.csv --desk {desk} --json", "files", "lists")]
    [InlineData("sql FROM/**/flows --desk {desk} --json", "asOf", "columns", "rows", "more")]
    public async Task Json_is_one_document_with_the_documented_names(string line, params string[] names)
    {
        var ran = (await RunAsync(line)).Expect(0);
        using var document = JsonDocument.Parse(ran.Out);
        Assert.Equal(names.Order(StringComparer.Ordinal), document.RootElement.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        AssertCamelCase(document.RootElement);
    }

    [Theory]
    [InlineData("check {desk} --csv", "claim,publication,says,printed,verdict,claimedLow,claimedHigh,computed,unit,difference,reason,missing,findings,rows,file,line")]
    [InlineData("changes {desk} --csv", "watch,period,kind,source,publication,reporter,partner,flow,goods,value,base,ratio,unit,status,text,rows")]
    [InlineData("fetch {desk} --plan --csv", "source,reporter,partner,flow,commodity,periods,claims")]
    [InlineData(Series + " --csv", "source,publication,status,reporter,partner,flow,goods,period,value,unit,state,estimated,rows")]
    [InlineData("revisions --since 2020-01-01 --desk {desk} --csv", "kind,source,publication,reporter,partner,flow,classification,commodity,period,partner2,procedure,transport,measure,was,now,change,ratio,unit,rowWas,rowNow")]
    [InlineData("coverage --desk {desk} --csv", "source,reporter,flow,period,state,cells,expected")]
    [InlineData("sources --csv", "id,publisher,title,licence,schedule,units,home,licenceUrl,howToGet")]
    [InlineData("explain --csv", "id,title,definition,source")]
    [InlineData("doctor {desk} --csv", "state,about,says")]
    [InlineData("compact {desk} --dry-run --csv", "kind,file,bytes,why")]
    [InlineData("brief verify {desk} --csv", "brief,builtAt,reproduced,figure,was,now,because")]
    [InlineData("sql SELECT[1,2]AS/**/a,'\"x,'AS/**/b --desk {desk} --csv", "a,b")]
    [InlineData("ingest {desk}/data/reported.csv --desk {desk} --csv", "path,source,state,accepted,added,changed,removed,unchanged,quarantined,sha256,error")]
    public async Task Csv_has_its_header_and_as_many_fields_in_every_record(string line, string header)
    {
        var ran = (await RunAsync(line)).Expect(0);
        var records = Records(ran.Out);
        Assert.Equal(header, string.Join(',', records[0]));
        Assert.All(records, r => Assert.Equal(records[0].Count, r.Count));
        Assert.EndsWith("\r\n", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_says_nothing_that_was_not_asked_for()
    {
        var ran = (await RunAsync("check {desk} --quiet")).Expect(0);
        Assert.NotEmpty(ran.Out);
        Assert.Empty(ran.Error);
    }

    [Fact]
    public async Task Piped_output_carries_no_escape_codes()
    {
        var ran = (await RunAsync("up {desk} --no-serve")).Expect(0);
        Assert.DoesNotContain('\u001b', ran.Out);
        Assert.DoesNotContain('\u001b', ran.Error);
    }

    [Fact]
    public async Task A_reported_figure_supports_no_claim()
    {
        var ran = (await RunAsync("check {desk} --json")).Expect(0);
        using var document = JsonDocument.Parse(ran.Out);
        var claim = Assert.Single(document.RootElement.GetProperty("claims").EnumerateArray());
        Assert.Equal("notCheckable", claim.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_row_of_a_series_traces_to_the_line_of_the_file()
    {
        var series = (await RunAsync(Series + " --json")).Expect(0);
        using var document = JsonDocument.Parse(series.Out);
        var row = document.RootElement.GetProperty("series")[0].GetProperty("points")[0].GetProperty("rows")[0].GetString()!;
        var trace = (await Program.RunAsync("trace", row, "--desk", fixture.Desk)).Expect(0);
        var line = await File.ReadAllLinesAsync(Path.Combine(fixture.Desk, "data", "reported.csv"));
        Assert.Contains(line[1], trace.Out, StringComparison.Ordinal);
        Assert.Contains("sha256", trace.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_known_is_said_and_exits_with_4() =>
        (await RunAsync("series --goods 848210 --from CHN --to KGZ --desk {desk}")).Expect(4).ExpectSentence("not the same as no trade");

    [Fact]
    public async Task Before_the_desk_was_filled_nothing_was_known() =>
        (await RunAsync(Series + " --as-of 2020-01-01")).Expect(4);

    [Fact]
    public async Task Without_a_list_nothing_was_searched_and_that_is_said() =>
        (await RunAsync("screen Nobody --desk {desk}")).Expect(4).ExpectSentence("nothing was searched");

    [Fact]
    public async Task Nothing_has_the_id_that_nothing_has() =>
        (await RunAsync("trace 000000000000:1 --desk {desk}")).Expect(1).ExpectSentence("nothing in this lake has the id");

    private async Task<Ran> RunAsync(string line) =>
        await Program.RunAsync([.. line.Split(' ').Select(a => a.Replace("{desk}", fixture.Desk, StringComparison.Ordinal))]);

    private static void AssertCamelCase(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                AssertCamelCase(item);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in element.EnumerateObject())
        {
            Assert.True(char.IsLower(property.Name[0]) || !char.IsLetter(property.Name[0]), property.Name);
            AssertCamelCase(property.Value);
        }
    }

    /// <summary>Reads RFC 4180 strictly.</summary>
    private static List<List<string>> Records(string csv)
    {
        var records = new List<List<string>>();
        var record = new List<string>();
        var at = 0;
        while (at < csv.Length)
        {
            string field;
            if (csv[at] == '"')
            {
                var end = at + 1;
                while (csv[end] != '"' || (end + 1 < csv.Length && csv[end + 1] == '"'))
                    end += csv[end] == '"' ? 2 : 1;
                field = csv[(at + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal);
                at = end + 1;
            }
            else
            {
                var end = csv.IndexOfAny([',', '\r'], at);
                field = csv[at..end];
                Assert.DoesNotContain('"', field);
                at = end;
            }
            record.Add(field);
            if (csv[at] == ',')
            {
                at++;
                continue;
            }
            Assert.Equal("\r\n", csv.Substring(at, 2));
            at += 2;
            records.Add(record);
            record = [];
        }
        return records;
    }
}
