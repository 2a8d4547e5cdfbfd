using Weir.Desk.Claims;
using Weir.Trade;

namespace Weir.Desk.Tests;

public sealed class PublicationFileTests
{
    private const string Cell = "goods: widgets, from: CHN, to: RUS";

    [Fact]
    public async Task Every_kind_of_measure_is_read()
    {
        using var desk = new TemporaryDesk();
        desk.Publication("outlet", $$"""
              - { id: level, says: x, level: { {{Cell}}, period: unstated, each-month: true, printed: 5 km, tolerance: 0.02 } }
              - { id: ratio, says: x, ratio: { {{Cell}}, period: 2025-08, base: 2025-07, printed: almost tenfold, bounds: [9, 10] } }
              - { id: change, says: x, ratio: { {{Cell}}, period: 2025, base: 2024, printed: −21 % } }
              - { id: peak, says: x, peak: { {{Cell}}, flow: M, period: 2025-06, since: 2025-01, until: 2025-08, printed: 5 km } }
              - { id: share, says: x, share: { {{Cell}}, of: { to: UKR }, period: 2025-06, printed: less than a quarter, bounds: [0, 0.25] } }
              - { id: conversion, says: x, conversion: { printed: [12 miles, 19 km] } }
              - { id: content, says: x, content: { goods: widgets, in: a drone, printed: [12 miles or more, 19+ km] } }
              - { id: made, says: x, made-from: { {{Cell}}, period: { first: 2025-07, last: 2025-08 }, printed: 5 drones, amount: 100 km, each: 20 km } }
              - { id: count, says: x, count: { what: makers, printed: at least 140, since: 2023, register: a register } }
              - { id: statement, says: x, by: Somebody }
            """);

        var claims = Assert.Single((await desk.LoadAsync()).Publications).Claims.ToDictionary(c => c.Id, c => c.Measure, StringComparer.Ordinal);

        Assert.Empty(Assert.IsType<Level>(claims["level"]).Period.Spans);
        Assert.Equal(new Interval(9, 10), Assert.IsType<Ratio>(claims["ratio"]).Bounds);
        Assert.Equal(new Interval(0.785m, 0.795m), Assert.IsType<Ratio>(claims["change"]).Bounds);
        Assert.Equal("RUS", Assert.IsType<Peak>(claims["peak"]).Subject.Reporter.Alpha3);
        Assert.Equal(("RUS", "UKR"), (Assert.IsType<Share>(claims["share"]).Part.To.Alpha3, ((Share)claims["share"]).Whole.To.Alpha3));
        Assert.Equal(["12 miles", "19 km"], Assert.IsType<Conversion>(claims["conversion"]).Printed);
        Assert.Equal(PrintedQualifier.AtLeast, Assert.IsType<Content>(claims["content"]).Forms[0].Qualifier);
        Assert.Equal(2, Assert.IsType<MadeFrom>(claims["made"]).Period.Only!.Value.Length);
        Assert.Equal(140, Assert.IsType<Count>(claims["count"]).Form.Amount);
        Assert.IsType<Statement>(claims["statement"]);
    }

