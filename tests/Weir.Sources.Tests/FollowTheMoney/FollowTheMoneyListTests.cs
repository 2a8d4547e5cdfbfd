using System.Text;
using CsCheck;
using Weir.Sources.FollowTheMoney;

namespace Weir.Sources.Tests.FollowTheMoney;

public sealed class FollowTheMoneyListTests
{
    private static readonly FollowTheMoneyList List = (FollowTheMoneyList)ListSources.Find("ftm:example")!;

    [Fact]
    public void A_dataset_is_a_list_of_its_own_by_name()
    {
        Assert.Equal("ftm-example", List.Description.Id);
        Assert.Equal("ftm-us_ofac_sdn", ListSources.Find("FTM-us_ofac_sdn")!.Description.Id);
        Assert.Equal("https://data.opensanctions.org/datasets/latest/us_ofac_sdn/entities.ftm.json", ListSources.Find("ftm:us_ofac_sdn")!.Address.ToString());
        Assert.Null(ListSources.Find("ftm:../etc"));
        Assert.Null(ListSources.Find("ftm:"));
        Assert.Null(ListSources.Find("ftm:" + new string('a', 80)));
    }

    [Fact]
    public async Task The_file_says_whose_it_is_or_is_refused_with_what_to_say()
    {
        Assert.Equal("ftm-one_set", (await RecogniseAsync(Line("a", "A", "one_set") + Line("b", "B", "one_set"), "entities.ftm.json"))!.Description.Id);
        Assert.Equal("ftm-war", (await RecogniseAsync(Line("a", "A", "one_set") + Line("b", "B", "two_set"), "war-entities.ftm.json"))!.Description.Id);
        var e = await Assert.ThrowsAsync<SourceFormatException>(() => RecogniseAsync(Line("a", "A", "one_set") + Line("b", "B", "two_set"), "entities.ftm.json"));
        Assert.Contains("--source ftm:NAME", e.Message, StringComparison.Ordinal);
        Assert.Contains("changes to a dataset", (await Assert.ThrowsAsync<SourceFormatException>(() => RecogniseAsync("{\"op\":\"DEL\",\"entity\":{\"id\":\"a\"}}\n", "x.delta.json"))).Message, StringComparison.Ordinal);
        Assert.Null(await RecogniseAsync("{\"data\":[]}", "x.json"));
    }

