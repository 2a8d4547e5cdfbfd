using System.Globalization;
using CsCheck;

namespace Weir.Trade.Tests;

public class UnitsTests
{
    private static readonly Gen<Unit> AnyUnit = Gen.Int[0, Units.All.Count - 1].Select(i => Units.All[i]);

    private static readonly (Unit From, Unit To)[] Convertible =
        [.. from a in Units.All from b in Units.All where a.ConvertsTo(b) select (a, b)];

    private static readonly Gen<(Unit From, Unit To)> AnyPair = Gen.Int[0, Convertible.Length - 1].Select(i => Convertible[i]);

    [Theory]
    [InlineData("328000", "mile", "527864.832", "km")]
    [InlineData("12", "mile", "19.312128", "km")]
    [InlineData("119000", "mile", "191511.936", "km")]
    [InlineData("130000", "mile", "209214.720", "km")]
    [InlineData("72", "mile", "115.872768", "km")]
    [InlineData("19", "km", "19000", "m")]
    [InlineData("1", "t", "1000", "kg")]
    [InlineData("3", "12u", "36", "u")]
    [InlineData("3", "2u", "6", "u")]
    [InlineData("2.5", "1000u", "2500", "u")]
    [InlineData("5", "carat", "1", "g")]
    [InlineData("1", "TJ", "277777.77777777777777777777778", "kWh")]
    [InlineData("9", "kWh", "0.0000324", "TJ")]
    [InlineData("1", "m3", "1000", "l")]
    [InlineData("1", "lb", "453.59237", "g")]
    [InlineData("50", "%", "0.5", "x")]
    public void Converts_to_the_last_digit(string amount, string from, string expected, string to)
    {
        var quantity = new Quantity(decimal.Parse(amount, CultureInfo.InvariantCulture), Units.Find(from)).To(Units.Find(to));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), quantity.Amount);
    }

    [Theory]
    [InlineData("USD", "CNY")]
    [InlineData("kg", "km")]
    [InlineData("pack", "u")]
    [InlineData("kg-N", "kg")]
    [InlineData("GT", "GRT")]
    public void Refuses_what_measures_something_else(string from, string to)
    {
        var (a, b) = (Units.Find(from), Units.Find(to));
        var error = Assert.Throws<InvalidOperationException>(() => a.Convert(1m, b));
        Assert.Contains(from, error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => a.Convert(1d, b));
    }

    [Fact]
    public void A_conversion_there_and_back_gives_the_number_again() =>
        Gen.Select(AnyPair, Gen.Long[-1_000_000_000, 1_000_000_000]).Sample((pair, n) =>
        {
            var (a, b) = pair;
            var amount = n / 1000m;
            var back = b.Convert(a.Convert(amount, b), a);
            Assert.True(Math.Abs(back - amount) <= Math.Abs(amount) * 1e-6m, $"{amount} {a} -> {b} -> {back}");
        });

    [Fact]
    public void The_smaller_unit_gives_the_larger_number_and_exactly() =>
        Gen.Select(AnyUnit, Gen.Long[0, 1_000_000_000]).Sample((unit, n) =>
        {
            var base1 = Units.All.FirstOrDefault(u => u.ConvertsTo(unit) && u.Size == 1m);
            if (base1 is not null)
                Assert.Equal(n * unit.Size, unit.Convert((decimal)n, base1));
        });

    [Fact]
    public void Doubles_convert_like_decimals() =>
        Gen.Select(AnyPair, Gen.Int[1, 1_000_000]).Sample((pair, n) =>
            Assert.Equal(1.0, pair.From.Convert((double)n, pair.To) / (double)pair.From.Convert((decimal)n, pair.To), 1e-12));

    [Fact]
    public void Codes_are_unique_and_sizes_positive()
    {
        var all = Units.All;
        Assert.Equal(all.Count, all.Select(u => u.Code).Distinct().Count());
        Assert.All(all, u => Assert.True(u.Size > 0));
        Assert.All(all, u => Assert.True(Units.TryFind(u.Code, out var found) && ReferenceEquals(found, u)));
        Assert.All(all, u => Assert.True(Units.TryParse(u.Code, out var found) && ReferenceEquals(found, u)));
    }

    [Theory]
    [InlineData("miles", "mile")]
    [InlineData("Mile", "mile")]
    [InlineData("kilometres", "km")]
    [InlineData("kilometers", "km")]
    [InlineData("KM", "km")]
    [InlineData("км", "km")]
    [InlineData("metric  tons", "t")]
    [InlineData("tonnes", "t")]
    [InlineData("pieces", "u")]
    [InlineData("шт.", "u")]
    [InlineData("$", "USD")]
    [InlineData("долл.", "USD")]
    [InlineData("долларов США", "USD")]
    [InlineData("yuan", "CNY")]
    [InlineData("m³", "m3")]
    [InlineData("per cent", "%")]
    [InlineData("штук", "u")]
    public void Reads_units_as_people_write_them(string text, string code)
    {
        Assert.True(Units.TryParse(text, out var unit));
        Assert.Equal(code, unit.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ton")] // three different weights
    [InlineData("gallon")]
    [InlineData("parsec")]
    public void Refuses_names_that_are_unknown_or_mean_several_units(string text) => Assert.False(Units.TryParse(text, out _));
}
