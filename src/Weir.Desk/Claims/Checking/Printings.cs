using Weir.Trade;


namespace Weir.Desk.Claims.Checking;

/// <summary>Publications and what they go back to.</summary>
internal sealed class Roots
{
    private readonly Dictionary<string, Publication> byId;

    public Roots(DeskFolder desk) => byId = desk.Publications.ToDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>The publication at the start of the chain; the publication itself where it follows none.</summary>
    public Publication Of(Publication publication)
    {
        while (publication.After is { } after && byId.TryGetValue(after, out var earlier))
            publication = earlier;
        return publication;
    }
}

/// <summary>One form of one amount as one claim prints it.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="Publication">Its publication.</param>
/// <param name="Form">The form.</param>
/// <param name="Place">Its place in the claim; 0 is the form printed first.</param>
internal sealed record PrintedAmount(string Claim, Publication Publication, PrintedForm Form, int Place);

/// <summary>What all publications of one root print for one cell at one time (or for one content).</summary>
/// <param name="Subject">The cell; null for a content.</param>
/// <param name="Root">The root.</param>
/// <param name="When">The time; null for a content, or where none of them says.</param>
/// <param name="Amounts">In the order of the claims.</param>
internal sealed record Printing(Subject? Subject, Publication Root, PeriodSpan? When, IReadOnlyList<PrintedAmount> Amounts)
{
    /// <summary>
    /// The amount that the others are conversions of: the one that makes the most forms in other units, by the exact factor or by one that
    /// people use; the rounder one where two do. Null where nothing was converted.
    /// </summary>
    public PrintedAmount? Anchor { get; } = Amounts
        .Select(a => (Amount: a, Made: Amounts.Count(b => IsMade(a.Form, b.Form))))
        .Where(c => c.Made > 0)
        .OrderByDescending(c => c.Made)
        .ThenByDescending(c => c.Amount.Form.Step / Math.Abs(c.Amount.Form.Amount))
        .ThenBy(c => c.Amount.Place)
        .Select(c => c.Amount)
        .FirstOrDefault();

    private static bool IsMade(PrintedForm from, PrintedForm to) =>
        from.Amount != 0 && from.Unit.Code != to.Unit.Code && from.Unit.ConvertsTo(to.Unit)
        && (Factors.Explains(from, to, Factors.Exact(from.Unit, to.Unit)) || Factors.OtherFor(from, to) is not null);
}

/// <summary>Everything that the claims of a desk print as amounts, put together by root, cell and time.</summary>
internal sealed class Printings
{
    private Printings(Roots roots, IReadOnlyList<Printing> all, DeskFolder desk)
    {
        Roots = roots;
        All = all;
        Desk = desk;
    }

    public Roots Roots { get; }

    public DeskFolder Desk { get; }

    public IReadOnlyList<Printing> All { get; }

    public static Printings Of(DeskFolder desk)
    {
        var roots = new Roots(desk);
        var levels = (
            from publication in desk.Publications
            from claim in publication.Claims
            let amount = AmountOf(claim.Measure)
            where amount is not null
            select (Id: ClaimChecker.ClaimId(publication, claim), Publication: publication, Root: roots.Of(publication), amount.Value.Subject, amount.Value.When, amount.Value.Each, amount.Value.Forms)).ToList();
        // Where a claim leaves its time open, it is put to those of the same root and cell that name one of its readings.
        PeriodSpan? TimeOf(Publication root, Subject subject, PeriodReading when)
        {
            if (when.Spans.Count < 2)
                return when.Only;
            var named = levels.Where(l => l.Root == root && l.Subject == subject).Select(l => l.When.Only).OfType<PeriodSpan>().ToList();
            var shared = when.Spans.Where(named.Contains).ToList();
            return shared.Count > 0 ? shared[0] : when.Spans[0];
        }
        var cells = levels
            .GroupBy(l => (l.Root, l.Subject, l.Each, Time: TimeOf(l.Root, l.Subject, l.When), Measured: MeasuredIn(l.Forms[0].Unit)))
            .Select(g => new Printing(g.Key.Subject, g.Key.Root, g.Key.Time, [.. g.SelectMany(l => l.Forms.Select((f, i) => new PrintedAmount(l.Id, l.Publication, f, i)))]));
        var contents =
            from publication in desk.Publications
            from claim in publication.Claims
            where claim.Measure is Content
            select new Printing(
                null, roots.Of(publication), null,
                [.. ((Content)claim.Measure).Forms.Select((f, i) => new PrintedAmount(ClaimChecker.ClaimId(publication, claim), publication, f, i))]);
        return new Printings(roots, [.. cells, .. contents], desk);
    }

    /// <summary>
    /// The place that the root rounded to: the finest last digit among what others were converted from, and among what the same publication
    /// prints beside it, of one cell in one unit. 130,000 beside 119,000 and 328,000 counts in thousands, as they do.
    /// </summary>
    public decimal StepOf(Printing printing, PrintedAmount anchor) => All
        .Where(p => p.Root == printing.Root && p.Subject is not null && p.Subject == printing.Subject)
        .SelectMany(p => p.Amounts.Where(a => a == p.Anchor || a.Publication == anchor.Publication))
        .Select(a => a.Form).Where(f => f.Unit.Code == anchor.Form.Unit.Code)
        .Select(f => f.Step).Append(anchor.Form.Step).Min();

    // Kilometres and dollars of one cell are two amounts, and so are two currencies.
    private static string MeasuredIn(Unit unit) => Units.All.First(unit.ConvertsTo).Code;

    private static (Subject Subject, PeriodReading When, bool Each, IReadOnlyList<PrintedForm> Forms)? AmountOf(Measure measure) => measure switch
    {
        Level level => (level.Subject, level.Period, level.EachMonth, level.Forms),
        Peak peak => (peak.Subject, PeriodReading.At(peak.At), false, peak.Forms),
        _ => null,
    };
}
