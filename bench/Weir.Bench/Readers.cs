using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Weir.Sources.Comtrade;
using Weir.Sources.Gacc;
using Weir.Trade;

namespace Weir.Bench;

/// <summary>
/// How fast received files become observations: a full download of China Customs (10,000 rows) and a full answer of UN Comtrade's preview (500
/// records). The peer reads the same bytes and only splits them into lines.
/// </summary>
[MemoryDiagnoser]
public class Readers
{
    private const int GaccRows = 10_000;
    private const int ComtradeRecords = 500;

    private readonly GaccSource gacc = new();
    private readonly ComtradeSource comtrade = new(ComtradeDataset.Final);
    private byte[] gaccFile = [];
    private byte[] comtradeAnswer = [];

    [GlobalSetup]
    public void Prepare()
    {
        var csv = new StringBuilder("Date of data,Commodity code,Commodity,Trading partner code,Trading partner,Quantity,Unit,Supplementary Quantity,Supplementary Unit,US dollar,\n");
        for (var i = 0; i < GaccRows; i++)
            csv.Append(CultureInfo.InvariantCulture, $"2025{1 + (i % 12):00},8544{i / 12:0000},Optical fibre cables,344,Russian Federation,\"{12_000 + i:N0}\",Kilogram,\"{5_000_000 + i:N0}\",Metre,\"{1_200_000 + i:N0}\",\n");
        gaccFile = Encoding.UTF8.GetBytes(csv.ToString());

        var records = Enumerable.Range(0, ComtradeRecords).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$"""{"typeCode":"C","freqCode":"M","refPeriodId":20250801,"refYear":2025,"refMonth":8,"period":"202508","reporterCode":156,"flowCode":"X","partnerCode":643,"partner2Code":0,"classificationCode":"H6","classificationSearchCode":"HS","isOriginalClassification":true,"cmdCode":"{{100_000 + i}}","aggrLevel":6,"isLeaf":true,"customsCode":"C00","mosCode":"0","motCode":0,"qtyUnitCode":8,"qty":{{1000 + i}},"isQtyEstimated":false,"altQtyUnitCode":-1,"altQty":0,"isAltQtyEstimated":false,"netWgt":{{1000 + i}},"isNetWgtEstimated":false,"grossWgt":0,"isGrossWgtEstimated":false,"cifvalue":null,"fobvalue":{{5000 + i}},"primaryValue":{{5000 + i}},"legacyEstimationFlag":0,"isReported":true,"isAggregate":false}"""));
        comtradeAnswer = Encoding.UTF8.GetBytes($$"""{"elapsedTime":"0.1 secs","count":{{ComtradeRecords}},"data":[{{string.Join(',', records)}}],"error":""}""");
    }

    [Benchmark(Baseline = true, Description = "split the download into lines")]
    public int Lines()
    {
        using var reader = new StreamReader(new MemoryStream(gaccFile));
        var lines = 0;
        while (reader.ReadLine() is not null)
            lines++;
        return lines;
    }

    [Benchmark(Description = "China Customs, 10,000 rows")]
    public Task<long> GaccDownload() => CountAsync((sink, stop) =>
        gacc.ReadAsync(new MemoryStream(gaccFile), new("0", "download.csv", Flow.Export), sink, stop), GaccRows);

    [Benchmark(Description = "UN Comtrade, 500 records")]
    public Task<long> ComtradeAnswer() => CountAsync((sink, stop) =>
        comtrade.ReadAsync(new MemoryStream(comtradeAnswer), new("0", "preview.json"), sink, stop), ComtradeRecords);

    /// <summary>A reader that took fewer rows than there are would be fast for nothing.</summary>
    private static async Task<long> CountAsync(Func<IObservationSink, CancellationToken, Task<ReadSummary>> read, int expected)
    {
        var counter = new Counter();
        await read(counter, CancellationToken.None);
        return counter.Accepted == expected ? counter.Accepted : throw new InvalidOperationException($"{counter.Accepted} rows were accepted of {expected}; first in quarantine: {counter.First}");
    }

    private sealed class Counter : IObservationSink
    {
        public long Accepted { get; private set; }

        public string? First { get; private set; }

        public void Accept(Observation observation) => Accepted++;

        public void Quarantine(QuarantinedRow row) => First ??= row.Reason;
    }
}
