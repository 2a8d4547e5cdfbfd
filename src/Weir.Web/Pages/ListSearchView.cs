using Weir.Desk.Screening;
using Weir.Screening;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>Entities that somebody looks for by a text they remember.</summary>
/// <param name="Found">The nearest first.</param>
/// <param name="Wrong">Why nothing can be looked for, in English; null where it can.</param>
public sealed record ListSearchView(IReadOnlyList<Match> Found, string? Wrong)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var view = await ReadAsync(call);
        return PageAnswer.Of<ListSearchPage>(
            call.Say("site.search.title"), call.Say("site.search.description"), view,
            () => new { note = call.Say("site.search.no-screening"), wrong = view.Wrong, found = view.Found.Select(m => new { list = m.List.List, id = m.Entity.Id, caption = m.Entity.Caption, schema = m.Entity.Schema, url = call.Visit.To(Addresses.Entity(m.List.List, m.Entity.Id)) }) },
            () => new(["list", "id", "caption", "schema", "countries", "birth_dates"], view.Found.Select(m => (IReadOnlyList<object?>)
                [m.List.List, m.Entity.Id, m.Entity.Caption, m.Entity.Schema, string.Join(' ', m.Entity.Countries), string.Join(' ', m.Entity.BirthDates)])));
    }

    private static async Task<ListSearchView> ReadAsync(PageCall call)
    {
        if (call.Visit.Ask("q") is not { } text)
            return new([], null);
        try
        {
            using var lists = await call.Reading.Workbench.Screening.OpenAsync(call.Visit.AsOf, call.Cancellation);
            return new(ListSearch.Find(lists, text, new()), null);
        }
        catch (ScreeningQueryException wrong)
        {
            return new([], wrong.Message);
        }
    }
}
