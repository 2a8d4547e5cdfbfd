using CsCheck;

namespace Weir.Trade.Tests;

public class PeriodTests
{
    private static readonly Gen<Period> AnyMonth = Gen.Select(Gen.Int[1900, 2100], Gen.Int[1, 12]).Select(Period.Month);

    private static readonly Gen<Period> AnyPeriod = Gen.OneOf(AnyMonth, Gen.Int[1, 9999].Select(Period.OfYear));

    [Theory]
    [InlineData("2025", 202500)]
    [InlineData("2025-08", 202508)]
    [InlineData("202508", 202508)]
    [InlineData(" 2025-12 ", 202512)]
    public void Reads_months_and_years(string text, int number)
    {
        Assert.True(Period.TryParse(text, out var period));
        Assert.Equal(number, period.Number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("25")]
    [InlineData("2025-13")]
    [InlineData("2025-00")]
    [InlineData("202500")]
    [InlineData("202552")] // Comtrade's and Eurostat's mark of a whole year is theirs
    [InlineData("2025-08-13")]
    [InlineData("20250813")]
    [InlineData("0000")]
    [InlineData("2025/08")]
    [InlineData("August 2025")]
    public void Refuses_everything_else(string text)
    {
        Assert.False(Period.TryParse(text, out _));
        Assert.Contains("2025-08", Assert.Throws<FormatException>(() => Period.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_forms_read_back_as_the_same_period() =>
        AnyPeriod.Sample(period =>
        {
            Assert.Equal(period, Period.Parse(period.ToString()));
            Assert.Equal(period, Period.FromNumber(period.Number));
        });

    [Fact]
    public void Steps_there_and_back_lead_home() =>
        Gen.Select(AnyMonth, Gen.Int[-1000, 1000]).Sample((month, n) =>
        {
            Assert.Equal(month, month.AddMonths(n).AddMonths(-n));
            Assert.Equal(month.AddMonths(12), month.AddYears(1));
            Assert.Equal(Math.Sign(n), Math.Sign(month.AddMonths(n).CompareTo(month)));
        });

    [Fact]
    public void A_run_has_every_month_once() =>
        Gen.Select(AnyMonth, Gen.Int[0, 60]).Sample((first, n) =>
        {
            var run = first.To(first.AddMonths(n)).ToList();
            Assert.Equal(n + 1, run.Count);
            Assert.True(run.Zip(run.Skip(1)).All(pair => pair.First.Next() == pair.Second && pair.First < pair.Second));
        });

    [Fact]
    public void A_year_is_before_its_own_months_and_has_none_to_add()
    {
        Assert.True(Period.OfYear(2025) < Period.Month(2025, 1));
        Assert.True(Period.OfYear(2025) > Period.Month(2024, 12));
        Assert.Equal(Period.OfYear(2026), Period.OfYear(2025).Next());
        Assert.Throws<InvalidOperationException>(() => Period.OfYear(2025).AddMonths(1));
        Assert.Empty(Period.Month(2025, 8).To(Period.Month(2025, 7)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2025, 0)]
    [InlineData(2025, 13)]
    [InlineData(10000, 1)]
    public void Refuses_impossible_months(int year, int month) => Assert.Throws<ArgumentOutOfRangeException>(() => Period.Month(year, month));
}
