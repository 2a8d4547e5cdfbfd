using Weir.Sources.JapanMeti;
using Weir.Sources.Tests.Lists;

namespace Weir.Sources.Tests.JapanMeti;

public class MetiRussiaListTests
{
    private static readonly MetiRussiaList Small = new(leastRecords: 1);

    internal const string Text = """
        ○ 国際平和のための輸出等に係る禁止措置
        の対象となるロシア連邦の団体
        指定日：2022 年03月01 日
        最終更新日：2025 年09 月12 日
        １ 株式会社例示造船所
        Example Shipyard JSC
        所在地：203, Example Emb., 190121, St. Petersburg, Russia.
        ２ 例示研究所「Test」
        Example Research
        Institute
        所在地：1 Main St, Tver, Russia; and Lubyanskaya
        Ploschad, Dom 2, Moscow, Russia.３ 例示工場（別称、例示ホールディング、EX 及び株式会
        社見本）
        Example Plant, a.k.a., the following three aliases:
        -Example Holding;
        -EX; and-Sample
        JSC.
        所在地：8 Side St, Kirov, Russia.
        ４ 例示・エレクトロニクスExample Electronics
        所在地：42 Example Avenue, Moscow, Russia.
        ５ 有限会社 例示
        LLC Example Group
        別称：EG社; 有限会社 EG
        LLC Company EG
        所在地：4 Street, Moscow, Russia
        """;

    [Fact]
    public async Task Entries_are_told_apart_and_their_names_and_addresses_read()
    {
        var (entities, reading) = await ListReads.ReadAsync(Small, Text);
        ListReads.AllAccountedFor(5, reading);
        var listed = entities.Where(e => e.Schema != "Sanction").ToList();
        Assert.Equal(["jp-meti-ru-1", "jp-meti-ru-2", "jp-meti-ru-3", "jp-meti-ru-4", "jp-meti-ru-5"], listed.Select(e => e.Id));
        Assert.Equal("Example Shipyard JSC|株式会社例示造船所 / ru / 203, Example Emb., 190121, St. Petersburg, Russia", listed[0].Show("name", "country", "address"));
        Assert.Equal("Example Research Institute|例示研究所「Test」 / 1 Main St, Tver, Russia|Lubyanskaya Ploschad, Dom 2, Moscow, Russia", listed[1].Show("name", "address"));
        Assert.Equal("Example Plant|例示工場 / 例示ホールディング|EX|株式会社見本|Example Holding|Sample JSC", listed[2].Show("name", "alias"));
        Assert.Equal("Example Electronics|例示・エレクトロニクス", listed[3].Show("name"));
        Assert.Equal("LLC Example Group|有限会社 例示 / EG社|有限会社 EG|LLC Company EG", listed[4].Show("name", "alias"));
        Assert.Equal(new DateTimeOffset(2025, 9, 12, 0, 0, 0, TimeSpan.Zero), reading.Published);
    }

    [Fact]
    public async Task A_number_that_is_missing_a_cut_text_and_another_file_are_refused()
    {
        Assert.Contains("entry 3 is missing", await ListReads.RefusedAsync(Small, Text.Replace("３ 例示", "例示", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("breaks off in entry 5", await ListReads.RefusedAsync(Small, Text[..Text.LastIndexOf("所在地", StringComparison.Ordinal)]), StringComparison.Ordinal);
        Assert.Contains("has 5 records", await ListReads.RefusedAsync(new MetiRussiaList(), Text), StringComparison.Ordinal);
        Assert.Contains("it is not Japan's list", await ListReads.RefusedAsync(Small, "a,b,c\n1,2,3\n"), StringComparison.Ordinal);
        Assert.Contains("a PDF document", await ListReads.RefusedAsync(Small, "%PDF-1.7"), StringComparison.Ordinal);
        ListReads.IsRecognised(Text, "jp-meti-ru");
        ListReads.Damaged(Small, Text);
    }

    [Fact]
    public async Task The_real_text_is_read_whole_where_present()
    {
        if (await ListReads.SampleAsync(Small, "screening", "formats", "export-control", "jp-meti-russia.txt") is not var (entities, reading))
            return;
        ListReads.AllAccountedFor(561, reading);
        Assert.Empty(reading.Quarantined);
        Assert.Equal("Federal Security Service (FSB)|連邦保安庁 / Federalnaya Sluzhba Bezopasnosti", Assert.Single(entities, e => e.Id == "jp-meti-ru-6").Show("name", "alias"));
        Assert.Equal("MCST Lebedev|レベジェフ名称MCST", Assert.Single(entities, e => e.Id == "jp-meti-ru-71").Show("name"));
        Assert.Equal("Alfa Machinery Group|アルファ・マシナリー・グループ / AMG社|有限会社 AMG|LLC Company AMG|Kompaniya AMG", Assert.Single(entities, e => e.Id == "jp-meti-ru-560").Show("name", "alias"));
        Assert.All(entities.Where(e => e.Schema == "LegalEntity"), e => Assert.NotEmpty(e.Addresses));
    }
}
