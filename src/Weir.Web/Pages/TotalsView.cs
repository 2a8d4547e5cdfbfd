using Microsoft.AspNetCore.Http;
using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Store;
using Weir.Trade;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>Publishers' totals beside the sum of their details.</summary>
/// <param name="Question">What the address asks for.</param>
/// <param name="Report">The answer.</param>
/// <param name="Origins">The files that speak of what was added up.</param>
public sealed record TotalsView(TotalsQuestion Question, TotalsReport Report, IReadOnlyList<Origin> Origins)
{
    /// <summary>What lines may stand for, as addresses have it.</summary>
    public static IReadOnlyList<(string Name, TotalsBy By)> Ways { get; } = [("period", TotalsBy.Period), ("partner", TotalsBy.Partner), ("commodity", TotalsBy.Commodity)];

    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var visit = call.Visit;
        var question = AskedCells.Read<TotalsQuestion>(call) with { By = ReadBy(visit.Ask("by")), Unit = ReadUnit(visit.Ask("unit")) };
        var report = await call.Reading.TotalsAsync(visit, question, call.Cancellation);
        var view = new TotalsView(question, report, OriginsOf(call, report));
        return PageAnswer.Of<TotalsPage>(
            call.Say("site.totals.title"), call.Say("site.totals.description"), view,
            () => new { report.AsOf, tables = report.Tables.Select(t => Document(t, visit.Words)), origins = view.Origins.Select(o => o.Json()) },
            () => new(
                ["source", "reporter", "flow", "edition", "unit", "line", "period", "partner", "commodity", "kind", "published", "details", "not_specified", "confidential", "regional", "unlisted", "sum", "difference", "share"],
                report.Tables.SelectMany(t => t.Lines.Select(l => Row(t, l)).Append(Row(t, null)))));
    }

    /// <summary>Why a line names no single partner or goods, as data have it; null where it does.</summary>
    public static string? Kind(TotalLine line) => line.IsGroup ? "group" : line.Residual?.ToString().ToLowerInvariant();

    private static IReadOnlyList<object?> Row(TotalTable table, TotalLine? line)
    {
        var sum = line?.Sum ?? table.Sum;
        return
        [
            table.Source, Economies.FromNumber(table.Reporter).Alpha3, table.Flow.Code(), table.Edition.Code(), table.Unit, line is null ? "total" : "line", line?.Period?.ToString(),
            line?.Partner is { } partner ? Economies.FromNumber(partner).Alpha3 : null, line?.Commodity, line is null ? null : Kind(line), sum.Published, sum.Details,
            Of(sum, ResidualKind.NotSpecified), Of(sum, ResidualKind.Confidential), Of(sum, ResidualKind.Regional), Of(sum, ResidualKind.Unlisted), sum.Sum, sum.Difference, table.Sum.Share(sum.Sum),
        ];
    }

    private static object Document(TotalTable table, Words words) => new
    {
        table.Source,
        reporter = Economies.FromNumber(table.Reporter).Alpha3,
        flow = table.Flow.Code(),
        edition = table.Edition.Code(),
        table.Unit,
        periods = table.Periods.Select(p => p.ToString()),
        total = Document(table.Sum, table),
        lines = table.Lines.Select(l => new
        {
            period = l.Period?.ToString(),
            partner = l.Partner is { } partner ? Economies.FromNumber(partner).Alpha3 : null,
            l.Commodity,
            kind = Kind(l),
            amounts = Document(l.Sum, table),
        }),
        lacks = table.Lacks.Select(g => new { period = g.Period.ToString(), state = CoverageView.State(g.Extent) }),
        table.CodesAddedUp,
        table.PartnersAddedUp,
        table.Unmeasured,
        notes = TotalsReport.Notes(table).Select(words.Say),
    };

    private static object Document(TotalSum sum, TotalTable table) => new
    {
        sum.Published,
        sum.Details,
        notSpecified = Of(sum, ResidualKind.NotSpecified),
        confidential = Of(sum, ResidualKind.Confidential),
        regional = Of(sum, ResidualKind.Regional),
        unlisted = Of(sum, ResidualKind.Unlisted),
        sum.Sum,
        sum.Difference,
        sum.AddsUp,
        share = table.Sum.Share(sum.Sum),
    };

    private static double? Of(TotalSum sum, ResidualKind kind) => sum.Residuals.TryGetValue(kind, out var amount) ? amount : null;

    private static TotalsBy ReadBy(string? text) => text is null
        ? TotalsBy.Period
        : Ways.Where(w => w.Name == text).Select(w => (TotalsBy?)w.By).FirstOrDefault() ?? throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.by", ("text", text)));

    private static Unit? ReadUnit(string? code) => code is null ? null
        : Units.TryFind(code, out var unit) ? unit
        : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.unit", ("unit", code), ("units", Units.All.Select(u => u.Code).ToArray())));

    // A sum has no row of its own: these are the files that speak of the reporters and periods in it.
    private static IReadOnlyList<Origin> OriginsOf(PageCall call, TotalsReport report)
    {
        var summed = report.Tables.SelectMany(t => t.Periods.Select(p => (t.Source, t.Reporter, t.Flow, p))).ToHashSet();
        return Origin.Of(
            call.Visit.State.Snapshots
                .Where(s => s.State == SnapshotState.Read && s.Summary is { } said && said.Coverage.Any(c => summed.Contains((s.Origin.Publisher ?? "", c.Reporter, c.Flow, c.Period))))
                .Select(s => (s.Origin.Publisher ?? "", new ObservationId(s.Sha256, 0))),
            call.Visit, call.Reading.Workbench.Sources);
    }
}
