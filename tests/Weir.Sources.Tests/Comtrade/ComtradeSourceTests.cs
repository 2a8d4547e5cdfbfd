using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Weir.Sources.Comtrade;
using Weir.Trade;
using static Weir.Sources.Tests.Comtrade.ComtradeFixture;

namespace Weir.Sources.Tests.Comtrade;

public class ComtradeSourceTests
{
    private static readonly ComtradeSource Final = new(ComtradeDataset.Final);
    private static readonly ComtradeSource Converted = new(ComtradeDataset.Converted);
    private static readonly ComtradeSource Tariffline = new(ComtradeDataset.Tariffline);

    [Fact]
    public async Task A_JSON_answer_is_read_with_every_cell()
    {
        var cell = new ComtradeCell { Second = "5278650", SecondUnit = 4 };
        var read = await Reading.ReadAsync(Final, Answer([cell, cell with { Partner = 842, Flow = "M", Period = "2025", Edition = "H5" }]));
        Assert.Equal(
            new Observation
            {
                Source = "comtrade",
                Reporter = 156,
                Partner = 643,
                Flow = Flow.Export,
                Commodity = new(Classification.Hs2022, "854470"),
                Period = Period.Month(2025, 8),
                Value = 1234.5,
                Currency = "USD",
                Basis = ValueBasis.Fob,
                NetWeightKg = 77.5,
                Quantity = new(77.5, "kg", Estimated: true),
                SecondQuantity = new(5278650, "m"),
                Id = new(Reading.Snapshot, 1),
            },
            read.Observations[0]);
        Assert.Equal((840, ValueBasis.Cif, "2025", Classification.Hs2017, 2L), (read.Observations[1].Partner, read.Observations[1].Basis, read.Observations[1].Period.ToString(), read.Observations[1].Commodity.Classification, read.Observations[1].Id.Row));
        Assert.Empty(read.Quarantine);
        Assert.Equal([Completeness.Unknown, Completeness.Unknown], read.Summary.Coverage.Select(c => c.Completeness));
    }

    [Fact]
    public async Task A_bulk_file_gives_the_same_cells_plain_and_packed()
    {
        var cells = new[] { new ComtradeCell { Second = "5278650", SecondUnit = 4 }, new ComtradeCell { Flow = "M", Partner = 0, Value = "9" } };
        var json = await Reading.ReadAsync(Final, Answer(cells));
        var plain = Encoding.UTF8.GetBytes(Bulk(cells));
        var bulk = await Reading.ReadAsync(Final, plain);
        Assert.Equal(json.Observations, bulk.Observations.Select((o, i) => o with { Id = new(Reading.Snapshot, i + 1) }));
        Assert.Equal([2L, 3L], bulk.Observations.Select(o => o.Id.Row));
        Assert.Equal(bulk.Observations, (await Reading.ReadAsync(Final, Gzip(plain), name: "C_A_156.txt.gz")).Observations);
    }

    [Fact]
    public async Task A_bulk_file_is_all_that_there_is_unless_it_breaks_off()
    {
        var bulk = Bulk(new ComtradeCell(), new ComtradeCell { Partner = 0 });
        Assert.Equal([Completeness.Whole], (await Reading.ReadAsync(Final, bulk)).Summary.Coverage.Select(c => c.Completeness));
        Assert.Equal([Completeness.Partial], (await Reading.ReadAsync(Final, bulk[..^1])).Summary.Coverage.Select(c => c.Completeness));
        var download = bulk.Replace("datasetCode\t", "", StringComparison.Ordinal).Replace("20156202508202000\t", "", StringComparison.Ordinal);
        Assert.Equal([Completeness.Unknown], (await Reading.ReadAsync(Final, download)).Summary.Coverage.Select(c => c.Completeness));
    }

