using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Weir.Screening;
using Weir.Sources.UnSecurityCouncil;

namespace Weir.Sources.Tests.UnSecurityCouncil;

public class UnSecurityCouncilListTests
{
    private static readonly UnSecurityCouncilList Small = new(leastRecords: 1);

    internal const string Person = """
        <INDIVIDUAL>
          <DATAID>100001</DATAID><VERSIONNUM>1</VERSIONNUM>
          <FIRST_NAME>IVAN</FIRST_NAME><SECOND_NAME>PETROVICH</SECOND_NAME><THIRD_NAME>na</THIRD_NAME><FOURTH_NAME>EXAMPLE</FOURTH_NAME>
          <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.999 </REFERENCE_NUMBER><LISTED_ON>2015-04-07-04:00</LISTED_ON><GENDER>Male</GENDER>
          <NAME_ORIGINAL_SCRIPT>Иван   Петрович
             Пример</NAME_ORIGINAL_SCRIPT>
          <COMMENTS1>A made-up person.</COMMENTS1>
          <TITLE><VALUE>Dr.</VALUE></TITLE>
          <DESIGNATION><VALUE>Director</VALUE><VALUE>Agent</VALUE></DESIGNATION>
          <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE><VALUE>former Soviet Union</VALUE></NATIONALITY>
          <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
          <LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE><VALUE>2017-01-02</VALUE></LAST_DAY_UPDATED>
          <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Vanya Sample; Wanja Sample</ALIAS_NAME><DATE_OF_BIRTH>1970-01-01</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Engineer</ALIAS_NAME></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>John Sample (original script: Джон Сэмпл)</ALIAS_NAME></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ADDRESS><STREET>1 Main St</STREET><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY><NOTE>as of 2016</NOTE></INDIVIDUAL_ADDRESS>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-03-20-05:00</DATE></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1972</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1974</FROM_YEAR><TO_YEAR>1976</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Minsk</CITY><COUNTRY>Belarus</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
          <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Numéro de passeport </TYPE_OF_DOCUMENT><NUMBER> 123 </NUMBER><ISSUING_COUNTRY>Belarus</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
          <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NUMBER>456</NUMBER></INDIVIDUAL_DOCUMENT>
          <INDIVIDUAL_DOCUMENT/>
          <SORT_KEY/><SORT_KEY_LAST_MOD/>
        </INDIVIDUAL>
        """;

    internal const string Company = """
        <ENTITY>
          <DATAID>200001</DATAID><VERSIONNUM>1</VERSIONNUM>
          <FIRST_NAME>EXAMPLE TRADING CORPORATION (ETC-A)</FIRST_NAME>
          <UN_LIST_TYPE>Iran</UN_LIST_TYPE><REFERENCE_NUMBER>IRe.999</REFERENCE_NUMBER><LISTED_ON>2010-06-09</LISTED_ON><COMMENTS1/>
          <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
          <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>"Example Trade"</ALIAS_NAME></ENTITY_ALIAS>
          <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Older Example</ALIAS_NAME></ENTITY_ALIAS>
          <ENTITY_ADDRESS><CITY>Tehran</CITY><COUNTRY>Iran (Islamic Republic of)</COUNTRY></ENTITY_ADDRESS>
          <SORT_KEY/><SORT_KEY_LAST_MOD/>
        </ENTITY>
        """;

