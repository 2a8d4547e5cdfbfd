using Microsoft.AspNetCore.Http;
using Weir.Desk.Controls;
using Weir.Desk.Words;
using Weir.Signals.Effects;
using Weir.Trade;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>Every control that the desk knows.</summary>
/// <param name="Controls">Them, the newest first.</param>
public sealed record ControlList(IReadOnlyList<Control> Controls)
{
    internal static Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var controls = call.Visit.Desk.Controls.OrderByDescending(c => c.InForce).ThenBy(c => c.Id, StringComparer.Ordinal).ToArray();
        return Task.FromResult(PageAnswer.Of<ControlsPage>(
            call.Say("site.controls.title"), call.Say("site.controls.description"), new ControlList(controls),
            () => new { controls = controls.Select(c => ControlView.Document(c, call.Visit)) },
            () => new(
                ["id", "title", "by", "measure", "announced", "in_force", "suspended", "repealed", "codes", "list", "destinations", "act", "act_date"],
                controls.Select(c => (IReadOnlyList<object?>)
                [
                    c.Id, call.Visit.Words.Say(c.Title), c.By, ControlView.Name(c.Measure), ControlView.Written(c.Announced), ControlView.Written(c.InForce), ControlView.Written(c.Suspended), ControlView.Written(c.Repealed),
                    string.Join(' ', c.AllCodes), c.List, string.Join(' ', c.Destinations.Select(d => d.Alpha3)), c.Source.Act, ControlView.Written(c.Source.Date),
                ]))));
    }
}

/// <summary>What one control changed.</summary>
/// <param name="Report">The answer.</param>
public sealed record ControlView(ControlReport Report)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var visit = call.Visit;
        if (visit.Desk.Controls.All(c => c.Id != call["control"]))
            throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.control", ("id", call["control"])));
        ControlReport report;
        try
        {
            report = await call.Reading.Workbench.ControlAsync(
                new(call["control"]) { Goods = visit.Ask("goods"), Unit = visit.Ask("unit") ?? "USD", AsOf = visit.AsOf }, call.Cancellation);
        }
        catch (Desk.DeskException)
        {
            throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.control-goods", ("goods", visit.Ask("goods") ?? ""), ("unit", visit.Ask("unit") ?? "USD")));
        }
        return PageAnswer.Of<ControlPage>(
            visit.Words.Say(report.Control.Title), call.Say("site.control.description"), new ControlView(report),
            () => new
            {
                control = Document(report.Control, visit),
                report.AsOf,
                report.Source,
                unit = report.Unit.Code,
                codes = report.Codes,
                cannotBeSaid = report.Unsaid is { } why ? visit.Words.Say(why) : null,
                from = report.Finding?.From.ToString(),
                to = report.Finding?.To.ToString(),
                anticipation = Document(report.Finding?.Anticipation),
                effect = Document(report.Finding?.Effect),
                destinations = report.Finding?.Destinations.Select(d => new
                {
                    destination = Code(d),
                    d.Before,
                    d.Between,
                    d.After,
                    d.Stopped,
                    anticipation = Document(d.Anticipation),
                    effect = Document(d.Effect),
                    selectivity = Document(d.Selectivity),
                    months = d.Events.Select(e => new { period = e.Period.ToString(), e.Month, effect = Document(e.Term) }),
                }),
                months = report.Finding?.Events.Select(e => new { period = e.Period.ToString(), e.Month, effect = Document(e.Term) }),
                sentences = ControlSentences.Of(report).Select(visit.Words.Say),
                notes = report.Notes.Select(visit.Words.Say),
            },
            () => new(
                ["kind", "destination", "period", "before", "between", "after", "coefficient", "se", "p", "lower", "upper", "percent"],
                Rows(report).Select(r => (IReadOnlyList<object?>)
                [
                    r.Kind, r.Of is null ? null : Code(r.Of), r.Period?.ToString(), r.Of?.Before, r.Of?.Between, r.Of?.After, r.Term?.Coefficient, r.Term?.StandardError, r.Term?.P,
                    r.Term?.Interval(ControlReport.Alpha)?.Low, r.Term?.Interval(ControlReport.Alpha)?.High, r.Term?.Percent,
                ])));
    }

    /// <summary>A measure's name in addresses, data and word lists.</summary>
    public static string Name(ControlMeasure measure) => measure.ToString().ToLowerInvariant();

    /// <summary>A day as data have it.</summary>
    public static string? Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A control for machines.</summary>
    internal static object Document(Control c, Visit visit) => new
    {
        c.Id,
        title = visit.Words.Say(c.Title),
        c.By,
        measure = Name(c.Measure),
        announced = Written(c.Announced),
        inForce = Written(c.InForce),
        suspended = Written(c.Suspended),
        repealed = Written(c.Repealed),
        codes = c.Codes.Select(g => new { g.Edition, g.Codes }),
        c.List,
        destinations = c.Destinations.Select(d => d.Alpha3),
        source = new { c.Source.Act, date = Written(c.Source.Date), c.Source.Url },
        note = c.Note is { } note ? visit.Words.Say(note) : null,
        known = c.Known,
        url = visit.To(Addresses.Control(c.Id)),
    };

    private static IEnumerable<(string Kind, DestinationEffect? Of, Period? Period, EffectTerm? Term)> Rows(ControlReport report)
    {
        if (report.Finding is not { Obstacle: ControlObstacle.None } finding)
            return [];
        return
        [
            ("anticipation", null, null, finding.Anticipation), ("effect", null, null, finding.Effect),
            .. finding.Destinations.SelectMany(d => new (string, DestinationEffect?, Period?, EffectTerm?)[] { ("anticipation", d, null, d.Anticipation), ("effect", d, null, d.Effect), ("selectivity", d, null, d.Selectivity) }),
            .. finding.Events.Select(e => ("month", (DestinationEffect?)null, (Period?)e.Period, e.Term)),
            .. finding.Destinations.SelectMany(d => d.Events.Select(e => ("month", (DestinationEffect?)d, (Period?)e.Period, e.Term))),
        ];
    }

    private static string Code(DestinationEffect destination) => destination.Destination is { } number ? Economies.FromNumber(number).Alpha3 : "elsewhere";

    private static object? Document(EffectTerm? term) => term is null ? null : new
    {
        term.Coefficient,
        se = term.StandardError,
        term.P,
        lower = term.Interval(ControlReport.Alpha)?.Low,
        upper = term.Interval(ControlReport.Alpha)?.High,
        term.Percent,
    };
}
