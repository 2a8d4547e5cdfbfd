using Weir.Sources;
using Weir.Store;

namespace Weir.Desk.Fetching;

/// <summary>How a list of the lake stands.</summary>
/// <param name="Version">The version that is current, or was at the moment.</param>
/// <param name="Title">What the list is called.</param>
/// <param name="Publisher">Who publishes it.</param>
/// <param name="Published">When the publisher made it, as it or its server says; null where neither does.</param>
/// <param name="Received">When its file was received; where the list went back to what it had been, when it did.</param>
/// <param name="Checked">When it was last known to be what the publisher has: fetched, or asked about and found unchanged; of a file given by hand, when the publisher made it, else when it was received.</param>
/// <param name="Age">Time since then.</param>
/// <param name="StaleAfter">The age from which it is stale; each list has its own.</param>
/// <param name="Quarantined">Records that could not be read.</param>
public sealed record ListStanding(
    ListVersion Version, string Title, string Publisher, DateTimeOffset? Published, DateTimeOffset Received, DateTimeOffset Checked, TimeSpan Age, TimeSpan StaleAfter, long Quarantined)
{
    /// <summary>Whether it is too old to stand for what the publisher has.</summary>
    public bool IsStale => Age > StaleAfter;
}

/// <summary>Says how the lists of a lake stand: how many entities, how old.</summary>
/// <param name="lake">The lake.</param>
/// <param name="clock">What the time is.</param>
public sealed class ListOverview(Lake lake, TimeProvider clock)
{
    /// <summary>Every list that the lake holds, or held at a moment, by id.</summary>
    /// <param name="asOf">The moment; null is now.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="LakeException">The catalogue can't be read.</exception>
    public async Task<IReadOnlyList<ListStanding>> StandingsAsync(DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var now = asOf ?? clock.GetUtcNow();
        var standings = new List<ListStanding>();
        var all = await lake.ListVersionsAsync(cancellation);
        foreach (var version in await lake.ListsAsync(asOf, cancellation))
        {
            var snapshot = await lake.FindSnapshotAsync(version.Snapshot, cancellation);
            var source = ListSources.Find(version.List);
            var state = await FetchState.OfAsync(lake, version.List, cancellation);
            // What the list went back to was received again.
            var isAgain = all.Any(v => v.List == version.List && v.Snapshot == version.Snapshot && v.Number < version.Number);
            var received = isAgain ? version.CurrentFrom : snapshot?.ReceivedAt ?? version.CurrentFrom;
            // A later look says nothing of an earlier moment.
            var isChecked = state is { CheckedAt: var at } && at <= now && at >= received;
            var published = snapshot?.Summary?.Published ?? snapshot?.Origin.LastModified;
            // A file given by hand may have lain about for months: where the publisher makes the list anew all the time, it is as old as the day on which it was made.
            var seen = isChecked ? state!.CheckedAt : source is { IsPublishedAsData: true } && published < received ? published.Value : received;
            standings.Add(new(
                version, source?.Description.Title ?? version.List, source?.Description.Publisher ?? "", published, received, seen,
                now > seen ? now - seen : TimeSpan.Zero, source?.StaleAfter ?? TimeSpan.FromDays(7), snapshot?.Quarantined ?? 0));
        }
        return standings;
    }
}
