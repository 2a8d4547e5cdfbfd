using System.Globalization;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Comtrade;

/// <summary>Understands one row of UN Comtrade.</summary>
internal sealed class ComtradeRow(ComtradeDataset dataset, string snapshot)
{
    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);
    private readonly string source = dataset.Id();
    private Fault? fault;

    /// <summary>Rows whose weight or quantity is printed as 0 beside a value, kept as not known.</summary>
    public long Zeros { get; private set; }

    /// <summary>
    /// Reads a row: exactly one of an observation, the reason why it is left out, and what is wrong with it.
    /// </summary>
    public Observation? Read(ComtradeRecord record, long row, out string? leftOut, out Fault? problem)
    {
        fault = null;
        leftOut = WhyLeftOut(record);
        if (leftOut is not null)
        {
            problem = null;
            return null;
        }
        var flow = ReadFlow(record);
        var value = ReadNumber(record, ComtradeField.PrimaryValue);
        var cif = ReadNumber(record, ComtradeField.CifValue);
        var fob = ReadNumber(record, ComtradeField.FobValue);
        var weight = ReadNumber(record, ComtradeField.NetWgt);
        if (weight == 0)
        {
            Zeros += value > 0 ? 1 : 0;
            weight = null;
        }
        var observation = new Observation
        {
            Source = source,
            Reporter = ReadArea(record, ComtradeField.ReporterCode),
            Partner = ReadArea(record, ComtradeField.PartnerCode),
            Partner2 = record[ComtradeField.Partner2Code].IsEmpty ? 0 : ReadArea(record, ComtradeField.Partner2Code),
            Flow = flow,
            Commodity = new(ReadClassification(record), ReadCommodityCode(record)),
            Period = ReadPeriod(record),
            Value = value,
            Currency = value is null ? null : "USD",
            Basis = BasisOf(flow, value, cif, fob),
            NetWeightKg = weight,
            NetWeightEstimated = ReadFlag(record, ComtradeField.IsNetWgtEstimated),
            Quantity = ReadQuantity(record, ComtradeField.Qty, ComtradeField.QtyUnitCode, ComtradeField.IsQtyEstimated, value),
            SecondQuantity = ReadQuantity(record, ComtradeField.AltQty, ComtradeField.AltQtyUnitCode, ComtradeField.IsAltQtyEstimated, value),
            Procedure = ReadProcedure(record),
            Transport = record[ComtradeField.MotCode].IsEmpty ? 0 : ReadInteger(record, ComtradeField.MotCode),
            Id = new(snapshot, row),
        };
        if (value is null && weight is null && observation.Quantity.Amount is null && observation.SecondQuantity.Amount is null)
            Fail(ComtradeField.PrimaryValue, "the row has neither a value nor a weight nor a quantity");
        problem = fault;
        return fault is null ? observation : null;
    }

    // What a value is equal to, it is: importers that count free on board print cifvalue empty, 0, or other than primaryValue.
    private static ValueBasis BasisOf(Flow flow, double? value, double? cif, double? fob)
    {
        var isCif = value > 0 && cif == value;
        var isFob = value > 0 && fob == value;
        return (isCif, isFob, flow) switch
        {
            (true, true, Flow.Import or Flow.ReImport) => ValueBasis.Cif,
            (_, true, _) => ValueBasis.Fob,
            (true, _, _) => ValueBasis.Cif,
            _ => ValueBasis.Unknown,
        };
    }

    private string? WhyLeftOut(ComtradeRecord record)
    {
        if (record[ComtradeField.TypeCode] is "S")
            return "trade in services (typeCode S): Weir follows goods";
        var classification = record[ComtradeField.ClassificationCode];
        if (!classification.IsEmpty && classification[0] is 'S' or 'B' or 'E')
            return "a classification other than the Harmonized System (SITC, BEC, EBOPS)";
        var flow = record[ComtradeField.FlowCode];
        if (flow is "DX" or "FM" or "MIP" or "MOP" or "XIP" or "XOP")
            return "a part of the imports or exports that another row counts whole (flowCode DX, FM, MIP, MOP, XIP, XOP)";
        if (dataset == ComtradeDataset.Tariffline || record[ComtradeField.IsOriginalClassification].IsEmpty)
            return null;
        var original = ReadFlag(record, ComtradeField.IsOriginalClassification);
        return (dataset, original) switch
        {
            (ComtradeDataset.Final, false) => "converted to another edition of the Harmonized System (isOriginalClassification false): never added to data as reported",
            (ComtradeDataset.Converted, true) => "as reported (isOriginalClassification true), in a file of converted data: ask for classification HS to get these",
            _ => null,
        };
    }

    private Flow ReadFlow(ComtradeRecord record)
    {
        var text = record[ComtradeField.FlowCode];
        if (!FlowCodes.TryParse(text, out var flow))
            Fail(ComtradeField.FlowCode, $"'{ReceivedText.Quote(text)}' is no flow; allowed are M, X, RM, RX");
        return flow;
    }

    private int ReadArea(ComtradeRecord record, ComtradeField field)
    {
        var code = ReadInteger(record, field);
        if (fault is not null)
            return 0;
        return ComtradeAreas.TryFind(code, out var economy) ? economy.Number : Fail(field, $"{code} is no area of UN Comtrade's tables");
    }

    private Classification ReadClassification(ComtradeRecord record)
    {
        var text = record[ComtradeField.ClassificationCode];
        if (text is "HS")
            return Classification.Hs;
        if (text.Length == 2 && text[0] == 'H' && text[1] is >= '0' and <= '6')
            return Classification.Hs1992 + (text[1] - '0');
        Fail(ComtradeField.ClassificationCode, $"'{ReceivedText.Quote(text)}' is no edition of the Harmonized System that Weir knows; allowed are H0 (1992) to H6 (2022)");
        return Classification.Hs;
    }

    private string ReadCommodityCode(ComtradeRecord record)
    {
        var text = record[ComtradeField.CmdCode];
        var right = text is Commodity.AllGoods || (text.Length is >= 2 and <= 12 && !text.ContainsAnyExceptInRange('0', '9'));
        if (!right)
        {
            Fail(ComtradeField.CmdCode, $"'{ReceivedText.Quote(text)}' is no commodity code; allowed are TOTAL and 2 to 12 digits");
            return "";
        }
        if (dataset != ComtradeDataset.Tariffline && text is not Commodity.AllGoods && text.Length is not (2 or 4 or 6))
            Fail(ComtradeField.CmdCode, $"'{text}' has {text.Length} digits, where the Harmonized System has 2, 4 or 6 (a spreadsheet may have eaten a leading zero: use the file as downloaded)");
        var lookup = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var code))
            lookup[text] = code = text.ToString();
        return code;
    }

    private Period ReadPeriod(ComtradeRecord record)
    {
        var text = record[ComtradeField.Period];
        if (!Period.TryParse(text, out var period) || (record[ComtradeField.FreqCode] is "M" && !period.IsMonth) || (record[ComtradeField.FreqCode] is "A" && period.IsMonth))
            Fail(ComtradeField.Period, $"'{ReceivedText.Quote(text)}' is no period of frequency '{record[ComtradeField.FreqCode]}'; allowed are 202508 for a month (M) and 2025 for a year (A)");
        return period;
    }

    private PublishedQuantity ReadQuantity(ComtradeRecord record, ComtradeField amountField, ComtradeField unitField, ComtradeField estimatedField, double? value)
    {
        var amount = ReadNumber(record, amountField);
        var number = record[unitField].IsEmpty ? -1 : ReadInteger(record, unitField);
        if (!ComtradeUnits.TryFind(number == 0 ? ComtradeUnits.None : number, out var unit))
            Fail(unitField, $"{number} is no unit of UN Comtrade's table (-1 to 41)");
        if (unit is null)
            return default;
        if (amount == 0)
        {
            Zeros += value > 0 ? 1 : 0;
            amount = null;
        }
        return new(amount, unit.Code, ReadFlag(record, estimatedField));
    }

    private string ReadProcedure(ComtradeRecord record)
    {
        var customs = record[ComtradeField.CustomsCode];
        var supply = record[ComtradeField.MosCode];
        if (customs.IsEmpty || customs is "C00")
            return supply.IsEmpty || supply is "0" ? "C00" : $"C00-{supply}";
        var lookup = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(customs, out var code))
            lookup[customs] = code = customs.ToString();
        return supply.IsEmpty || supply is "0" ? code : $"{code}-{supply}";
    }

    private bool ReadFlag(ComtradeRecord record, ComtradeField field)
    {
        var text = record[field];
        if (text.IsEmpty || text is "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase))
            return false;
        if (text is "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase))
            return true;
        Fail(field, $"'{ReceivedText.Quote(text)}' is neither true nor false; allowed are true, false, 1, 0");
        return false;
    }

    // Codes may come as 156, and from a program that made numbers of them as 156.0.
    private int ReadInteger(ComtradeRecord record, ComtradeField field)
    {
        var text = record[field];
        if (text.Length is > 0 and < 9)
        {
            var plain = 0;
            foreach (var c in text)
            {
                if (c is < '0' or > '9')
                    return ReadAnyInteger(text, field);
                plain = (plain * 10) + (c - '0');
            }
            return plain;
        }
        return ReadAnyInteger(text, field);
    }

    private int ReadAnyInteger(ReadOnlySpan<char> text, ComtradeField field)
    {
        var whole = text.EndsWith(".0") ? text[..^2] : text;
        return int.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : Fail(field, $"'{ReceivedText.Quote(text)}' is no whole number");
    }

    private double? ReadNumber(ComtradeRecord record, ComtradeField field)
    {
        if (PublishedNumber.Read(record[field], out var number) is { } reason)
            Fail(field, reason);
        return number;
    }

    // The first fault is the one that is shown.
    private int Fail(ComtradeField field, string reason)
    {
        fault ??= new(ComtradeFields.NameOf(field), reason);
        return 0;
    }
}