    [Fact]
    public Task Every_printed_number_is_the_nearest_double() => Gen.Select(Gen.Long[0, 999_999_999_999_999], Gen.Int[0, 17], Gen.Int[0, 3]).SampleAsync(async n =>
    {
        var (digits, decimals, zeros) = n;
        var text = new string('0', zeros) + digits.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        text = decimals == 0 ? text : text.Insert(text.Length - decimals, ".");
        var read = await Reading.ReadAsync(Final, Bulk(new ComtradeCell { Value = text }));
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), read.Observations[0].Value);
    }, iter: 300);

    [Fact]
    public Task Fields_of_any_length_end_where_their_tabs_are() => Gen.Select(Gen.Int[0, 70].Array[34], Gen.OneOf("\n", "\r\n", "\r"), Gen.Bool).SampleAsync(async shape =>
    {
        var (blanks, lineBreak, ended) = shape;
        var line = string.Join('\t', new ComtradeCell { Partner = 804 }.BulkLine().Split('\t').Select((field, i) => new string(' ', blanks[i]) + field));
        var file = string.Join(lineBreak, [BulkHeader, new ComtradeCell().BulkLine(), line, line[(line.IndexOf('\t') + 1)..], line]) + (ended ? lineBreak : "");
        var read = await Reading.ReadAsync(Final, file);
        Assert.Equal([2L, 3L, 5L], read.Observations.Select(o => o.Id.Row));
        Assert.Equal([643, 804, 804], read.Observations.Select(o => o.Partner));
        Assert.All(read.Observations, o => Assert.Equal((1234.5, 77.5), (o.Value, o.NetWeightKg)));
        Assert.Equal(4, Assert.Single(read.Quarantine).Row);
    }, iter: 300);

    [Theory]
    [InlineData("utf-8 with BOM")]
    [InlineData("utf-16le")]
    public async Task An_answer_that_an_editor_saved_in_another_encoding_is_read(string name)
    {
        var encoding = name == "utf-16le" ? Encoding.Unicode : Encoding.UTF8;
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Answer([new()]))];
        Assert.True(Final.Recognises(Reading.Head(bytes)));
        var read = await Reading.ReadAsync(Final, bytes);
        Assert.Equal((name, 1), (read.Summary.Encoding, read.Observations.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Downloads_of_the_site_and_exports_of_R_have_the_same_fields_under_other_names(bool snake)
    {
        var (names, values) = (BulkHeader.Split('\t'), new ComtradeCell().BulkLine().Split('\t'));
        if (snake)
            names = [.. names.Select(n => string.Concat(n.Select(c => char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}")))];
        var quoted = string.Join(',', values.Select(v => v.Length == 0 ? "" : $"\"{v}\""));
        var read = await Reading.ReadAsync(Final, $"{string.Join(',', names)}\n{quoted}{(snake ? "" : ",")}\n");
        Assert.Equal(77.5, Assert.Single(read.Observations).NetWeightKg);
    }

    [Fact]
    public async Task Tariff_lines_are_a_source_of_their_own_with_national_digits()
    {
        var bytes = Encoding.UTF8.GetBytes(Tariff(new ComtradeCell { Code = "85447000", Customs = "C05", Transport = 2100 }));
        Assert.Equal([false, false, true], new[] { Final, Converted, Tariffline }.Select(s => s.Recognises(Reading.Head(bytes))));
        var cell = Assert.Single((await Reading.ReadAsync(Tariffline, bytes)).Observations);
        Assert.Equal(("comtrade-tariffline", "85447000", "C05", 2100, false), (cell.Source, cell.Commodity.Code, cell.Procedure, cell.Transport, cell.IsTotal));
        Assert.Contains("--source comtrade-tariffline", await Reading.RefusalAsync(Final, bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Converted_data_are_a_source_of_their_own_and_never_mixed_in()
    {
        var original = new ComtradeCell();
        var converted = original with { Original = false, Edition = "H0", Partner = 804 };
        var bytes = Encoding.UTF8.GetBytes(Bulk(converted, original));
        Assert.Equal([false, true, false], new[] { Final, Converted, Tariffline }.Select(s => s.Recognises(Reading.Head(bytes))));
        var read = await Reading.ReadAsync(Converted, bytes);
        Assert.Equal(("comtrade-converted", 804, Classification.Hs1992), (Assert.Single(read.Observations).Source, read.Observations[0].Partner, read.Observations[0].Commodity.Classification));
        Assert.Equal(1, Assert.Single(read.Summary.LeftOut).Value);
        read = await Reading.ReadAsync(Final, Answer([original, converted]));
        Assert.Equal(643, Assert.Single(read.Observations).Partner);
        Assert.Contains("isOriginalClassification", Assert.Single(read.Summary.LeftOut).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_below_the_totals_are_kept_and_told_apart()
    {
        var total = new ComtradeCell();
        var read = await Reading.ReadAsync(Final, Answer([total, total with { Partner2 = 344 }, total with { Transport = 3200 }, total with { Customs = "C06" }, total with { Supply = "Mode 1" }]));
        Assert.Equal([true, false, false, false, false], read.Observations.Select(o => o.IsTotal));
        Assert.Equal((344, 3200, "C06", "C00-Mode 1"), (read.Observations[1].Partner2, read.Observations[2].Transport, read.Observations[3].Procedure, read.Observations[4].Procedure));
    }

    [Fact]
    public async Task Zeros_beside_a_value_are_not_known_and_so_are_nulls()
    {
        var read = await Reading.ReadAsync(Final, Answer([new() { Weight = "0", Quantity = "0" }, new() { Weight = "null", Quantity = "null", Unit = -1 }]));
        Assert.All(read.Observations, o => Assert.Null(o.NetWeightKg));
        Assert.Equal((new(null, "kg", true), default(PublishedQuantity)), (read.Observations[0].Quantity, read.Observations[1].Quantity));
        Assert.Contains(read.Summary.Notes, n => n.StartsWith("2 weights", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Basis_follows_the_field_that_the_value_equals()
    {
        static string Row(string flow, string cif, string fob) => new ComtradeCell { Flow = flow }.Json()
            .Replace("\"cifvalue\":0", $"\"cifvalue\":{cif}", StringComparison.Ordinal).Replace("\"cifvalue\":1234.5", $"\"cifvalue\":{cif}", StringComparison.Ordinal)
            .Replace("\"fobvalue\":1234.5", $"\"fobvalue\":{fob}", StringComparison.Ordinal).Replace("\"fobvalue\":null", $"\"fobvalue\":{fob}", StringComparison.Ordinal);
        string[] rows = [Row("M", "1234.5", "1200"), Row("M", "0", "1234.5"), Row("M", "1234.5", "1234.5"), Row("X", "null", "1234.5"), Row("RM", "null", "null")];
        var read = await Reading.ReadAsync(Final, $"{{\"data\":[{string.Join(',', rows)}]}}");
        Assert.Equal([ValueBasis.Cif, ValueBasis.Fob, ValueBasis.Cif, ValueBasis.Fob, ValueBasis.Unknown], read.Observations.Select(o => o.Basis));
    }

    [Theory]
    [InlineData("\"typeCode\":\"S\"")]
    [InlineData("\"classificationCode\":\"S4\"")]
    [InlineData("\"flowCode\":\"DX\"")]
    public async Task What_is_no_goods_flow_in_HS_is_left_out_and_counted(string field)
    {
        var name = field[..(field.IndexOf(':', StringComparison.Ordinal) + 1)];
        var row = new ComtradeCell().Json();
        var at = row.IndexOf(name, StringComparison.Ordinal);
        var changed = row[..at] + field + row[row.IndexOf(',', at)..];
        var read = await Reading.ReadAsync(Final, $"{{\"count\":1,\"data\":[{changed}]}}");
        Assert.Empty(read.Observations);
        Assert.Equal(1, Assert.Single(read.Summary.LeftOut).Value);
    }

    [Fact]
    public async Task Five_hundred_rows_are_a_cut_preview()
    {
        var cells = Enumerable.Range(0, 500).Select(i => new ComtradeCell { Code = $"{100000 + i}" });
        var read = await Reading.ReadAsync(Final, Answer(cells));
        Assert.Equal(Completeness.Partial, Assert.Single(read.Summary.Coverage).Completeness);
        Assert.Contains(read.Summary.Notes, n => n.Contains("500", StringComparison.Ordinal));
        read = await Reading.ReadAsync(Final, Answer(cells.Take(499)));
        Assert.Equal(Completeness.Unknown, Assert.Single(read.Summary.Coverage).Completeness);
        read = await Reading.ReadAsync(Final, Answer(cells.Take(3), count: 500));
        Assert.Equal(Completeness.Partial, Assert.Single(read.Summary.Coverage).Completeness);
    }

    [Fact]
    public async Task An_absent_partner_means_zero_only_where_it_was_asked_for_and_the_world_row_is_there()
    {
        var asked = new Coverage(156, Flow.Export, Period.Month(2025, 8), ["854470", "880621"], [643, 804], Completeness.Unknown);
        var bytes = Reading.Utf8(Answer([new() { Partner = 0 }, new()]));
        var coverage = (await Reading.ReadAsync(Final, bytes, asked: [asked])).Summary.Coverage;
        var complete = Assert.Single(coverage, c => c.Completeness == Completeness.Complete);
        Assert.Equal(["854470"], complete.Commodities);
        Assert.Equal([643, 804], complete.Partners);
        coverage = (await Reading.ReadAsync(Final, bytes, asked: [asked with { Partners = [] }])).Summary.Coverage;
        Assert.Empty(Assert.Single(coverage, c => c.Completeness == Completeness.Complete).Partners);
        Assert.DoesNotContain((await Reading.ReadAsync(Final, Reading.Utf8(Answer([new()])), asked: [asked])).Summary.Coverage, c => c.Completeness == Completeness.Complete);
        Assert.DoesNotContain((await Reading.ReadAsync(Final, Reading.Utf8(Answer([new() { Partner = 0 }, new()], count: 500)), asked: [asked])).Summary.Coverage, c => c.Completeness == Completeness.Complete);
    }

    [Theory]
    [InlineData("partnerCode", "643", "998")]
    [InlineData("reporterCode", "156", "\"x\"")]
    [InlineData("flowCode", "\"X\"", "\"Q\"")]
    [InlineData("period", "\"202508\"", "\"202513\"")]
    [InlineData("period", "\"202508\"", "\"2025\"")]
    [InlineData("classificationCode", "\"H6\"", "\"H9\"")]
    [InlineData("cmdCode", "\"854470\"", "\"85447\"")]
    [InlineData("cmdCode", "\"854470\"", "\"ab\"")]
    [InlineData("qtyUnitCode", "8", "99")]
    [InlineData("qty", "77.5", "-1")]
    [InlineData("primaryValue", "1234.5", "1e16")]
    [InlineData("isQtyEstimated", "true", "\"maybe\"")]
    public async Task A_row_that_cannot_be_read_goes_to_quarantine_with_its_field(string field, string right, string wrong)
    {
        var bad = new ComtradeCell().Json().Replace($"\"{field}\":{right}", $"\"{field}\":{wrong}", StringComparison.Ordinal);
        var read = await Reading.ReadAsync(Final, $"{{\"data\":[{new ComtradeCell().Json()},{bad}]}}");
        var row = Assert.Single(read.Quarantine);
        Assert.Equal((2L, field, bad), (row.Row, row.Column, row.Text));
        Assert.Single(read.Observations);
    }

    [Fact]
    public async Task Fields_in_another_order_absent_extra_or_as_other_kinds_of_number_are_fine()
    {
        const string row = """{"isNew":7,"primaryValue":"12.5","cmdCode":"TOTAL ","classificationCode":"H6","partnerCode":643.0,"flowCode":"X","reporterCode":156,"period":202508,"isQtyEstimated":0,"nested":{"a":[1]}}""";
        var read = await Reading.ReadAsync(Final, $"{{\"data\":[{row}],\"later\":{{\"x\":1}}}}");
        Assert.Equal((12.5, "TOTAL"), (Assert.Single(read.Observations).Value!.Value, read.Observations[0].Commodity.Code));
        Assert.Contains(read.Summary.Notes, n => n.Contains("isNew, nested", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_answer_is_no_zero()
    {
        var bytes = Reading.Utf8("{\"elapsedTime\":\"0.58 secs\",\"count\":0,\"data\":[],\"error\":\"\"}");
        Assert.True(Final.Recognises(Reading.Head(bytes)));
        var read = await Reading.ReadAsync(Final, bytes);
        Assert.Empty(read.Summary.Coverage);
        Assert.Contains(read.Summary.Notes, n => n.Contains("no rows", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<html><head><title>Service Unavailable</title></head></html>", "a web page (\"Service Unavailable\")")]
    [InlineData("Request URL Too Long", "Request URL Too Long")]
    [InlineData("{ \"statusCode\": 429, \"message\": \"Rate limit is exceeded. Try again in 2 seconds.\" }", "Rate limit is exceeded. Try again in 2 seconds.")]
    [InlineData("{\"count\":0,\"data\":[],\"error\":\"Bad period\"}", "Bad period")]
    [InlineData("{\"results\":[]}", "without the array 'data'")]
    [InlineData("[1,2]", "a bare JSON array")]
    [InlineData("{\"data\":[1]}", "where an object")]
    [InlineData("reporterCode\tpartnerCode\tcmdCode\tperiod\tflowCode\tclassificationCode\n", "lacks the column primaryValue")]
    [InlineData("reporterCode\tpartnerCode\tcmdCode\tcmd_code\n", "twice")]
    public async Task What_is_no_answer_is_refused_in_a_sentence(string text, string expected)
    {
        Assert.Contains(expected, await Reading.RefusalAsync(Final, Reading.Utf8(text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_answer_or_archive_is_refused_wherever_it_breaks()
    {
        var answer = Reading.Utf8(Answer([new(), new() { Partner = 804 }]));
        for (var length = 1; length < answer.Length; length++)
            Assert.NotEmpty(await Reading.RefusalAsync(Final, answer[..length]));
        var packed = Gzip(Reading.Utf8(Bulk(Enumerable.Range(0, 300).Select(i => new ComtradeCell { Code = $"{100000 + (i * 37)}", Value = $"{i * 7919}" }))));
        foreach (var length in (int[])[packed.Length / 4, packed.Length / 2, packed.Length - 9])
            Assert.Contains("truncated", await Reading.RefusalAsync(Final, packed[..length]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_found_again_as_received()
    {
        var answer = Reading.Utf8(Answer([new(), new() { Partner = 804 }]));
        Assert.Equal(new ComtradeCell { Partner = 804 }.Json(), (await Final.FindRowAsync(new MemoryStream(answer), 2, CancellationToken.None))!.Text);
        Assert.Null(await Final.FindRowAsync(new MemoryStream(answer), 3, CancellationToken.None));
        var bulk = Reading.Utf8(Bulk(new(), new ComtradeCell { Partner = 804 }));
        Assert.Equal((BulkHeader, new ComtradeCell { Partner = 804 }.BulkLine()), await Final.FindRowAsync(new MemoryStream(bulk), 3, CancellationToken.None) is { } found ? (found.Header, found.Text) : default);
    }

    [Theory]
    [InlineData("ropensci+comtradr/data-v1-get-C-A-HS-5e2730.raw-body.json", "comtrade", 4, 0)]
    [InlineData("ropensci+comtradr/data-v1-get-C-A-HS-60a6ad.json", "comtrade", 4, 0)]
    [InlineData("ropensci+comtradr/data-v1-get-S-A-EB-b31ccb-empty.json", "comtrade", 0, 0)]
    [InlineData("Horizon-Labs+un-comtrade-sdk/india_exports_2022_monthly.first11.json", "comtrade", 11, 0)]
    [InlineData("Horizon-Labs+un-comtrade-sdk/india_exports_2022_monthly.last5.json", "comtrade", 5, 0)]
    [InlineData("ropensci+comtradr/exported-from-R/vignette_data_1_example_1.csv", "comtrade", 20, 0)]
    [InlineData("ropensci+comtradr/exported-from-R/vignette_data_2_example_2.csv", "comtrade", 33, 0)]
    [InlineData("ropensci+comtradr/exported-from-R/vignette_data_3_example_3.csv", "comtrade", 1586, 0)]
    [InlineData("ropensci+comtradr/exported-from-R/vignette_data_5_head300.csv", "comtrade", 300, 0)]
    [InlineData("ropensci+comtradr/exported-from-R/vignette_data_7_q.csv", "comtrade", 1, 0)]
    [InlineData("ropensci+comtradr/exported-from-R/vignette_data_8_hs0.csv", "comtrade", 2, 0)]
    [InlineData("ropensci+comtradr/exported-from-R/vignette_data_9_hs5.csv", "comtrade", 4, 0)]
    [InlineData("ropensci+comtradr/exported-from-R/vignette_data_10_hs0_all.csv", "comtrade-converted", 100, 0)]
    public async Task Every_sample_is_recognised_and_read(string file, string source, int observations, int quarantined)
    {
        if (Samples.PathOf($"trade/comtrade/{file}") is not { } path)
            return;
        var bytes = await File.ReadAllBytesAsync(path);
        var found = WeirSources.Recognise(Reading.Head(bytes, file));
        Assert.Equal(source, found.Description.Id);
        var read = await Reading.ReadAsync(found, bytes);
        Assert.Equal((observations, quarantined), (read.Observations.Count, read.Quarantine.Count));
        Assert.Empty(read.Summary.LeftOut);
        Assert.All(read.Observations, o => Assert.True(o is { IsTotal: true, Value: > 0, Currency: "USD" }));
    }

    [Theory]
    [InlineData("ropensci+comtradr/bulk-v1-get-C-A-HS-4f1d0f.json")]
    [InlineData("ropensci+comtradr/HS.json")]
    [InlineData("ropensci+comtradr/Reporters.json")]
    [InlineData("ropensci+comtradr/exported-from-R/partner.csv")]
    [InlineData("qennis+ChinaCriticalMineralComtrade/deep_dive_hs6_monthly.csv")]
    [InlineData("mary-lev+eu-export-sanctions/kyrgyz_export_eurostat.combined.csv")]
    public async Task Catalogues_tables_of_codes_and_other_publishers_are_not_taken_for_trade(string file)
    {
        if (Samples.PathOf($"trade/comtrade/{file}") is not { } path)
            return;
        var head = Reading.Head(await File.ReadAllBytesAsync(path), file);
        Assert.Contains("no source recognises it", Assert.Throws<SourceFormatException>(() => WeirSources.Recognise(head)).Message, StringComparison.Ordinal);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
