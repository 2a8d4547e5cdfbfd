using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>Parts of sentences that several rules say.</summary>
internal static class Sentences
{
    /// <summary>More single months than this are said as a span.</summary>
    private const int MostListed = 3;

    /// <summary>A span: the period, or "from … to …".</summary>
    public static object Of(PeriodSpan span) => span.First == span.Last ? span.First : new Phrase("check.span", ("first", span.First), ("last", span.Last));

    /// <summary>All readings of a period.</summary>
    public static object Of(PeriodReading reading) => reading.Spans.Count switch
    {
        0 => new Phrase("check.period.unstated"),
        1 => Of(reading.Spans[0]),
        _ => new Phrase("check.period.either", ("readings", reading.Spans.Select(Of).ToList())),
    };

    /// <summary>Periods: a few by name, a long run as a span.</summary>
    public static object Of(IReadOnlyList<Period> periods) =>
        periods.Count > MostListed && periods[0].To(periods[^1]).SequenceEqual(periods)
            ? Of(new PeriodSpan(periods[0], periods[^1]))
            : periods.Cast<object>().ToList();

    /// <summary>A cell: "exports of 8544.70 (optical fibre cables), China → Russia".</summary>
    public static Phrase Of(Subject subject, DeskFolder desk) => new(
        $"check.cell.{subject.Flow.Code()}",
        ("goods", desk.FindGoods(subject.Goods)!.Title), ("codes", desk.FindGoods(subject.Goods)!.Codes.Select(Dotted).ToList()),
        ("from", subject.From), ("to", subject.To));

    /// <summary>Who publishes: <c>gacc</c>, <c>comtrade</c>.</summary>
    public static Phrase Publisher(string source) => new($"check.publisher.{source}");

    /// <summary>Phrases one after the other, with what the key's text puts between two.</summary>
    public static Phrase Joined(string key, IEnumerable<Phrase> phrases) => phrases.Aggregate((first, second) => new Phrase(key, ("first", first), ("second", second)));

    /// <summary>Forms of one amount as they are printed: <c>328,000 miles (528,000 km)</c>.</summary>
    public static string Printed(IReadOnlyList<PrintedForm> forms) =>
        forms.Count == 1 ? forms[0].Text : $"{forms[0].Text} ({string.Join("; ", forms.Skip(1).Select(f => f.Text))})";

    /// <summary>A code as it is printed: <c>8544.70</c>.</summary>
    private static string Dotted(string code) => code.Length switch
    {
        6 => $"{code[..4]}.{code[4..]}",
        8 => $"{code[..4]}.{code[4..6]}.{code[6..]}",
        10 => $"{code[..4]}.{code[4..6]}.{code[6..8]}.{code[8..]}",
        _ => code,
    };
}
