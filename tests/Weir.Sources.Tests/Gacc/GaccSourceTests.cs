using System.Text;
using System.Text.RegularExpressions;
using Weir.Sources.Gacc;
using Weir.Trade;

namespace Weir.Sources.Tests.Gacc;

public class GaccSourceTests
{
    private const string ChineseHeader = "\"数据年月\",\"商品编码\",\"商品名称\",\"贸易伙伴编码\",\"贸易伙伴名称\",\"第一数量\",\"第一计量单位\",\"第二数量\",\"第二计量单位\",\"美元\",\r\n";
    private const string EnglishHeader = "Date of data,Commodity code,Commodity,Trading partner code,Trading partner,Quantity,Unit,Supplimentary Quantity,Supplimentary Unit,US dollar,\n";
    private static readonly GaccSource Source = new();

    private static string CableRow(string month = "202508", string metres = "5,278,650", string value = "1,234,567") =>
        $"\"{month}\",\"85447000\",\"光缆\",\"344\",\"俄罗斯联邦\",\"12,345\",\"千克\",\"{metres}\",\"米\",\"{value}\",\r\n";

    [Fact]
    public async Task A_download_in_Chinese_and_GB18030_is_read_to_the_second_quantity()
    {
        var bytes = Reading.Gb18030.GetBytes(ChineseHeader + CableRow());
        Assert.True(Source.Recognises(Reading.Head(bytes)));
        var read = await Reading.ReadAsync(Source, bytes, Flow.Export);
        var cell = Assert.Single(read.Observations);
        Assert.Equal("gb18030", read.Summary.Encoding);
        Assert.Equal((156, 643, Flow.Export, "2025-08"), (cell.Reporter, cell.Partner, cell.Flow, cell.Period.ToString()));
        Assert.Equal(new(Classification.ChinaTariff, "85447000"), cell.Commodity);
        Assert.Equal((1234567.0, "USD", ValueBasis.Fob), (cell.Value!.Value, cell.Currency, cell.Basis));
        Assert.Equal(new(12345, "kg"), cell.Quantity);
        Assert.Equal(new(5278650, "m"), cell.SecondQuantity);
        Assert.Equal((2L, true), (cell.Id.Row, cell.IsTotal));
        Assert.Empty(read.Quarantine);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8 with BOM")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("gb18030")]
    public async Task Every_encoding_gives_the_same_row_and_is_said(string name)
    {
        var text = ChineseHeader + CableRow();
        Encoding encoding = name switch
        {
            "utf-16le" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "gb18030" => Reading.Gb18030,
            _ => new UTF8Encoding(name == "utf-8 with BOM"),
        };
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
        Assert.True(Source.Recognises(Reading.Head(bytes)));
        var read = await Reading.ReadAsync(Source, bytes, Flow.Export);
        Assert.Equal(name, read.Summary.Encoding);
        Assert.Equal(5278650, Assert.Single(read.Observations).SecondQuantity.Amount);
    }

    [Theory]
    [InlineData("Supplimentary")]
    [InlineData("Supplementary")]
    public async Task English_headers_with_either_spelling_and_no_trailing_comma(string spelling)
    {
        var header = EnglishHeader.Replace("Supplimentary", spelling, StringComparison.Ordinal).Replace(",\n", "\n", StringComparison.Ordinal);
        var read = await Reading.ReadAsync(Source, header + "202508,85076000,Lithium-ion accumulators,344,Russian Federation,100,Number of item,2500,Kilogram,47000000\n", Flow.Export);
        var cell = Assert.Single(read.Observations);
        Assert.Equal((new(100, "u"), new PublishedQuantity(2500, "kg")), (cell.Quantity, cell.SecondQuantity));
    }

    [Fact]
    public async Task Any_order_codes_as_units_yuan_and_a_second_unit_of_none()
    {
        var read = await Reading.ReadAsync(Source, "人民币,第二计量单位,第一计量单位,第一数量,第二数量,贸易伙伴编码,商品编码,数据年月\n\"1,000\",?,09,5,?,804,854470,20250800\n".Replace("804", "347", StringComparison.Ordinal), Flow.Import);
        var cell = Assert.Single(read.Observations);
        Assert.Equal((1000.0, "CNY", ValueBasis.Cif), (cell.Value!.Value, cell.Currency, cell.Basis));
        Assert.Equal((new(5, "kg"), default(PublishedQuantity)), (cell.Quantity, cell.SecondQuantity));
        Assert.Equal((new(Classification.Hs2022, "854470"), Period.Month(2025, 8), 804), (cell.Commodity, cell.Period, cell.Partner));
    }

    [Theory]
    [InlineData("8544.70.00", Classification.ChinaTariff, "85447000")]
    [InlineData("8507600090", Classification.ChinaTariff, "8507600090")]
    [InlineData("8544", Classification.Hs2022, "8544")]
    public async Task Codes_of_all_lengths_with_or_without_dots(string printed, Classification classification, string code)
    {
        var read = await Reading.ReadAsync(Source, $"Date of data,Commodity code,Trading partner code,US dollar\n202508,{printed},344,1\n", Flow.Export);
        Assert.Equal(new(classification, code), Assert.Single(read.Observations).Commodity);
    }

    [Fact]
    public async Task Six_digits_before_2022_name_no_edition()
    {
        var read = await Reading.ReadAsync(Source, "Date of data,Commodity code,Trading partner code,US dollar\n202112,854470,344,1\n", Flow.Export);
        Assert.Equal(Classification.Hs, Assert.Single(read.Observations).Commodity.Classification);
    }

    [Theory]
    [InlineData("109,Korea,DPR", 408)]
    [InlineData("133,Korea, Rep.", 410)]
    [InlineData("125,Nepal, FDR", 524)]
    [InlineData("110,Hong Kong，China", 344)]
    public async Task Commas_without_quotes_in_partner_names_shift_nothing(string partner, int number)
    {
        var read = await Reading.ReadAsync(Source, EnglishHeader + $"202508,85447000,Optical fibre cables,{partner},1,Kilogram,2,Metre,3,\n", Flow.Export);
        var cell = Assert.Single(read.Observations);
        Assert.Equal((number, 3.0, 2.0), (cell.Partner, cell.Value!.Value, cell.SecondQuantity.Amount!.Value));
    }

    [Fact]
    public async Task A_comma_in_a_partner_name_without_a_code_is_understood_too()
    {
        var read = await Reading.ReadAsync(Source, "Date of data,Commodity code,Trading partner,US dollar\n202508,854470,Korea,DPR,7\n", Flow.Export);
        Assert.Equal((408, 7.0), (Assert.Single(read.Observations).Partner, read.Observations[0].Value!.Value));
    }

    [Fact]
    public async Task Line_breaks_and_stray_quotes_in_names_keep_the_lines_counted()
    {
        var text = EnglishHeader
            + "202508,40118011,\"New rubber pneumatic tyres with \"herring-bone\", rim≤61cm, for construction\",344,Russian Federation,1,Kilogram,2,Number of item,3,\n"
            + "202508,85447000,\"Optical\nfibre cables\",344,Russian Federation,1,Kilogram,2,Metre,4,\n"
            + "202508,85076000,\"Lithium-ion, open,344,Russian Federation,1,Number of item,2,Kilogram,5,\n"
            + "202508,85078000,Other,344,Russian Federation,1,Number of item,2,Kilogram,6,\n";
        var read = await Reading.ReadAsync(Source, text, Flow.Export);
        Assert.Equal([(2L, 3.0), (3, 4), (5, 5), (6, 6)], read.Observations.Select(o => (o.Id.Row, o.Value!.Value)));
        Assert.Empty(read.Quarantine);
    }

    [Fact]
    public async Task A_name_that_ends_in_an_undoubled_quote_ends_its_field()
    {
        var text = EnglishHeader
            + "202508,72253010,\"Steel, cold-rolled \"cold-reduced\"\",344,Russian Federation,1,Kilogram,2,\"Metre\",3,\n"
            + "202508,72253090,\"Steel, so-called \"\"reduced\"\", rolled\",344,Russian Federation,1,Kilogram,2,\"Metre\",4,\n";
        var read = await Reading.ReadAsync(Source, text, Flow.Export);
        Assert.Equal([(2L, 3.0), (3, 4)], read.Observations.Select(o => (o.Id.Row, o.Value!.Value)));
        Assert.Empty(read.Quarantine);
    }

    [Fact]
    public async Task The_flow_is_never_guessed()
    {
        var message = await Reading.RefusalAsync(Source, Reading.Utf8(ChineseHeader + CableRow()), flow: null);
        Assert.Contains("--flow X", message, StringComparison.Ordinal);
        Assert.Contains("file.csv.weir.yaml", message, StringComparison.Ordinal);
        Assert.Contains("desk.yaml", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9_999, Completeness.Unknown)]
    [InlineData(10_000, Completeness.Partial)]
    [InlineData(10_001, Completeness.Unknown)]
    public async Task Exactly_ten_thousand_rows_are_incomplete(int rows, Completeness completeness)
    {
        var text = new StringBuilder("Date of data,Commodity code,Trading partner code,US dollar\n");
        for (var i = 0; i < rows; i++)
            text.Append("202508,").Append(10000000 + i).Append(",344,1\n");
        var read = await Reading.ReadAsync(Source, text.ToString(), Flow.Export);
        Assert.Equal(rows, read.Observations.Count);
        Assert.Equal(completeness, Assert.Single(read.Summary.Coverage).Completeness);
        Assert.Equal(rows == 10_000, read.Summary.Notes.Any(n => n.Contains("10,000", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rows_by_customs_regime_are_parts_kept_and_never_totals()
    {
        var read = await Reading.ReadAsync(Source, "数据年月,商品编码,贸易伙伴编码,贸易方式编码,注册地编码,美元\n202508,85447000,344,10,11,3\n202508,85447000,344,19,11,4\n", Flow.Export);
        Assert.Equal(["R10-L11", "R19-L11"], read.Observations.Select(o => o.Procedure));
        Assert.DoesNotContain(read.Observations, o => o.IsTotal);
        Assert.Contains(read.Summary.Notes, n => n.Contains("parts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_twice_counts_once_and_a_contradiction_goes_to_quarantine()
    {
        var text = ChineseHeader + CableRow("202506") + CableRow("202507") + CableRow("202508") + CableRow("202508") + CableRow("202508", value: "9");
        var read = await Reading.ReadAsync(Source, text, Flow.Export);
        Assert.Equal(3, read.Observations.Count);
        Assert.Equal(1, Assert.Single(read.Summary.LeftOut).Value);
        Assert.Contains("line 4", Assert.Single(read.Quarantine).Reason, StringComparison.Ordinal);
        Assert.Equal(5, read.Summary.Rows);
    }

    [Theory]
    [InlineData("202513,85447000,344,1,千克,2,米,3", "数据年月")]
    [InlineData("202508,8544700,344,1,千克,2,米,3", "商品编码")]
    [InlineData("202508,85447000,998,1,千克,2,米,3", "贸易伙伴编码")]
    [InlineData("202508,85447000,344,1,斗,2,米,3", "第一计量单位")]
    [InlineData("202508,85447000,344,1,?,2,米,3", "第一计量单位")]
    [InlineData("202508,85447000,344,1,千克,-2,米,3", "第二数量")]
    [InlineData("202508,85447000,344,1,千克,2,米,1e16", "美元")]
    [InlineData("202508,85447000,344,1,千克,2,米,\"12,34\"", "美元")]
    [InlineData("202508,85447000,344,1,千克,2,米,NaN", "美元")]
    [InlineData("202508,85447000,344,?,千克,?,米,?", "美元")]
    [InlineData("202508,85447000,344,1,千克", null)]
    public async Task A_row_that_cannot_be_read_goes_to_quarantine_with_line_column_and_text(string bad, string? column)
    {
        const string header = "数据年月,商品编码,贸易伙伴编码,第一数量,第一计量单位,第二数量,第二计量单位,美元\n";
        var read = await Reading.ReadAsync(Source, $"{header}202507,85447000,344,1,千克,2,米,3\n{bad}\n", Flow.Export);
        var row = Assert.Single(read.Quarantine);
        Assert.Equal((3L, column, bad), (row.Row, row.Column, row.Text));
        Assert.Single(read.Observations);
        Assert.Equal(2, read.Summary.Rows);
    }

    [Fact]
    public async Task Quantities_of_zero_beside_a_value_are_not_known()
    {
        var read = await Reading.ReadAsync(Source, ChineseHeader + CableRow(metres: "0"), Flow.Export);
        Assert.Equal(new(null, "m"), Assert.Single(read.Observations).SecondQuantity);
        Assert.Contains(read.Summary.Notes, n => n.Contains("not known", StringComparison.Ordinal));
    }

    [Fact]
    public async Task English_unit_names_of_films_are_not_believed()
    {
        const string row = "202508,37021000,Film,344,Russian Federation,1,{0},2,{0},3,\n";
        var named = await Reading.ReadAsync(Source, EnglishHeader + string.Format(null, row, "Metre"), Flow.Export);
        Assert.Equal((default, 3.0), (Assert.Single(named.Observations).Quantity, named.Observations[0].Value!.Value));
        var coded = await Reading.ReadAsync(Source, EnglishHeader + string.Format(null, row, "09"), Flow.Export);
        Assert.Equal(new(1, "kg"), Assert.Single(coded.Observations).Quantity);
    }

    [Fact]
    public async Task A_query_without_partners_or_codes_is_the_world_and_all_goods()
    {
        var read = await Reading.ReadAsync(Source, "Date of data,Trading partner code,US dollar\n202508,344,1\n", Flow.Export);
        Assert.True(Assert.Single(read.Observations).Commodity.IsAllGoods);
        read = await Reading.ReadAsync(Source, "Date of data,Commodity code,US dollar\n202508,854470,1\n", Flow.Export);
        Assert.Equal(0, Assert.Single(read.Observations).Partner);
    }

    [Fact]
    public async Task Unknown_columns_are_said_and_a_missing_line_break_makes_it_incomplete()
    {
        var read = await Reading.ReadAsync(Source, "Date of data,Commodity code,Trading partner code,Colour,US dollar\n202508,854470,344,red,1", Flow.Export);
        Assert.Contains(read.Summary.Notes, n => n.Contains("Colour", StringComparison.Ordinal));
        Assert.Equal(Completeness.Partial, Assert.Single(read.Summary.Coverage).Completeness);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<!DOCTYPE html><html><head><title>412 Precondition Failed</title></head></html>", "412 Precondition Failed")]
    [InlineData("a,b,c\n1,2,3\n", "数据年月")]
    [InlineData("数据年月,商品编码\n202601,38180019\n", "lacks a column for a value or a quantity")]
    [InlineData("商品编码,美元\n38180019,1\n", "lacks a column for the month")]
    [InlineData("数据年月,商品名称,贸易伙伴编码,美元\n202508,光缆,344,1\n", "names alone are ambiguous")]
    [InlineData("数据年月,商品编码,美元,美元\n202508,854470,1,2\n", "twice")]
    [InlineData("数据年月,商品编码,贸易伙伴编码,美元\nx,854470,344,1\ny,854470,344,1\n202508,854470,344,1\n", "2 of 3 rows can't be read")]
    public async Task A_file_that_is_none_is_refused_in_a_sentence(string text, string expected)
    {
        Assert.Contains(expected, await Reading.RefusalAsync(Source, Reading.Utf8(text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_alone_says_nothing_about_trade()
    {
        var read = await Reading.ReadAsync(Source, ChineseHeader, Flow.Export);
        Assert.Empty(read.Observations);
        Assert.Contains(read.Summary.Notes, n => n.Contains("no rows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_is_found_again_as_received()
    {
        var bytes = Reading.Gb18030.GetBytes(ChineseHeader + CableRow("202507") + CableRow());
        var found = await Source.FindRowAsync(new MemoryStream(bytes), 3, CancellationToken.None);
        Assert.Equal((ChineseHeader.TrimEnd(), CableRow().TrimEnd()), (found!.Header, found.Text));
        Assert.Null(await Source.FindRowAsync(new MemoryStream(bytes), 4, CancellationToken.None));
    }

    [Fact]
    public async Task The_sample_holds_keys_without_values_and_is_refused_with_the_reason()
    {
        if (Samples.PathOf("trade/customs/gacc/SYNTHETIC_two_column_shape.csv") is not { } path)
            return;
        var bytes = await File.ReadAllBytesAsync(path);
        Assert.True(Source.Recognises(Reading.Head(bytes)));
        Assert.Contains("lacks a column for a value", await Reading.RefusalAsync(Source, bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-TradingPartner.csv")]
    [InlineData("en-TradingPartner.csv")]
    [InlineData("zh-hs8-2023.csv")]
    [InlineData("en-hs8-2023.csv")]
    [InlineData("zh-CustomsRegime.csv")]
    [InlineData("china_customs_provinces.csv")]
    public async Task Lists_of_codes_are_not_taken_for_trade(string file)
    {
        if (Samples.PathOf($"trade/customs/gacc-codes/{file}") is not { } path)
            return;
        Assert.Null(WeirSources.TryRecognise(Reading.Head(await File.ReadAllBytesAsync(path), file)));
    }

    [Fact]
    public async Task Every_commodity_and_unit_of_the_publisher_s_own_lists_is_read()
    {
        foreach (var (file, header) in new[] { ("zh-hs8-2023.csv", "商品编码"), ("en-hs8-2023.csv", "Commodity code") })
        {
            if (Samples.PathOf($"trade/customs/gacc-codes/{file}") is not { } path)
                return;
            // The list's own lines, line breaks and stray quotes inside, with a header that makes a download of them: the first
            // unit's code stands where the first quantity's unit does.
            var list = Reading.Gb18030.GetString(await File.ReadAllBytesAsync(path));
            var body = list[(list.IndexOf('\n', StringComparison.Ordinal) + 1)..];
            var chinese = header == "商品编码";
            var download = (chinese ? "商品编码,商品名称,第一数量,第一计量单位编码,第一计量单位,第二计量单位编码,第二计量单位,数据年月,\n" : "Commodity code,Commodity,Quantity,Unit code,Unit,Supplementary Unit code,Supplementary Unit,Date of data,\n")
                + Regex.Replace(body, ",\r?\n(?=[0-9]{8},)|,\r?\n$", ",202508,\n", RegexOptions.None, TimeSpan.FromSeconds(20));
            var read = await Reading.ReadAsync(Source, Reading.Gb18030.GetBytes(download), Flow.Export);
            Assert.Empty(read.Quarantine);
            Assert.InRange(read.Observations.Count, 8900, 8957);
        }
    }
}