    [Theory]
    [InlineData($"level: {{ goods: widget, from: CHN, to: RUS, period: 2025-08, printed: 5 km }}", "goods: no watch has goods 'widget'; did you mean 'widgets'?; allowed are widgets")]
    [InlineData($"level: {{ {Cell}, period: 2025-08, printed: 5 parsecs }}", "printed: '5 parsecs' has no unit that Weir knows; write one, such as km, miles, kg or $")]
    [InlineData($"level: {{ {Cell}, period: 2025-08, printed: [5 km, 4 kg] }}", "printed: '4 kg' and '5 km' measure different things; make two claims of them")]
    [InlineData($"level: {{ {Cell}, period: 2025-08, printed: 5 km, reading: wire }}", "reading: 'wire' is no reading of 'widgets'; allowed are cable, fibre")]
    [InlineData($"level: {{ {Cell}, period: 2025-08, printed: 5 km, tolerance: 5 }}", "tolerance is a share of the amount from 0 to 0.5; write 0.02 for 2 %")]
    [InlineData($"level: {{ {Cell}, printed: 5 km }}", "level has no 'period'; it must have one")]
    [InlineData($"level: {{ {Cell}, period: {{ either: [2025-08] }}, printed: 5 km }}", "either has one reading; write two or more, or the period alone")]
    [InlineData($"level: {{ {Cell}, period: {{ first: 2025-08, last: 2025-07 }}, printed: 5 km }}", "last: 2025-07 does not follow first, 2025-08; write two months or two years, the earlier first")]
    [InlineData($"levle: {{ {Cell}, period: 2025-08, printed: 5 km }}", "unknown key 'levle' in claims[1]; did you mean 'level'?; allowed are id, says, by, level, ratio, peak, share, conversion, content, made-from, count")]
    [InlineData($"ratio: {{ {Cell}, period: 2025-08, base: 2025-07, printed: sharply }}", "printed: Weir does not read 'sharply' as a ratio; say what the words allow with bounds: [low, high]")]
    [InlineData($"ratio: {{ {Cell}, period: 2025-08, base: 2025-07, printed: almost tenfold, bounds: [10, 9] }}", "bounds: 10 is above 9; write the lower number first")]
    [InlineData($"ratio: {{ {Cell}, period: 2025-08, base: 2025-07, printed: almost tenfold, bounds: [9] }}", "bounds has 1 values; write two numbers, the lower first: [9, 10]")]
    [InlineData($"ratio: {{ {Cell}, period: unstated, base: 2025-07, printed: -5 % }}", "period: 'unstated' is no period; write a month as 2025-08 or a year as 2025")]
    [InlineData($"peak: {{ {Cell}, period: 2025-06, since: 2025-07, printed: 5 km }}", "since: 2025-07 does not lie on its side of the record's period 2025-06")]
    [InlineData($"share: {{ {Cell}, of: {{ to: RUS }}, period: 2025-06, printed: 5 % }}", "of names the same cell as the part; write what differs in the whole: { to: RUS }")]
    [InlineData("conversion: { printed: [12 miles] }", "printed: a conversion has two forms or more, each in a unit of its own: [\"328,000 miles\", \"528,000 km\"]")]
    [InlineData($"made-from: {{ {Cell}, period: 2025-08, printed: 5 drones, amount: 100 km, each: 20 kg }}", "each: kg does not convert to km, the unit of the amount")]
    public async Task A_mistake_in_a_claim_names_what_was_found_and_what_is_allowed(string measure, string expected)
    {
        using var desk = new TemporaryDesk();
        desk.Publication("outlet", $"  - id: a\n    says: x\n    {measure}");

        Assert.Equal([$"claims/outlet.yaml:6: {expected}"], (await desk.MistakesAsync()).Select(m => m.Replace(":4: claims[1]", ":6: claims[1]", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("outlet: A\ndate: 2025-10-32\nclaims: []\n", "2: date: '2025-10-32' is no date; write 2025-10-14, or 2025-10 or 2025 where no more is known")]
    [InlineData("outlet: A\ndate: 2025-10\nurl: example.org\nclaims: []\n", "3: url: 'example.org' is no address; it must begin with https:// or http://")]
    [InlineData("outlet: 24\ndate: 2025-10\nclaims: []\n", "1: outlet: 24 is a number to YAML, and a text is wanted; put it in quotes: \"24\"")]
    [InlineData("outlet: A\ndate: 2025-10\n", "1: the file has no 'claims'; it must have one")]
    [InlineData("outlet: A\ndate: 2025-10\nclaims:\n  - { id: a, says: x }\n  - { id: a, says: y }\n", "5: claim id 'a' was used on line 4 already; ids of a publication's claims differ")]
    [InlineData("outlet: A\ndate: 2025-10\nclaims:\n  - id: a\n    says: x\n    conversion: { printed: [12 miles, 19 km] }\n    count: { what: x, printed: '5', register: y }\n", "7: a claim has one measure, and this one has conversion and count; make two claims of it")]
    public async Task A_mistake_in_a_publication_names_its_line(string text, string expected)
    {
        using var desk = new TemporaryDesk();
        desk.Write("claims/a.yaml", text);

        Assert.Equal([$"claims/a.yaml:{expected}"], await desk.MistakesAsync());
    }
}
