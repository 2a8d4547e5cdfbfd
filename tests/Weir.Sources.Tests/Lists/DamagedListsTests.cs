using System.Text;
using CsCheck;
using Weir.Screening;
using Weir.Sources.Tests.CanadaSema;
using Weir.Sources.Tests.EuFinancialSanctions;
using Weir.Sources.Tests.EuRegulations;
using Weir.Sources.Tests.JapanMeti;
using Weir.Sources.Tests.Ofac;
using Weir.Sources.Tests.OwnList;
using Weir.Sources.Tests.ScreeningTables;
using Weir.Sources.Tests.Senzing;
using Weir.Sources.Tests.SwissSeco;
using Weir.Sources.Tests.UkSanctions;
using Weir.Sources.Tests.UnSecurityCouncil;
using Weir.Sources.Tests.UsConsolidated;
using Weir.Sources.Tests.UsDeniedPersons;

namespace Weir.Sources.Tests.Lists;

/// <summary>
/// Files of every registered list in every form, with bytes flipped, ends cut off, pieces taken out, put in and doubled, and lines swapped: each is read, or
/// refused in a sentence. Nothing else happens, and no record gets lost without a word.
/// </summary>
public class DamagedListsTests
{
    private const string Ftm = """
        {"id":"a","schema":"Company","properties":{"name":["Example \ud83d\ude00 Works"],"country":["ru"]},"datasets":["x"],"referents":["b"],"nameLanguages":{"Example":"en"}}
        {"id":"p","schema":"Person","properties":{"name":["Ivan Example"],"birthDate":["1971"]}}
        {"id":"s","schema":"Sanction","properties":{"entity":["a"],"program":["X"]}}

        """;

    private const string Changes = """
        {"op":"MOD","entity":{"id":"a","schema":"Company","properties":{"name":["Other \ud83d\ude00"]}}}
        {"op":"DEL","entity":{"id":"p"}}
        {"op":"ADD","entity":{"id":"q","schema":"Person","properties":{"name":["New"]}}}

        """;

    private const string Csl = """
        {"search_performed_at":"now","results":[
        {"id":"abc1","source":"Entity List (EL) - Bureau of Industry and Security","name":"Example \ud83d\ude00 Works","addresses":[{"address":"1 Main St","city":"Moscow","country":"RU"}],"alt_names":["EW"],"start_date":"2020-12-23"},
        {"id":"x","source":"Specially Designated Nationals (SDN) - Treasury Department","entity_number":701,"type":"Individual","programs":["NPWMD"],"name":"EXAMPLOV, Ivan","dates_of_birth":["1978-12-05"],"ids":[{"type":"Passport","number":"8","country":"RU"}]}
        ],"total":2}
        """;

    private const string MilitaryIntelligence = """
        Type,Name,Alias,Country,Topics,Program,Date,End date,Source URL
        Organization,Example Directorate,ED;Directorate,Russia,export.control,744.22,2021-03-16,,https://example.org/
        Organization,Example Bureau,,China,export.control,744.22,2021-03-16,2024-01-01,

        """;

    private const string Institutions = """
        schema,name,aliases,topics,program,authority,report-date,country
        Organization,Example University,EU;Example Uni,export.risk,Section 1286,Department of Defense,2023-06-28,China
        Organization,Other University,,export.risk,Section 1286,Department of Defense,2024-06-28,

        """;

