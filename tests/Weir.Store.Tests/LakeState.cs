using System.Text.Json;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

/// <summary>Everything that a lake can be asked, at every moment at which something changed: as text, so that two lakes can be compared.</summary>
internal static class LakeState
{
    public static async Task<string> OfAsync(Lake lake)
    {
        var text = new List<string>();
        var versions = await lake.VersionsAsync(Ct);
        foreach (var v in versions)
            text.Add($"version {v.Source} {v.Reporter} {v.Year} {v.Number} {v.CurrentFrom:O} {v.Snapshot} {v.Rows} {v.File} {v.DroppedAt:O}");
        foreach (var moment in versions.Select(v => v.CurrentFrom).Distinct().Order())
        {
            foreach (var cell in await lake.Flows.CellsAsync(new() { AsOf = moment, TotalsOnly = false }, Ct))
                text.Add($"{moment:O} {Json(cell)}");
            foreach (var coverage in await lake.Flows.CoverageAsync(new() { AsOf = moment }, Ct))
                text.Add($"{moment:O} {Json(coverage)}");
        }
        foreach (var snapshot in (await lake.SnapshotsAsync(Ct)).OrderBy(s => s.ReceivedAt).ThenBy(s => s.Sha256, StringComparer.Ordinal))
        {
            text.Add(Json(snapshot));
            foreach (var row in await lake.QuarantineAsync(snapshot.Sha256, Ct))
                text.Add($"{snapshot.Sha256} {Json(row)}");
        }
        foreach (var list in await lake.CurrentListsAsync(Ct))
        {
            await using var entities = await lake.OpenListAsync(list, Ct);
            text.Add(Json(list) + await new StreamReader(entities).ReadToEndAsync(Ct));
        }
        text.Add(Json(await lake.LastBuildAsync("desk", "brief", Ct)));
        return string.Join('\n', text);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
