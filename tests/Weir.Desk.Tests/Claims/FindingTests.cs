using CsCheck;
using Weir.Desk.Claims;

namespace Weir.Desk.Tests;

/// <summary>
/// Findings are general rules over claims, and know nothing of the example. All outlets, goods and numbers here are invented.
/// </summary>
public sealed class FindingTests
{
    private const string Cell = "goods: widgets, from: CHN, to: RUS";

    [Fact]
    public async Task An_outlet_that_converts_pounds_with_a_short_factor_is_found_with_that_factor()
    {
        var findings = await FindAsync(
            ("root", "", null),
            ("first", Level("may", "2025-05", "123,000 lb") + Level("june", "2025-06", "257,000 lb"), "root"),
            ("second", Level("may", "2025-05", "55,350 kg") + Level("june", "2025-06", "115,650 kg"), "root"));

        var finding = Assert.Single(findings, f => f.Kind == "other-factor");
        Assert.Equal(0.45m, finding.Numbers["factor"]);
        Assert.Equal(0.45359237m, finding.Numbers["exactFactor"]);
        Assert.Equal(["second/may", "second/june"], finding.Claims);
        Assert.DoesNotContain(findings, f => f.Kind is "disagreement" or "conversion");
    }

    [Fact]
    public async Task One_factor_must_make_all_figures_of_an_outlet()
    {
        // 72 miles are 115 km with 1.6 and with 1.602 only; 12,345 miles with the exact factor only: no factor makes both.
        var findings = await FindAsync(
            ("first", Level("may", "2025-05", "72 miles") + Level("june", "2025-06", "12,345 miles"), null),
            ("second", Level("may", "2025-05", "115 km") + Level("june", "2025-06", "19,867 km"), "first"));

        Assert.Equal(["second/june"], Assert.Single(findings, f => f.Kind == "conversion").Claims);
        Assert.Equal(["second/may"], Assert.Single(findings, f => f.Kind == "other-factor").Claims);
    }

    [Fact]
    public async Task A_conversion_that_no_usual_factor_makes_is_wrong_where_one_claim_prints_both()
    {
        var findings = await FindAsync(("first", Level("may", "2025-05", "100 miles", "190 km"), null));

        // Neither form makes the other, so both stand as printed and do not meet.
        var finding = Assert.Single(findings, f => f.Kind is "conversion" or "disagreement");
        Assert.Equal(["first/may"], finding.Claims);
    }

    [Theory]
    [InlineData("160,934 km", true)]
    [InlineData("161,000 km", false)]
    [InlineData("160,900 km", false)]
    public async Task Precision_is_false_where_the_last_digit_counts_far_less_than_what_was_rounded(string printed, bool expected)
    {
        var findings = await FindAsync(("first", Level("may", "2025-05", "100,000 miles") + Level("june", "2025-06", "123,400 miles"), null), ("second", Level("may", "2025-05", printed), "first"));

        Assert.Equal(expected, findings.Any(f => f.Kind == "false-precision"));
    }

    [Fact]
    public async Task An_exact_figure_of_which_others_are_roundings_has_no_false_precision()
    {
        var findings = await FindAsync(
            ("first", Level("may", "2025-05", "191,512 km"), null),
            ("second", Level("may", "2025-05", "191,500 km"), "first"),
            ("third", Level("may", "2025-05", "about 190,000 km"), "first"));

        Assert.DoesNotContain(findings, f => f.Kind is "false-precision" or "disagreement" or "conversion" or "other-factor");
    }

    [Fact]
    public async Task A_count_computed_from_a_badly_converted_amount_inherits_the_factor()
    {
        const string Made = "  - { id: made, says: x, made-from: { goods: widgets, from: CHN, to: RUS, period: 2025-05, printed: '8,000 reels', amount: '160,000 km', each: 20 km } }\n";
        var bad = await FindAsync(("first", Level("may", "2025-05", "100,000 miles"), null), ("second", Level("may", "2025-05", "160,000 km") + Made.Replace("8,000 reels", "8,000 reels", StringComparison.Ordinal), "first"));
        var fine = await FindAsync(("first", Level("may", "2025-05", "100,300 miles"), null), ("second", Level("may", "2025-05", "160,480 km") + Made.Replace("8,000", "8,024", StringComparison.Ordinal).Replace("160,000", "160,480", StringComparison.Ordinal), "first"));

        Assert.DoesNotContain(bad, f => f.Kind == "inherited-factor"); // 8,047 is 8,000 too, to the printed digits
        var finding = Assert.Single(fine, f => f.Kind == "inherited-factor");
        Assert.Equal(1.6m, finding.Numbers["factor"]);
        Assert.Equal(100_300m * 1.609344m / 20, finding.Numbers["exactMade"]);
        Assert.Equal(["second/made", "second/may"], finding.Claims);
    }

