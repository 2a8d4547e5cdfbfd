using Microsoft.AspNetCore.Http;
using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Trade;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>Reads from an address which cells a page is asked about.</summary>
internal static class AskedCells
{
    /// <summary>The question that the address asks.</summary>
    /// <exception cref="PageException">It names something that there is none of.</exception>
    public static T Read<T>(PageCall call)
        where T : CellQuestion, new()
    {
        var visit = call.Visit;
        var sources = call.Reading.Workbench.Sources.Select(s => s.Description.Id).ToArray();
        var question = new T
        {
            Goods = visit.Ask("goods") is not { } goods || Choice.FindGoods(goods, visit.Desk) is not null
                ? visit.Ask("goods")
                : throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-goods", ("goods", goods))),
            Source = visit.Ask("source") is not { } source || sources.Contains(source)
                ? visit.Ask("source")
                : throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-source", ("source", source), ("sources", sources))),
            Reporter = visit.Ask("reporter") is { } reporter ? Visit.Economy(reporter) : null,
            Partner = visit.Ask("partner") is { } partner ? Visit.Economy(partner) : null,
            Flow = visit.Ask("flow") is not { } code ? null
                : FlowCodes.TryParse(code, out var flow) ? flow : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.flow", ("flow", code))),
            First = Period(visit.Ask("first")),
            Last = Period(visit.Ask("last")),
            AsOf = visit.AsOf,
        };
        return question.First is { } first && question.Last is { } last && first.IsMonth != last.IsMonth
            ? throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.span", ("text", $"{first} – {last}")))
            : question;
    }

    private static Period? Period(string? text) => text is null ? null
        : Trade.Period.TryParse(text, out var period) ? period
        : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.span", ("text", text)));
}
