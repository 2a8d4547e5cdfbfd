using System.Globalization;
using System.Text;
using Weir.Desk.Tests.Bench;

namespace Weir.Desk.Tests.Signals;

/// <summary>A desk over three years and eight months of made-up exports of China: 40 quiet flows, and what a test plants among them.</summary>
internal sealed class MadeTrade : IAsyncDisposable
{
    public const int Months = 44;
    private readonly TempDesk folder;

    private MadeTrade(TempDesk folder, Desk.Workbench bench) => (this.folder, Bench) = (folder, bench);

    public Desk.Workbench Bench { get; }

    /// <summary>Makes it.</summary>
    /// <param name="plant">Changes the value of a code and partner at a month (0 to 43; the last is August 2025); null leaves the row out.</param>
    /// <param name="files">More files of the desk.</param>
    public static async Task<MadeTrade> CreateAsync(Func<string, int, int, double, double?> plant, params (string Name, string Text)[] files)
    {
        var desk = TempDesk.Empty();
        desk.Write("desk.yaml", "title: Made-up trade\n");
        desk.Write(
            "watches/fibre.yaml",
            """
            title: Fibre and batteries
            goods:
              - { id: fibre-optic-cable, title: Optical fibre cables, codes: ["8544.70"], unit: USD }
              - { id: lithium-ion-batteries, title: Lithium-ion batteries, codes: ["8507.60"], unit: USD }
            origins: [CHN]
            destinations: [RUS]
            comparators: [UKR]
            routes: [KAZ, KGZ]
            months: { first: 2022-01 }

            """);
        foreach (var (name, text) in files)
            desk.Write(name, text);
        var bench = await desk.OpenAsync(new StandingClock(new(2025, 10, 20, 12, 0, 0, TimeSpan.Zero)));
        var made = new MadeTrade(desk, bench);
        await made.IngestAsync("made.csv", Rows(plant));
        return made;
    }

    public async Task IngestAsync(string name, string text)
    {
        var report = await Bench.IngestAsync([folder.Write(name, text)], new("comtrade", null), null, TestContext.Current.CancellationToken);
        Assert.All(report.Files, f => Assert.Null(f.Error));
    }

    public async ValueTask DisposeAsync()
    {
        await Bench.DisposeAsync();
        folder.Dispose();
    }

    private static string Rows(Func<string, int, int, double, double?> plant)
    {
        var random = new Random(20251014);
        var text = new StringBuilder("freqCode,period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,customsCode,motCode,isOriginalClassification,primaryValue\n");
        foreach (var code in (string[])["854470", "850760", "880622", "854231", "280530", "380110", "261000", "811292"])
        {
            foreach (var partner in (int[])[643, 804, 398, 417, 792])
            {
                var level = Math.Exp(12 + (3 * random.NextDouble()));
                for (var month = 0; month < Months; month++)
                {
                    // The sum of twelve even draws is close to normal.
                    var noise = Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
                    if (plant(code, partner, month, level * Math.Exp((0.2 * noise) + (0.2 * Math.Sin(Math.PI * month / 6)))) is { } value)
                        text.Append(CultureInfo.InvariantCulture, $"M,{2022 + (month / 12)}{1 + (month % 12):00},156,X,{partner},0,{(month < 12 ? "H5" : "H6")},{code},C00,0,true,{value:0.00}\n");
                }
            }
        }
        return text.ToString();
    }
}
