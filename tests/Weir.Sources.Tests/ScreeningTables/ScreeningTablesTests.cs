using Weir.Sources.ChinaLists;
using Weir.Sources.ScreeningTables;
using Weir.Sources.Tests.Lists;

namespace Weir.Sources.Tests.ScreeningTables;

public class ScreeningTablesTests
{
    internal const string China = """
        Type,QID,Name,Alias,Chinese name,Country,Topics,Summary,Chinese summary,Body,List,Date,End date,Source URL,Address
        Company,Q1,Example Aerospace Inc.,EA;Example Aero,示例航空公司,US,sanction.counter,,,Ministry of Commerce,UEL,02.01.2025,,https://example.org/1,"1 Main St, USA"
        Person,,,,示例人,TW,sanction.counter,,发言人,Taiwan Affairs Office,AFSL,13.07.23,,https://example.org/2,
        Company,,Example Aerospace Inc.,,示例航空公司,Japan,export.control,Suspended,,Ministry of Commerce,List of Export Controls,04.04.2025,24.04.2026,https://example.org/3,

        """;

    internal const string Military = """
        Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url
        "Example Tech Co., Ltd. (ET)*","Example Tech Co., Ltd.",ET,Old Example; Older Example,Example Group,why,2024-01-31,2025-01-07,
        "Example Tech Co., Ltd. (ET)","Example Tech Co., Ltd.",ET,,"Example Holding, Ltd.",,2025-01-07,,https://example.org/
        Example Group,Example Group,,,,,2025-01-07,,
        Gone Corp,Gone Corp,,,,,2021-06-03,2024-01-31,

        """;

    [Fact]
    public async Task Whoever_is_listed_twice_is_one_entity_with_two_acts()
    {
        var (entities, reading) = await ListReads.ReadAsync(ChinaTables.Counterlists.WithLeast(1), China);
        ListReads.AllAccountedFor(3, reading);
        var company = Assert.Single(entities, e => e.Schema == "Company");
        Assert.Equal("cn-lists-example-aerospace-inc", company.Id);
        Assert.Equal("Example Aerospace Inc.|示例航空公司 / EA|Example Aero / us|jp / UEL|List of Export Controls", company.Show("name", "alias", "country", "program"));
        Assert.Equal(["示例航空公司: zh"], company.Languages());
        Assert.Equal(["2025-01-02 / UEL / ", "2025-04-04 / List of Export Controls / 2026-04-24"], entities.Where(e => e.Show("entity") == company.Id).Select(e => e.Show("listingDate", "program", "endDate")));
        var person = Assert.Single(entities, e => e.Schema == "Person");
        Assert.Equal("示例人 / tw", person.Show("name", "country"));
        Assert.Equal("2023-07-13", Assert.Single(entities, e => e.Show("entity") == person.Id).Show("listingDate"));
        Assert.Contains("Date: 13.13.23", (await ListReads.ReadAsync(ChinaTables.Counterlists.WithLeast(1), China.Replace("13.07.23", "13.13.23", StringComparison.Ordinal))).Entities.First(e => e.Schema == "Person").Notes);
    }

    [Fact]
    public async Task The_company_above_is_named_or_listed_itself_and_an_ended_act_lists_nobody()
    {
        var (entities, reading) = await ListReads.ReadAsync(UnitedStatesTables.ChineseMilitary.WithLeast(1), Military);
        ListReads.AllAccountedFor(4, reading);
        var company = Assert.Single(entities, e => e.Id == "us-dod-1260h-example-tech-co-ltd");
        Assert.Equal("Example Tech Co., Ltd. / ET / Old Example|Older Example / export.risk", company.Show("name", "alias", "previousName", "topics"));
        Assert.Equal(["us-dod-1260h-example-group", "us-dod-1260h-example-holding-ltd"], entities.Where(e => e.Schema == "Ownership").Select(e => e.Show("owner")));
        Assert.Single(entities, e => e.Id == "us-dod-1260h-example-group");
        Assert.Equal("sanction.linked", Assert.Single(entities, e => e.Id == "us-dod-1260h-example-holding-ltd").Show("topics"));
        Assert.Empty(Assert.Single(entities, e => e.Id == "us-dod-1260h-gone-corp").Values("topics"));
        var unclean = (await ListReads.ReadAsync(UnitedStatesTables.ChineseMilitary.WithLeast(1), Military + "Unclean Corp,,,,,,2021-06-03,,\n")).Entities;
        Assert.Equal("Unclean Corp", Assert.Single(unclean, e => e.Id == "us-dod-1260h-unclean-corp").Show("name"));
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_quarantine_or_is_refused()
    {
        var list = ChinaTables.Counterlists.WithLeast(1);
        var many = string.Concat(Enumerable.Range(1, 400).Select(i => $"Company,,Company {i},,,US,,,,,,,,,\n"));
        var (_, reading) = await ListReads.ReadAsync(list, China + many + "Ghost,,X,,,,,,,,,,,,\nCompany,,,,,US,,,,,,,,,\na,b\n");
        Assert.Equal(["Name", "Type", null], reading.Quarantined.Select(q => q.Column).OrderBy(c => c ?? "z", StringComparer.Ordinal));
        ListReads.AllAccountedFor(406, reading);
        Assert.Contains("has 3 records", await ListReads.RefusedAsync(ChinaTables.Counterlists, China), StringComparison.Ordinal);
        Assert.Contains("are expected", await ListReads.RefusedAsync(list, Military), StringComparison.Ordinal);
        Assert.Contains("a web page", await ListReads.RefusedAsync(list, "<!doctype html><html></html>"), StringComparison.Ordinal);
        ListReads.IsRecognised(China, "cn-lists");
        ListReads.IsRecognised(Military, "us-dod-1260h");
        ListReads.Damaged(list, China);
        ListReads.Damaged(UnitedStatesTables.ChineseMilitary.WithLeast(1), Military, 100);
    }

    [Theory]
    [InlineData("cn-lists", "cn-sanctions.csv", 610, "Lockheed Martin Corporation")]
    [InlineData("us-bis-mieu", "us-bis-mieu.csv", 13, "Directorate of Military Intelligence")]
    [InlineData("us-dod-1260h", "us-dod-1260h.csv", 397, "360 Security Technology Inc.")]
    [InlineData("us-section-1286", "us-section_1286.csv", 443, "Academy of Military Medical Sciences")]
    public async Task The_real_tables_are_read_whole_where_present(string id, string file, int rows, string name)
    {
        if (await ListReads.SampleAsync(ListSources.Find(id)!, "screening", "formats", "export-control", file) is not var (entities, reading))
            return;
        ListReads.AllAccountedFor(rows, reading);
        Assert.Empty(reading.Quarantined);
        Assert.NotEmpty(Assert.Single(entities, e => e.Names.Contains(name)).Id);
        Assert.Equal(entities.Count, entities.Select(e => e.Id).Distinct().Count());
    }
}
