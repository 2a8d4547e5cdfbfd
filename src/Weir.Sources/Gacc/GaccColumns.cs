using System.Text;

namespace Weir.Sources.Gacc;

/// <summary>The columns that a download of the online query can have.</summary>
internal enum GaccColumn
{
    Period,
    CommodityCode,
    CommodityName,
    PartnerCode,
    PartnerName,
    RegimeCode,
    RegimeName,
    LocationCode,
    LocationName,
    Quantity,
    UnitCode,
    UnitName,
    SecondQuantity,
    SecondUnitCode,
    SecondUnitName,
    Yuan,
    Dollar,
}

/// <summary>Which column of a file is what, from its header in either language. Only the dimensions that were asked for appear, in the order they were asked in.</summary>
internal sealed class GaccColumns
{
    /// <summary>How many kinds of column there are.</summary>
    public const int Kinds = (int)GaccColumn.Dollar + 1;

    private static readonly Dictionary<string, GaccColumn> Names = new(StringComparer.Ordinal)
    {
        ["数据年月"] = GaccColumn.Period,
        ["date of data"] = GaccColumn.Period,
        ["商品编码"] = GaccColumn.CommodityCode,
        ["commodity code"] = GaccColumn.CommodityCode,
        ["商品名称"] = GaccColumn.CommodityName,
        ["commodity"] = GaccColumn.CommodityName,
        ["贸易伙伴编码"] = GaccColumn.PartnerCode,
        ["trading partner code"] = GaccColumn.PartnerCode,
        ["贸易伙伴名称"] = GaccColumn.PartnerName,
        ["trading partner"] = GaccColumn.PartnerName,
        ["贸易方式编码"] = GaccColumn.RegimeCode,
        ["customs regime code"] = GaccColumn.RegimeCode,
        ["贸易方式名称"] = GaccColumn.RegimeName,
        ["customs regime"] = GaccColumn.RegimeName,
        ["注册地编码"] = GaccColumn.LocationCode,
        ["收发货人注册地编码"] = GaccColumn.LocationCode,
        ["locations of importers and exporters code"] = GaccColumn.LocationCode,
        ["注册地名称"] = GaccColumn.LocationName,
        ["收发货人注册地名称"] = GaccColumn.LocationName,
        ["locations of importers and exporters"] = GaccColumn.LocationName,
        ["第一数量"] = GaccColumn.Quantity,
        ["quantity"] = GaccColumn.Quantity,
        ["第一计量单位编码"] = GaccColumn.UnitCode,
        ["unit code"] = GaccColumn.UnitCode,
        ["第一计量单位"] = GaccColumn.UnitName,
        ["第一计量单位名称"] = GaccColumn.UnitName,
        ["unit"] = GaccColumn.UnitName,
        ["第二数量"] = GaccColumn.SecondQuantity,
        ["supplementary quantity"] = GaccColumn.SecondQuantity,
        ["第二计量单位编码"] = GaccColumn.SecondUnitCode,
        ["supplementary unit code"] = GaccColumn.SecondUnitCode,
        ["第二计量单位"] = GaccColumn.SecondUnitName,
        ["第二计量单位名称"] = GaccColumn.SecondUnitName,
        ["supplementary unit"] = GaccColumn.SecondUnitName,
        ["人民币"] = GaccColumn.Yuan,
        ["renminbi yuan"] = GaccColumn.Yuan,
        ["美元"] = GaccColumn.Dollar,
        ["us dollar"] = GaccColumn.Dollar,
    };

    private readonly int[] index = new int[Kinds];
    private readonly string[] header;

    private GaccColumns(IReadOnlyList<string> cells)
    {
        header = [.. cells];
        Array.Fill(index, -1);
    }

    /// <summary>Columns in the file, without the empty one after a trailing comma.</summary>
    public int Count => header.Length;

