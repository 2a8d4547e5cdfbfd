using CsCheck;
using Weir.Desk.Claims;
using Weir.Trade;

namespace Weir.Desk.Tests;

public sealed class DeskFilesTests
{
    [Fact]
    public async Task The_example_loads()
    {
        var desk = await DeskFiles.LoadAsync(Repository.Example, TestContext.Current.CancellationToken);

        Assert.Equal(["all-goods", "fibre-optic-cable", "lithium-ion-batteries"], desk.Watches.Select(w => w.Id));
        Assert.Equal(
            ["albtc-club", "caliber-az", "censor-net", "dagens", "euromaidan-press", "meduza", "panch-info", "the-gaze", "united24-media", "washington-post"],
            desk.Publications.Select(p => p.Id));
        Assert.All(desk.Publications, p => Assert.Equal(p.Id == "washington-post" ? null : "washington-post", p.After));
        var cable = desk.FindGoods("fibre-optic-cable")!;
        Assert.Equal(["854470"], cable.Codes);
        Assert.Equal(new Interval(19, 20), cable.Equivalents[0].Content);
        Assert.Equal(["kg", "m"], cable.Official[0].Units.Select(u => u.Code));
        Assert.Equal(Flow.Export, desk.Settings.InboxFlow);
        Assert.All(desk.Publications.SelectMany(p => p.Claims), c => Assert.Equal(["en", "ru"], c.Says.ByLanguage.Keys));
    }

