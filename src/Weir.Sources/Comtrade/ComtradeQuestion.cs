using System.Globalization;
using Weir.Trade;

namespace Weir.Sources.Comtrade;

/// <summary>What to ask UN Comtrade for: totals over second partners, procedures and modes of transport.</summary>
public sealed record ComtradeQuestion
{
    // The publisher takes at most twelve periods in one question.
    private const int MostPeriods = 12;

    /// <summary>Makes a question.</summary>
    /// <param name="reporter">Whose statistic.</param>
    /// <param name="flow">Which way.</param>
    /// <param name="periods">Months, or years; not both. At least one.</param>
    /// <param name="partners">The partners; empty for all. All partners together (the world) are always asked for beside them.</param>
    /// <param name="commodities">HS codes of 2, 4 or 6 digits, <c>TOTAL</c>, or <c>AG2</c>, <c>AG4</c>, <c>AG6</c> for all codes of that length. At least one.</param>
    /// <exception cref="ArgumentException">The question is none that UN Comtrade could answer.</exception>
    public ComtradeQuestion(Economy reporter, Flow flow, IEnumerable<Period> periods, IEnumerable<Economy> partners, IEnumerable<string> commodities)
    {
        (Reporter, Flow) = (reporter, flow);
        Periods = [.. periods.Distinct().Order()];
        Partners = [.. partners.Where(p => p.Number != Economies.World.Number).DistinctBy(p => p.Number).OrderBy(p => p.Number)];
        Commodities = [.. commodities.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (Periods.Count == 0 || Commodities.Count == 0)
            throw new ArgumentException("a question to UN Comtrade needs at least one period and one commodity code", Periods.Count == 0 ? nameof(periods) : nameof(commodities));
        if (Periods.Any(p => p.IsMonth != Periods[0].IsMonth))
            throw new ArgumentException("a question to UN Comtrade has months or years, not both", nameof(periods));
        if (Commodities.FirstOrDefault(c => !IsCode(c)) is { } wrong)
            throw new ArgumentException($"'{wrong}' is no code that UN Comtrade knows; allowed are 2, 4 or 6 digits, TOTAL, AG2, AG4, AG6", nameof(commodities));
        foreach (var economy in Partners.Prepend(reporter))
        {
            if (ComtradeAreas.CodeOf(economy) is null)
                throw new ArgumentException($"UN Comtrade does not count {economy.EnglishName} ({economy.Alpha3}) apart", nameof(partners));
        }
    }

    /// <summary>Whose statistic.</summary>
    public Economy Reporter { get; }

    /// <summary>Which way.</summary>
    public Flow Flow { get; }

    /// <summary>Months or years, ascending.</summary>
    public IReadOnlyList<Period> Periods { get; private init; }

    /// <summary>The partners by number, without the world, which is always asked for; empty for all.</summary>
    public IReadOnlyList<Economy> Partners { get; private init; }

    /// <summary>The codes, ascending.</summary>
    public IReadOnlyList<string> Commodities { get; private init; }

    /// <summary>Whether it is about months.</summary>
    public bool IsMonthly => Periods[0].IsMonth;

    /// <summary>In words, for messages.</summary>
    public override string ToString() =>
        $"{Reporter.Alpha3} {Flow.Code()} {string.Join(',', Commodities)} {(Partners.Count == 0 ? "all partners" : string.Join(',', Partners))} {Periods[0]}{(Periods.Count > 1 ? $" to {Periods[^1]}" : "")}";

    /// <summary>What the answer speaks for, for the reader (<see cref="ReadContext.Asked"/>): the question, and of a period that the publisher has no data set of, nothing at all.</summary>
    internal IEnumerable<Coverage> Asked(IReadOnlyDictionary<Period, FetchOutcome> outcomes)
    {
        int[] partners = [.. Partners.Select(p => p.Number)];
        foreach (var period in Periods)
        {
            if (outcomes[period] is FetchOutcome.Rows or FetchOutcome.NoRowsPublished)
                yield return new Coverage(Reporter.Number, Flow, period, Commodities, partners, Completeness.Unknown);
            else if (outcomes[period] == FetchOutcome.NotAvailable)
                yield return new Coverage(Reporter.Number, Flow, period, [], [], Completeness.NotPublished);
        }
    }

    /// <summary>The query, always in one order, so that one question has one address.</summary>
    internal string Query(int maxRecords) => string.Create(CultureInfo.InvariantCulture,
        $"cmdCode={string.Join(',', Commodities)}&customsCode=C00&flowCode={Flow.Code()}&format=JSON&includeDesc=false&maxRecords={maxRecords}&motCode=0&partner2Code=0{PartnerQuery()}&period={PeriodQuery(Periods)}&reporterCode={ComtradeAreas.CodeOf(Reporter)}");

    internal static string PeriodQuery(IEnumerable<Period> periods) =>
        string.Join(',', periods.Select(p => p.IsMonth ? p.Number.ToString(CultureInfo.InvariantCulture) : p.ToString()));

    /// <summary>Two questions that together ask the same: by period, then by partner, then by commodity; null where it is a single cell.</summary>
    internal (ComtradeQuestion First, ComtradeQuestion Second)? Split()
    {
        if (Periods.Count > 1)
            return (this with { Periods = Half(Periods, first: true) }, this with { Periods = Half(Periods, first: false) });
        if (Partners.Count > 1)
            return (this with { Partners = Half(Partners, first: true) }, this with { Partners = Half(Partners, first: false) });
        if (Commodities.Count > 1)
            return (this with { Commodities = Half(Commodities, first: true) }, this with { Commodities = Half(Commodities, first: false) });
        return null;
    }

    /// <summary>Whether the publisher takes so many periods in one question; the open preview takes one year only.</summary>
    internal bool HasTooManyPeriods(bool preview) => Periods.Count > (preview && !IsMonthly ? 1 : MostPeriods);

    private static IReadOnlyList<T> Half<T>(IReadOnlyList<T> all, bool first) =>
        first ? [.. all.Take(all.Count / 2)] : [.. all.Skip(all.Count / 2)];

    private static bool IsCode(string code) =>
        code is Commodity.AllGoods or "AG2" or "AG4" or "AG6" || (code.Length is 2 or 4 or 6 && !code.AsSpan().ContainsAnyExceptInRange('0', '9'));

    private string PartnerQuery() => Partners.Count == 0
        ? ""
        : $"&partnerCode={string.Join(',', Partners.Select(p => ComtradeAreas.CodeOf(p)).Prepend(0).Select(c => c?.ToString(CultureInfo.InvariantCulture)))}";
}
