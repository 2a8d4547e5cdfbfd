using System.Text;
using Weir.Sources.Comtrade;
using Weir.Trade;

namespace Weir.Sources.Tests.Comtrade;

public sealed class ComtradeClientTests : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"weir-fetch-{Guid.NewGuid():n}");
    private readonly ImpatientClock clock = new();
    private LoopbackComtrade server = null!;

    private static Economy China => Economies.FromNumber(156);

    private static Economy Russia => Economies.FromNumber(643);

    private static Economy Ukraine => Economies.FromNumber(804);

    public async ValueTask InitializeAsync() => server = await LoopbackComtrade.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_open_preview_is_asked_as_documented_and_saved_as_received()
    {
        Publish(["202507", "202508"], [0, 643], ["854470"]);
        server.Cells.Add(new() { Period = "202508", Partner2 = 344 });
        var part = Assert.Single(await FetchAsync(Question(["2025-07", "2025-08"])));
        Assert.Equal((FetchOutcome.Rows, 4L), (part.Outcome, part.Rows));
        var asked = Assert.Single(server.Asked);
        Assert.Equal("/public/v1/preview/C/M/HS?cmdCode=854470&customsCode=C00&flowCode=X&format=JSON&includeDesc=false&maxRecords=500&motCode=0&partner2Code=0&partnerCode=0,643&period=202507,202508&reporterCode=156", asked.Address);
        Assert.Equal(part.Address.PathAndQuery, asked.Address);
        Assert.StartsWith("Weir/", asked.UserAgent, StringComparison.Ordinal);
        Assert.Null(asked.Key);
        Assert.Equal(ComtradeFixture.Answer(server.Cells.Where(c => c.Partner2 == 0)), await File.ReadAllTextAsync(part.File!));
    }

    [Fact]
    public async Task Codes_of_Comtrade_s_own_are_asked_for()
    {
        await FetchAsync(new(Economies.FromNumber(840), Flow.Import, [Period.OfYear(2024)], [Economies.FromNumber(756), Economies.FromNumber(158)], ["TOTAL"]));
        Assert.Contains("/C/A/HS?", server.Asked[0].Address, StringComparison.Ordinal);
        Assert.Contains("partnerCode=0,490,757&period=2024&reporterCode=842", server.Asked[0].Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_goes_into_one_header_and_nowhere_else()
    {
        Publish(["202508"], [0, 643], ["854470"]);
        var part = Assert.Single(await FetchAsync(Question(["2025-08"]), Options(key: server.Key)));
        Assert.Equal((FetchOutcome.Rows, server.Key), (part.Outcome, server.Asked[0].Key));
        Assert.StartsWith("/data/v1/get/C/M/HS?", server.Asked[0].Address, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Key, server.Asked[0].Address + part, StringComparison.Ordinal);

        var refused = Assert.Single(await FetchAsync(Question(["2025-08"]), Options(key: "k-wrong-key")));
        Assert.Equal(FetchOutcome.Failed, refused.Outcome);
        Assert.Contains("WEIR_COMTRADE_KEY", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("k-wrong-key", refused.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ComtradeClient(new() { Folder = folder, SubscriptionKey = "k", BaseAddress = new("http://example.org/") }, clock));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_key()
    {
        server.Next(context =>
        {
            context.Response.Redirect("http://127.0.0.1:1/elsewhere");
            return Task.CompletedTask;
        });
        var part = Assert.Single(await FetchAsync(Question(["2025-08"]), Options(key: server.Key)));
        Assert.Equal(FetchOutcome.Failed, part.Outcome);
        Assert.Contains("302", part.Message, StringComparison.Ordinal);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_question_whose_answer_is_cut_is_split_until_every_row_came_once()
    {
        string[] months = ["202501", "202502", "202503", "202504", "202505", "202506"];
        string[] codes = [.. Enumerable.Range(0, 120).Select(i => $"{850000 + i}")];
        Publish(months, [0, 398, 417, 643, 804], codes);
        var question = new ComtradeQuestion(China, Flow.Export, months.Select(Period.Parse), [.. new[] { 398, 417, 643, 804 }.Select(Economies.FromNumber)], codes);
        var parts = await FetchAsync(question);
        Assert.All(parts, p => Assert.Equal((FetchOutcome.Rows, true), (p.Outcome, p.Rows < 500)));
        var cells = new HashSet<(int, int, string)>();
        foreach (var part in parts)
        {
            var read = await Reading.ReadAsync(new ComtradeSource(ComtradeDataset.Final), await File.ReadAllBytesAsync(part.File!), asked: part.Asked);
            Assert.All(read.Observations.Where(o => o.Partner != 0), o => Assert.True(cells.Add((o.Period.Number, o.Partner, o.Commodity.Code))));
        }
        Assert.Equal(6 * 4 * 120, cells.Count);
        Assert.Equal(parts.Count, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task A_cut_answer_that_cannot_be_split_says_so()
    {
        Publish(["202508"], [0], [.. Enumerable.Range(0, 600).Select(i => $"{100000 + i}")]);
        var part = Assert.Single(await FetchAsync(new(China, Flow.Export, [Period.Month(2025, 8)], [], ["AG6"])));
        Assert.Equal((FetchOutcome.CutShort, 500L), (part.Outcome, part.Rows));
        Assert.Contains("there may be more", part.Message, StringComparison.Ordinal);
        Assert.Empty(part.Asked);
        Assert.DoesNotContain("partnerCode", server.Asked[0].Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_rows_are_told_apart_from_no_data()
    {
        Publish(["202507"], [0, 643], ["854470"]);
        server.Released.Add((156, "202508"));
        var part = Assert.Single(await FetchAsync(Question(["2025-07", "2025-08", "2025-09"])));
        Assert.Equal([FetchOutcome.Rows, FetchOutcome.NoRowsPublished, FetchOutcome.NotAvailable], part.Question.Periods.Select(p => part.Periods[p]));
        Assert.Equal(
            [("2025-07", Completeness.Unknown), ("2025-08", Completeness.Unknown), ("2025-09", Completeness.NotPublished)],
            part.Asked.Select(a => (a.Period.ToString(), a.Completeness)));
        var read = await Reading.ReadAsync(new ComtradeSource(ComtradeDataset.Final), await File.ReadAllBytesAsync(part.File!), asked: part.Asked);
        Assert.Equal("2025-09", Assert.Single(read.Summary.Coverage, c => c.Completeness == Completeness.NotPublished).Period.ToString());
        Assert.Equal("/public/v1/getDa/C/M/HS?period=202508,202509&reporterCode=156", server.Asked[1].Address);
        Assert.Equal(FetchOutcome.NoRowsPublished, Assert.Single(await FetchAsync(Question(["2025-08"]))).Outcome);
        Assert.Equal(FetchOutcome.NotAvailable, Assert.Single(await FetchAsync(Question(["2025-09"]))).Outcome);
    }

    [Fact]
    public async Task Where_the_data_sets_cannot_be_asked_for_nothing_is_claimed()
    {
        server.Next(context => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(ComtradeFixture.Answer([]))).AsTask());
        for (var i = 0; i < 9; i++)
            server.NextIs(500, "no");
        var part = Assert.Single(await FetchAsync(Question(["2025-08"])));
        Assert.Equal(FetchOutcome.NoRowsUnknown, part.Outcome);
        Assert.Empty(part.Asked);
        Assert.Contains("could not be asked", part.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asked_partner_without_a_row_is_zero_when_the_world_row_is_there()
    {
        Publish(["202508"], [0, 643], ["854470"]);
        var part = Assert.Single(await FetchAsync(new(China, Flow.Export, [Period.Month(2025, 8)], [Russia, Ukraine], ["854470"])));
        var read = await Reading.ReadAsync(new ComtradeSource(ComtradeDataset.Final), await File.ReadAllBytesAsync(part.File!), asked: part.Asked);
        Assert.Contains(read.Summary.Coverage, c => c.Completeness == Completeness.Complete && c.Partners.Contains(804));
    }

    [Theory]
    [InlineData("2", "Rate limit is exceeded. Try again in 2 seconds.", 2)]
    [InlineData(null, "{ \"statusCode\": 429, \"message\": \"Rate limit is exceeded. Try again in 7 seconds.\" }", 7)]
    [InlineData("Fri, 02 Jan 2026 03:05:05 GMT", "busy", 60)]
    public async Task Too_many_questions_wait_as_long_as_the_server_asks(string? header, string text, int seconds)
    {
        Publish(["202508"], [0, 643], ["854470"]);
        server.NextIs(429, text, header);
        var part = Assert.Single(await FetchAsync(Question(["2025-08"]), Options(interval: TimeSpan.Zero)));
        Assert.Equal(FetchOutcome.Rows, part.Outcome);
        Assert.Equal([TimeSpan.FromSeconds(seconds)], clock.Waits);
    }

    [Fact]
    public async Task A_server_that_asks_for_hours_is_not_waited_for()
    {
        server.NextIs(429, "quota", "86400");
        var part = Assert.Single(await FetchAsync(Question(["2025-08"]), Options(interval: TimeSpan.Zero)));
        Assert.Equal(FetchOutcome.Failed, part.Outcome);
        Assert.Contains("86400 seconds", part.Message, StringComparison.Ordinal);
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task Passing_faults_pass()
    {
        Publish(["202508"], [0, 643], ["854470"]);
        server.NextIs(503, "<html><title>Service Unavailable</title></html>");
        server.NextBreaksOff();
        server.NextIs(200, "<html><title>Maintenance</title></html>");
        server.NextIs(200, "{\"count\":1,\"data\":[{");
        var part = Assert.Single(await FetchAsync(Question(["2025-08"])));
        Assert.Equal((FetchOutcome.Rows, 2L), (part.Outcome, part.Rows));
        Assert.Equal(5, server.Asked.Count);
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_slow_answer_is_given_up_and_asked_for_again()
    {
        Publish(["202508"], [0, 643], ["854470"]);
        server.NextIsSlow();
        var part = Assert.Single(await FetchAsync(Question(["2025-08"]), Options(timeout: TimeSpan.FromSeconds(1))));
        Assert.Equal(FetchOutcome.Rows, part.Outcome);
        Assert.InRange(server.Asked.Count, 2, 5);
    }

    [Theory]
    [InlineData(503, "Service Unavailable", 5, "HTTP 503")]
    [InlineData(400, "bad period", 1, "refused the question")]
    [InlineData(200, "{\"count\":0,\"data\":[],\"error\":\"Invalid cmdCode\"}", 1, "Invalid cmdCode")]
    [InlineData(200, "Something is wrong", 5, "Something is wrong")]
    public async Task A_fault_that_stays_ends_its_part_with_a_sentence_and_no_file(int status, string text, int asked, string expected)
    {
        for (var i = 0; i < asked; i++)
            server.NextIs(status, text);
        var part = Assert.Single(await FetchAsync(Question(["2025-08"])));
        Assert.Equal(FetchOutcome.Failed, part.Outcome);
        Assert.Contains(expected, part.Message, StringComparison.Ordinal);
        Assert.Contains("CHN X 854470 RUS 2025-08", part.Message, StringComparison.Ordinal);
        Assert.Equal(asked, server.Asked.Count);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said()
    {
        var gone = server.BaseAddress;
        await server.DisposeAsync();
        using var client = new ComtradeClient(new() { Folder = folder, BaseAddress = gone, Retries = 1 }, clock);
        var parts = await ListAsync(client.FetchAsync(Question(["2025-08"]), null, CancellationToken.None));
        Assert.Contains("could not be reached", Assert.Single(parts).Message, StringComparison.Ordinal);
        server = await LoopbackComtrade.StartAsync();
    }

    [Fact]
    public async Task An_answer_without_end_is_not_taken()
    {
        server.NextIs(200, new string('x', 100_000));
        var part = Assert.Single(await FetchAsync(Question(["2025-08"]), Options(largest: 10_000)));
        Assert.Contains("larger than 10,000 bytes", part.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Long_addresses_are_split_before_asking_and_when_the_server_says_so()
    {
        string[] codes = [.. Enumerable.Range(0, 400).Select(i => $"{850000 + i}")];
        Publish(["202508"], [0, 643], codes[..10]);
        server.LongestAddress = 600;
        var parts = await FetchAsync(new(China, Flow.Export, [Period.Month(2025, 8)], [Russia], codes));
        Assert.Equal(20, parts.Sum(p => p.Rows));
        Assert.Equal(codes, parts.SelectMany(p => p.Question.Commodities));
        Assert.All(server.Asked, a => Assert.True(a.Address.Length < 2000));
    }

    [Fact]
    public async Task Years_are_asked_one_by_one_and_months_by_the_dozen()
    {
        Publish(["2022", "2023", "2024"], [0, 643], ["854470"]);
        var years = await FetchAsync(new(China, Flow.Export, [Period.OfYear(2022), Period.OfYear(2023), Period.OfYear(2024)], [Russia], ["854470"]));
        Assert.Equal(["2022", "2023", "2024"], years.Select(p => Assert.Single(p.Question.Periods).ToString()));
        var months = await FetchAsync(new(China, Flow.Export, Period.Month(2024, 1).To(Period.Month(2025, 8)), [Russia], ["854470"]));
        Assert.Equal([10, 10], months.Select(p => p.Question.Periods.Count));
    }

    [Fact]
    public async Task Questions_keep_their_distance()
    {
        Publish(["2022", "2023", "2024"], [0, 643], ["854470"]);
        await FetchAsync(new(China, Flow.Export, [Period.OfYear(2022), Period.OfYear(2023), Period.OfYear(2024)], [Russia], ["854470"]));
        Assert.Equal([TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(6)], clock.Waits);
    }

    [Fact]
    public async Task An_interrupted_fetch_goes_on_where_it_stopped()
    {
        Publish(["2022", "2023", "2024"], [0, 643], ["854470"]);
        var question = new ComtradeQuestion(China, Flow.Export, [Period.OfYear(2022), Period.OfYear(2023), Period.OfYear(2024)], [Russia], ["854470"]);
        var kept = new Kept();
        using (var client = new ComtradeClient(Options(), clock))
        {
            await foreach (var part in client.FetchAsync(question, kept, CancellationToken.None))
            {
                kept.Answers[part.Address] = new(part.ReceivedAt, part.ETag, part.LastModified);
                break;
            }
        }
        var rest = await FetchAsync(question, kept: kept);
        Assert.Equal([FetchOutcome.AlreadyKept, FetchOutcome.Rows, FetchOutcome.Rows], rest.Select(p => p.Outcome));
        Assert.Equal(3, server.Asked.Count);
    }

    [Fact]
    public async Task An_old_answer_is_asked_for_conditionally()
    {
        server.HasETags = true;
        Publish(["202508"], [0, 643], ["854470"]);
        var kept = new Kept();
        var first = Assert.Single(await FetchAsync(Question(["2025-08"]), kept: kept));
        kept.Answers[first.Address] = new(first.ReceivedAt, first.ETag, first.LastModified);
        Assert.Equal(FetchOutcome.AlreadyKept, Assert.Single(await FetchAsync(Question(["2025-08"]), kept: kept)).Outcome);
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(FetchOutcome.Unchanged, Assert.Single(await FetchAsync(Question(["2025-08"]), kept: kept)).Outcome);
        Assert.Equal([null, first.ETag], server.Asked.Select(a => a.IfNoneMatch));
        server.Cells[1] = server.Cells[1] with { Value = "99" };
        Assert.Equal(FetchOutcome.Rows, Assert.Single(await FetchAsync(Question(["2025-08"]), kept: kept)).Outcome);
    }

    [Fact]
    public async Task Cancelling_stops_at_once_and_leaves_no_file()
    {
        server.NextIsSlow();
        using var stop = new CancellationTokenSource();
        server.Next(_ => Task.CompletedTask);
        using var client = new ComtradeClient(Options(), clock);
        var fetch = ListAsync(client.FetchAsync(Question(["2025-08"]), null, stop.Token));
        while (server.Asked.Count == 0)
            await Task.Yield();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_question_that_cannot_be_asked_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ComtradeQuestion(China, Flow.Export, [], [Russia], ["854470"]));
        Assert.Throws<ArgumentException>(() => new ComtradeQuestion(China, Flow.Export, [Period.OfYear(2024), Period.Month(2025, 1)], [Russia], ["854470"]));
        Assert.Throws<ArgumentException>(() => new ComtradeQuestion(China, Flow.Export, [Period.OfYear(2024)], [Russia], []));
        Assert.Contains("85447000", Assert.Throws<ArgumentException>(() => new ComtradeQuestion(China, Flow.Export, [Period.OfYear(2024)], [Russia], ["85447000"])).Message, StringComparison.Ordinal);
        Assert.Contains("Monaco", Assert.Throws<ArgumentException>(() => new ComtradeQuestion(China, Flow.Export, [Period.OfYear(2024)], [Economies.FromNumber(492)], ["854470"])).Message, StringComparison.Ordinal);
    }

    private static ComtradeQuestion Question(string[] months) => new(China, Flow.Export, months.Select(Period.Parse), [Russia], ["854470"]);

    private static async Task<List<FetchedPart>> ListAsync(IAsyncEnumerable<FetchedPart> parts)
    {
        var list = new List<FetchedPart>();
        await foreach (var part in parts)
            list.Add(part);
        return list;
    }

    private ComtradeOptions Options(string? key = null, TimeSpan? interval = null, TimeSpan? timeout = null, long largest = 1 << 24) =>
        new() { BaseAddress = server.BaseAddress, Folder = folder, SubscriptionKey = key, Interval = interval, AttemptTimeout = timeout ?? TimeSpan.FromMinutes(1), LargestAnswer = largest };

    private async Task<List<FetchedPart>> FetchAsync(ComtradeQuestion question, ComtradeOptions? options = null, IKeptAnswers? kept = null)
    {
        using var client = new ComtradeClient(options ?? Options(), clock);
        return await ListAsync(client.FetchAsync(question, kept, CancellationToken.None));
    }

    private void Publish(string[] periods, int[] partners, string[] codes)
    {
        foreach (var period in periods)
        {
            foreach (var partner in partners)
                server.Cells.AddRange(codes.Select(code => new ComtradeCell { Period = period, Partner = partner, Code = code }));
        }
    }

    private sealed class Kept : IKeptAnswers
    {
        public Dictionary<Uri, KeptAnswer> Answers { get; } = [];

        public ValueTask<KeptAnswer?> FindAsync(Uri address, CancellationToken cancellation) => ValueTask.FromResult(Answers.GetValueOrDefault(address));
    }
}
