namespace Weir.Web.Layout;

/// <summary>Why there is no page.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Reason">In the reader's language.</param>
public sealed record Problem(int Status, string Reason);
