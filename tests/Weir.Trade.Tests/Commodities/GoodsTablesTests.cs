using System.Globalization;
using System.Text.Json;

namespace Weir.Trade.Tests;

public class GoodsTablesTests
{
    [Fact]
    public void All_chapters_are_there_in_order_with_their_sections()
    {
        Assert.Equal(Enumerable.Range(1, 99).Select(n => n.ToString("00", CultureInfo.InvariantCulture)), HsChapters.All.Select(c => c.Code));
        var sections = HsChapters.All.Where(c => c.Section > 0).Select(c => c.Section).ToList();
        Assert.Equal(sections.Order(), sections);
        Assert.Equal(Enumerable.Range(1, 21), sections.Distinct());
        Assert.Equal(["98", "99"], HsChapters.All.Where(c => c.Section == 0).Select(c => c.Code));
    }

    [Fact]
    public void Titles_are_there_in_both_languages_and_differ()
    {
        Assert.Equal(99, HsChapters.All.Select(c => c.English).Distinct().Count());
        Assert.Equal(99, HsChapters.All.Select(c => c.Russian).Distinct().Count());
        Assert.All(HsChapters.All, c => Assert.Matches("[а-яё]", c.Russian));
        Assert.All(CommonHighPriorityList.All, i => Assert.Matches("[а-яё]", i.Russian));
        Assert.Equal(50, CommonHighPriorityList.All.Select(i => i.English).Distinct().Count());
    }

    [Theory]
    [InlineData("854470", "85", "Electrical machinery and electronics", "Электрооборудование и электроника")]
    [InlineData("CHN:88062110", "88", "Aircraft, drones, spacecraft", "Самолёты, беспилотники, космические аппараты")]
    public void A_code_finds_its_chapter(string text, string chapter, string english, string russian)
    {
        Assert.True(HsChapters.TryFind(Commodity.Parse(text), out var found));
        Assert.Equal((chapter, english), (found.Code, found.Title("en")));
        Assert.Equal(russian, found.Title("ru-RU"));
        Assert.Equal(english, found.Title("hy"));
        Assert.False(HsChapters.TryFind(Commodity.Parse("TOTAL"), out _));
    }

    [Fact]
    public void The_priority_list_has_fifty_codes_by_tier()
    {
        var tiers = CommonHighPriorityList.All.GroupBy(i => i.Tier).Select(g => (g.Key, g.Count()));
        Assert.Equal([("1", 4), ("2", 5), ("3.A", 16), ("3.B", 9), ("4.A", 11), ("4.B", 5)], tiers);
        Assert.Equal([1, 2, 3, 4], CommonHighPriorityList.All.Select(i => i.TierNumber).Distinct());
        Assert.All(CommonHighPriorityList.All, i => Assert.True(Commodity.TryParse($"HS2022:{i.Code}", out _)));
    }

    [Fact]
    public void A_national_code_counts_by_its_first_six_digits()
    {
        Assert.True(CommonHighPriorityList.TryFind(Commodity.Parse("CHN:8525891110"), out var camera));
        Assert.Equal(("852589", "3.A", Classification.Hs2022), (camera.Code, camera.Tier, camera.NewIn));
        Assert.True(CommonHighPriorityList.TryFind(Commodity.Parse("854231"), out var chip));
        Assert.Null(chip.NewIn);
        Assert.False(CommonHighPriorityList.TryFind(Commodity.Parse("8542"), out _));
        Assert.False(CommonHighPriorityList.TryFind(Commodity.Parse("854470"), out _));
        Assert.False(CommonHighPriorityList.TryFind(Commodity.Parse("TOTAL"), out _));
    }

    [Fact]
    public void The_priority_list_is_the_published_one()
    {
        var published = File.ReadLines(Samples.Need("trade/registers/goods/chpl-tradesieve-2024-02-23.csv")).Skip(1).ToHashSet();
        Assert.Equal(published, CommonHighPriorityList.All.Select(i => $"{i.Code},{i.Tier}").ToHashSet());
    }

    [Theory]
    [InlineData("h5", true)]
    [InlineData("h6", false)]
    public void Codes_said_to_be_new_in_2022_are_missing_before_and_only_those(string edition, bool newAreMissing)
    {
        var codes = File.ReadLines(Samples.Need($"trade/comtrade/ropensci+comtradr/exported-from-R/cmd_{edition}.csv")).Select(l => l.Split('"')[1]).ToHashSet();
        Assert.All(CommonHighPriorityList.All, i => Assert.Equal(!newAreMissing || i.NewIn is null, codes.Contains(i.Code)));
    }

    [Fact]
    public void Every_code_of_Comtrades_combined_list_is_read_and_lies_in_a_chapter()
    {
        using var table = JsonDocument.Parse(File.ReadAllBytes(Samples.Need("trade/comtrade/ropensci+comtradr/HS.json")));
        var codes = table.RootElement.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("id").GetString()!).ToList();
        Assert.Equal(8262, codes.Count);
        Assert.All(codes, code =>
        {
            Assert.True(Commodity.TryParse(code, out var commodity), code);
            Assert.True(commodity.IsAllGoods || HsChapters.TryFind(commodity, out _), code);
        });
    }
}
