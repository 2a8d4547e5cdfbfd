using System.Globalization;
using CsCheck;

namespace Weir.Trade.Tests;

public class NumberPrintTests
{
    [Theory]
    [InlineData("527864.832", 3, "528,000")]
    [InlineData("527864.832", 6, "527,865")]
    [InlineData("527864.832", 8, "527,864.83")]
    [InlineData("19.312128", 2, "19")]
    [InlineData("0.012345", 2, "0.012")]
    [InlineData("1.999", 3, "2.00")]
    [InlineData("9.996", 3, "10.0")]
    [InlineData("999.6", 3, "1,000")]
    [InlineData("-999.6", 1, "-1,000")]
    [InlineData("2.5", 1, "3")]
    [InlineData("0", 3, "0")]
    [InlineData("0.0000000000000000000000000001", 3, "0.0000000000000000000000000001")]
    [InlineData("12", 4, "12.00")]
    public void Rounds_to_significant_digits(string value, int digits, string printed) =>
        Assert.Equal(printed, NumberPrint.Significant(decimal.Parse(value, CultureInfo.InvariantCulture), digits));

    [Theory]
    [InlineData(527864.832, 3, "528,000")]
    [InlineData(double.NaN, 3, "NaN")]
    [InlineData(1.25e30, 2, "1.2E+30")]
    [InlineData(-0.0, 2, "0")]
    public void Prints_computed_values(double value, int digits, string printed) => Assert.Equal(printed, NumberPrint.Significant(value, digits));

    [Fact]
    public void Prints_every_digit_where_asked()
    {
        Assert.Equal("527,864.832", NumberPrint.Exact(527864.832m));
        Assert.Equal("19.312128", NumberPrint.Exact(19.3121280m));
        Assert.Equal("-1,234.5", NumberPrint.Exact(-1234.5m));
        Assert.Equal("0", NumberPrint.Exact(0m));
        Assert.Equal("8.50", NumberPrint.Fixed(8.499999m, 2));
        Assert.Equal("0.00", NumberPrint.Fixed(-0.001m, 2));
    }

    [Fact]
    public void Uses_the_separators_it_is_given()
    {
        var russian = new NumberFormatInfo { NumberGroupSeparator = "\u00a0", NumberDecimalSeparator = "," };
        Assert.Equal("527\u00a0864,832", NumberPrint.Exact(527864.832m, russian));
        Assert.Equal("19,3", NumberPrint.Significant(19.312128m, 3, russian));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(29)]
    public void Refuses_impossible_digit_counts(int digits) => Assert.Throws<ArgumentOutOfRangeException>(() => NumberPrint.Significant(1m, digits));

    [Fact]
    public void Rounding_is_never_off_by_more_than_half_a_place() =>
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Int[0, 18], Gen.Int[1, 20]).Sample((n, scale, digits) =>
        {
            var value = new decimal((int)n, (int)(n >> 32), 0, false, (byte)scale);
            if (value == 0)
                return;
            var printed = decimal.Parse(NumberPrint.Significant(value, digits), NumberStyles.Number, CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(printed - value) <= value / 2m * (decimal)Math.Pow(10, 1 - digits) * 1.0000001m, $"{value} to {digits}: {printed}");
        });

    [Fact]
    public void The_exact_form_reads_back_as_the_same_number() =>
        Gen.Decimal.Sample(value => Assert.Equal(value, decimal.Parse(NumberPrint.Exact(value), NumberStyles.Number, CultureInfo.InvariantCulture)));
}