    [Fact]
    public async Task Outlets_of_two_roots_are_not_one_source_and_are_not_compared_as_echoes()
    {
        var findings = await FindAsync(
            ("a", Level("may", "2025-05", "100,000 miles"), null), ("b", Level("may", "2025-05", "160,934 km"), "a"),
            ("c", Level("may", "2025-05", "170,000 km"), null), ("d", Level("may", "2025-05", "170,000 km"), "c"));

        Assert.Equal([2m, 2m], findings.Where(f => f.Kind == "one-root").Select(f => f.Numbers["roots"]));
        Assert.Equal(["a/may", "b/may"], findings.First(f => f.Kind == "one-root").Claims);
        Assert.DoesNotContain(findings, f => f.Kind == "disagreement");
    }

    [Theory]
    [InlineData("roughly 325,000 miles", true)]
    [InlineData("about 327,000 miles", false)]
    [InlineData("328 thousand miles", false)]
    [InlineData("515,000 km", true)]
    public async Task Outlets_disagree_where_rounding_and_conversion_do_not_explain_it(string printed, bool expected)
    {
        var findings = await FindAsync(
            ("a", Level("may", "2025-05", "328,000 miles"), null), ("b", Level("may", "2025-05", "328,000 miles"), "a"), ("c", Level("may", "2025-05", printed), "a"));

        Assert.Equal(expected ? ["c/may", "a/may", "b/may"] : [], findings.Where(f => f.Kind == "disagreement").SelectMany(f => f.Claims));
    }

    [Fact]
    public async Task A_printed_base_is_not_implied_but_held_against_the_ratio()
    {
        const string Ratio = $"  - {{ id: ratio, says: x, ratio: {{ {Cell}, period: 2025-06, base: 2025-05, printed: almost tenfold }} }}\n";
        var fits = await FindAsync(("a", Level("may", "2025-05", "34 km") + Level("june", "2025-06", "328 km") + Ratio, null));
        var clashes = await FindAsync(("a", Level("may", "2025-05", "68 km") + Level("june", "2025-06", "328 km") + Ratio, null));

        Assert.DoesNotContain(fits, f => f.Kind is "implied-value" or "disagreement");
        Assert.Equal(["a/ratio", "a/june", "a/may"], Assert.Single(clashes, f => f.Kind == "disagreement").Claims);
        Assert.DoesNotContain(clashes, f => f.Kind == "implied-value");
    }

    [Theory]
    [InlineData("340 km", "330 km", true)]
    [InlineData("33 km", "35 km", false)]
    public async Task A_large_ratio_is_a_base_effect_only_where_the_base_was_unusual(string march, string april, bool expected)
    {
        var findings = await FindAsync((
            "a",
            Level("march", "2025-03", march) + Level("april", "2025-04", april) + Level("june", "2025-06", "328 km")
                + $"  - {{ id: ratio, says: x, ratio: {{ {Cell}, period: 2025-06, base: 2025-05, printed: almost tenfold }} }}\n",
            null));

        Assert.Single(findings, f => f.Kind == "implied-value");
        Assert.Equal(expected, findings.Any(f => f.Kind == "base-effect"));
    }

    [Fact]
    public async Task Bounds_without_an_end_are_said_as_printed_and_imply_no_base()
    {
        var findings = await FindAsync(
            ("a", Level("june", "2025-06", "at least 328 km") + $"  - {{ id: ratio, says: x, ratio: {{ {Cell}, period: 2025-06, base: 2025-05, printed: at least tenfold }} }}\n", null),
            ("b", Level("june", "2025-06", "200 km"), "a"));

        Assert.DoesNotContain(findings, f => f.Kind is "implied-value" or "base-effect");
        Assert.Equal(["b/june", "a/june"], Assert.Single(findings, f => f.Kind == "disagreement").Claims);
    }

