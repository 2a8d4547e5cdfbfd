using System.Globalization;
using Microsoft.AspNetCore.Http;
using Weir.Desk.Signals;
using Weir.Desk.Words;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>What is unusual in the desk's watches.</summary>
/// <param name="Report">What was found and what could not be said.</param>
/// <param name="Signals">The findings that the filters leave, sorted.</param>
/// <param name="Fdr">The false-discovery rate that is kept.</param>
/// <param name="Sort">What they are sorted by.</param>
/// <param name="Kinds">All kinds.</param>
/// <param name="Origins">Where the shown numbers come from.</param>
public sealed record SignalsView(
    SignalReport Report, IReadOnlyList<Signal> Signals, double Fdr, string Sort, IReadOnlyList<string> Kinds, IReadOnlyList<Origin> Origins)
{
    /// <summary>What signals can be sorted by.</summary>
    public static IReadOnlyList<string> Sorts { get; } = ["q", "excess", "period"];

    /// <summary>The false-discovery rates that the page offers.</summary>
    public static IReadOnlyList<double> Rates { get; } = [0.01, 0.05, 0.1, 0.2];

    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var visit = call.Visit;
        var usual = new SignalQuestion();
        var kinds = SignalReport.Kinds;
        var question = usual with
        {
            Watch = visit.Ask("watch") is not { } watch || visit.Desk.Watches.Any(w => w.Id == watch)
                ? visit.Ask("watch")
                : throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.watch", ("watch", watch), ("watches", visit.Desk.Watches.Select(w => w.Id).ToArray()))),
            Kinds = visit.Ask("kind") is not { } kind ? []
                : kinds.Contains(kind) ? [kind]
                : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.kind", ("kind", kind), ("kinds", kinds.ToArray()))),
            Fdr = ReadRate(visit.Ask("q")) ?? usual.Fdr,
            AsOf = visit.AsOf,
        };
        var sort = visit.Ask("sort") is not { } by ? Sorts[0]
            : Sorts.Contains(by) ? by
            : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.sort", ("text", by), ("sorts", Sorts.ToArray())));
        var place = visit.Ask("place") is { } code ? Visit.Economy(code) : null;
        var report = await call.Reading.SignalsAsync(visit, question, call.Cancellation);
        var shown = Sorted(report.Signals.Where(s => (visit.Ask("goods") is not { } goods || s.Goods == goods) && (place is null || s.From == place || s.To == place)), sort).ToArray();
        var view = new SignalsView(
            report, shown, question.Fdr, sort, kinds,
            Origin.Of(shown.SelectMany(s => s.Rows.Select(r => (s.Source ?? "", r))), visit, call.Reading.Workbench.Sources));
        return PageAnswer.Of<SignalsPage>(
            call.Say("site.signals.title"), call.Say("site.signals.description"), view,
            () => new
            {
                report.AsOf,
                report.Judged,
                fdr = question.Fdr,
                signals = shown.Select(s => Document(s, visit)),
                unsaid = report.Unsaid.Select(visit.Words.Say),
                origins = view.Origins.Select(o => o.Json()),
            },
            () => new(
                ["id", "kind", "watch", "goods", "from", "to", "period", "source", "unit", "value", "expected", "lower", "upper", "excess", "p", "q", "status", "text", "rows"],
                shown.Select(s => (IReadOnlyList<object?>)
                [
                    s.Id.Text, s.Id.Kind, s.Watch, s.Goods, s.From?.Alpha3, s.To?.Alpha3, s.Period.ToString(), s.Source, s.Unit?.Code, s.Value, s.Expected, s.Lower, s.Upper, s.Excess, s.P, s.Q,
                    Json.Status(s.Status), visit.Words.Say(s.Text), string.Join(' ', s.Rows),
                ])));
    }

    /// <summary>A signal for machines.</summary>
    internal static object Document(Signal s, Visit visit) => new
    {
        id = s.Id.Text,
        kind = s.Id.Kind,
        s.Watch,
        s.Goods,
        from = s.From?.Alpha3,
        to = s.To?.Alpha3,
        period = s.Period.ToString(),
        s.Source,
        unit = s.Unit?.Code,
        s.Value,
        s.Expected,
        s.Lower,
        s.Upper,
        s.Excess,
        s.P,
        s.Q,
        status = Json.Status(s.Status),
        text = visit.Words.Say(s.Text),
        reasons = s.Reasons.Select(visit.Words.Say),
        rows = s.Rows.Select(r => r.ToString()),
        url = visit.To(Addresses.Signal(s.Id)),
    };

    private static IEnumerable<Signal> Sorted(IEnumerable<Signal> signals, string by) => by switch
    {
        "excess" => signals.OrderByDescending(s => s.Excess ?? double.NegativeInfinity).ThenBy(s => s.Q ?? 1),
        "period" => signals.OrderByDescending(s => s.Period).ThenBy(s => s.Q ?? 1),
        _ => signals,
    };

    private static double? ReadRate(string? text) => text is null ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and < 1 ? rate
        : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.rate", ("text", text)));
}
