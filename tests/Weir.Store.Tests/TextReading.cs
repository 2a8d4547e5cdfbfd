using System.Globalization;
using Weir.Trade;

namespace Weir.Store.Tests;

/// <summary>
/// A reader as the lake meets them, of a format that a test can write: a line is <c>commodity period metres value partner reporter</c>, a line
/// that begins with <c>?</c> can't be read, and a line <c>all 2025-08</c> says that the file is complete for that month.
/// </summary>
public sealed class TextReading : ISnapshotReader
{
    /// <summary>How often a snapshot was read.</summary>
    public int Readings { get; private set; }

    public static string Line(string commodity, string period, double? metres, double? value = 1000, int partner = 643, int reporter = 156) =>
        string.Create(CultureInfo.InvariantCulture, $"{commodity} {period} {metres?.ToString("R", CultureInfo.InvariantCulture) ?? "-"} {value?.ToString("R", CultureInfo.InvariantCulture) ?? "-"} {partner} {reporter}");

    public static async Task<IngestOutcome> IngestAsync(Lake lake, string text, string name = "file.txt", SnapshotReading? reading = null)
    {
        var snapshot = await LakeFixture.KeepAsync(lake, text, name);
        return await lake.IngestAsync(snapshot.Sha256, reading ?? new(LakeFixture.Source), new TextReading(), LakeFixture.Ct);
    }

    public static async Task<ListVersion> IngestListAsync(Lake lake, string list, string text)
    {
        var snapshot = await LakeFixture.KeepAsync(lake, text, list + ".txt");
        return await lake.WriteListAsync(list, snapshot.Sha256, async (entities, stop) =>
        {
            await using var received = await lake.OpenSnapshotAsync(snapshot.Sha256, stop);
            return (await new TextReading().ReadListAsync(new(list), received, _ => Stream.Null, entities, stop)).Entities;
        }, LakeFixture.Ct);
    }

    public async Task<ReadSummary> ReadAsync(string sha256, SnapshotReading reading, Stream received, IObservationSink sink, CancellationToken cancellation)
    {
        Readings++;
        var lines = (await new StreamReader(received).ReadToEndAsync(cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var coverage = new List<Coverage>(reading.Asked);
        for (var i = 0; i < lines.Length; i++)
        {
            var fields = lines[i].Split(' ');
            if (fields[0] == "all")
                coverage.Add(new(156, reading.Flow ?? Flow.Export, Period.Parse(fields[1]), [], [], Completeness.Complete));
            else if (fields[0].StartsWith('?'))
                sink.Quarantine(new(i + 1, "commodity", "'?' is no commodity", lines[i]));
            else
            {
                var cell = LakeFixture.Cell(fields[0], fields[1], Number(fields[2]), Number(fields[3]), int.Parse(fields[4], CultureInfo.InvariantCulture))(new(sha256, i + 1));
                sink.Accept(cell with { Source = reading.Source, Reporter = int.Parse(fields[5], CultureInfo.InvariantCulture), Flow = reading.Flow ?? Flow.Export });
            }
        }
        return new("utf-8", lines.Length, new Dictionary<string, long>(), coverage, [$"read as {reading.FileName}"]);
    }

    public async Task<ListAccount> ReadListAsync(SnapshotReading reading, Stream received, Func<string, Stream> others, Stream entities, CancellationToken cancellation)
    {
        Readings++;
        var lines = (await new StreamReader(received).ReadToEndAsync(cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
            await entities.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"{{\"id\":\"{line}\"}}\n"), cancellation);
        return new(lines.Length);
    }

    private static double? Number(string text) => text == "-" ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