    [Fact]
    public async Task Any_printed_numbers_together_give_findings_and_no_crash()
    {
        static Gen<string> Any(params string[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);
        var printed = Gen.Select(
            Any("", "about ", "almost ", "at least ", "less than ", "more than "),
            Any("0", "7", "72", "115", "116", "1,000", "328,000", "527,865", "999,999,999,999", "11–12", "0.001"),
            Any("miles", "km", "m", "kg", "lb", "t"),
            (qualifier, number, unit) => $"{qualifier}{number} {unit}");
        await printed.Array[2, 6].SampleAsync(
            async forms =>
            {
                var ratio = $"  - {{ id: ratio, says: x, ratio: {{ {Cell}, period: 2025-06, base: 2025-05, printed: almost tenfold }} }}\n";
                Assert.NotEmpty(await FindAsync([.. forms.Select((f, i) => ($"p{i}", Level("may", "2025-05", f) + Level("june", "2025-06", forms[^1]) + ratio, i == 0 ? null : "p0"))]));
            },
            iter: 200);
    }

    [Fact]
    public async Task A_claim_that_says_which_reading_of_a_unit_it_means_leaves_nothing_open()
    {
        var findings = await FindAsync(
            ("a", Level("may", "2025-05", "328 km"), null),
            ("b", $"  - {{ id: may, says: x, level: {{ {Cell}, period: 2025-05, printed: 328 km, reading: fibre }} }}\n", null),
            ("c", Level("may", "2025-05", "$3 million"), null));

        Assert.Equal(["a/may"], Assert.Single(findings, f => f.Kind == "ambiguous-unit").Claims);
    }

    [Fact]
    public async Task An_ambiguous_period_is_settled_by_nobody_of_another_root()
    {
        const string Open = $"  - {{ id: open, says: x, level: {{ {Cell}, period: {{ either: [2025-06, {{ first: 2025-05, last: 2025-06 }}] }}, printed: 72 km }} }}\n";
        var findings = await FindAsync(("a", Open, null), ("b", Level("june", "2025-06", "72 km"), null));

        var finding = Assert.Single(findings, f => f.Kind == "ambiguous-period");
        Assert.Equal(["a/open"], finding.Claims);
        Assert.Equal(0, finding.Numbers["named"]);
    }

    [Fact]
    public async Task A_printed_number_without_a_row_and_a_row_without_a_claim_are_found()
    {
        using var desk = new TemporaryDesk();
        desk.Write("desk.yaml", "title: Test\ndata:\n  - path: data/r.csv\n    source: reported\n");
        desk.Write("data/r.csv", """
            publication,outlet,via,date,url,quoted_from,reporter,partner,flow,goods,commodity,period,value,unit,printed,status,note
            a,A,,2025-10,https://example.org/a,,CHN,RUS,X,widgets,848210,2025-05,72,mile,72 miles (116 km),reported,
            a,A,,2025-10,https://example.org/a,,CHN,RUS,X,widgets,848210,2025-07,50,km,50 km,reported,

            """);
        desk.Publication("a", Level("may", "2025-05", "72 miles", "116 km") + Level("june", "2025-06", "50 km"));

        var report = await CheckText.CheckAsync(await desk.LoadAsync());

        Assert.Equal(["a/june"], Assert.Single(report.Findings, f => f.Kind == "no-row").Claims);
        Assert.Equal(3, Assert.Single(report.Findings, f => f.Kind == "no-claim").Numbers["row"]);
        Assert.Equal("aaaaaaaaaaaa:2", Assert.Single(report.Claims[0].Rows).ToString());
        Assert.Empty(report.Claims[1].Rows);
    }

    private static string Level(string id, string period, params string[] printed) =>
        $"  - {{ id: {id}, says: x, level: {{ {Cell}, period: {period}, printed: [{string.Join(", ", printed.Select(p => $"\"{p}\""))}] }} }}\n";

    private static async Task<IReadOnlyList<Finding>> FindAsync(params (string Id, string Claims, string? After)[] publications)
    {
        using var desk = new TemporaryDesk();
        foreach (var (id, claims, after) in publications)
            desk.Publication(id, claims, after);
        var report = await CheckText.CheckAsync(await desk.LoadAsync());
        Assert.All(report.Findings, f => Assert.All(f.Claims, id => Assert.Contains(f, report.Claims.Single(c => c.Id == id).Findings)));
        Assert.All(report.Findings, f => Assert.All(Desk.Words.Words.Languages, l => Assert.NotEmpty(Desk.Words.Words.For(l).Say(f.Text))));
        return [.. report.Findings.Where(f => f.Kind is not "no-row")];
    }
}
