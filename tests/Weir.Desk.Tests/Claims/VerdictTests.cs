using Weir.Desk.Claims;
using Weir.Trade;

namespace Weir.Desk.Tests;

/// <summary>Verdicts once official cells are there. All desks and numbers here are invented.</summary>
public sealed class VerdictTests
{
    private const string Cell = "goods: widgets, from: CHN, to: RUS";
    private static readonly Subject Subject = new("widgets", Economy("CHN"), Economy("RUS"), Flow.Export);
    private static readonly Period May = Period.Month(2025, 5);

    [Theory]
    [InlineData("printed: '328,000 miles'", 527_864_832, Verdict.Supported)]
    [InlineData("printed: '328,000 miles'", 528_669_000, Verdict.Supported)]
    [InlineData("printed: '328,000 miles'", 528_800_000, Verdict.Contradicted)]
    [InlineData("printed: '328,000 miles', tolerance: 0.01", 528_800_000, Verdict.Supported)]
    [InlineData("printed: at least 300 km", 528_800_000, Verdict.Supported)]
    [InlineData("printed: at least 300 km", 299_000, Verdict.Contradicted)]
    [InlineData("printed: [100 miles, 170 km]", 161_000, Verdict.Partly)]
    [InlineData("printed: 0 km", 0, Verdict.Supported)]
    [InlineData("printed: 0 km", 7000, Verdict.Contradicted)]
    public async Task A_level_is_compared_with_what_its_digits_allow(string printed, double metres, Verdict expected)
    {
        var claim = await OnlyAsync($"level: {{ {Cell}, period: 2025-05, {printed} }}", Metres(metres));

        Assert.Equal(expected, claim.Verdict);
        Assert.Empty(claim.Missing);
        Assert.Equal("bbbbbbbbbbbb:2", Assert.Single(claim.Rows).ToString());
    }

    [Fact]
    public async Task The_computed_value_and_the_difference_are_given_in_the_claimed_unit()
    {
        var claim = await OnlyAsync($"level: {{ {Cell}, period: 2025-05, printed: 200 km }}", Metres(210_000));

        Assert.Equal(new Comparison(new Interval(195, 205), 210, 0.05m, "km"), claim.Comparison);
        Assert.Equal("China Customs has 210 km (May 2025); printed was 200 km. That is +5% off.", Say(claim.Reason));
    }

    [Fact]
    public async Task An_official_month_in_another_unit_only_decides_nothing_and_is_said()
    {
        var claim = await OnlyAsync($"level: {{ {Cell}, period: 2025-05, printed: 200 km }}", CheckText.Official("comtrade", Subject, Units.Kilogram, May, 900));

        Assert.Equal(Verdict.NotCheckable, claim.Verdict);
        Assert.Equal("UN Comtrade has May 2025 as 900 kg only; that can't be compared with km.", Say(claim.Missing[^1]));
    }

    [Theory]
    [InlineData(ObservationStatus.Reported)]
    [InlineData(ObservationStatus.Modelled)]
    public async Task Figures_that_are_not_official_support_no_claim_however_well_they_fit(ObservationStatus status)
    {
        var claim = await OnlyAsync($"level: {{ {Cell}, period: 2025-05, printed: 200 km }}", Metres(200_000) with { Status = status });

        Assert.Equal(Verdict.NotCheckable, claim.Verdict);
        Assert.Null(claim.Comparison!.Computed);
    }

