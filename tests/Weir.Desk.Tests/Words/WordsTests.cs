using CsCheck;
using Weir.Desk.Claims;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Tests.Words;

public sealed class WordsTests
{
    private static readonly Desk.Words.Words English = Desk.Words.Words.For("en");
    private static readonly Desk.Words.Words Russian = Desk.Words.Words.For("ru");
    private static readonly Period August = Weir.Trade.Period.Month(2025, 8);

    [Fact]
    public void Quantities_carry_the_language_s_separators_and_units()
    {
        Assert.Equal("528,000\u00A0km", English.Quantity(new Quantity(528_000m, Units.Kilometre)));
        Assert.Equal("528\u00A0000\u00A0км", Russian.Quantity(new Quantity(528_000m, Units.Kilometre)));
        Assert.Equal("1\u00A0mile", English.Quantity(new Quantity(1m, Units.Mile)));
        Assert.Equal("72\u00A0miles", English.Quantity(new Quantity(72m, Units.Mile)));
    }

    [Theory]
    [InlineData(1, "1\u00A0миля")]
    [InlineData(2, "2\u00A0мили")]
    [InlineData(5, "5\u00A0миль")]
    [InlineData(11, "11\u00A0миль")]
    [InlineData(14, "14\u00A0миль")]
    [InlineData(21, "21\u00A0миля")]
    [InlineData(112, "112\u00A0миль")]
    [InlineData(2.5, "2,5\u00A0мили")]
    public void Russian_counts_in_three_forms(double amount, string expected) =>
        Assert.Equal(expected, Russian.Quantity(new Quantity((decimal)amount, Units.Mile)));

    [Fact]
    public void Money_is_said_in_millions_only_where_that_loses_nothing()
    {
        Assert.Equal("$47\u00A0million", English.Quantity(new Quantity(47_000_000m, Units.UsDollar)));
        Assert.Equal("$47,123,456", English.Quantity(new Quantity(47_123_456m, Units.UsDollar)));
        Assert.Equal("47\u00A0млн\u00A0$", Russian.Quantity(new Quantity(47_000_000m, Units.UsDollar)));
        Assert.Equal("$999,999", English.Quantity(new Quantity(999_999m, Units.UsDollar)));
    }

    [Fact]
    public void Months_stand_in_the_case_that_the_sentence_asks_for()
    {
        Assert.Equal("August 2025", English.Period(August));
        Assert.Equal("август 2025", Russian.Period(August));
        Assert.Equal("2025", Russian.Period(Weir.Trade.Period.OfYear(2025)));
        Assert.Equal("14 октября 2025", Russian.Date(new DateOnly(2025, 10, 14)));
        Assert.Equal("14 October 2025", English.Date(new DateOnly(2025, 10, 14)));
    }

    [Fact]
    public void Economies_have_the_locale_s_names()
    {
        Assert.True(Economies.TryFind("CHN", out var china));
        Assert.Equal("China", English.Name(china));
        Assert.Equal("Китай", Russian.Name(china));
    }

    [Fact]
    public void Numbers_are_printed_to_the_digits_that_are_worth_reading()
    {
        Assert.Equal("1.609344", English.Number(1.609344m));
        Assert.Equal("327,500–328,500", English.Range(new Interval(327_500m, 328_500m)));
        Assert.Equal("328,000", English.Range(Interval.Exactly(328_000m)));
        Assert.Equal("2.52", English.Significant(2.5230769m, 3));
        Assert.Equal("528,000", English.Significant(527_864.832m, 3));
        Assert.Equal("−0,5\u00A0%", Russian.Percent(-0.005m).Replace(" ", "\u00A0", StringComparison.Ordinal));
        Assert.Equal("+152.3%", English.Percent(1.523m, signed: true));
    }

    [Fact]
    public void Rounding_for_print_stays_within_half_of_the_last_printed_digit() =>
        Gen.Decimal[0.000001m, 1_000_000_000m].Select(Gen.Int[1, 6]).Sample((value, digits) =>
        {
            var printed = decimal.Parse(English.Significant(value, digits).Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
            var magnitude = (int)Math.Floor(Math.Log10((double)value));
            var step = (decimal)Math.Pow(10, magnitude - digits + 1);
            Assert.True(Math.Abs(printed - value) <= step * 0.5001m, $"{value} to {digits} digits was printed {printed}");
        });

    [Fact]
    public void Enumerations_flows_and_lists_are_words_too()
    {
        Assert.Equal("exports", Said(English, Flow.Export));
        Assert.Equal("реимпорт", Said(Russian, Flow.ReImport));
        Assert.Equal("проверить нельзя", Said(Russian, Verdict.NotCheckable));
        Assert.Equal("reported", Said(English, ObservationStatus.Reported));
        Assert.Equal("May 2025, August 2025", Said(English, new[] { Weir.Trade.Period.Month(2025, 5), August }));
        Assert.Equal("14 October 2025, 09:30 UTC", Said(English, new DateTimeOffset(2025, 10, 14, 11, 30, 0, TimeSpan.FromHours(2))));
        Assert.Equal("327,500–328,500\u00A0miles", Said(English, new QuantityRange(new Interval(327_500m, 328_500m), Units.Mile)));
        Assert.Equal("August 2025", Said(English, new Phrase("period.month", ("month", "August"), ("year", "2025"))));
        Assert.Equal("по-русски", Said(Russian, new LocalText(new Dictionary<string, string> { ["en"] = "in English", ["ru"] = "по-русски" })));
    }

    [Fact]
    public void A_key_that_no_list_has_is_an_exception_here_and_its_key_on_a_page()
    {
        var error = Assert.Throws<InvalidOperationException>(() => English.Say("no.such.key"));
        Assert.Contains("no.such.key", error.Message, StringComparison.Ordinal);
        var place = Assert.Throws<InvalidOperationException>(() => English.Say("period.month", ("month", "August")));
        Assert.Contains("{year}", place.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_that_Weir_does_not_speak_is_answered_in_English() =>
        Assert.Equal("en", Desk.Words.Words.For("xx").Language);

    // date.list is any text with one place: the value's own form is what is looked at.
    private static string Said(Desk.Words.Words words, object value) => words.Say("percent.more", ("n", value)).TrimStart('+').TrimEnd('%').TrimEnd();
}
