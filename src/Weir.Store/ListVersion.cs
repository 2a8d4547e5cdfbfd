namespace Weir.Store;

/// <summary>A version of a sanctions or export-control list, as entities.</summary>
/// <param name="List">The list's id, e.g. <c>us-ofac-sdn</c>.</param>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="Snapshot">SHA-256 of the received bytes that it was read from.</param>
/// <param name="Entities">How many entities it holds.</param>
/// <param name="CurrentFrom">When it became current.</param>
/// <param name="File">Path below the lake's home of the entities, FollowTheMoney JSON, one a line.</param>
/// <param name="Sha256">Hash of that file.</param>
/// <param name="DroppedAt">When retention took that file away; null while it can be read.</param>
public sealed record ListVersion(string List, int Number, string Snapshot, int Entities, DateTimeOffset CurrentFrom, string File, string Sha256, DateTimeOffset? DroppedAt = null);
