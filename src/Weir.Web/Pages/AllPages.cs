using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weir.Web.Screening;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>What a page is asked for.</summary>
/// <param name="Reading">Where it reads.</param>
/// <param name="Visit">Who asks, and how.</param>
/// <param name="Part">The named parts of the address.</param>
/// <param name="Jobs">Files of names that readers gave.</param>
/// <param name="IsReader">Whether a person's page is asked for, and not its data or its headers.</param>
/// <param name="Cancellation">Ends when the reader leaves.</param>
internal sealed record PageCall(Reading Reading, Visit Visit, RouteValueDictionary Part, ScreeningJobs Jobs, bool IsReader, CancellationToken Cancellation)
{
    /// <summary>A named part of the address.</summary>
    public string this[string name] => (string)Part[name]!;

    /// <summary>A text in the reader's language.</summary>
    public string Say(string key, params (string Place, object? Value)[] args) => Visit.Words.Say(key, args);
}

/// <summary>Every page of the site: one line adds one.</summary>
internal static class AllPages
{
    /// <summary>The address of each page and what answers there.</summary>
    public static IReadOnlyList<(string Route, Func<PageCall, Task<PageAnswer>> Answer)> Routes { get; } =
    [
        ("/", Home.AnswerAsync),
        ("/goods/{goods}", GoodsView.AnswerAsync),
        ("/absorption/{uses}", AbsorptionView.AnswerAsync),
        ("/flow/{from}/{to}/{goods}", FlowView.AnswerAsync),
        ("/mirror/{from}/{to}/{goods}", MirrorView.AnswerAsync),
        ("/route/{from}/{to}/{goods}", RouteView.AnswerAsync),
        ("/briefs/{brief}", BriefView.AnswerAsync),
        ("/claims", ClaimList.AnswerAsync),
        ("/claims/{publication}/{claim}", ClaimView.AnswerAsync),
        ("/signals", SignalsView.AnswerAsync),
        ("/signals/{id}", SignalView.AnswerAsync),
        ("/control", ControlList.AnswerAsync),
        ("/control/{control}", ControlView.AnswerAsync),
        ("/revisions", RevisionsView.AnswerAsync),
        ("/totals", TotalsView.AnswerAsync),
        ("/coverage", CoverageView.AnswerAsync),
        ("/screening", ScreeningView.AnswerAsync),
        ("/screening/jobs/{job}", ScreeningJobView.AnswerAsync),
        ("/search", ListSearchView.AnswerAsync),
        ("/entities/{list}/{id}", EntityView.AnswerAsync),
        ("/sources", SourceList.AnswerAsync),
        ("/sources/{source}", SourceView.AnswerAsync),
        ("/trace/{id}", TraceView.AnswerAsync),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (route, answer) in Routes)
            routes.MapMethods(route, [HttpMethods.Get, HttpMethods.Head], http => SendAsync(http, answer));
    }

    private static async Task SendAsync(HttpContext http, Func<PageCall, Task<PageAnswer>> answer)
    {
        var reading = http.RequestServices.GetRequiredService<Reading>();
        var visit = Visit.From(http, reading.Workbench.Desk, await reading.StateAsync(Visit.MomentOf(http.Request), http.RequestAborted));
        var isReader = Forms.Of(http) == Form.Html && HttpMethods.IsGet(http.Request.Method);
        var page = await answer(new(reading, visit, http.Request.RouteValues, http.RequestServices.GetRequiredService<ScreeningJobs>(), isReader, http.RequestAborted));
        await http.RequestServices.GetRequiredService<PageRenderer>().SendAsync(http, visit, page);
    }
}
