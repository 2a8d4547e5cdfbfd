using System.Globalization;
using System.Text;
using Weir.Desk.Claims;
using Weir.Desk.Words;

namespace Weir.Desk.Briefs;

/// <summary>Says the texts of a brief: months, dates, findings, verdicts, sources.</summary>
internal sealed class BriefTexts(BriefFile brief, BriefData data, Words.Words words)
{
    /// <summary>The text as Markdown.</summary>
    /// <exception cref="FigureException">What it speaks of is not there.</exception>
    public string Say(TextDefinition text) => text switch
    {
        PeriodText period => Period(period),
        DateText date => Date(date),
        FindingsText findings => Findings(findings),
        VerdictsText verdicts => Verdicts(verdicts),
        SourcesText => Sources(),
        _ => throw new FigureException($"a text of the kind {text.GetType().Name} can't be said"),
    };

    private string Period(PeriodText text)
    {
        var key = text.WithoutYear && text.Period.IsMonth ? "brief.month" : "brief.period";
        return words.Say(key + (text.Case.Length == 0 ? "" : $".{text.Case}"), ("period", text.Period), ("month", words.Month(text.Period, text.Case)));
    }

    private string Date(DateText text)
    {
        var date = Publication(text.Publication).Date;
        return DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? words.Date(day)
            : words.Period(Trade.Period.Parse(date));
    }

    private string Findings(FindingsText text)
    {
        var found = data.Check.Findings.Where(f => (text.Kind is null || f.Kind == text.Kind) && (text.Claim is null || f.Claims.Contains(text.Claim))).ToList();
        if (found.Count == 0)
            throw new FigureException($"the check has no finding '{text.Kind}'{(text.Claim is null ? "" : $" about {text.Claim}")}; it has {string.Join(", ", data.Check.Findings.Select(f => f.Kind).Distinct())}");
        return string.Concat(found.Select(f => $"- {MarkdownText.Escape(words.Say(f.Text))}\n"));
    }

    private string Verdicts(VerdictsText text)
    {
        if (text.Publication is { } publication)
            _ = Publication(publication);
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"| {words.Say("brief.claim")} | {words.Say("brief.verdict")} | {words.Say("brief.why")} |\n|---|---|---|\n");
        foreach (var claim in data.Check.Claims.Where(c => text.Publication is null || c.Publication == text.Publication))
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| [{MarkdownText.Escape(words.Say(claim.Says))}](/claims/{claim.Id}) | {words.Say(new Phrase("brief.verdict.of", ("verdict", claim.Verdict)))} | {MarkdownText.Escape(words.Say(claim.Reason))} |\n");
        }
        return table.ToString();
    }

    private string Sources()
    {
        var list = new StringBuilder();
        foreach (var publication in data.Desk.Publications.Where(p => p.Claims.Count > 0))
        {
            var title = publication.Title.Length == 0 ? "" : $", “{MarkdownText.Escape(publication.Title)}”";
            var outlet = MarkdownText.Escape(publication.Outlet);
            var name = publication.Url is { } url ? $"[{outlet}]({url.AbsoluteUri})" : outlet;
            var via = publication.Via is { } carrier ? $" ({words.Say("brief.via", ("outlet", MarkdownText.Escape(carrier)))})" : "";
            list.Append(CultureInfo.InvariantCulture, $"- {name}{title}, {Date(new DateText(publication.Id))}{via}\n");
        }
        return list.ToString();
    }

    private Publication Publication(string id) => data.Desk.Publications.FirstOrDefault(p => p.Id == id)
        ?? throw new FigureException($"{brief.Id} names the publication '{id}', which the desk does not have; it has {string.Join(", ", data.Desk.Publications.Select(p => p.Id))}");
}