    private static readonly (string Name, string List, string[] Files)[] Forms =
    [
        ("Canada", "ca-sema", [CanadaSemaListTests.List(CanadaSemaListTests.Records)]),
        ("China", "cn-lists", [ScreeningTablesTests.China]),
        ("European Union, XML", "eu-fsf", [EuFinancialSanctionsListTests.List(EuFinancialSanctionsListTests.Person, EuFinancialSanctionsListTests.Company)]),
        ("European Union, table", "eu-fsf", [EuFinancialSanctionsListTests.PresentTable]),
        ("annexes", "eu-annex", [EuRegulationListTests.Table]),
        ("annexes and an amendment", "eu-annex", [EuRegulationListTests.Table, EuRegulationListTests.Amendment]),
        ("FollowTheMoney, lines", "ftm", [Ftm]),
        ("FollowTheMoney, array", "ftm", ["[" + Ftm.TrimEnd().ReplaceLineEndings(",\n") + "]"]),
        ("FollowTheMoney, changes", "ftm", [Ftm, Changes]),
        ("Japan, end users", "jp-meti-eul", [MetiEndUserListTests.Table]),
        ("Japan, Russia", "jp-meti-ru", [MetiRussiaListTests.Text]),
        ("Treasury, enhanced", "us-ofac-cons", [OfacXmlTests.Enhanced]),
        ("Treasury, advanced", "us-ofac-sdn", [OfacXmlTests.Advanced]),
        ("Treasury, tables", "us-ofac-sdn", [OfacTablesTests.Parties, OfacTablesTests.Addresses, OfacTablesTests.Names, OfacTablesTests.Remarks]),
        ("a user's own", "own", [OwnListTests.Table]),
        ("military intelligence", "us-bis-mieu", [MilitaryIntelligence]),
        ("Chinese military companies", "us-dod-1260h", [ScreeningTablesTests.Military]),
        ("institutions", "us-section-1286", [Institutions]),
        ("Senzing", "senzing", [SenzingListsTests.Lines]),
        ("Switzerland", "ch-seco", [SwissSecoListTests.List(SwissSecoListTests.Person, SwissSecoListTests.Vessel, SwissSecoListTests.Gone)]),
        ("United Kingdom, table", "gb-sanctions", [UkSanctionsListTests.Table]),
        ("United Kingdom, XML", "gb-sanctions", [UkSanctionsListTests.Xml]),
        ("United Nations", "un-sc", [UnSecurityCouncilListTests.List(UnSecurityCouncilListTests.Person, UnSecurityCouncilListTests.Company)]),
        ("Consolidated Screening List, table", "us-csl", [ConsolidatedScreeningListTests.Table]),
        ("Consolidated Screening List, JSON", "us-csl", [Csl]),
        ("denied persons", "us-dpl", [DeniedPersonsListTests.Text]),
    ];

    private static readonly string[] TableNames = ["SDN.CSV", "ADD.CSV", "ALT.CSV", "SDN_COMMENTS.CSV"];

    // What parsers trip over: quotes and tags, ends of text, half a surrogate pair escaped and raw, the other encoding's mark, numbers too long.
    private static readonly byte[][] Nasty =
    [
        [.. "\""u8], [.. "<"u8], [.. ">"u8], [.. "&"u8], [.. "]]>"u8], [.. "<!DOCTYPE a>"u8], [.. "{"u8], [.. "]"u8], [.. "}\n{"u8], [.. "\\ud800"u8], [.. "\\"u8], [.. ","u8], [.. ";"u8], [.. "\t"u8], [.. "\r"u8], [.. "\n"u8],
        [0], [0xff, 0xfe], [0xed, 0xa0, 0x80], [.. "null"u8], [.. "99999999999999999999"u8], [.. "1e999"u8], [.. "("u8], [.. "・"u8],
    ];

    private static readonly Gen<Func<byte[], byte[]>> Damage = Gen.Select(Gen.Int[0, 6], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Byte, Gen.Int[0, Nasty.Length - 1]).Select(
        (kind, from, to, value, nasty) => (Func<byte[], byte[]>)(bytes => Damaged(bytes, kind, from, to, value, nasty)));

    public static TheoryData<string> Names => [.. Forms.Select(f => f.Name)];

