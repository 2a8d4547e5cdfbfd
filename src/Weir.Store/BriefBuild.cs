namespace Weir.Store;

/// <summary>A brief as it was built, recorded so that it can be verified later.</summary>
/// <param name="Desk">The desk's folder or name.</param>
/// <param name="Brief">The brief's id.</param>
/// <param name="BuiltAt">When it was built.</param>
/// <param name="AsOf">The vintage it was built from.</param>
/// <param name="Json">The build itself; the desk's own JSON, kept as given.</param>
public sealed record BriefBuild(string Desk, string Brief, DateTimeOffset BuiltAt, DateTimeOffset AsOf, string Json);