    [Fact]
    public async Task No_claim_and_no_row_of_the_example_gives_july_an_amount()
    {
        var desk = await DeskFiles.LoadAsync(Repository.Example, TestContext.Current.CancellationToken);
        var july = Period.Month(2025, 7);

        Assert.DoesNotContain(desk.Publications.SelectMany(p => p.Claims).Select(c => c.Measure).OfType<Level>(), l => l.Period.Only is { } span && span.First == july && span.Last == july);
        var rows = await File.ReadAllLinesAsync(Path.Combine(Repository.Example, "data", "reported.csv"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(rows, r => r.Contains(",854470,2025-07,", StringComparison.Ordinal) || r.Contains(",850760,2025-07,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_claim_keeps_its_measure_and_its_line()
    {
        using var desk = new TemporaryDesk();
        desk.Publication("outlet", """
              - id: a
                says: { en: A, ru: А }
                by: Somebody
                level:
                  goods: widgets
                  from: CHN
                  to: RUS
                  period: { either: [2025-08, { first: 2025-07, last: 2025-08 }], words: in the same period }
                  printed: ["72 miles", "116 km"]
                  reading: cable
              - id: b
                says: B
            """);

        var publication = Assert.Single((await desk.LoadAsync()).Publications);

        var level = Assert.IsType<Level>(publication.Claims[0].Measure);
        Assert.Equal((4, 14), (publication.Claims[0].Line, publication.Claims[1].Line));
        Assert.Equal("Somebody", publication.Claims[0].By);
        Assert.Equal(["2025-08", "2025-07..2025-08"], level.Period.Spans.Select(s => s.ToString()));
        Assert.Null(level.Period.Only);
        Assert.Equal("cable", level.Reading);
        Assert.Equal(new Interval(71.5m, 72.5m), level.Forms[0].Range);
        Assert.IsType<Statement>(publication.Claims[1].Measure);
    }

    [Fact]
    public async Task Every_mistake_of_every_file_is_reported_at_once()
    {
        using var desk = new TemporaryDesk();
        desk.Write("desk.yaml", "titel: Test\ndata:\n  - path: data/none.csv\n    source: gac\n");
        desk.Write("watches/w.yaml", TemporaryDesk.Watch.Replace("origins: [CHN]", "origins: [CHX, cn]", StringComparison.Ordinal).Replace("unit: km", "unit: kms", StringComparison.Ordinal));
        desk.Publication("b", "", after: "a");
        desk.Publication("c", "", after: "washington");

        var mistakes = await desk.MistakesAsync();

        Assert.Equal(
            [
                "claims/b.yaml:3: after: there is no publication 'a'; allowed are the file names in claims/ without .yaml",
                "claims/c.yaml:3: after: there is no publication 'washington'; allowed are the file names in claims/ without .yaml",
                "desk.yaml:1: the file has no 'title'; it must have one",
                "desk.yaml:1: unknown key 'titel' in the file; did you mean 'title'?; allowed are title, data, inbox",
                "desk.yaml:3: path: the desk has no file 'data/none.csv'; put it there or take the entry out",
                "desk.yaml:4: source: unknown source 'gac'; did you mean 'gacc'?; allowed are reported, gacc, comtrade, comtrade-converted, comtrade-tariffline",
                "watches/w.yaml:6: unit: unknown unit 'kms'; did you mean 'km'?; allowed are unit codes such as km, mile, kg, u, USD",
                "watches/w.yaml:10: origins[1]: unknown economy 'CHX'; did you mean 'CHE'?; allowed are ISO 3166-1 alpha-3 codes in capitals, such as CHN or RUS",
                "watches/w.yaml:10: origins[2]: unknown economy 'cn'; did you mean 'CHN'?; allowed are ISO 3166-1 alpha-3 codes in capitals, such as CHN or RUS",
            ],
            mistakes);
        var thrown = await Assert.ThrowsAsync<DeskException>(desk.LoadAsync);
        Assert.Equal(mistakes.Count, thrown.Mistakes.Count);
        Assert.StartsWith(desk.Folder, thrown.Mistakes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("origins: [CHN]", "origin: [CHN]", "10: unknown key 'origin' in the file; did you mean 'origins'?; allowed are title, goods, origins, destinations, comparators, routes, months")]
    [InlineData("origins: [CHN]", "origins: CHN", "10: origins is a text; a list is wanted: [a, b] or lines that begin with '- '")]
    [InlineData("origins: [CHN]", "origins: []", "10: origins is an empty list; it needs at least one")]
    [InlineData("origins: [CHN]", "origins: [CHN, CHN]", "10: origins[2]: CHN stands in the list twice; leave one out")]
    [InlineData("[\"8482.10\"]", "[8482.10]", "5: codes[1]: 8482.10 is a number to YAML, and a text is wanted; put it in quotes: \"8482.10\"")]
    [InlineData("[\"8482.10\"]", "[\"8482.1\"]", "5: codes[1]: '8482.1' is no commodity code; write 2, 4, 6, 8 or 10 digits in quotes, such as \"8544.70\", or TOTAL for all goods")]
    [InlineData("[\"8482.10\"]", "[\"7701\"]", "5: codes[1]: '7701' lies in chapter 77, which the Harmonized System does not have; chapters are 01 to 97 without 77, and 98 and 99 for national use")]
    [InlineData("[\"8482.10\"]", "[\"8482\", \"8482.10\"]", "5: codes[2]: 848210 and 8482 are the same goods or one lies under the other, and would be counted twice; leave one out")]
    [InlineData("first: 2025-01", "first: 2025", "13: first: '2025' is a year; write a month as 2025-08")]
    [InlineData("first: 2025-01", "first: 2025-13", "13: first: '2025-13' is no period; write a month as 2025-08 or a year as 2025")]
    [InlineData("last: 2025-12", "last: 2024-12", "13: months: last is 2024-12, before first, which is 2025-01")]
    [InlineData("id: widgets", "id: My Widgets", "3: id: 'My Widgets' is no id; ids have small Latin letters and digits, joined by hyphens, such as fibre-optic-cable")]
    [InlineData("comparators: [UKR]", "comparators: [RUS]", "12: comparators: RUS is an origin or a destination of this watch already; leave one out")]
    [InlineData("title: Widgets", "title: { eng: Widgets }", "4: title: 'eng' is no language; allowed are two-letter codes such as en and ru")]
    [InlineData("title: Widgets", "title: ''", "4: title is empty; write a text or leave the key out")]
    public async Task A_mistake_in_a_watch_names_line_found_and_allowed(string right, string wrong, string expected)
    {
        using var desk = new TemporaryDesk();
        Assert.Contains(right, TemporaryDesk.Watch, StringComparison.Ordinal);
        desk.Write("watches/w.yaml", TemporaryDesk.Watch.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains($"watches/w.yaml:{expected}", await desk.MistakesAsync());
    }

    [Fact]
    public async Task Goods_are_declared_once_in_a_desk()
    {
        using var desk = new TemporaryDesk();
        desk.Write("watches/x.yaml", TemporaryDesk.Watch);

        Assert.Equal(["watches/x.yaml:3: id: goods 'widgets' are declared already in watches/w.yaml:3; ids of goods are unique in a desk"], await desk.MistakesAsync());
    }

    [Fact]
    public async Task A_circle_of_publications_is_said_for_each_of_them()
    {
        using var desk = new TemporaryDesk();
        desk.Publication("a", "", after: "b").Publication("b", "", after: "c").Publication("c", "", after: "a").Publication("d", "", after: "a");

        Assert.Equal(
            [
                "claims/a.yaml:3: after: a → b → c → a goes in a circle; a publication follows an earlier one",
                "claims/b.yaml:3: after: b → c → a → b goes in a circle; a publication follows an earlier one",
                "claims/c.yaml:3: after: c → a → b → c goes in a circle; a publication follows an earlier one",
            ],
            await desk.MistakesAsync());
    }

    [Theory]
    [InlineData("", "1: the file is empty; it must hold keys with values")]
    [InlineData("title: [a", "2: not readable as YAML: ")]
    [InlineData("title: a\ntitle: b\n", "2: not readable as YAML: ")]
    [InlineData("title: a\n---\ntitle: b\n", "3: a second document begins here; a desk file holds one")]
    [InlineData("title: a\ninbox: {*\n", "2: not readable as YAML")]
    [InlineData("- title\n", "1: the file is a list; keys with values are wanted")]
    [InlineData("<html><body>Not found</body></html>", "1: the file is a text; keys with values are wanted")]
    [InlineData("title: Test\ninbox: { path: ../elsewhere }\n", "2: path: '../elsewhere' leads out of the desk; write a path below it, with '/' between folders")]
    [InlineData("title: Test\ninbox: { path: inbox, flow: out }\n", "2: flow: unknown flow 'out'; allowed are X (exports), M (imports), RX (re-exports) and RM (re-imports)")]
    public async Task A_broken_file_is_one_clear_mistake(string text, string expected)
    {
        using var desk = new TemporaryDesk();
        desk.Write("desk.yaml", text);

        var mistake = Assert.Single(await desk.MistakesAsync());

        Assert.StartsWith($"desk.yaml:{expected}", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alias_of_itself_is_a_mistake_and_no_endless_reading()
    {
        using var desk = new TemporaryDesk();
        desk.Write("desk.yaml", "title: &a { en: *a }\n");

        Assert.Contains("desk.yaml:1: en is a mapping; a text is wanted", await desk.MistakesAsync());
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public async Task Nesting_without_end_is_one_mistake(string opening)
    {
        using var desk = new TemporaryDesk();
        desk.Write("desk.yaml", string.Concat(Enumerable.Repeat(opening, 50_000)));

        Assert.Equal(["desk.yaml:1: the values are nested deeper than a desk file ever is; look for brackets or blanks too many"], await desk.MistakesAsync());
    }

    [Fact]
    public async Task Damage_of_any_kind_is_mistakes_and_never_a_crash()
    {
        var original = await File.ReadAllTextAsync(Path.Combine(Repository.Example, "claims", "caliber-az.yaml"), TestContext.Current.CancellationToken);
        var damage = Gen.Select(Gen.Int[0, original.Length - 1], Gen.Int[0, 40], Gen.String[Gen.Char["\0\t\n :-[]{}&*!|>'\"%@`,#?x9я"], 0, 6]);
        await damage.Array[1, 4].SampleAsync(
            async edits =>
            {
                using var desk = new TemporaryDesk();
                desk.Write("claims/a.yaml", edits.Aggregate(original, (t, e) => t[..Math.Min(e.Item1, t.Length)] + e.Item3 + t[Math.Min(e.Item1 + e.Item2, t.Length)..]));
                Assert.NotEmpty(await desk.MistakesAsync()); // its goods are in no watch of this desk
            },
            iter: 300);
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_said_with_its_line()
    {
        using var desk = new TemporaryDesk();
        await File.WriteAllBytesAsync(Path.Combine(desk.Folder, "desk.yaml"), [.. "# a\ntitle: "u8, 0xCF, 0xF0, 0xE8, (byte)'\n'], TestContext.Current.CancellationToken);

        Assert.Equal(["desk.yaml:2: the text is not UTF-8; save the file as UTF-8"], await desk.MistakesAsync());
    }

    [Fact]
    public async Task A_folder_without_settings_is_no_desk_and_it_is_said_what_to_do()
    {
        using var desk = new TemporaryDesk();
        File.Delete(Path.Combine(desk.Folder, "desk.yaml"));

        Assert.Equal([$"desk.yaml:1: this folder is no desk: it has no desk.yaml; 'weir init {desk.Folder}' makes a new desk there"], await desk.MistakesAsync());
        var missing = Path.Combine(desk.Folder, "none");
        Assert.Equal([$"{missing}/desk.yaml:1: there is no such folder; 'weir init {missing}' makes a new desk there"], await DeskFiles.ValidateAsync(missing, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_would_be_passed_over_for_its_name_is_a_mistake()
    {
        using var desk = new TemporaryDesk();
        desk.Write("claims/a.yml", "outlet: A\n").Write("watches/My Watch.yaml", TemporaryDesk.Watch);

        Assert.Equal(
            [
                "claims/a.yml:1: Weir reads files that end in .yaml; rename it, or it would be passed over",
                "watches/My Watch.yaml:1: the file's name is its id; ids have small Latin letters and digits, joined by hyphens, such as caliber-az.yaml",
            ],
            await desk.MistakesAsync());
    }
}
