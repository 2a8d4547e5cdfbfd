using Weir.Desk.Claims;
using Weir.Trade;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>The shapes that several pages' <c>.json</c> share.</summary>
internal static class Json
{
    public static string Status(ObservationStatus status) => status.ToString().ToLowerInvariant();

    public static string State(PointState state) => state switch
    {
        PointState.NoData => "not-known",
        PointState.Observed => "observed",
        PointState.Zero => "zero",
        _ => "at-least",
    };

    public static object Series(SeriesKey key) => new
    {
        source = key.Source,
        publication = key.Publication.Length == 0 ? null : key.Publication,
        reporter = key.Reporter.Alpha3,
        partner = key.Partner.Alpha3,
        flow = key.Flow.Code(),
        goods = key.Goods,
    };

    public static object Series(Series series) => new
    {
        key = Series(series.Key),
        unit = series.Unit.Code,
        status = Status(series.Status),
        points = series.Points.Select(p => new
        {
            period = p.Period.ToString(),
            value = p.Value,
            state = State(p.State),
            estimated = p.Estimated ? true : (bool?)null,
            rows = p.Rows.Select(r => r.ToString()),
        }),
    };

    public static object Claim(CheckedClaim claim, Visit visit) => new
    {
        claim.Id,
        claim.Publication,
        says = visit.Words.Say(claim.Says),
        claim.Printed,
        verdict = Verdicts.Kind(claim.Verdict),
        reason = visit.Words.Say(claim.Reason),
        missing = claim.Missing.Select(visit.Words.Say),
        claim.Comparison,
        findings = claim.Findings.Select(f => Finding(f, visit)),
        rows = claim.Rows.Select(r => r.ToString()),
        claim.File,
        claim.Line,
        url = visit.To(Addresses.Claim(claim.Id)),
    };

    public static object Finding(Finding finding, Visit visit) => new { finding.Kind, text = visit.Words.Say(finding.Text), finding.Claims, finding.Numbers };

    public static object Observation(Observation o) => new
    {
        o.Source,
        reporter = Economies.FromNumber(o.Reporter).Alpha3,
        partner = Economies.FromNumber(o.Partner).Alpha3,
        flow = o.Flow.Code(),
        classification = o.Commodity.Classification.ToString(),
        commodity = o.Commodity.Code,
        period = o.Period.ToString(),
        o.Value,
        o.Currency,
        basis = o.Basis.ToString().ToLowerInvariant(),
        o.NetWeightKg,
        o.Quantity,
        o.SecondQuantity,
        status = Status(o.Status),
        o.Publication,
        o.Printed,
    };
}
