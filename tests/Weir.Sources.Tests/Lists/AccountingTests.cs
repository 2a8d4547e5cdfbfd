using System.Globalization;
using System.Text;
using CsCheck;
using Weir.Sources.CanadaSema;
using Weir.Sources.ChinaLists;
using Weir.Sources.EuFinancialSanctions;
using Weir.Sources.SwissSeco;
using Weir.Sources.UkSanctions;

namespace Weir.Sources.Tests.Lists;

/// <summary>Whatever records a file has, good ones and bad ones in any order: each was read, is in quarantine, or the file is refused with their number.</summary>
public class AccountingTests
{
    // A list; what stands before its records and behind them; a good record and bad ones, {0} for a number that no other has.
    private static readonly (string Name, IListSource List, string Before, string Behind, string Good, string[] Bad)[] Families =
    [
        ("XML with attributes", new EuFinancialSanctionsList(1), "<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\">", "</export>",
            "<sanctionEntity euReferenceNumber=\"EU.{0}\"><subjectType classificationCode=\"P\"/><nameAlias wholeName=\"N {0}\"/></sanctionEntity>",
            ["<sanctionEntity euReferenceNumber=\"EU.{0}\"><subjectType classificationCode=\"P\"/></sanctionEntity>", "<sanctionEntity/>", "<sanctionEntity euReferenceNumber=\"{0}\"><subjectType code=\"x\"/></sanctionEntity>"]),
        ("XML with elements", new CanadaSemaList(1), "<data-set>", "</data-set>", "<record><Entity>N {0}</Entity><Item>{0}</Item><Country>Russia</Country></record>", ["<record/>", "<record><Entity> - </Entity></record>"]),
        ("XML read twice", new SwissSecoList(1), "<swiss-sanctions-list>", "</swiss-sanctions-list>",
            "<target ssid=\"{0}\"><entity><identity><name><name-part><value>N {0}</value></name-part></name></identity></entity></target>", ["<target/>", "<target ssid=\"{0}\"><entity/></target>"]),
        ("rows of one entity", new UkSanctionsList(1), "Unique ID,Name 6,Regime Name,Designation Type\n", "", "U{0},N {0},R,Entity\n", ["U{0},,R,Entity\n", "U{0},N,R,Ghost\n", ",N,R,Entity\n", "a,b,c,d,e,f\n"]),
        ("a table kept by hand", ChinaTables.Counterlists.WithLeast(1), "Type,Name,Chinese name,Country,Body,List,Date\n", "", "Company,N {0},,US,B,L,\n", ["Ghost,N {0},,US,B,L,\n", "Company,,,US,B,L,\n", "x\n"]),
        ("an annex", ListSources.Find("eu-annex:32014r0833")!, "celex,recordId,programKey,annex,measure,startDate,schema,name\n", "", "32014R0833,{0},P,IV,M,1.1.2025,Company,N {0}\n",
            ["32014R0833,{0},P,IV,M,1.1.2025,Ghost,N\n", "32014R0833,{0},P,IV,M,1.1.2025,Company,\n", "a,b\n"]),
        ("JSON lines", ListSources.Find("senzing:x")!, "", "", "{\"DATA_SOURCE\":\"X\",\"RECORD_ID\":\"{0}\",\"NAME_ORG\":\"N {0}\"}\n", ["{\"DATA_SOURCE\":\"X\",\"RECORD_ID\":\"{0}\"}\n", "nonsense\n", "{\"NAME_ORG\":\"N\"}\n"]),
        ("a user's own", ListSources.Find("own:x")!, "id,name,country,born\n", "", "{0},N {0},ru,1970\n", ["{0},,,\n", "{0},N,Atlantis,\n", "{0},N,,1970-13\n", "1\n"]),
    ];

    public static TheoryData<string> Names => [.. Families.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_record_is_read_or_in_quarantine_or_the_file_is_refused(string name)
    {
        var family = Families.Single(f => f.Name == name);
        // Mostly good records, for a file of bad ones is refused.
        Gen.Int[0, 400].Array[1, 300].Sample(
            kinds =>
            {
                var file = new StringBuilder(family.Before);
                for (var i = 0; i < kinds.Length; i++)
                    file.Append((kinds[i] < family.Bad.Length ? family.Bad[kinds[i]] : family.Good).Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
                var bad = kinds.Count(k => k < family.Bad.Length);
                try
                {
                    var (entities, reading) = ListReads.ReadAsync(family.List, file.Append(family.Behind).ToString()).GetAwaiter().GetResult();
                    Assert.Equal(bad, reading.Quarantined.Count);
                    ListReads.AllAccountedFor(kinds.Length, reading);
                    Assert.Equal(kinds.Length - bad, entities.Count(e => e.Schema == "Sanction"));
                }
                catch (SourceFormatException refused)
                {
                    Assert.True(bad > 0, refused.Message);
                    Assert.Contains($"{bad} of ", refused.Message, StringComparison.Ordinal);
                }
            },
            iter: 20);
    }
}
