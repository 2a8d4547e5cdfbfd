using Weir.Desk.Signals;
using Weir.Trade;

namespace Weir.Web.Pages;

/// <summary>The addresses of the site's pages.</summary>
public static class Addresses
{
    /// <summary>A goods page.</summary>
    public static string Goods(string goods) => $"/goods/{Uri.EscapeDataString(goods)}";

    /// <summary>A flow page.</summary>
    public static string Flow(Economy from, Economy to, string goods) => $"/flow/{from.Alpha3}/{to.Alpha3}/{Uri.EscapeDataString(goods)}";

    /// <summary>The flow page that shows a series, whichever side published it.</summary>
    public static string Flow(SeriesKey series) => series.Flow is Trade.Flow.Export or Trade.Flow.ReExport
        ? Flow(series.Reporter, series.Partner, series.Goods)
        : Flow(series.Partner, series.Reporter, series.Goods);

    /// <summary>The page of a listed entity.</summary>
    public static string Entity(string list, string id) => $"/entities/{Uri.EscapeDataString(list)}/{Uri.EscapeDataString(id)}";

    /// <summary>A mirror page: a flow from both sides.</summary>
    public static string Mirror(Economy from, Economy to, string goods) => $"/mirror/{from.Alpha3}/{to.Alpha3}/{Uri.EscapeDataString(goods)}";

    /// <summary>A route page: the ways from an origin to a destination.</summary>
    public static string Route(Economy from, Economy to, string goods) => $"/route/{from.Alpha3}/{to.Alpha3}/{Uri.EscapeDataString(goods)}";

    /// <summary>A page of what the uses can take up.</summary>
    public static string Absorption(string uses) => $"/absorption/{Uri.EscapeDataString(uses)}";

    /// <summary>A brief's article page.</summary>
    public static string Brief(string brief) => $"/briefs/{Uri.EscapeDataString(brief)}";

    /// <summary>A claim's page, from its id <c>publication/claim</c>.</summary>
    public static string Claim(string id) => "/claims/" + string.Join('/', id.Split('/').Select(Uri.EscapeDataString));

    /// <summary>A source's page.</summary>
    public static string Source(string source) => $"/sources/{Uri.EscapeDataString(source)}";

    /// <summary>What a control changed.</summary>
    public static string Control(string control) => $"/control/{Uri.EscapeDataString(control)}";

    /// <summary>How a signal came to be.</summary>
    public static string Signal(SignalId id) => $"/signals/{Uri.EscapeDataString(id.Text)}";

    /// <summary>Where a row's or a figure's id opens.</summary>
    public static string Trace(string id) => $"/trace/{Uri.EscapeDataString(id).Replace("%3A", ":", StringComparison.Ordinal)}";

    /// <summary>Where a row opens.</summary>
    public static string Trace(ObservationId row) => Trace(row.ToString());
}
