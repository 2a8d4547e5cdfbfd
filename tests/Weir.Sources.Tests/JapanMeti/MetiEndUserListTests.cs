using System.Globalization;
using Weir.Sources.JapanMeti;
using Weir.Sources.Tests.Lists;

namespace Weir.Sources.Tests.JapanMeti;

/// <summary>Invented entries in the form in which the ministry prints its table; no real file was at hand.</summary>
public class MetiEndUserListTests
{
    private static readonly MetiEndUserList Small = new(leastRecords: 1);

    private const string Header = "No.,\"国名、地域名\nCountry or Region\",\"企業名、組織名\nCompany or Organization\",\"別名\nAlso Known As\",\"懸念区分\nType of WMD\",\"通常兵器\nConventional\nWeapons\"\n";

    internal const string Table = "外国ユーザーリスト,,,,,\n" + Header
        + "1,\"アフガニスタン\nIslamic Republic of Afghanistan\",\"Example Front for\nTesting\",,\"生物、化学\nB,C\",\n"
        + "2,\"北朝鮮\nNorth Korea\",\"Example-7 Trading Corporation\n（例示七貿易会社）\",\"・Example 7 Trading Co.\n・Example-7 General\nTrading (EGT)\n・例示・第七会社\n(見本会社)\",\"ミサイル、核\nM,N\",○\n"
        + Header
        + "3,\"イラン\nIslamic Republic of Iran\",\"Example Industries, Ltd.\",Sample Industries,M,\n"
        + "4,\"アトランティス\nAtlantis\",Example Works,,\"核\nN\",\n"
        + "5,\"イラン\nIslamic Republic of Iran\",\"Example Industries, Ltd.\",,,CW\n";

    [Fact]
    public async Task Entries_have_names_in_every_script_a_country_and_what_the_concern_is()
    {
        var (entities, reading) = await ListReads.ReadAsync(Small, Table);
        ListReads.AllAccountedFor(5, reading);
        Assert.Empty(reading.Quarantined);
        var listed = entities.Where(e => e.Schema == "LegalEntity").ToList();
        Assert.Equal(
            ["jp-meti-eul-af-example-front-for-testing", "jp-meti-eul-kp-example-7-trading-corporation", "jp-meti-eul-ir-example-industries-ltd", "jp-meti-eul-example-works", "jp-meti-eul-ir-example-industries-ltd-2"],
            listed.Select(e => e.Id));
        Assert.Equal("Example Front for Testing / af / export.control / End User List", listed[0].Show("name", "country", "topics", "program"));
        Assert.Equal(
            "Example-7 Trading Corporation|例示七貿易会社 / Example 7 Trading Co.|Example-7 General Trading (EGT)|例示・第七会社 (見本会社) / EGT / kp", listed[1].Show("name", "alias", "weakAlias", "country"));
        Assert.Equal("Sample Industries", listed[2].Show("alias"));
        Assert.Contains("Country or region: Atlantis", listed[3].Notes);
        Assert.Equal(
            [
                "1 / Concern: biological weapons (B), chemical weapons (C)", "2 / Concern: missiles (M), nuclear weapons (N), conventional weapons (CW)", "3 / Concern: missiles (M)",
                "4 / Concern: nuclear weapons (N)", "5 / Concern: conventional weapons (CW)",
            ],
            entities.Where(e => e.Schema == "Sanction").Select(e => e.Show("authorityId", "reason")));
    }

    [Fact]
    public async Task A_table_with_english_names_alone_and_without_conventional_weapons_is_read_too()
    {
        var (entities, reading) = await ListReads.ReadAsync(Small, "No.,Country or Region,Company or Organization,Also Known As,Type of WMD\n1,Hong Kong,Example Ltd.,・A ・B,\"C, N\"\n2,Taiwan,Other Ltd.,,?\n");
        Assert.Equal("hk / A|B", entities[0].Show("country", "alias"));
        Assert.Equal("Concern: chemical weapons (C), nuclear weapons (N)", entities[1].Show("reason"));
        Assert.Contains("Type of WMD: ?", entities[2].Notes);
        Assert.Contains(reading.Notes, n => n.Contains("'?'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_can_not_be_read_goes_to_quarantine_or_is_refused()
    {
        var many = string.Concat(Enumerable.Range(6, 400).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},\"中国\nPeople's Republic of China\",Example {i},,N,\n")));
        var (_, reading) = await ListReads.ReadAsync(Small, Table + many + "406,China,,,N,\n,,rest of a name,,,\n407,China,Example,,N,\n");
        Assert.Equal(["Company or Organization", "No."], reading.Quarantined.Select(q => q.Column));
        ListReads.AllAccountedFor(408, reading);
        Assert.Contains("entry 7 stands behind entry 5", await ListReads.RefusedAsync(Small, Table + "7,China,Example,,N,\n"), StringComparison.Ordinal);
        Assert.Contains("entry 5 stands behind entry 5", await ListReads.RefusedAsync(Small, Table + "5,China,Example,,N,\n"), StringComparison.Ordinal);
        Assert.Contains("breaks off in line", await ListReads.RefusedAsync(Small, Table + "6,China,Exam"), StringComparison.Ordinal);
        Assert.Contains("has 5 records", await ListReads.RefusedAsync(new MetiEndUserList(), Table), StringComparison.Ordinal);
        Assert.Contains("does not read the text of its PDF", await ListReads.RefusedAsync(Small, "No. Country or Region Company or Organization Also Known As Type of WMD\n1 China Example\n"), StringComparison.Ordinal);
        Assert.Contains("CSV in UTF-8", await ListReads.RefusedAsync(Small, Table.Replace("国名", "é", StringComparison.Ordinal).Replace("企業", "é", StringComparison.Ordinal).Replace("別", "é", StringComparison.Ordinal).Replace("懸念", "é", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_excerpt_may_have_gaps()
    {
        var reading = new ListReading("x.csv") { IsExcerpt = true };
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Header + "7,China,Example,,N,\n19,China,Other,,N,\n"));
        Assert.Equal(4, await new MetiEndUserList().ReadAsync(content, reading, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void It_is_recognised_and_damaged_files_never_crash()
    {
        ListReads.IsRecognised(Table, "jp-meti-eul");
        ListReads.Damaged(Small, Table);
    }
}
