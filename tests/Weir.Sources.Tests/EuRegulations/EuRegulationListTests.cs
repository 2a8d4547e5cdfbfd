using Weir.Sources.EuRegulations;
using Weir.Sources.Tests.Lists;

namespace Weir.Sources.Tests.EuRegulations;

public class EuRegulationListTests
{
    private const string Columns = "recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,previousName,country,nationality,jurisdiction,birthDate,birthPlace,position,passportNumber,gender,incorporationDate,registrationNumber,taxNumber,ogrnCode,imoNumber,address,phone,email";

    internal const string Table = "celex," + Columns + """

        32014R0833,7,EU-RUS,IV,Export control,21.5.2025,,LegalEntity,JSC Example Plant (JSC EP),Акционерное Общество «Пример» (АО «Пример»); Example Works (Завод Пример),,,,,,,,,,,,7707083893 (Tax ID/INN); 2745132 (CR No.),,,,"1 Main St, Moscow; 2 Side St, Tver",+7 000,a@example.org; not-a-mail
        32014R0833,,EU-RUS,XIV,Financial restrictions,21.5.2025,,LegalEntity,Bank Example,,,,,,,,,,,,,44559 (Tax ID/INN),,,,,,
        32014R0833,,EU-RUS,XIV,Financial restrictions,21.5.2025,,LegalEntity,Bank Example,,,,,,,,,,,,,,,,,,,
        32014R0833,8,EU-RUS,XLII,Transportation restrictions,2025-05-21,crude,Vessel,Example Tanker,,,Older Tanker,,,,,,,,,,,,,9074729,,,
        32014R0833,9,EU-RUS,I,Asset freeze,1.2.2025,,Person,Ivan EXAMPLE,,,,,"Russian and Ukrainian, Martian",,18.1.1970 or 29.3.1965 (or 1966),"Moscow, USSR",Director,Russian passport no. 55 0314316,Male,,,,1 121 402 000 213,,,,

        """;

    internal const string Amendment = "amendedCelex,amendmentCelex," + Columns + """

        32014R0833,32026R0001,7,EU-RUS,IV,Export control,1.1.2026,,LegalEntity,JSC Example Plant renamed,,,,,,,,,,,,,,,,,,
        32014R0833,32026R0001,10,EU-RUS,IV,Export control,1.1.2026,,LegalEntity,New Example,,,,,,,,,,,,,,,,,,

        """;

    private static IListSource List => ListSources.Find("eu-annex:32014R0833")!;

