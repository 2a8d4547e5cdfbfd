using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.OwnList;

/// <summary>The columns that a user's own list may have, however their names are written (<c>birthDate</c>, <c>Birth date</c>, <c>birth_date</c>).</summary>
internal static class OwnListColumns
{
    /// <summary>The column that it must have.</summary>
    public const string Name = "name";

    /// <summary>What a user may write → what it is: a property of the entity, or a word of this class.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = "id",
        ["name"] = Name,
        ["fullname"] = Name,
        ["schema"] = "schema",
        ["type"] = "schema",
        ["entitytype"] = "schema",
        ["aliases"] = "alias",
        ["aka"] = "alias",
        ["formername"] = "previousName",
        ["formernames"] = "previousName",
        ["weakaliases"] = "weakAlias",
        ["countries"] = "country",
        ["born"] = "birthDate",
        ["dateofbirth"] = "birthDate",
        ["dob"] = "birthDate",
        ["registrationdate"] = "incorporationDate",
        ["founded"] = "incorporationDate",
        ["placeofbirth"] = "birthPlace",
        ["identifiers"] = "idNumber",
        ["phones"] = "phone",
        ["emails"] = "email",
        ["programids"] = "program",
        ["addresses"] = "address",
        ["programme"] = "program",
        ["note"] = "notes",
        ["remark"] = "notes",
        ["remarks"] = "notes",
        ["listed"] = "listingDate",
        ["sex"] = "gender",
        ["inn"] = "innCode",
        ["ogrn"] = "ogrnCode",
        ["kpp"] = "kppCode",
        ["okpo"] = "okpoCode",
        ["lei"] = "leiCode",
        ["imo"] = "imoNumber",
        ["vat"] = "vatCode",
        ["duns"] = "dunsCode",
        ["bic"] = "swiftBic",
        ["swift"] = "swiftBic",
        ["passport"] = "passportNumber",
        ["source"] = "sourceUrl",
        ["url"] = "sourceUrl",
    };

    /// <summary>Properties, written as they are; values of each are divided by semicolons.</summary>
    private static readonly string[] Properties =
    [
        "alias", "weakAlias", "previousName", "firstName", "middleName", "lastName", "title", "position", "gender", "birthPlace", "address", "phone", "email", "website", "legalForm", "topics", "program", "notes",
        "listingDate", "startDate", "endDate", "reason", "sourceUrl", "authority", .. Entity.CountryProperties, .. Entity.DateProperties, .. Entity.IdentifierProperties,
    ];

    /// <summary>The values that belong to the act.</summary>
    public static readonly IReadOnlySet<string> OfAct = new HashSet<string>(StringComparer.Ordinal) { "listingDate", "startDate", "endDate", "reason", "sourceUrl", "authority" };

    public static readonly IReadOnlySet<string> Dates = new HashSet<string>([.. Entity.DateProperties, "listingDate", "startDate", "endDate"], StringComparer.Ordinal);

    public static readonly IReadOnlySet<string> Countries = new HashSet<string>(Entity.CountryProperties, StringComparer.Ordinal);

    /// <summary>All that a user may write, for messages.</summary>
    public static string Allowed => "name, and where they are known id, schema, alias, country, birthDate, registrationNumber, address, program, notes and others (docs/lists.md has them all)";

    /// <summary>What a column is; null where it is none of these.</summary>
    public static string? Of(string printed)
    {
        var plain = Plain(printed);
        return Known.TryGetValue(plain, out var known) ? known : Array.Find(Properties, p => p.Equals(plain, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary><c> (did you mean 'address'?)</c>, or nothing where no column's name is near.</summary>
    public static string Hint(string printed)
    {
        var plain = Plain(printed);
        var best = Properties.Append("id").Append(Name).Append("schema").Select(p => (Word: p, Distance: Distance(plain, p))).MinBy(p => p.Distance);
        return best.Distance <= Math.Clamp(plain.Length / 4, 1, 2) ? $" (did you mean '{best.Word}'?)" : "";
    }

    private static string Plain(string printed) => string.Concat(ReceivedText.Quote(printed).Where(char.IsLetterOrDigit));

    /// <summary>Levenshtein's distance, letters in either case.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], same ? diagonal : 1 + Math.Min(diagonal, Math.Min(row[j], row[j - 1])));
            }
        }
        return row[^1];
    }
}
