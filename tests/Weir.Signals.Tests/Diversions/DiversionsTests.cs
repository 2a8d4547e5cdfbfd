using Weir.Bench.Diversions;
using Weir.Trade;

namespace Weir.Signals.Tests.Diversions;

public class DiversionsTests
{
    private static readonly Economy Origin = Economies.FromNumber(276);
    private static readonly Economy Destination = Economies.FromNumber(643);
    private static readonly Economy Kyrgyzstan = Economies.FromNumber(417);
    private static readonly Economy Kazakhstan = Economies.FromNumber(398);
    private static readonly Economy Turkey = Economies.FromNumber(792);
    private static readonly Period Since = Period.Month(2022, 1);
    private static readonly DiversionOptions Options = DiversionOptions.Usual with { Draws = 99 };

    [Fact]
    public void In_worlds_with_a_known_answer_the_range_holds_it_and_the_true_way_is_first()
    {
        var results = Worlds(WorldKind.Rerouted, 40);
        Assert.True(results.Count(r => r.Covered == true) >= 35, $"{results.Count(r => r.Covered == true)} of 40 ranges hold the truth");
        Assert.True(results.Count(r => r.First == true) >= 37, $"{results.Count(r => r.First == true)} of 40 true ways are first");
        Assert.True(results.Count(r => r.Found) >= 34, $"{results.Count(r => r.Found)} of 40 are found");
    }

    [Theory]
    [InlineData(WorldKind.Quiet)]
    [InlineData(WorldKind.Cut)]
    [InlineData(WorldKind.CutAndBoom)]
    public void In_worlds_without_a_diversion_none_is_found_more_often_than_alpha(WorldKind kind) =>
        Assert.InRange(Worlds(kind, 20).Count(r => r.Found), 0, 3);

    [Fact]
    public void The_same_question_has_the_same_answer_in_any_order_and_at_any_scale()
    {
        var question = DiversionWorld.Make(WorldKind.Rerouted, 7).Question;
        var one = Weir.Signals.Diversions.Find(question, Options);
        var other = Weir.Signals.Diversions.Find(question with { Flows = [.. question.Flows.Reverse()], Routes = [.. question.Routes.Reverse()] }, Options);
        Assert.Equal(one.Candidates.Select(c => (c.Route, c.Range, c.PAdjusted)), other.Candidates.Select(c => (c.Route, c.Range, c.PAdjusted)));
        var thousand = question with
        {
            Flows = [.. question.Flows.Select(f => f with { Export = f.Export! with { Points = [.. f.Export.Points.Select(p => p with { Value = 1000 * p.Value })] } })],
        };
        var scaled = Weir.Signals.Diversions.Find(thousand, Options);
        Assert.Equal(one.Candidates[0].Route, scaled.Candidates[0].Route);
        Assert.Equal(1000 * one.Candidates[0].Range!.Value.Low, scaled.Candidates[0].Range!.Value.Low, 1000 * 1e-6 * one.Candidates[0].Range!.Value.Low);
    }

    [Fact]
    public void Three_legs_are_the_maximum_flow_and_a_ring_carries_nothing_round()
    {
        var finding = Find(
            [Kyrgyzstan, Kazakhstan],
            Flow(Origin, Destination, 100, 20), Flow(Origin, Kyrgyzstan, 20, 80), Flow(Kyrgyzstan, Kazakhstan, 5, 45), Flow(Kazakhstan, Kyrgyzstan, 5, 45),
            Flow(Kyrgyzstan, Destination, 10, 30), Flow(Kazakhstan, Destination, 10, 40), Flow(Origin, Kazakhstan, 20, 20));
        Assert.Equal(
            [("KGZ", 120.0), ("KGZ KAZ", 180.0)],
            finding.Chains.Select(c => (string.Join(' ', c.Places.Skip(1).SkipLast(1).Select(p => p.Alpha3)), Math.Round(c.Amount, 6))));
        Assert.Equal(300, finding.Total!.Value, 6);
        Assert.Equal("KGZ", finding.Candidates[0].Route.Alpha3);
    }

    [Fact]
    public void Goods_that_never_arrive_count_as_going_on()
    {
        var sent = Flow(Origin, Kyrgyzstan, 20, 80);
        var finding = Find([Kyrgyzstan], Flow(Origin, Destination, 100, 20), sent with { Import = Flow(Origin, Kyrgyzstan, 21.2, 21.2).Export }, Flow(Kyrgyzstan, Destination, 10, 10));
        var way = finding.Candidates[0];
        Assert.True(way.Found);
        Assert.Equal(360, way.NotArrived!.Value, 6);
        Assert.Equal(360, way.Amount!.Value, 6);
        Assert.Contains(way.Reasons, r => r.Kind == DiversionReasonKind.NeverArrives);
    }

    [Fact]
    public void What_is_not_known_is_said_and_never_zero()
    {
        var finding = Find([Kyrgyzstan, Kazakhstan, Turkey], Flow(Origin, Kyrgyzstan, 20, 80), Flow(Kyrgyzstan, Destination, 10, 60), Flow(Origin, Kazakhstan, 20, null), Flow(Origin, Turkey, 20, 60));
        var (kyrgyzstan, others) = (finding.Candidates[0], finding.Candidates.Skip(1).ToList());
        Assert.Null(finding.Drop);
        Assert.Contains(kyrgyzstan.Reasons, r => r.Kind == DiversionReasonKind.DirectNotKnown);
        Assert.Null(kyrgyzstan.Share);
        Assert.Equal(300, kyrgyzstan.Amount!.Value, 6);
        Assert.All(others, c => Assert.Equal((Obstacle.ValueNotKnown, null, null), (c.Obstacle, c.Amount, c.Range)));
    }

    [Fact]
    public void A_flow_that_begins_is_all_excess_and_says_so()
    {
        var way = Find([Kyrgyzstan], Flow(Origin, Destination, 100, 20), Flow(Origin, Kyrgyzstan, 0, 50), Flow(Kyrgyzstan, Destination, 0, 50)).Candidates[0];
        Assert.True(way.Found);
        Assert.Equal(300, way.Amount!.Value, 6);
        Assert.Contains(way.Reasons, r => r.Kind == DiversionReasonKind.FirstEver);
    }

    [Fact]
    public void A_question_that_is_none_is_refused()
    {
        Assert.Contains("one part", Assert.Throws<ArgumentException>(() => Find([Origin], Flow(Origin, Destination, 1, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => Find([Turkey], Flow(Origin, Turkey, 1, 1), Flow(Origin, Turkey, 1, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("needs", Assert.Throws<ArgumentException>(() => Find([])).Message, StringComparison.Ordinal);
    }

    private static WorldResult[] Worlds(WorldKind kind, int count)
    {
        var results = new WorldResult[count];
        Parallel.For(0, count, seed => results[seed] = WorldResult.Of(kind, seed));
        return results;
    }

    private static DiversionFinding Find(IReadOnlyList<Economy> routes, params RouteFlow[] flows) =>
        Weir.Signals.Diversions.Find(new([Origin], Destination, routes, Since, Since.AddMonths(5), flows), Options);

    private static RouteFlow Flow(Economy from, Economy to, double? before, double? after) => new(
        from, to,
        new(
            new("test", from, to, Trade.Flow.Export, "goods"), Units.UsDollar, ObservationStatus.Official,
            [.. Enumerable.Range(-36, 42).Select(i => (Month: Since.AddMonths(i), Value: i < 0 ? before : after)).Select(p =>
                new SeriesPoint(p.Month, p.Value, p.Value is null ? PointState.NoData : PointState.Observed, []))]),
        null);
}
