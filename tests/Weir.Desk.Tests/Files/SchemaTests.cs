using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Weir.Sources;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Weir.Desk.Tests;

/// <summary>The published schemas and the loader say the same of a file.</summary>
public sealed partial class SchemaTests
{
    public static TheoryData<string, string> Files()
    {
        var files = new TheoryData<string, string> { { "desk", "desk.yaml" } };
        foreach (var (schema, folder) in (ReadOnlySpan<(string, string)>)[("watch", "watches"), ("claims", "claims"), ("uses", "uses")])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Example, folder), "*.yaml").Order(StringComparer.Ordinal))
                files.Add(schema, $"{folder}/{Path.GetFileName(file)}");
        }
        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_of_the_example_is_valid_and_names_its_schema(string schema, string file)
    {
        var path = Path.Combine(Repository.Example, file);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        Assert.Empty((await SchemaAsync(schema)).Validate(ToJson(text)));
        var named = FirstLine().Match(text).Groups["path"].Value;
        Assert.Equal(Path.Combine(Repository.Root, "docs", "schemas", $"{schema}.schema.json"), Path.GetFullPath(named, Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task The_front_matter_of_every_brief_of_the_example_is_valid()
    {
        var schema = await SchemaAsync("brief");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Example, "briefs"), "*.md"))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.Empty(schema.Validate(ToJson(text.Split("\n---", 2)[0])));
        }
    }

    [Theory]
    [InlineData("figures: { a: { kind: reported, publication: p, goods: g, from: CHN, to: RUS, period: 2025-08, digits: 3 } }", true)]
    [InlineData("figures: { a: { kind: reported, publication: p, goods: g, from: CHN, to: RUS, period: 2025-08, digits: 0 } }", false)]
    [InlineData("figures: { a: { kind: difference, of: b, to: c } }", false)]
    [InlineData("figures: { A: { kind: count, what: claims } }", false)]
    [InlineData("figures: { a: { kind: typed, value: 5 } }", false)]
    [InlineData("texts: { a: { kind: period, period: 2025-08, case: in } }", true)]
    [InlineData("texts: { a: { kind: period, period: 2025-08, case: on } }", false)]
    [InlineData("charts: { a: { title: T, unit: km, series: [{ label: L, publication: p, goods: g, from: CHN, to: RUS }] } }", true)]
    [InlineData("charts: { a: { title: T, unit: km, series: [{ label: L, goods: g, from: CHN, to: RUS }] } }", false)]
    public async Task The_schema_of_front_matter_takes_the_known_kinds_only(string definitions, bool valid) =>
        Assert.Equal(valid, (await SchemaAsync("brief")).Validate(ToJson($"title: T\nbyline: B\npublished: 2025-11-20\nlanguage: en\n{definitions}\n")).Count == 0);

    [Fact]
    public async Task Every_file_of_a_new_desk_is_valid()
    {
        using var place = new TemporaryDesk();
        var folder = Path.Combine(place.Folder, "new");
        await DeskInit.CreateAsync(folder, TestContext.Current.CancellationToken);

        foreach (var (schema, file) in (IEnumerable<(string, string)>)[("desk", "desk.yaml"), ("watch", "watches/bearings.yaml"), ("claims", "claims/example-outlet.yaml")])
            Assert.Empty((await SchemaAsync(schema)).Validate(ToJson(await File.ReadAllTextAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken))));
    }

    [Fact]
    public async Task Every_control_that_Weir_knows_is_valid_and_names_its_schema()
    {
        var schema = await SchemaAsync("control");
        var folder = Path.Combine(Repository.Root, "src", "Weir.Desk", "Controls", "Known");
        var files = Directory.GetFiles(folder, "*.yaml");
        Assert.Equal(DeskFolder.Empty(".").Controls.Select(c => c.Id), files.Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal));
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.Empty(schema.Validate(ToJson(text)));
            Assert.Equal(Path.Combine(Repository.Root, "docs", "schemas", "control.schema.json"), Path.GetFullPath(FirstLine().Match(text).Groups["path"].Value, folder));
        }
    }

    // What stands between two files (goods, publications, paths) no schema can see; everything else both must see.
    [Theory]
    [InlineData("desk", "title: A", true)]
    [InlineData("desk", "title: { en: A, ru: Б }\ninbox: { path: in, flow: X }", true)]
    [InlineData("desk", "titel: A", false)]
    [InlineData("desk", "title: 5", false)]
    [InlineData("desk", "title: {}", false)]
    [InlineData("desk", "title: { eng: A }", false)]
    [InlineData("desk", "title: ''", false)]
    [InlineData("desk", "title: A\ninbox: in", false)]
    [InlineData("desk", "title: A\ninbox: { path: ../in }", false)]
    [InlineData("desk", "title: A\ninbox: { path: /in }", false)]
    [InlineData("desk", "title: A\ninbox: { path: in, flow: x }", false)]
    [InlineData("desk", "title: A\ndata: desk.yaml", false)]
    [InlineData("desk", "title: A\ndata: [{ path: desk.yaml, source: gac }]", false)]
    [InlineData("watch", "title: T\ngoods: [{ id: g, title: T, codes: ['8482.10'], unit: km }]\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025-01 }", true)]
    [InlineData("watch", "title: T\ngoods: [{ id: g, title: T, codes: [TOTAL], unit: USD }]\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025-01 }", true)]
    [InlineData("watch", "title: T\ngoods: [{ id: g, title: T, codes: [8482.10], unit: km }]\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025-01 }", false)]
    [InlineData("watch", "title: T\ngoods: [{ id: g, title: T, codes: ['8482.1'], unit: km }]\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025-01 }", false)]
    [InlineData("watch", "title: T\ngoods: [{ id: G, title: T, codes: ['8482'], unit: km }]\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025-01 }", false)]
    [InlineData("watch", "title: T\ngoods: []\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025-01 }", false)]
    [InlineData("watch", "title: T\ngoods: [{ id: g, title: T, codes: [], unit: km }]\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025-01 }", false)]
    [InlineData("watch", "title: T\ngoods: [{ id: g, title: T, codes: ['8482'], unit: km }]\norigins: [chn]\ndestinations: [RUS]\nmonths: { first: 2025-01 }", false)]
    [InlineData("watch", "title: T\ngoods: [{ id: g, title: T, codes: ['8482'], unit: km }]\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025 }", false)]
    [InlineData("watch", "title: T\ngoods: [{ id: g, title: T, codes: ['8482'], unit: km, equivalents: [{ id: e, title: T, content: [1, 2, 3], unit: km, source: s }] }]\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025-01 }", false)]
    [InlineData("watch", "title: T\ngoods: [{ id: g, title: T, codes: ['8482'], unit: km, equivalents: [{ id: e, title: T, content: [1, 2], unit: km, source: s }] }]\norigins: [CHN]\ndestinations: [RUS]\nmonths: { first: 2025-01 }", true)]
    [InlineData("claims", "outlet: A\ndate: 2025-10-14\nclaims: []", true)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nurl: https://example.org\nclaims: [{ id: a, says: x }]", true)]
    [InlineData("claims", "outlet: A\ndate: 2025\nclaims: []", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-13\nclaims: []", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nurl: example.org\nclaims: []", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a }]", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, level: { goods: widgets, from: CHN, to: RUS, period: 2025, printed: 5 km } }]", true)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, level: { goods: widgets, from: CHN, to: RUS, period: unstated, printed: 5 km } }]", true)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, level: { goods: widgets, from: CHN, to: RUS, period: sometime, printed: 5 km } }]", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, level: { goods: widgets, from: CHN, to: RUS, period: { either: [2025-08, { first: 2025-07, last: 2025-08 }], words: w }, printed: 5 km } }]", true)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, level: { goods: widgets, from: CHN, to: RUS, period: { either: [2025-08] }, printed: 5 km } }]", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, level: { goods: widgets, from: CHN, to: RUS, period: 2025-08, printed: [] } }]", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, level: { goods: widgets, from: CHN, to: RUS, period: 2025-08, printed: 5 } }]", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, level: { goods: widgets, from: CHN, to: RUS, period: 2025-08, printed: 5 km, each-month: 'yes' } }]", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, level: { goods: widgets, from: CHN, to: RUS, period: 2025-08, printed: 5 km, tolerance: 0.9 } }]", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, ratio: { goods: widgets, from: CHN, to: RUS, period: unstated, base: 2025-07, printed: -5 % } }]", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, conversion: { printed: [12 miles] } }]", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, conversion: { printed: [12 miles, 19 km] }, count: { what: w, printed: 5 makers, register: r } }]", false)]
    [InlineData("claims", "outlet: A\ndate: 2025-10\nclaims: [{ id: a, says: x, count: { what: w, printed: 5 makers, register: r } }]", true)]
    public async Task Schema_and_loader_agree(string schema, string text, bool valid)
    {
        using var desk = new TemporaryDesk();
        desk.Write(schema switch { "desk" => "desk.yaml", "watch" => "watches/other.yaml", _ => "claims/a.yaml" }, text);

        Assert.Equal(valid, (await SchemaAsync(schema)).Validate(ToJson(text)).Count == 0);
        Assert.Equal(valid, (await desk.MistakesAsync()).Count == 0);
    }

    [Theory]
    [InlineData("desk")]
    [InlineData("watch")]
    public void The_schemas_name_every_source_that_weir_reads_and_no_other(string schema) => Assert.Equal(
        WeirSources.All.Select(s => s.Description.Id).Order(StringComparer.Ordinal),
        JObject.Parse(DeskSchemas.Read($"{schema}.schema.json")).SelectToken("definitions.source.enum")!.Values<string>().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_source_has_a_name_in_every_language() => Assert.All(
        WeirSources.All, s => Assert.All(Desk.Words.Words.Languages, l => Assert.NotNull(Desk.Words.Words.For(l).Template($"check.publisher.{s.Description.Id}"))));

    [Fact]
    public void The_assembly_holds_the_published_schemas() => Assert.All(
        ["brief.schema.json", "claims.schema.json", "desk.schema.json", "watch.schema.json"],
        name => Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "docs", "schemas", name)), DeskSchemas.Read(name)));

    private static Task<JsonSchema> SchemaAsync(string name) => JsonSchema.FromJsonAsync(DeskSchemas.Read($"{name}.schema.json"), TestContext.Current.CancellationToken);

    private static string ToJson(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Token(stream.Documents[0].RootNode).ToString();
    }

    // As an editor sees YAML (its core schema), written apart from the loader's own reading of it.
    private static JToken Token(YamlNode node) => node switch
    {
        YamlMappingNode map => new JObject(map.Children.Select(c => new JProperty(((YamlScalarNode)c.Key).Value!, Token(c.Value)))),
        YamlSequenceNode list => new JArray(list.Children.Select(Token)),
        YamlScalarNode { Style: ScalarStyle.Plain } s when long.TryParse(s.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => new JValue(whole),
        YamlScalarNode { Style: ScalarStyle.Plain } s when double.TryParse(s.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new JValue(number),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } s => new JValue(s.Value == "true"),
        YamlScalarNode s => new JValue(s.Value),
        _ => JValue.CreateNull(),
    };

    [GeneratedRegex(@"\A# yaml-language-server: \$schema=(?<path>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstLine();
}
