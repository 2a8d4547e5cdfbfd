using System.Globalization;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Gacc;

/// <summary>Understands one record of a download.</summary>
internal sealed class GaccRow(DelimitedReader reader, GaccColumns columns, ReadContext context, Flow flow)
{
    private const int China = 156;
    private const int FirstYearOfHs2022 = 2022;
    private static readonly GaccColumn[] TextColumns = [GaccColumn.PartnerName, GaccColumn.CommodityName, GaccColumn.LocationName, GaccColumn.RegimeName];
    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);
    private Fault? fault;
    private int joinedAt = -1;
    private int surplus;

    /// <summary>Rows whose quantity is printed as 0 beside a value: rounded away or not known, and kept as not known.</summary>
    public long ZeroQuantities { get; private set; }

    /// <summary>Rows whose English unit name is known to be wrong (films of heading 3702), kept without the quantity.</summary>
    public long DoubtfulUnits { get; private set; }

    /// <summary>
    /// Reads the reader's record. Where it has more fields than the header, an unquoted comma stands in a name ("Korea,DPR"):
    /// the name column is the one under which all other columns still fit.
    /// </summary>
    public Observation? Read(out Fault? problem)
    {
        var count = reader.Count - (reader.Count > columns.Count && reader.LastIsEmpty ? 1 : 0);
        (joinedAt, surplus) = (-1, 0);
        if (count < columns.Count)
        {
            problem = new(null, $"the row has {count} columns where the header has {columns.Count}"
                + (reader.Terminated ? "" : ", and no line break ends it: the file breaks off here"));
            return null;
        }
        if (count == columns.Count)
            return Understand(out problem);
        surplus = count - columns.Count;
        foreach (var column in TextColumns)
        {
            if (!columns.Has(column))
                continue;
            joinedAt = columns.IndexOf(column);
            if (Understand(out _) is { } observation)
            {
                problem = null;
                return observation;
            }
        }
        problem = new(null, $"the row has {count} columns where the header has {columns.Count}, and no name column explains it by an unquoted comma");
        return null;
    }

    private Observation? Understand(out Fault? problem)
    {
        fault = null;
        var period = ReadPeriod();
        var commodity = ReadCommodity(period);
        var partner = ReadPartner();
        var procedure = ReadProcedure();
        var (value, currency) = ReadValue();
        var first = ReadQuantity(GaccColumn.Quantity, GaccColumn.UnitCode, GaccColumn.UnitName, commodity, value);
        var second = ReadQuantity(GaccColumn.SecondQuantity, GaccColumn.SecondUnitCode, GaccColumn.SecondUnitName, commodity, value);
        if (value is null && first.Amount is null && second.Amount is null)
            Fail(columns.Has(GaccColumn.Dollar) ? GaccColumn.Dollar : GaccColumn.Yuan, "the row has neither a value nor a quantity");
        problem = fault;
        return fault is not null ? null : new Observation
        {
            Source = GaccSource.Id,
            Reporter = China,
            Partner = partner,
            Flow = flow,
            Commodity = commodity,
            Period = period,
            Value = value,
            Currency = value is null ? null : currency,
            // China Customs values imports at the importing border and exports at its own (General Rules of customs statistics).
            Basis = flow is Flow.Import or Flow.ReImport ? ValueBasis.Cif : ValueBasis.Fob,
            Quantity = first,
            SecondQuantity = second,
            Procedure = procedure,
            Id = new(context.Snapshot, reader.Line),
        };
    }

    private Period ReadPeriod()
    {
        var text = Cell(GaccColumn.Period).Trim();
        // One form of the month ends in an empty day: 20250800.
        var month = text.Length == 8 && text.EndsWith("00") ? text[..6] : text;
        if (!Period.TryParse(month, out var period))
            Fail(GaccColumn.Period, $"'{ReceivedText.Quote(text)}' is no month; allowed are 202508 and 2025-08");
        return period;
    }

    private Commodity ReadCommodity(Period period)
    {
        if (!columns.Has(GaccColumn.CommodityCode))
            return new(Classification.Hs, Commodity.AllGoods);
        var text = Cell(GaccColumn.CommodityCode).Trim().Trim('\'');
        Span<char> digits = stackalloc char[Math.Min(text.Length, 32)];
        var length = 0;
        foreach (var c in text)
        {
            if (length == digits.Length)
                break;
            if (c is not ('.' or ' ' or '\u00A0'))
                digits[length++] = c;
        }
        digits = digits[..length];
        if (length is not (2 or 4 or 6 or 8 or 10) || digits.ContainsAnyExceptInRange('0', '9'))
        {
            Fail(GaccColumn.CommodityCode, $"'{ReceivedText.Quote(text)}' is no commodity code; allowed are 2, 4, 6, 8 or 10 digits"
                + (length % 2 == 1 ? " (a spreadsheet may have eaten a leading zero: use the file as downloaded)" : ""));
            return default;
        }
        var classification = length >= 8 ? Classification.ChinaTariff : period.Year >= FirstYearOfHs2022 ? Classification.Hs2022 : Classification.Hs;
        var lookup = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(digits, out var code))
            lookup[digits] = code = digits.ToString();
        return new(classification, code);
    }

    private int ReadPartner()
    {
        if (columns.Has(GaccColumn.PartnerCode))
        {
            var code = Cell(GaccColumn.PartnerCode).Trim();
            if (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && GaccPartners.TryFind(number, out var partner))
                return partner.Economy.Number;
            return Fail(GaccColumn.PartnerCode, $"'{ReceivedText.Quote(code)}' is no partner code of China Customs' list (three digits, such as 344 for Russia)");
        }
        if (columns.Has(GaccColumn.PartnerName))
        {
            var name = Cell(GaccColumn.PartnerName).Trim();
            if (GaccPartners.TryFindName(name.ToString(), out var partner))
                return partner.Economy.Number;
            return Fail(GaccColumn.PartnerName, $"'{ReceivedText.Quote(name)}' is no partner name of China Customs' list; add the column of partner codes to the query");
        }
        return Economies.World.Number;
    }

    private string ReadProcedure()
    {
        if (!columns.HasParts)
            return "C00";
        var regime = ReadPart(GaccColumn.RegimeCode, GaccColumn.RegimeName, 'R');
        var location = ReadPart(GaccColumn.LocationCode, GaccColumn.LocationName, 'L');
        return location.Length == 0 ? regime : regime.Length == 0 ? location : $"{regime}-{location}";
    }

    private string ReadPart(GaccColumn code, GaccColumn name, char letter)
    {
        var column = columns.Has(code) ? code : name;
        if (!columns.Has(column))
            return "";
        var text = Cell(column).Trim();
        if (text.IsEmpty || text is "?")
        {
            Fail(column, "empty, in a file that breaks its flows down by it");
            return "";
        }
        return $"{letter}{text}";
    }

    private (double? Value, string Currency) ReadValue()
    {
        var dollars = columns.Has(GaccColumn.Dollar) ? ReadNumber(GaccColumn.Dollar) : null;
        return dollars is not null || !columns.Has(GaccColumn.Yuan) ? (dollars, "USD") : (ReadNumber(GaccColumn.Yuan), "CNY");
    }

    private PublishedQuantity ReadQuantity(GaccColumn amountColumn, GaccColumn codeColumn, GaccColumn nameColumn, Commodity commodity, double? value)
    {
        if (!columns.Has(amountColumn))
            return default;
        var amount = ReadNumber(amountColumn);
        var unitColumn = columns.Has(codeColumn) ? codeColumn : nameColumn;
        Unit? unit = null;
        if (columns.Has(unitColumn) && !GaccUnits.TryFind(Cell(unitColumn).ToString(), out unit))
            Fail(unitColumn, $"'{ReceivedText.Quote(Cell(unitColumn))}' is no unit of China Customs' list (such as 千克, 米, 台; Kilogram, Metre, Number of item; 09, 04, 01)");
        if (amount is null or 0 && unit is null)
            return default;
        if (unit is null)
        {
            Fail(columns.Has(unitColumn) ? unitColumn : amountColumn, "a quantity without a unit: add the column of units to the query");
            return default;
        }
        // The publisher's English names of the units of films are wrong; its codes and Chinese names are right.
        if (unitColumn == nameColumn && commodity.Code is { } goods && goods.StartsWith("3702", StringComparison.Ordinal) && char.IsAsciiLetter(Cell(unitColumn).Trim()[0]))
        {
            DoubtfulUnits++;
            return default;
        }
        if (amount == 0 && value > 0)
        {
            ZeroQuantities++;
            amount = null;
        }
        return new(amount, unit.Code);
    }

    private double? ReadNumber(GaccColumn column)
    {
        if (PublishedNumber.Read(Cell(column), out var number) is { } reason)
            Fail(column, reason);
        return number;
    }

    private ReadOnlySpan<char> Cell(GaccColumn column)
    {
        var index = columns.IndexOf(column);
        if (joinedAt < 0 || index < joinedAt)
            return reader[index];
        if (index > joinedAt)
            return reader[index + surplus];
        var name = reader[index].ToString();
        for (var i = 1; i <= surplus; i++)
            name = $"{name},{reader[index + i]}";
        return name;
    }

    // The first fault is the one that is shown.
    private int Fail(GaccColumn column, string reason)
    {
        fault ??= new(columns.NameOf(column), reason);
        return -1;
    }
}