    /// <summary>Named columns that are none of the known ones.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>A regime or a location column, which makes every row a part of a flow.</summary>
    public bool HasParts => Has(GaccColumn.RegimeCode) || Has(GaccColumn.RegimeName) || Has(GaccColumn.LocationCode) || Has(GaccColumn.LocationName);

    /// <summary>Whether the file has the column.</summary>
    public bool Has(GaccColumn column) => index[(int)column] >= 0;

    /// <summary>Where the column stands, from 0; -1 where it does not.</summary>
    public int IndexOf(GaccColumn column) => index[(int)column];

    /// <summary>The column's name as the file has it.</summary>
    public string NameOf(GaccColumn column) => Has(column) ? header[IndexOf(column)] : column.ToString();

    /// <summary>Whether a first line is a download's header: the month and another column. (China Customs' lists of codes have the others.)</summary>
    public static bool IsHeader(IReadOnlyList<string> cells) =>
        CountKnown(cells) >= 2 && cells.Any(cell => Names.TryGetValue(Normalise(cell), out var column) && column == GaccColumn.Period);

    /// <summary>Understands a header.</summary>
    /// <exception cref="SourceFormatException">A column stands twice, or one is missing without which no row means anything.</exception>
    public static GaccColumns Read(IReadOnlyList<string> cells, string fileName)
    {
        if (CountKnown(cells) == 0)
        {
            throw new SourceFormatException(
                $"{fileName} does not begin with the header of a China Customs online query: expected columns such as 数据年月 (Date of data), 商品编码 (Commodity code), 美元 (US dollar), found '{Text.ReceivedText.Quote(string.Join(',', cells))}'");
        }
        var columns = new GaccColumns(cells);
        for (var i = 0; i < cells.Count; i++)
        {
            if (!Names.TryGetValue(Normalise(cells[i]), out var column))
                columns.Unknown.Add(cells[i].Length == 0 ? $"(unnamed, number {i + 1})" : cells[i]);
            else if (columns.Has(column))
                throw new SourceFormatException($"{fileName} has the column '{cells[i]}' twice ({columns.IndexOf(column) + 1} and {i + 1}), so it can't be known which is meant");
            else
                columns.index[(int)column] = i;
        }
        columns.Require(fileName, "the month, 数据年月 (Date of data)", GaccColumn.Period);
        columns.Require(fileName, "the commodity or the partner, 商品编码 (Commodity code) or 贸易伙伴编码 (Trading partner code)", GaccColumn.CommodityCode, GaccColumn.PartnerCode, GaccColumn.PartnerName);
        columns.Require(fileName, "a value or a quantity, 美元 (US dollar), 人民币 (Renminbi Yuan) or 第一数量 (Quantity)", GaccColumn.Dollar, GaccColumn.Yuan, GaccColumn.Quantity, GaccColumn.SecondQuantity);
        if (columns.Has(GaccColumn.CommodityName))
            columns.Require(fileName, "the codes of the commodities, 商品编码 (Commodity code): names alone are ambiguous", GaccColumn.CommodityCode);
        return columns;
    }

    private static int CountKnown(IReadOnlyList<string> cells) => cells.Count(cell => Names.ContainsKey(Normalise(cell)));

    private static string Normalise(string cell)
    {
        var name = new StringBuilder(cell.Length);
        foreach (var c in cell)
        {
            if (c is '\uFEFF' or '"' || char.IsControl(c))
                continue;
            if (!char.IsWhiteSpace(c))
                name.Append(char.ToLowerInvariant(c));
            else if (name.Length > 0 && name[^1] != ' ')
                name.Append(' ');
        }
        // The publisher spells the word both ways.
        return name.ToString().TrimEnd().Replace("supplimentary", "supplementary", StringComparison.Ordinal);
    }

    private void Require(string fileName, string what, params ReadOnlySpan<GaccColumn> anyOf)
    {
        foreach (var column in anyOf)
        {
            if (Has(column))
                return;
        }
        throw new SourceFormatException($"{fileName} lacks a column for {what}; it has: {string.Join(", ", header)}. Choose the column in the online query and download again");
    }
}
