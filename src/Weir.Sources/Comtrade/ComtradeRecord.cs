using System.Collections.Frozen;

namespace Weir.Sources.Comtrade;

/// <summary>The fields of UN Comtrade that Weir reads, of some fifty.</summary>
internal enum ComtradeField
{
    TypeCode,
    FreqCode,
    Period,
    ReporterCode,
    FlowCode,
    PartnerCode,
    Partner2Code,
    ClassificationCode,
    IsOriginalClassification,
    CmdCode,
    CustomsCode,
    MosCode,
    MotCode,
    QtyUnitCode,
    Qty,
    IsQtyEstimated,
    AltQtyUnitCode,
    AltQty,
    IsAltQtyEstimated,
    NetWgt,
    IsNetWgtEstimated,
    CifValue,
    FobValue,
    PrimaryValue,
}

/// <summary>Names of the fields. JSON, bulk files and exports write one name in several ways: cifvalue, cifValue, cif_value.</summary>
internal static class ComtradeFields
{
    /// <summary>How many fields there are.</summary>
    public const int Count = (int)ComtradeField.PrimaryValue + 1;

    /// <summary>Fields without which a row means nothing.</summary>
    public static readonly ComtradeField[] Required =
    [
        ComtradeField.Period, ComtradeField.ReporterCode, ComtradeField.FlowCode, ComtradeField.PartnerCode,
        ComtradeField.ClassificationCode, ComtradeField.CmdCode, ComtradeField.PrimaryValue,
    ];

    // Fields that Comtrade prints and Weir does not need: names of codes, and flags that say nothing of quality.
    private static readonly FrozenSet<string> NotRead = FrozenSet.ToFrozenSet(
        [
            "datasetcode", "refperiodid", "refyear", "refmonth", "reporteriso", "reporterdesc", "flowdesc", "flowcategory", "partneriso", "partnerdesc", "partner2iso", "partner2desc",
            "classificationsearchcode", "cmddesc", "aggrlevel", "isleaf", "customsdesc", "mosdesc", "motdesc", "qtyunitabbr", "altqtyunitabbr", "grosswgt", "isgrosswgtestimated",
            "legacyestimationflag", "isreported", "isaggregate",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ComtradeField> ByName =
        Enum.GetValues<ComtradeField>().ToFrozenDictionary(f => f.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly string[] Printed = [.. Enum.GetNames<ComtradeField>().Select(n => n is "CifValue" ? "cifvalue" : n is "FobValue" ? "fobvalue" : char.ToLowerInvariant(n[0]) + n[1..])];

    /// <summary>The field's name as Comtrade prints it.</summary>
    public static string NameOf(ComtradeField field) => Printed[(int)field];

    /// <summary>Finds a field by its name in any of its spellings.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="field">The field; -1 for one that is known and not read.</param>
    /// <returns>Whether Comtrade has such a field.</returns>
    public static bool TryFind(ReadOnlySpan<char> name, out int field)
    {
        Span<char> plain = stackalloc char[Math.Min(name.Length, 64)];
        var length = 0;
        foreach (var c in name)
        {
            if (c is '_' or '"' || char.IsWhiteSpace(c))
                continue;
            if (length == plain.Length)
                break;
            plain[length++] = char.ToLowerInvariant(c);
        }
        if (ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(plain[..length], out var found))
        {
            field = (int)found;
            return true;
        }
        field = -1;
        return NotRead.GetAlternateLookup<ReadOnlySpan<char>>().Contains(plain[..length]);
    }
}

/// <summary>One row, whatever format it came in: the text of each field, empty where it is null or absent.</summary>
internal sealed class ComtradeRecord
{
    private readonly (int Start, int Length)[] cells = new (int, int)[ComtradeFields.Count];
    private char[] text = new char[1024];
    private char[] row = [];
    private int used;
    private uint present;

    /// <summary>The text of a field, without blanks around it (Comtrade's codes have some).</summary>
    public ReadOnlySpan<char> this[ComtradeField field]
    {
        get
        {
            // What was copied lies before 0: ~0 is the first character of the copies.
            var (start, length) = cells[(int)field];
            return start < 0 ? text.AsSpan(~start, length) : row.AsSpan(start, length);
        }
    }

    /// <summary>Whether the row has the field at all, be it null.</summary>
    public bool Has(ComtradeField field) => (present & (1u << (int)field)) != 0;

    /// <summary>Forgets the row before.</summary>
    public void Clear()
    {
        Array.Clear(cells);
        used = 0;
        present = 0;
    }

    /// <summary>Goes to another row, whose fields lie in <paramref name="buffer"/> and are all set anew.</summary>
    public void GoTo(char[] buffer)
    {
        row = buffer;
        used = 0;
    }

    /// <summary>Sets a field that lies in the row's buffer, without copying it.</summary>
    public void Point(int field, int start, int length)
    {
        if (length > 0 && (MayBeBlank(row[start]) || MayBeBlank(row[start + length - 1])))
        {
            Set(field, row.AsSpan(start, length));
            return;
        }
        cells[field] = (start, length);
        present |= 1u << field;
    }

    /// <summary>Sets a field.</summary>
    public void Set(int field, ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (used + value.Length > text.Length)
            Array.Resize(ref text, Math.Max(text.Length * 2, used + value.Length));
        value.CopyTo(text.AsSpan(used));
        cells[field] = (~used, value.Length);
        present |= 1u << field;
        used += value.Length;
    }

    private static bool MayBeBlank(char c) => c is <= ' ' or >= '\u0080';
}
