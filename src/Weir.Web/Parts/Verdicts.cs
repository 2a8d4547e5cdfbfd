using Weir.Desk.Claims;

namespace Weir.Web.Parts;

/// <summary>The names of verdicts in addresses and style sheets.</summary>
public static class Verdicts
{
    /// <summary>All, strongest first.</summary>
    public static IReadOnlyList<Verdict> All { get; } = [Verdict.Supported, Verdict.Contradicted, Verdict.Partly, Verdict.NotCheckable];

    /// <summary><c>supported</c>, <c>contradicted</c>, <c>partly</c> or <c>not-checkable</c>.</summary>
    public static string Kind(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "supported",
        Verdict.Contradicted => "contradicted",
        Verdict.Partly => "partly",
        _ => "not-checkable",
    };

    /// <summary>The verdict with this name; null where there is none.</summary>
    public static Verdict? Find(string? kind) => All.Where(v => Kind(v) == kind).Select(v => (Verdict?)v).FirstOrDefault();
}