    [Fact]
    public async Task Lines_and_arrays_are_read_and_bad_ones_kept_apart()
    {
        var lines = string.Concat(Enumerable.Range(0, 300).Select(n => Line($"e{n}", $"Name {n}")));
        var (entities, reading) = await ListFiles.ReadAsync(List, lines + "{\"id\":1}\n" + Line("e5", "Twice") + "[]\n", "entities.ftm.json");
        Assert.Equal(300, entities.Count);
        Assert.Equal([(301L, "has no text 'id'"), (302L, "entity 'e5' stands in the dataset twice; the first one counts"), (303L, "holds a list where an object is expected")], reading.Quarantined.Select(q => (q.Row, q.Reason)));
        var (array, _) = await ListFiles.ReadAsync(List, "[\n" + string.Join(',', Line("a", "A"), Line("b", "B")) + "]", "entities.json");
        Assert.Equal(["a", "b"], array.Select(e => e.Id));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_spoils_its_entity_alone_and_changes_as_a_whole()
    {
        const string half = "{\"id\":\"h\",\"schema\":\"Person\",\"properties\":{\"name\":[\"\\ud800\"]}}";
        var many = string.Join(",\n", Enumerable.Range(0, 300).Select(n => Line($"e{n}", $"Name {n}").TrimEnd()));
        foreach (var whole in new[] { $"[{many},\n{half}]", $"{many.Replace("},\n", "}\n", StringComparison.Ordinal)}\n{half}\n" })
        {
            var (entities, reading) = await ListFiles.ReadAsync(List, whole, "entities.json");
            Assert.Equal((300, 301L), (entities.Count, Assert.Single(reading.Quarantined).Row));
        }
        foreach (var change in new[] { $"{{\"op\":\"ADD\",\"entity\":{half}}}", "{\"op\":\"\\ud800\",\"entity\":{\"id\":\"a\"}}", "{\"op\":\"DEL\",\"entity\":{\"id\":\"\\ud800\"}}" })
            Assert.Contains("change 1", (await Assert.ThrowsAsync<SourceFormatException>(() => ListFiles.ReadAsync(List, ("base", Utf8(Line("a", "A"))), ("1", Utf8(change))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_file_is_refused()
    {
        var lines = string.Concat(Enumerable.Range(0, 300).Select(n => Line($"e{n}", $"Name {n}")));
        Assert.Contains("breaks off in entity 300", await ListFiles.RefusalAsync(List, lines[..^9], "entities.ftm.json"), StringComparison.Ordinal);
        Assert.Contains("breaks off", await ListFiles.RefusalAsync(List, "[" + Line("a", "A"), "entities.json"), StringComparison.Ordinal);
        Assert.Contains("is empty", await ListFiles.RefusalAsync(List, "", "entities.ftm.json"), StringComparison.Ordinal);
        Assert.Contains("web page", await ListFiles.RefusalAsync(List, "<html><title>No</title>", "entities.ftm.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_apply_in_order()
    {
        var (entities, _) = await ListFiles.ReadAsync(List,
            ("base", Utf8(Line("a", "A") + Line("b", "B") + Line("c", "C"))),
            ("1", Utf8(Change("MOD", "b", "B2") + Change("DEL", "c") + Change("ADD", "d", "D"))),
            ("2", Utf8(Change("MOD", "d", "D2") + Change("ADD", "c", "C again") + Change("ADD", "e", "E") + Change("DEL", "e"))));
        Assert.Equal(["a:A", "b:B2", "c:C again", "d:D2"], entities.Select(e => $"{e.Id}:{e.Caption}"));
    }

    [Theory]
    [InlineData("MOD", "z", "of 1 entities that base does not have, the first 'z'")]
    [InlineData("DEL", "z", "of 1 entities that base does not have, the first 'z'")]
    [InlineData("NEW", "a", "it is no change")]
    public async Task A_broken_chain_is_refused(string op, string id, string said)
    {
        var e = await Assert.ThrowsAsync<SourceFormatException>(() => ListFiles.ReadAsync(List, ("base", Utf8(Line("a", "A"))), ("1", Utf8(Change(op, id, "X")))));
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.Contains("whole dataset", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_that_contradict_one_another_or_are_cut_are_refused()
    {
        var twice = await Assert.ThrowsAsync<SourceFormatException>(() => ListFiles.ReadAsync(List, ("base", Utf8(Line("a", "A"))), ("1", Utf8(Change("DEL", "a"))), ("2", Utf8(Change("MOD", "a", "X")))));
        Assert.Contains("an earlier change took away", twice.Message, StringComparison.Ordinal);
        var cut = await Assert.ThrowsAsync<SourceFormatException>(() => ListFiles.ReadAsync(List, ("base", Utf8(Line("a", "A"))), ("1", Utf8(Change("MOD", "a", "X")[..^8]))));
        Assert.Contains("breaks off at its entity 1", cut.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_changes_that_fit_give_what_a_dictionary_gives() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2]).Array[0, 12].Sample(steps =>
        {
            var known = new Dictionary<string, string> { ["k0"] = "v", ["k1"] = "v", ["k2"] = "v" };
            var delta = new StringBuilder();
            for (var i = 0; i < steps.Length; i++)
            {
                var (key, isDelete) = ($"k{steps[i].Item1}", steps[i].Item2 == 0);
                if (isDelete && !known.ContainsKey(key))
                    continue;
                delta.Append(isDelete ? Change("DEL", key) : Change(known.ContainsKey(key) ? "MOD" : "ADD", key, $"v{i}"));
                if (isDelete)
                    known.Remove(key);
                else
                    known[key] = $"v{i}";
            }
            if (delta.Length == 0)
                return;
            var (entities, _) = ListFiles.ReadAsync(List, ("base", Utf8(Line("k0", "v") + Line("k1", "v") + Line("k2", "v"))), ("1", Utf8(delta.ToString()))).GetAwaiter().GetResult();
            Assert.Equal(known.OrderBy(k => k.Key, StringComparer.Ordinal), entities.ToDictionary(e => e.Id, e => e.Caption).OrderBy(k => k.Key, StringComparer.Ordinal));
        }, iter: 200);

    [Fact]
    public async Task The_published_samples_are_read()
    {
        if (ListFiles.Sample("ftm-json/zala-entities.ftm.json") is { } zala)
        {
            var (_, reading) = await ListFiles.ReadAsync((await RecogniseAsync(zala, "zala-entities.ftm.json"))!, zala, "zala-entities.ftm.json");
            Assert.Empty(reading.Quarantined);
            Assert.Equal((41, 14, 11, 6, 4, 3), (reading.Counts["Sanction"], reading.Counts["Ownership"], reading.Counts["Company"], reading.Counts["Person"], reading.Counts["Family"], reading.Counts["Directorship"]));
        }
        if (ListFiles.Sample("ftm-json/us_tel-synthetic.json") is { } array)
            Assert.Equal(10, (await ListFiles.ReadAsync((await RecogniseAsync(array, "us_tel-synthetic.json"))!, array, "us_tel-synthetic.json")).Entities.Count);
        var chain = new[] { "t1-entities.ftm.json", "t2-20240527194702-wnk.delta.json", "t2-20240528014702-pfh.delta.json", "t2-20240528134729-3iv.delta.json" }
            .Select(f => (Name: f, Bytes: ListFiles.Sample("ftm-json/" + f))).ToList();
        if (chain.TrueForAll(c => c.Bytes is not null))
            Assert.InRange((await ListFiles.ReadAsync(List, [.. chain.Select(c => (c.Name, c.Bytes!))])).Entities.Count, 7, 11);
        if (ListFiles.Sample("ftm-json/entities.delta.json.gz") is { } delta)
        {
            // 1,700 changes, of which 1,610 are to entities that another dataset does not have.
            var e = await Assert.ThrowsAsync<SourceFormatException>(() => ListFiles.ReadAsync(List, ("base", Utf8(Line("a", "A"))), ("delta", delta)));
            Assert.Contains("of 1610 entities", e.Message, StringComparison.Ordinal);
        }
    }

    private static Task<IListSource?> RecogniseAsync(string text, string name) => RecogniseAsync(Utf8(text), name);

    private static async Task<IListSource?> RecogniseAsync(byte[] bytes, string name) => ListSources.Recognise(await ListFiles.HeadAsync(bytes, name));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Line(string id, string name, string dataset = "example") =>
        $"{{\"id\":\"{id}\",\"caption\":\"{name}\",\"schema\":\"Company\",\"properties\":{{\"name\":[\"{name}\"]}},\"datasets\":[\"{dataset}\"],\"first_seen\":\"2024-01-01T00:00:00\",\"target\":true}}\n";

    private static string Change(string op, string id, string? name = null) =>
        name is null ? $"{{\"op\":\"{op}\",\"entity\":{{\"id\":\"{id}\"}}}}\n" : $"{{\"op\":\"{op}\",\"entity\":{Line(id, name).TrimEnd()}}}\n";
}
