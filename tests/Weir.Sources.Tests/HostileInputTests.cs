using System.IO.Compression;
using CsCheck;
using Weir.Sources.Comtrade;
using Weir.Sources.Tests.Comtrade;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Tests;

/// <summary>Whatever the bytes are, a source reads them, puts rows into quarantine or refuses the file. Nothing else happens.</summary>
public class HostileInputTests
{
    private static readonly byte[][] Whole =
    [
        Reading.Gb18030.GetBytes("\"数据年月\",\"商品编码\",\"商品名称\",\"贸易伙伴编码\",\"美元\",\r\n\"202508\",\"85447000\",\"光缆\n(芯)\",\"344\",\"1,234\",\r\n\"202507\",\"85447000\",\"光\"\"缆\",\"344\",\"34\",\r\n"),
        Reading.Utf8(ComtradeFixture.Answer([new(), new() { Partner = 804 }])),
        Reading.Utf8(ComtradeFixture.Bulk(new(), new ComtradeCell { Partner = 804 })),
        Reading.Utf8(ComtradeFixture.Tariff(new(), new ComtradeCell { Partner = 804 })),
        Reading.Utf8("publication,outlet,via,date,url,quoted_from,reporter,partner,flow,goods,commodity,period,value,unit,printed,status,note\na,b,,2025-10-14,https://b.c/,,CHN,RUS,X,g,854470,2025-08,1,km,\"1 \"\"km\"\"\",reported,\n"),
    ];

    [Fact]
    public async Task Truncated_anywhere()
    {
        foreach (var bytes in Whole)
        {
            for (var length = 0; length < bytes.Length; length += 3)
                await AllSources(bytes[..length]);
        }
    }

    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 2000].Sample(bytes => AllSources(bytes).GetAwaiter().GetResult(), iter: 300);

    [Fact]
    public void Whole_files_with_random_damage() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[1, 8]).Sample(
            (file, damage) =>
            {
                var bytes = Whole[file].ToArray();
                foreach (var (at, value) in damage)
                    bytes[at % bytes.Length] = value;
                AllSources(bytes).GetAwaiter().GetResult();
            },
            iter: 300);

    [Fact]
    public void Tables_of_quotes_commas_and_line_breaks() =>
        Gen.Char["\",\r\n\t1a光"].Array[0, 200].Sample(
            chars => AllSources(Reading.Utf8("Date of data,Commodity code,Commodity,US dollar\n" + new string(chars))).GetAwaiter().GetResult(),
            iter: 500);

    [Fact]
    public void Every_field_that_is_written_with_quotes_is_read_back()
    {
        var field = Gen.Char["\",ab 光"].Array[0, 12].Select(chars => new string(chars));
        Gen.Select(field, field).Array[1, 6].Sample(rows =>
        {
            var text = "Date of data,Commodity code,Trading partner code,Customs Regime,Locations of importers and exporters,US dollar\n"
                + string.Concat(rows.Select((r, i) => $"202508,{100000 + i},344,{Quoted("r" + r.Item1)},{Quoted("l" + r.Item2)},1\n"));
            var read = Reading.ReadAsync(new Sources.Gacc.GaccSource(), text, Flow.Export).GetAwaiter().GetResult();
            Assert.Equal(rows.Select(r => $"R{("r" + r.Item1).Trim()}-L{("l" + r.Item2).Trim()}"), read.Observations.Select(o => o.Procedure));
        });

        static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    [Fact]
    public async Task A_gzip_bomb_and_gzip_in_gzip_are_refused()
    {
        var zeros = new byte[40 << 20];
        var bomb = Gzip(zeros);
        Assert.Contains("times its size", await Reading.RefusalAsync(new ComtradeSource(ComtradeDataset.Final), Gzip([.. Reading.Utf8(ComtradeFixture.BulkHeader + "\n"), .. Enumerable.Repeat((byte)'\n', 40 << 20)])), StringComparison.Ordinal);
        Assert.Contains("gzip file inside", await Reading.RefusalAsync(new ComtradeSource(ComtradeDataset.Final), Gzip(bomb)), StringComparison.Ordinal);
        await using var file = await ReceivedFile.OpenAsync(new MemoryStream(bomb), "small.gz", CancellationToken.None, new(Bytes: 1 << 20));
        var e = await Assert.ThrowsAsync<SourceFormatException>(() => file.Content.CopyToAsync(Stream.Null));
        Assert.Contains("1,048,576 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_an_end_is_refused()
    {
        var text = "Date of data,Commodity code,US dollar\n" + new string('1', 600_000);
        Assert.Contains("longer than", await Reading.RefusalAsync(new Sources.Gacc.GaccSource(), Reading.Utf8(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_source_describes_itself_and_has_an_id_of_its_own()
    {
        Assert.Equal(WeirSources.All.Count, WeirSources.All.Select(s => s.Description.Id).Distinct().Count());
        Assert.All(WeirSources.All, s =>
        {
            Assert.Same(s, WeirSources.Find(s.Description.Id));
            Assert.NotEmpty(s.Description.Quirks);
            Assert.All((string[])[s.Description.Publisher, s.Description.Title, s.Description.Licence, s.Description.Schedule, s.Description.Units, s.Description.HowToGet], Assert.NotEmpty);
        });
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static async Task AllSources(byte[] bytes)
    {
        foreach (var source in WeirSources.All)
        {
            try
            {
                source.Recognises(Reading.Head(bytes));
                var read = await Reading.ReadAsync(source, bytes, Flow.Export);
                Assert.Equal(read.Summary.Rows, read.Observations.Count + read.Quarantine.Count + read.Summary.LeftOut.Values.Sum());
                for (var row = 1; row <= 3; row++)
                    await source.FindRowAsync(new MemoryStream(bytes), row, CancellationToken.None);
            }
            catch (SourceFormatException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }
}
