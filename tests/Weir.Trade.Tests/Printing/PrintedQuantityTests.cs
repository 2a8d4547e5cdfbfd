using System.Globalization;
using CsCheck;

namespace Weir.Trade.Tests;

public class PrintedQuantityTests
{
    // text | qualifier | unit | interval | significant digits | rest
    [Theory]
    [InlineData("328,000 miles", "None", "mile", "327,500–328,500", 3, "")]
    [InlineData("528,000 km", "None", "km", "527,500–528,500", 3, "")]
    [InlineData("524,800 km", "None", "km", "524,750–524,850", 4, "")]
    [InlineData("527,865 km", "None", "km", "527,864.5–527,865.5", 6, "")]
    [InlineData("191,512 kilometers", "None", "km", "191,511.5–191,512.5", 6, "")]
    [InlineData("72 miles", "None", "mile", "71.5–72.5", 2, "")]
    [InlineData("116 km", "None", "km", "115.5–116.5", 3, "")]
    [InlineData("20 km", "None", "km", "19.5–20.5", 2, "")]
    [InlineData("5 km", "None", "km", "4.5–5.5", 1, "")]
    [InlineData("100 km", "None", "km", "95–105", 2, "")]
    [InlineData("300,000 km", "None", "km", "295,000–305,000", 2, "")]
    [InlineData("8.50 km", "None", "km", "8.495–8.505", 3, "")]
    [InlineData("0.05 t", "None", "t", "0.045–0.055", 1, "")]
    [InlineData("$54 million", "None", "USD", "53,500,000–54,500,000", 2, "")]
    [InlineData("$54m", "None", "USD", "53,500,000–54,500,000", 2, "")]
    [InlineData("US$ 54 mln", "None", "USD", "53,500,000–54,500,000", 2, "")]
    [InlineData("$8.85 bn", "None", "USD", "8,845,000,000–8,855,000,000", 3, "")]
    [InlineData("54 million dollars", "None", "USD", "53,500,000–54,500,000", 2, "")]
    [InlineData("2.6 billion units", "None", "u", "2,550,000,000–2,650,000,000", 2, "")]
    [InlineData("$11–12 million", "None", "USD", "10,500,000–12,500,000", 2, "")]
    [InlineData("$11-12 million a month", "None", "USD", "10,500,000–12,500,000", 2, "a month")]
    [InlineData("between $11 million and $12 million", "None", "USD", "10,500,000–12,500,000", 2, "")]
    [InlineData("11 to 12 million dollars", "None", "USD", "10,500,000–12,500,000", 2, "")]
    [InlineData("20%–30%", "None", "%", "19.5–30.5", 2, "")]
    [InlineData("19 km–20 km", "None", "km", "18.5–20.5", 2, "")]
    [InlineData("roughly 325,000 miles", "About", "mile", "324,000–326,000", 3, "")]
    [InlineData("~20 km", "About", "km", "19–21", 2, "")]
    [InlineData("about 60 others", "About", null, "59–61", 2, "others")]
    [InlineData("almost tenfold", "Almost", "x", "9–10", 2, "")]
    [InlineData("almost tenfold between July and August", "Almost", "x", "9–10", 2, "between July and August")]
    [InlineData("nearly 10-fold", "Almost", "x", "9–10", 2, "")]
    [InlineData("almost ten times", "Almost", "x", "9–10", 2, "")]
    [InlineData("nearly 20 km", "Almost", "km", "19–20", 2, "")]
    [InlineData("just over 20 km", "JustOver", "km", "20–21", 2, "")]
    [InlineData("tenfold", "None", "x", "9.5–10.5", 2, "")]
    [InlineData("2.5 times", "None", "x", "2.45–2.55", 2, "")]
    [InlineData("more than doubled", "MoreThan", "x", "≥ 2", 1, "")]
    [InlineData("19 km or more", "AtLeast", "km", "≥ 19", 2, "")]
    [InlineData("19+ km", "AtLeast", "km", "≥ 19", 2, "")]
    [InlineData("12 miles of cable or more", "AtLeast", "mile", "≥ 12", 2, "of cable")]
    [InlineData("at least 140", "AtLeast", null, "≥ 140", 2, "")]
    [InlineData("at least 140 drone manufacturers", "AtLeast", null, "≥ 140", 2, "drone manufacturers")]
    [InlineData("another 60 entities", "None", null, "59.5–60.5", 2, "entities")]
    [InlineData("up to 5 t", "AtMost", "t", "0–5", 1, "")]
    [InlineData("less than a quarter", "LessThan", "x", "0–0.25", 1, "")]
    [InlineData("a third of all exports", "None", "x", "0.3083333333333333333333333333–0.3583333333333333333333333333", 1, "of all exports")]
    [InlineData("-21 %", "None", "%", "-21.5–-20.5", 2, "")]
    [InlineData("−8.6 %", "None", "%", "-8.65–-8.55", 2, "")]
    [InlineData("down almost 20 per cent", "Almost", "%", "-20–-19", 2, "")]
    [InlineData("a 21 % drop", null, null, null, 0, "")]
    [InlineData("21 % less", "None", "%", "-21.5–-20.5", 2, "less")]
    [InlineData("down more than 20%", "MoreThan", "%", "≤ -20", 2, "")]
    [InlineData("+20 %", "None", "%", "19.5–20.5", 2, "")]
    [InlineData("528 тыс. км", "None", "km", "527,500–528,500", 3, "")]
    [InlineData("54 млн долларов", "None", "USD", "53,500,000–54,500,000", 2, "")]
    [InlineData("8,85 млрд долл.", "None", "USD", "8,845,000,000–8,855,000,000", 3, "")]
    [InlineData("8,854 млрд долларов", "None", "USD", "8,853,500,000–8,854,500,000", 4, "")]
    [InlineData("191 512 км", "None", "km", "191,511.5–191,512.5", 6, "")]
    [InlineData("около 191 тысячи километров", "About", "km", "190,000–192,000", 3, "")]
    [InlineData("почти в десять раз", "Almost", "x", "9–10", 2, "")]
    [InlineData("не менее 140 производителей", "AtLeast", null, "≥ 140", 2, "производителей")]
    [InlineData("от 19 км", "AtLeast", "km", "≥ 19", 2, "")]
    [InlineData("от 11 до 12 млн долларов", "None", "USD", "10,500,000–12,500,000", 2, "")]
    [InlineData("1 000,5 км", "None", "km", "1,000.45–1,000.55", 5, "")]
    [InlineData("1 000 км", "None", "km", "950–1,050", 2, "")]
    [InlineData("140 makers at least", "AtLeast", null, "≥ 140", 2, "makers")]
    [InlineData("328,000 miles of FPV cable", "None", "mile", "327,500–328,500", 3, "of FPV cable")]
    [InlineData("19,5 km", "None", "km", "19.45–19.55", 3, "")]
    public void Reads_what_publications_print(string text, string? qualifier, string? unit, string? interval, int digits, string rest)
    {
        var read = PrintedQuantity.TryParse(text, out var quantity);
        if (interval is null)
        {
            Assert.False(read);
            return;
        }
        Assert.True(read);
        Assert.Equal(
            (qualifier, unit, interval, digits, rest),
            (quantity.Number.Qualifier.ToString(), quantity.Unit?.Code, quantity.Number.Interval.ToString(), quantity.Number.SignificantDigits, quantity.Rest));
        Assert.Equal(text, quantity.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("miles")]
    [InlineData("328,00,000 miles")]
    [InlineData("1.234.567 km")]
    [InlineData("1234,567 km")]
    [InlineData("1,2345 km")]
    [InlineData("ten to twelve miles")]
    [InlineData("191,512 км")] // thousands or a decimal comma?
    [InlineData("half a million")]
    [InlineData("26,000 aircraft at 20 km")]
    [InlineData("5 m tonnes")] // metres or millions?
    [InlineData("about at least 5")]
    [InlineData("at least 5 or less")]
    [InlineData("12–11 km")]
    [InlineData("between 11 km")]
    [InlineData("20 % to 54 km")]
    [InlineData("from 119,000 to 328,000 miles")] // a change, not a range
    [InlineData("exports 328,000 miles")]
    [InlineData("9999999999999999999999999999999 km")]
    [InlineData("9999999999999999999999999 trillion km")]
    public void Refuses_what_could_mean_something_else(string text)
    {
        Assert.False(PrintedQuantity.TryParse(text, out _));
        Assert.Contains("328,000 miles", Assert.Throws<FormatException>(() => PrintedQuantity.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("328,000 miles (528,000 km)", "327,500–328,500", "527,500–528,500")]
    [InlineData("12 miles (19 km) or more", "≥ 12", "≥ 19")]
    [InlineData("12 miles (19+ km)", "11.5–12.5", "≥ 19")]
    [InlineData("roughly 325,000 miles (about 523,000 km)", "324,000–326,000", "522,000–524,000")]
    [InlineData("72 miles (116 km) of cable", "71.5–72.5", "115.5–116.5")]
    [InlineData("72 miles", "71.5–72.5", null)]
    public void Reads_the_conversion_in_brackets(string text, string outside, string? inside)
    {
        Assert.True(PrintedQuantity.TryParseWithConversion(text, out var quantity, out var inBrackets));
        Assert.Equal((outside, inside), (quantity.Number.Interval.ToString(), inBrackets?.Number.Interval.ToString()));
    }

    [Theory]
    [InlineData("72 miles (116 km")]
    [InlineData("72 miles 116 km)")]
    [InlineData("72 miles (see below)")]
    [InlineData("72 miles (116 km) (0.1 t)")]
    public void Refuses_brackets_that_hold_no_conversion(string text) =>
        Assert.False(PrintedQuantity.TryParseWithConversion(text, out _, out _));

    [Fact]
    public void The_printed_conversions_of_the_first_report_agree_within_rounding()
    {
        foreach (var (miles, km, agree) in new[]
        {
            ("328,000 miles", "528,000 km", true), ("72 miles", "116 km", true), ("12 miles", "19 km", true), ("119,000 miles", "191,512 km", true),
            ("328,000 miles", "524,800 km", false), ("roughly 325,000 miles", "528,000 km", false),
        })
        {
            var first = PrintedQuantity.Parse(miles);
            Assert.Equal(agree, first.IntervalIn(Units.Kilometre).Overlaps(PrintedQuantity.Parse(km).IntervalIn(Units.Kilometre)));
        }
    }

    // The figures of the first report, in the words of the nine outlets that printed them.
    [Theory]
    [InlineData("almost tenfold", "x", 10)]
    [InlineData("another 60", null, 60)]
    [InlineData("about 191,000 km", "km", 191_000)]
    [InlineData("$11–12 million a month", "USD", 11_000_000)]
    [InlineData("$11–12 m a month", "USD", 11_000_000)]
    [InlineData("nearly 20 km", "km", 20)]
    [InlineData("26,240 drones", null, 26_240)]
    [InlineData("less than a quarter", "x", 0.25)]
    [InlineData("$8.85 billion", "USD", 8_850_000_000)]
    [InlineData("−21 %", "%", -21)]
    [InlineData("−8.6 %", "%", -8.6)]
    [InlineData("140 makers", null, 140)]
    [InlineData("about 60 others", null, 60)]
    [InlineData("$577 million", "USD", 577_000_000)]
    [InlineData("nearly 60 million km", "km", 60_000_000)]
    [InlineData("about +90 %", "%", 90)]
    public void Reads_the_first_report(string text, string? unit, double value)
    {
        var quantity = PrintedQuantity.Parse(text);
        Assert.Equal((unit, (decimal)value), (quantity.Unit?.Code, quantity.Number.Low));
        Assert.Equal(text.Contains('–', StringComparison.Ordinal), quantity.Number.IsRange);
    }

    [Fact]
    public void Intervals_convert_exactly_and_keep_their_open_end()
    {
        Assert.Equal(new Interval(327_500 * 1.609344m, 328_500 * 1.609344m), PrintedQuantity.Parse("328,000 miles").IntervalIn(Units.Kilometre));
        Assert.Equal(Interval.AtLeast(19_000), PrintedQuantity.Parse("19 km or more").IntervalIn(Units.Metre));
        Assert.Equal(new Interval(18_500, 19_500), PrintedQuantity.Parse("19 km or more").RoundingIn(Units.Metre));
        Assert.Contains("without a unit", Assert.Throws<InvalidOperationException>(() => PrintedQuantity.Parse("at least 140").IntervalIn(Units.Item)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => PrintedQuantity.Parse("19 km").IntervalIn(Units.Kilogram));
    }

    private static readonly Gen<(decimal Value, int Digits)> AnyNumber =
        Gen.Select(Gen.Long[1, 999_999_999_999], Gen.Int[0, 6], Gen.Int[2, 8]).Select((n, decimals, digits) => (n / (decimal)Math.Pow(10, decimals), digits));

    [Fact]
    public void A_number_printed_and_read_again_stands_for_a_range_that_holds_it() =>
        AnyNumber.Sample((value, digits) =>
        {
            var printed = NumberPrint.Significant(value, digits);
            var read = PrintedQuantity.Parse($"{printed} km").Number;
            Assert.True(read.Interval.Contains(value), $"{value} was printed as {printed}, read as {read.Interval}");
            Assert.True(read.Rounding.Contains(read.Low));
            Assert.InRange(read.SignificantDigits, 1, digits);
        });

    private static readonly string[] Leads = ["", "about ", "almost ", "just over ", "at least ", "more than ", "up to ", "less than ", "down ", "down almost "];

    [Fact]
    public void Every_qualifier_stands_for_a_range_that_touches_the_printed_number() =>
        Gen.Select(AnyNumber, Gen.Int[0, Leads.Length - 1]).Sample((number, lead) =>
        {
            var quantity = PrintedQuantity.Parse($"{Leads[lead]}{NumberPrint.Significant(number.Value, number.Digits)} km");
            Assert.True(quantity.Number.Interval.Contains(quantity.Number.Low), quantity.Text);
        });

    [Fact]
    public void Converting_the_range_is_the_range_of_the_conversion() =>
        AnyNumber.Sample((value, digits) =>
        {
            var quantity = PrintedQuantity.Parse($"{NumberPrint.Significant(value, digits)} miles");
            var km = quantity.IntervalIn(Units.Kilometre);
            Assert.Equal(Units.Mile.Convert(quantity.Number.Interval.Low, Units.Kilometre), km.Low);
            Assert.Equal(Units.Mile.Convert(quantity.Number.Interval.High, Units.Kilometre), km.High);
        });

    [Fact]
    public void A_scale_word_is_worth_its_zeros() =>
        Gen.Int[1, 999].Sample(n =>
        {
            var (word, zeros) = (PrintedQuantity.Parse(string.Create(CultureInfo.InvariantCulture, $"{n}.5 million km")).Number, PrintedQuantity.Parse(string.Create(CultureInfo.InvariantCulture, $"{n},500,000 km")).Number);
            Assert.Equal(zeros, word);
        });

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        Gen.String[Gen.Char["0123456789,.-–+%$ kmбтысotralef()" + "\u00a0\u2212"], 0, 24].Sample(text =>
        {
            if (PrintedQuantity.TryParse(text, out var quantity))
                Assert.True(quantity.Number.Step > 0 && quantity.Number.Low <= quantity.Number.High);
            if (PrintedQuantity.TryParseWithConversion(text, out var outside, out var inside) && inside is not null)
                Assert.Equal(text, outside.Text);
        }, iter: 5_000);
}