    [Fact]
    public async Task A_row_is_read_with_all_that_the_annex_says()
    {
        var (entities, reading) = await ListReads.ReadAsync(List, Table);
        ListReads.AllAccountedFor(5, reading);
        var plant = entities[0];
        Assert.Equal("eu-32014r0833-iv-7", plant.Id);
        Assert.Equal("JSC Example Plant (JSC EP)", plant.Show("name"));
        Assert.Equal("JSC Example Plant|Акционерное Общество «Пример» (АО «Пример»)|Акционерное Общество «Пример»|Example Works (Завод Пример)|Example Works|Завод Пример", plant.Show("alias"));
        Assert.Equal("JSC EP|АО «Пример»", plant.Show("weakAlias"));
        Assert.Equal("7707083893 / 2745132 / 1 Main St, Moscow|2 Side St, Tver / a@example.org", plant.Show("innCode", "registrationNumber", "address", "email"));
        Assert.Equal("EU-RUS|Regulation (EU) 833/2014, Annex IV / export.control", plant.Show("program", "topics"));
        Assert.Equal("eu-32014r0833-iv-7 / 2025-05-21 / Export control", entities[1].Show("entity", "startDate", "provisions"));
        Assert.Equal("eu-32014r0833-xiv-bank-example / eu-32014r0833-xiv-bank-example-2", string.Join(" / ", entities.Where(e => e.Names.Contains("Bank Example")).Select(e => e.Id)));
        Assert.Equal("44559", entities.First(e => e.Names.Contains("Bank Example")).Show("taxNumber"));
        var ship = Assert.Single(entities, e => e.Schema == "Vessel");
        Assert.Equal("9074729 / Older Tanker", ship.Show("imoNumber", "previousName"));
        var person = Assert.Single(entities, e => e.Schema == "Person");
        Assert.Equal("1970-01-18|1965-03-29|1966 / ru|ua / 55 0314316 / 1121402000213 / male", person.Show("birthDate", "nationality", "passportNumber", "ogrnCode", "gender"));
        Assert.Contains("Nationality: Martian", person.Notes);
        Assert.Contains(reading.Notes, n => n.Contains("Martian", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_amendment_is_laid_over_the_regulation_that_it_amends()
    {
        var head = ListReads.Head(Amendment);
        var list = Assert.IsType<EuRegulationList>(ListSources.Recognise(head));
        Assert.Equal("eu-annex-32014r0833", list.Description.Id);
        Assert.True(list.IsChange(head));
        Assert.False(list.IsChange(ListReads.Head(Table)));
        var reading = new ListReading("parts");
        var entities = await list.ReadAsync(new Parts(Table, Amendment), reading, TestContext.Current.CancellationToken).Where(e => e.Schema != "Sanction").ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(6, entities.Count);
        Assert.Equal("JSC Example Plant renamed", Assert.Single(entities, e => e.Id == "eu-32014r0833-iv-7").Show("name"));
        Assert.Equal("New Example", Assert.Single(entities, e => e.Id == "eu-32014r0833-iv-10").Show("name"));
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_quarantine_or_is_refused()
    {
        var many = string.Concat(Enumerable.Range(1, 400).Select(i => $"32014R0833,{i + 100},EU-RUS,IV,Export control,21.5.2025,,LegalEntity,Company {i},,,,,,,,,,,,,,,,,,,\n"));
        var (_, reading) = await ListReads.ReadAsync(List, Table + many + "32014R0833,1,EU-RUS,IV,,,,Ghost,N,,,,,,,,,,,,,,,,,,,\n32014R0269,1,EU-RUS,IV,,,,Person,N,,,,,,,,,,,,,,,,,,,\n32014R0833,1,EU-RUS,IV,,,,Person,-,,,,,,,,,,,,,,,,,,,\n");
        Assert.Equal(["schema", "celex", "name"], reading.Quarantined.Select(q => q.Column));
        ListReads.AllAccountedFor(408, reading);
        Assert.Contains("are expected", await ListReads.RefusedAsync(List, "a,b,c\n1,2,3\n"), StringComparison.Ordinal);
        Assert.Contains("web page", await ListReads.RefusedAsync(List, "<html><title>x</title></html>"), StringComparison.Ordinal);
        Assert.Contains("breaks off", await ListReads.RefusedAsync(List, Table[..(Table.IndexOf("Example Tanker", StringComparison.Ordinal) + 5)]), StringComparison.Ordinal);
        Assert.Throws<SourceFormatException>(() => ListSources.Recognise(ListReads.Head("celex," + Columns + "\n")));
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_never_crash()
    {
        ListReads.IsRecognised(Table, "eu-annex");
        ListReads.IsRecognised(Amendment, "eu-annex");
        ListReads.Damaged(List, Table);
    }

    [Theory]
    [InlineData("eu-32014R0833.csv", 1746, 921)]
    [InlineData("eu-32014R0269.csv.gz", 2802, 0)]
    [InlineData("eu-amendment-32026R1843.csv", 216, 0)]
    public async Task The_real_tables_are_read_whole_where_present(string file, int rows, int ofAnnexFour)
    {
        if (await ListReads.SampleAsync(ListSources.Find("eu-annex")!, "screening", "formats", "export-control", file) is not var (entities, reading))
            return;
        ListReads.AllAccountedFor(rows, reading);
        Assert.Empty(reading.Quarantined);
        Assert.Equal(rows, entities.Where(e => e.Schema != "Sanction").Select(e => e.Id).Distinct().Count());
        Assert.Equal(ofAnnexFour, entities.Count(e => e.Schema != "Sanction" && e.Programmes.Contains("Regulation (EU) 833/2014, Annex IV")));
        if (ofAnnexFour > 0)
            Assert.Equal("2902059091 / 164500, Arkhangelsk Oblast, Severodvinsk, Arkhangelskoye Shosse, 58, Russian Federation", Assert.Single(entities, e => e.Names.Contains("JSC PO Sevmash") && e.Programmes.Contains("Regulation (EU) 833/2014, Annex IV")).Show("innCode", "address"));
        if (rows == 216)
            Assert.Equal("Andrey Nikolaevich DORONIN / Андрей Николаевич ДОРОНИН / ru", Assert.Single(entities, e => e.Id == "eu-32014r0269-i-persons-2057").Show("name", "alias", "nationality"));
    }

    private sealed class Parts(params string[] files) : IListParts
    {
        public IReadOnlyList<string> Names { get; } = [.. files.Select((_, i) => $"part{i}.csv")];

        public ValueTask<Stream> OpenAsync(string name, CancellationToken cancellation) =>
            ValueTask.FromResult<Stream>(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(files[Names.ToList().IndexOf(name)])));
    }
}
