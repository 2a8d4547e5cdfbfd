using Weir.Desk.Claims;
using Weir.Trade;

namespace Weir.Desk.Tests;

public sealed class PrintedFormTests
{
    [Theory]
    [InlineData("328,000 miles", 328000, "mile", 327500, 328500, 3)]
    [InlineData("roughly 325,000 miles", 325000, "mile", 324000, 326000, 3)]
    [InlineData("527,865 km", 527865, "km", 527864.5, 527865.5, 6)]
    [InlineData("524,800 km", 524800, "km", 524750, 524850, 4)]
    [InlineData("$54 million", 54000000, "USD", 53500000, 54500000, 2)]
    [InlineData("$8.85 billion", 8850000000, "USD", 8845000000, 8855000000, 3)]
    [InlineData("72 miles", 72, "mile", 71.5, 72.5, 2)]
    public void A_printed_number_stands_for_what_its_rounding_hides(string text, double amount, string unit, double low, double high, int digits)
    {
        Assert.True(PrintedForm.TryRead(text, ofThings: false, out var form, out _));

        Assert.Equal((decimal)amount, form.Amount);
        Assert.Equal(unit, form.Unit.Code);
        Assert.Equal(new Interval((decimal)low, (decimal)high), form.Range);
        Assert.Equal(digits, form.Digits);
    }

    [Fact]
    public void A_printed_range_goes_from_the_lower_rounded_down_to_the_higher_rounded_up()
    {
        Assert.True(PrintedForm.TryRead("$11–12 million", ofThings: false, out var form, out _));

        Assert.Equal(new Interval(10_500_000, 12_500_000), form.Range);
    }

    [Theory]
    [InlineData("12 miles or more", 30, true)]
    [InlineData("19+ km", 30, true)]
    [InlineData("at least 140", 139, false)]
    [InlineData("about 60 others", 60, true)]
    public void Words_around_a_number_say_which_end_it_is(string text, int amount, bool allowed)
    {
        Assert.True(PrintedForm.TryRead(text, ofThings: true, out var form, out _));

        Assert.Equal(allowed, form.Allows(amount));
    }

    [Theory]
    [InlineData("many miles")]
    [InlineData("328,000")]
    [InlineData("328,000 leagues")]
    [InlineData("12–11 km")]
    [InlineData("1,000,000,000,000,000 km")]
    [InlineData("")]
    public void What_is_no_number_with_a_unit_is_refused_with_the_text(string text)
    {
        Assert.False(PrintedForm.TryRead(text, ofThings: false, out _, out var why));

        Assert.Contains($"'{text}'", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("−21 %", 0.785, 0.795)]
    [InlineData("-8.6%", 0.9135, 0.9145)]
    [InlineData("+20 %", 1.195, 1.205)]
    [InlineData("almost tenfold", 9, 10)]
    [InlineData("2.5 times", 2.45, 2.55)]
    public void A_change_is_a_ratio_to_its_digits(string text, double low, double high)
    {
        Assert.True(PrintedForm.TryReadRatio(text, out var bounds));

        Assert.Equal(new Interval((decimal)low, (decimal)high), bounds);
    }

    [Theory]
    [InlineData("sharply")]
    [InlineData("-150 %")]
    [InlineData("21 %")]
    public void A_ratio_in_words_needs_bounds(string text) => Assert.False(PrintedForm.TryReadRatio(text, out _));
}