    [Fact]
    public async Task A_partly_known_sum_contradicts_what_it_already_exceeds_and_supports_nothing()
    {
        var half = Metres(150_000, null);
        var exceeded = await OnlyAsync($"level: {{ {Cell}, period: {{ first: 2025-05, last: 2025-06 }}, printed: 120 km }}", half);
        var open = await OnlyAsync($"level: {{ {Cell}, period: {{ first: 2025-05, last: 2025-06 }}, printed: 300 km }}", half);

        Assert.Equal(Verdict.Contradicted, exceeded.Verdict);
        Assert.Equal(Verdict.NotCheckable, open.Verdict);
        Assert.Contains("June 2025", Say(Assert.Single(open.Missing)), StringComparison.Ordinal);
        Assert.DoesNotContain("May", Say(open.Missing[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(116_000, 0, Verdict.Supported)]
    [InlineData(100_000, 16_000, Verdict.Partly)]
    [InlineData(50_000, 16_000, Verdict.Contradicted)]
    public async Task An_open_period_is_decided_where_all_readings_decide_alike(double june, double may, Verdict expected)
    {
        var claim = await OnlyAsync($"level: {{ {Cell}, period: {{ either: [2025-06, {{ first: 2025-05, last: 2025-06 }}] }}, printed: 116 km }}", Metres(may, june));

        Assert.Equal(expected, claim.Verdict);
    }

    [Theory]
    [InlineData(11_200, 11_900, Verdict.Supported)]
    [InlineData(11_200, 14_000, Verdict.Partly)]
    [InlineData(9_000, 14_000, Verdict.Contradicted)]
    public async Task An_amount_a_month_must_hold_in_each(double may, double june, Verdict expected)
    {
        var claim = await OnlyAsync($"level: {{ {Cell}, period: {{ first: 2025-05, last: 2025-06 }}, each-month: true, printed: 11–12 km }}", Metres(may, june));

        Assert.Equal(expected, claim.Verdict);
    }

    [Theory]
    [InlineData(34_000, 328_000, Verdict.Supported)]
    [InlineData(30_000, 328_000, Verdict.Contradicted)]
    public async Task A_ratio_needs_both_months(double @base, double value, Verdict expected)
    {
        var claim = await OnlyAsync($"ratio: {{ {Cell}, period: 2025-06, base: 2025-05, printed: almost tenfold }}", Metres(@base, value));

        Assert.Equal(expected, claim.Verdict);
        Assert.Equal((decimal)value / (decimal)@base, claim.Comparison!.Computed);
        Assert.Equal(2, claim.Rows.Count);
    }

    [Fact]
    public async Task A_ratio_without_its_base_names_the_month()
    {
        var claim = await OnlyAsync($"ratio: {{ {Cell}, period: 2025-06, base: 2025-05, printed: almost tenfold }}", Metres(null, 328_000));

        Assert.Equal(Verdict.NotCheckable, claim.Verdict);
        Assert.Contains(": May 2025,", Say(Assert.Single(claim.Missing)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30_000, Verdict.Supported)]
    [InlineData(40_000, Verdict.Contradicted)]
    public async Task A_ratio_without_an_upper_end_is_held_against_its_lower(double @base, Verdict expected)
    {
        var claim = await OnlyAsync($"ratio: {{ {Cell}, period: 2025-06, base: 2025-05, printed: at least tenfold }}", Metres(@base, 328_000));

        Assert.Equal(expected, claim.Verdict);
        Assert.Equal(((decimal)(328_000 / @base) / 10) - 1, claim.Comparison!.Difference!.Value, 6);
    }

    [Fact]
    public async Task A_ratio_to_zero_is_none()
    {
        var claim = await OnlyAsync($"ratio: {{ {Cell}, period: 2025-06, base: 2025-05, printed: almost tenfold }}", Metres(0, 328_000));

        Assert.Equal("The official amount of May 2025 is zero, so there is no ratio to it.", Say(claim.Reason));
    }

    [Theory]
    [InlineData(new[] { 10.0, 20, 54, 30, 47 }, Verdict.Supported)]
    [InlineData(new[] { 10.0, 20, 54, 60, 47 }, Verdict.Partly)]
    [InlineData(new[] { 10.0, 20, 50, 30, 47 }, Verdict.Partly)]
    [InlineData(new[] { 10.0, 20, 50, 60, 47 }, Verdict.Contradicted)]
    public async Task A_peak_needs_its_value_and_that_no_month_is_higher(double[] kilometres, Verdict expected)
    {
        var claim = await OnlyAsync($"peak: {{ {Cell}, period: 2025-05, since: 2025-03, until: 2025-07, printed: 54 km }}", Metres(Period.Month(2025, 3), kilometres.Select(v => (double?)(v * 1000)).ToArray()));

        Assert.Equal(expected, claim.Verdict);
    }

    [Fact]
    public async Task A_peak_with_a_month_missing_is_open_unless_another_is_higher_already()
    {
        const string Peak = $"peak: {{ {Cell}, period: 2025-05, since: 2025-04, until: 2025-06, printed: 54 km }}";
        var open = await OnlyAsync(Peak, Metres(Period.Month(2025, 4), null, 54_000, 47_000));
        var higher = await OnlyAsync(Peak, Metres(Period.Month(2025, 4), null, 54_000, 60_000));

        Assert.Equal(Verdict.NotCheckable, open.Verdict);
        Assert.Contains(": April 2025,", Say(Assert.Single(open.Missing)), StringComparison.Ordinal);
        Assert.Equal(Verdict.Partly, higher.Verdict);
    }

    [Theory]
    [InlineData(11, Verdict.Supported)]
    [InlineData(20, Verdict.Contradicted)]
    public async Task A_share_needs_both_cells(double part, Verdict expected)
    {
        var whole = CheckText.Official("gacc", Subject, Units.Kilometre, May, 50);
        var other = CheckText.Official("gacc", Subject with { To = Economy("UKR") }, Units.Kilometre, May, part);

        var claim = await OnlyAsync("share: { goods: widgets, from: CHN, to: UKR, of: { to: RUS }, period: 2025-05, printed: less than a quarter }", whole, other);

        Assert.Equal(expected, claim.Verdict);
    }

    [Theory]
    [InlineData("amount: 524,800 km, each: 20 km", 524_800, Verdict.Supported)]
    [InlineData("amount: 524,800 km, each: 20 km", 527_865, Verdict.Contradicted)]
    [InlineData("amount: 500,000 km, each: 20 km", 524_800, Verdict.Contradicted)]
    [InlineData("each: 20 km", 524_800, Verdict.Supported)]
    [InlineData("amount: 524,800 km", 524_800, Verdict.Supported)]
    public async Task A_number_of_things_is_the_amount_over_what_each_takes(string parts, double kilometres, Verdict expected)
    {
        var claim = await OnlyAsync($"made-from: {{ {Cell}, period: 2025-05, printed: '26,240 drones', {parts} }}".Replace("524,800 km", "'524,800 km'", StringComparison.Ordinal).Replace("500,000 km", "'500,000 km'", StringComparison.Ordinal), Metres(kilometres * 1000));

        Assert.Equal(expected, claim.Verdict);
    }

    [Theory]
    [InlineData("[\"328,000 miles\", \"528,000 km\"]", Verdict.Supported, 527864.832)]
    [InlineData("[\"528,000 km\", \"328,000 miles\"]", Verdict.Supported, 328083.989501)]
    [InlineData("[12 miles, 19 km]", Verdict.Supported, 19.312128)]
    [InlineData("[62 miles, 100 km]", Verdict.Supported, 99.779328)]
    [InlineData("[72 miles, 115 km]", Verdict.Contradicted, 115.872768)]
    [InlineData("[100 lb, 80 kg]", Verdict.Contradicted, 45.359237)]
    public async Task A_conversion_is_arithmetic(string printed, Verdict expected, double exact)
    {
        var claim = await OnlyAsync($"conversion: {{ printed: {printed} }}");

        Assert.Equal(expected, claim.Verdict);
        Assert.Equal((decimal)exact, decimal.Round(claim.Comparison!.Computed!.Value, 6));
        Assert.Empty(claim.Missing);
    }

    [Fact]
    public async Task Sources_that_differ_make_it_partly()
    {
        var claim = await OnlyAsync($"level: {{ {Cell}, period: 2025-05, printed: 200 km }}", Metres(200_000), CheckText.Official("comtrade", Subject, Units.Kilometre, May, 300));

        Assert.Equal(Verdict.Partly, claim.Verdict);
        Assert.StartsWith("The official sources differ: ", Say(claim.Reason), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_name_each_cell_once_with_its_claims_and_the_units_worth_asking_for()
    {
        using var desk = new TemporaryDesk();
        desk.Publication("a", $$"""
              - { id: level, says: x, level: { {{Cell}}, period: 2025-05, printed: 3 miles } }
              - { id: ratio, says: x, ratio: { {{Cell}}, period: 2025-06, base: 2025-04, printed: almost tenfold } }
              - { id: statement, says: x }
            """);

        var need = Assert.Single(ClaimChecker.Needs(await desk.LoadAsync()));

        Assert.Equal(Subject, need.Subject);
        Assert.Equal((Units.Mile, Period.Month(2025, 4), Period.Month(2025, 6)), (need.Unit, need.First, need.Last));
        Assert.Equal(["a/level", "a/ratio"], need.Claims);
        Assert.Equal(["USD", "kg"], need.OtherUnits.Select(u => u.Code));
    }

    private static Series Metres(params double?[] values) => Metres(May, values);

    private static Series Metres(Period first, params double?[] values) => CheckText.Official("gacc", Subject, Units.Metre, first, values);

    private static Economy Economy(string code) => Economies.TryFind(code, out var economy) ? economy : throw new InvalidOperationException($"no economy {code}");

    private static string Say(Desk.Words.Phrase phrase) => Desk.Words.Words.For("en").Say(phrase).Replace('\u00a0', ' ');

    private static async Task<CheckedClaim> OnlyAsync(string measure, params Series[] official)
    {
        using var desk = new TemporaryDesk();
        desk.Publication("outlet", $"  - id: a\n    says: x\n    {measure}");
        return Assert.Single((await CheckText.CheckAsync(await desk.LoadAsync(), official)).Claims);
    }
}