    [Fact]
    public async Task A_person_is_read_with_all_that_the_list_says()
    {
        var (entities, reading) = await Read(List(Person, ""));
        var person = entities[0];
        Assert.Equal(("unsc-100001", "Person"), (person.Id, person.Schema));
        Assert.Equal(["IVAN PETROVICH EXAMPLE", "Иван Петрович Пример"], person.Names);
        Assert.Equal(["IVAN"], person.Values("firstName"));
        Assert.Equal(["PETROVICH"], person.Values("secondName"));
        Assert.Equal(["EXAMPLE"], person.Values("middleName"));
        Assert.Equal(["Vanya Sample", "Wanja Sample", "John Sample (original script: Джон Сэмпл)", "John Sample", "Джон Сэмпл"], person.Aliases);
        Assert.Equal(["The Engineer"], person.WeakAliases);
        Assert.Equal(["1971-03-20", "1972", "1974", "1976", "1973-11"], person.BirthDates);
        Assert.Equal(["kp"], person.Values("nationality"));
        Assert.Equal(["by"], person.Values("birthCountry"));
        Assert.Equal(["kp"], person.Values("country"));
        Assert.Equal(["1 Main St, Pyongyang, Democratic People's Republic of Korea"], person.Addresses);
        Assert.Equal([new("idNumber", "456"), new Identifier("passportNumber", "123")], person.Identifiers);
        Assert.Equal(["Director", "Agent"], person.Values("position"));
        Assert.Equal(["2015-04-07"], person.Values("createdAt"));
        Assert.Equal(["2016-10-13", "2017-01-02"], person.Values("modifiedAt"));
        Assert.Contains("Nationality: former Soviet Union", person.Notes);
        Assert.Contains("Date of birth: between 1974 and 1976", person.Notes);
        Assert.Contains("Date of birth: about 1972", person.Notes);
        Assert.Contains(reading.Notes, n => n.Contains("former Soviet Union", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_act_that_listed_it_follows()
    {
        var act = (await Read(List(Person, ""))).Entities[1];
        Assert.Equal("Sanction", act.Schema);
        Assert.Equal(
            ("unsc-100001", "KPi.999", "DPRK", "2015-04-07"),
            (act.Values("entity")[0], act.Values("unscId")[0], act.Values("program")[0], act.Values("listingDate")[0]));
    }

    [Fact]
    public async Task An_entity_keeps_its_acronym_as_a_weak_alias()
    {
        var company = (await Read(List("", Company))).Entities[0];
        Assert.Equal("Organization", company.Schema);
        Assert.Equal(["EXAMPLE TRADING CORPORATION (ETC-A)"], company.Names);
        Assert.Equal(["EXAMPLE TRADING CORPORATION", "Example Trade"], company.Aliases);
        Assert.Equal(["ETC-A"], company.WeakAliases);
        Assert.Equal(["Older Example"], company.PreviousNames);
        Assert.Equal(["ir"], company.Countries);
    }

    [Fact]
    public async Task What_was_read_is_counted_and_the_lists_own_date_kept()
    {
        var (_, reading) = await Read(List(Person, Company));
        Assert.Equal((1, 1, 2), (reading.Counts["Person"], reading.Counts["Organization"], reading.Counts["Sanction"]));
        Assert.Equal(new DateTimeOffset(2026, 2, 27, 0, 0, 9, 554, TimeSpan.Zero), reading.Published);
    }

    [Fact]
    public async Task Every_name_finds_its_entity_through_json_lines_and_index()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (entities, _) = await Read(List(Person, Company));
        using var file = new MemoryStream();
        await FtmJsonLines.WriteAsync(entities.ToAsyncEnumerable(), file, cancellation);
        file.Position = 0;
        await AllNamesAreFound(await FtmJsonLines.ReadAsync(file, cancellation: cancellation).ToListAsync(cancellation));
    }

    [Fact]
    public async Task A_record_without_a_name_or_number_goes_to_quarantine_with_its_line()
    {
        var hundred = string.Concat(Enumerable.Range(1, 200).Select(i => Numbered(i)));
        var (entities, reading) = await Read(List(hundred + "\n<INDIVIDUAL><DATAID>7</DATAID><FIRST_NAME> - </FIRST_NAME></INDIVIDUAL>\n<INDIVIDUAL><FIRST_NAME>A</FIRST_NAME></INDIVIDUAL>", Company));
        Assert.Equal(402, entities.Count);
        Assert.Equal([("FIRST_NAME", 4), ("DATAID", 5)], reading.Quarantined.Select(q => (q.Column!, (int)q.Row)));
        Assert.Contains("<DATAID>7</DATAID>", reading.Quarantined[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_bad_records_refuse_the_file()
    {
        var e = await Refused(List(Person + "<INDIVIDUAL><DATAID>7</DATAID></INDIVIDUAL>", Company));
        Assert.Contains("1 of 3 records", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_records_refuse_the_file()
    {
        var e = await Assert.ThrowsAsync<SourceFormatException>(() => Read(List(Person, Company), new UnSecurityCouncilList()));
        Assert.Contains("has 2 records", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("   ", "is empty")]
    [InlineData("not xml at all", "not well-formed")]
    [InlineData("<!DOCTYPE html><html><body>Service unavailable</body></html>", "document type declaration")]
    [InlineData("<html><body>Service unavailable</body></html>", "begins with <html>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>", "document type declaration")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE x SYSTEM \"file:///etc/passwd\"><CONSOLIDATED_LIST/>", "document type declaration")]
    [InlineData("<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>&undefined;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>", "not well-formed")]
    [InlineData("<CONSOLIDATED_LIST/>", "has 0 records")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such-encoding\"?><CONSOLIDATED_LIST/>", "not well-formed")]
    public async Task What_is_not_the_list_is_refused_in_one_sentence(string content, string reason)
    {
        var e = await Refused(content);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.Contains("un.xml", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_download_is_refused_wherever_it_is_cut()
    {
        var whole = List(Person, Company);
        for (var length = whole.Length - 2; length > 0; length -= 97)
            await Refused(whole[..length]);
    }

    [Fact]
    public void Damaged_bytes_are_read_or_refused_and_never_crash()
    {
        var whole = Encoding.UTF8.GetBytes(List(Person, Company));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 6].Sample(damage =>
        {
            var bytes = whole.ToArray();
            foreach (var (at, value) in damage)
                bytes[at] = value;
            using var content = new MemoryStream(bytes);
            try
            {
                var read = Small.ReadAsync(content, new("un.xml"), default).ToListAsync().AsTask().GetAwaiter().GetResult();
                Assert.All(read.Where(e => e.Schema != "Sanction"), e => Assert.NotEmpty(e.Names));
            }
            catch (SourceFormatException refused)
            {
                Assert.StartsWith("un.xml", refused.Message, StringComparison.Ordinal);
            }
        }, iter: 300);
    }

    [Fact]
    public async Task A_record_of_bottomless_nesting_or_endless_text_is_refused()
    {
        Assert.Contains("nested deeper", (await Refused(List("<INDIVIDUAL>" + string.Concat(Enumerable.Repeat("<A>", 100_000)), ""))).Message, StringComparison.Ordinal);
        Assert.Contains("larger than", (await Refused(List("<INDIVIDUAL><COMMENTS1>" + new string('x', 1_000_001) + "</COMMENTS1></INDIVIDUAL>", ""))).Message, StringComparison.Ordinal);
        Assert.Contains("larger than", (await Refused(List("<INDIVIDUAL>" + string.Concat(Enumerable.Repeat("<A/>", 20_001)) + "</INDIVIDUAL>", ""))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nesting_without_end_is_refused_wherever_it_stands()
    {
        var deep = string.Concat(Enumerable.Repeat("<INDIVIDUALS>", 1_000_000));
        foreach (var (start, tag) in new[] { ("<CONSOLIDATED_LIST>", "<INDIVIDUALS>"), ("<CONSOLIDATED_LIST>", "<X>"), ("<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>", "<X>"), ("", "<INDIVIDUALS>") })
            Assert.True((await Refused(start + deep.Replace("<INDIVIDUALS>", tag, StringComparison.Ordinal))).Message.Length < 400);
    }

    [Fact]
    public async Task An_unknown_part_is_left_out_and_said()
    {
        var (entities, reading) = await Read(List(Person, Company).Replace("<ENTITIES>", "<VESSELS><VESSEL><A/></VESSEL></VESSELS><ENTITIES>", StringComparison.Ordinal));
        Assert.Equal(4, entities.Count);
        Assert.Contains(reading.Notes, n => n.Contains("<VESSELS>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_encodings_that_xml_declares_are_read()
    {
        var utf16 = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(List(Person, Company).Replace("UTF-8", "UTF-16", StringComparison.Ordinal))).ToArray();
        using var content = new MemoryStream(utf16);
        var entities = await Small.ReadAsync(content, new("un.xml"), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Иван Петрович Пример", entities[0].Names[1]);
    }

    [Fact]
    public async Task Reading_stops_when_told()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(List(Person, Company)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Small.ReadAsync(content, new("un.xml"), cancelled.Token).ToListAsync());
    }

    [Fact]
    public void It_is_recognised_by_how_it_begins()
    {
        Assert.Same(ListSources.Find("un-sc")!, ListSources.Recognise(Head(List(Person, Company)[..300])));
        Assert.Null(ListSources.Recognise(Head("<html>")));
        Assert.Null(ListSources.Recognise(Head("")));
        Assert.Null(ListSources.Recognise(Head("a,b,c\n1,2,3")));
        Assert.Same(ListSources.Find("un-sc"), ListSources.Find("UN-SC"));
        Assert.Null(ListSources.Find("none"));

        static FileHead Head(string text) => new("x", Encoding.UTF8.GetBytes(text));
    }

    [Theory]
    [InlineData("UN_consolidated-2026-02-27.xml", 730, 273)]
    [InlineData("UN_consolidated-2018-10-29.xml.gz", 703, 390)]
    public async Task The_real_files_are_read_whole_where_present(string name, int individuals, int entities)
    {
        if (SampleFolder() is not { } folder)
            return;
        var cancellation = TestContext.Current.CancellationToken;
        await using var file = File.OpenRead(Path.Combine(folder, "screening", "formats", "un-consolidated", name));
        await using Stream content = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        var reading = new ListReading(name);
        var read = await ListSources.Find("un-sc")!.ReadAsync(content, reading, cancellation).ToListAsync(cancellation);
        Assert.Equal((individuals, entities, individuals + entities), (reading.Counts["Person"], reading.Counts["Organization"], reading.Counts["Sanction"]));
        Assert.Empty(reading.Quarantined);
        Assert.NotNull(reading.Published);
        // Countries that no longer exist, remarks in place of a country.
        Assert.InRange(reading.Notes.Count, 0, 30);
        await AllNamesAreFound(read);
    }

    private static async Task AllNamesAreFound(IReadOnlyList<Entity> entities)
    {
        var screener = await ExhaustiveScreener.OfAsync(new("un-sc", "1", ""), entities.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        foreach (var entity in entities.Where(e => e.Schema != "Sanction"))
        {
            Assert.Equal("Sanction", Assert.Single(screener.About("un-sc", entity.Id)).Schema);
            foreach (var name in entity.AllNames())
                Assert.True(screener.Judge(new EntityBuilder("query", entity.Schema).Add("name", name.Text).Build(), "un-sc", entity.Id, new())!.Score is > 0.5 and < 1, name.Text);
        }
    }

    internal static string List(string individuals, string entities) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CONSOLIDATED_LIST dateGenerated=\"2026-02-27T00:00:09.554Z\">"
        + $"\n<INDIVIDUALS>{individuals}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES></CONSOLIDATED_LIST>";

    private static string Numbered(int i) => string.Create(
        CultureInfo.InvariantCulture, $"<INDIVIDUAL><DATAID>{i}</DATAID><FIRST_NAME>Person {i}</FIRST_NAME><LISTED_ON>2020-01-01</LISTED_ON></INDIVIDUAL>");

    private static async Task<(IReadOnlyList<Entity> Entities, ListReading Reading)> Read(string text, UnSecurityCouncilList? list = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var reading = new ListReading("un.xml");
        return (await (list ?? Small).ReadAsync(content, reading, cancellation).ToListAsync(cancellation), reading);
    }

    private static Task<SourceFormatException> Refused(string text) => Assert.ThrowsAsync<SourceFormatException>(() => Read(text));

    private static string? SampleFolder()
    {
        var named = Environment.GetEnvironmentVariable("WEIR_SAMPLES");
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Weir.slnx")))
            root = root.Parent;
        var beside = root?.Parent is null ? null : Path.Combine(root.Parent.FullName, "shared", "data");
        return new[] { named, beside }.FirstOrDefault(f => f is not null && Directory.Exists(Path.Combine(f, "screening")));
    }
}