    [Fact]
    public void Every_registered_list_is_here() =>
        Assert.Equal(ListSources.All.Select(l => l.Description.Id).Order(StringComparer.Ordinal), Forms.Select(f => f.List).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_whole_file_is_read(string name)
    {
        var (reading, entities) = await ReadAsync(name, Whole(name));
        Assert.NotEmpty(entities);
        Assert.DoesNotContain(reading.Quarantined, q => q.Reason.Contains("JSON", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_file_is_read_or_refused_and_nothing_else(string name)
    {
        var whole = Whole(name);
        Gen.Select(Gen.Int[0, whole.Length - 1], Damage.Array[1, 4]).Sample(
            (file, damage) =>
            {
                var files = whole.ToArray();
                files[file] = damage.Aggregate(files[file], (bytes, one) => one(bytes));
                try
                {
                    ListSources.Recognise(ListReads.Head(files[0]));
                }
                catch (SourceFormatException refused)
                {
                    Assert.NotEmpty(refused.Message);
                }
                Read(name, files);
            },
            iter: 150);
    }

    /// <summary>A letter or digit that became another one may spoil its record, and leaves the others.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_changed_letter_costs_one_record_at_most(string name)
    {
        var whole = Whole(name);
        var expected = Records((await ReadAsync(name, whole)).Reading);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Double[0, 1], Gen.Int[0, 9]).Sample(
            (file, at, step) =>
            {
                var files = whole.ToArray();
                var bytes = files[file] = [.. files[file]];
                var place = Place(bytes, at);
                if (char.IsAsciiDigit((char)bytes[place]))
                    bytes[place] = (byte)('0' + ((bytes[place] - '0' + step) % 10));
                else if (char.IsAsciiLetter((char)bytes[place]))
                    bytes[place] = (byte)(char.IsAsciiLetterLower((char)bytes[place]) ? 'a' + step : 'A' + step);
                if (Read(name, files) is { } reading)
                    Assert.True(Records(reading) >= expected - 1, $"{Records(reading)} of {expected} records are accounted for");
            },
            iter: 100);
    }

    private static byte[][] Whole(string name) => [.. Forms.Single(f => f.Name == name).Files.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Records read and records in quarantine: acts where the list has them, else entities.</summary>
    private static int Records(ListReading reading) =>
        reading.Quarantined.Count + (reading.Counts.TryGetValue("Sanction", out var acts) && acts > 1 ? acts : reading.Counts.Values.Sum());

    /// <summary>Reads files; null where they are refused.</summary>
    private static ListReading? Read(string name, byte[][] files)
    {
        try
        {
            var (reading, entities) = ReadAsync(name, files).GetAwaiter().GetResult();
            Assert.All(entities, e => Assert.True(e.Id.Length > 0 && e.Schema.Length > 0));
            Assert.All(reading.Quarantined, q => Assert.True(q.Row > 0 && q.Reason.Length > 0));
            return reading;
        }
        catch (SourceFormatException refused)
        {
            Assert.NotEmpty(refused.Message);
            return null;
        }
    }

    private static async Task<(ListReading Reading, IReadOnlyList<Entity> Entities)> ReadAsync(string name, byte[][] files)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var found = ListSources.Find(Forms.Single(f => f.Name == name).List)!;
        var list = found is IListFamily family ? family.Named(found.Description.Id == "eu-annex" ? "32014r0833" : "demo") : found;
        // The fixtures have a few records where the lists have thousands.
        var reading = new ListReading(ListReads.FileName) { IsExcerpt = true };
        using var content = new MemoryStream(files[0]);
        var entities = files.Length > 1
            ? ((IPartedList)list).ReadAsync(new ListFiles.Parts([.. files.Select((f, i) => (TableNames[i], f))]), reading, cancellation)
            : list.ReadAsync(content, reading, cancellation);
        return (reading, await entities.ToListAsync(cancellation));
    }

    private static int Place(byte[] bytes, double at) => Math.Min(bytes.Length - 1, (int)(at * bytes.Length));

    private static byte[] Damaged(byte[] bytes, int kind, double from, double to, byte value, int nasty)
    {
        if (bytes.Length == 0)
            return bytes;
        var (first, last) = (Place(bytes, Math.Min(from, to)), Place(bytes, Math.Max(from, to)));
        // Pieces are short: whole halves of a file are cut off by the second kind.
        var piece = bytes.AsSpan(first, Math.Min(last - first, 300)).ToArray();
        switch (kind)
        {
            case 0:
                return [.. bytes[..first], value, .. bytes[(first + 1)..]];
            case 1:
                return bytes[..last];
            case 2:
                return [.. bytes[..first], .. bytes[(first + piece.Length)..]];
            case 3:
                return [.. bytes[..first], .. piece, .. bytes[first..]];
            case 4:
                var lines = Lines(bytes);
                var (one, other) = ((int)(from * (lines.Count - 1)), (int)(to * (lines.Count - 1)));
                (lines[one], lines[other]) = (lines[other], lines[one]);
                return [.. lines.SelectMany(l => l)];
            default:
                return [.. bytes[..first], .. Nasty[nasty], .. bytes[first..]];
        }
    }

    private static List<byte[]> Lines(byte[] bytes)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start < bytes.Length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            end = end < 0 ? bytes.Length : end + 1;
            lines.Add(bytes[start..end]);
            start = end;
        }
        return lines;
    }
}
