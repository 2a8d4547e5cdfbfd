namespace Weir.Sources.Comtrade;

/// <summary>
/// The three kinds of goods data that UN Comtrade gives. They count the same trade in different ways, so each is a source
/// of its own and no number of one is ever added to a number of another.
/// </summary>
public enum ComtradeDataset
{
    /// <summary>In the edition of the Harmonized System that the country reported in.</summary>
    Final,

    /// <summary>Converted by the UN to another edition.</summary>
    Converted,

    /// <summary>Tariff lines as the country reported them, with national digits, not aggregated.</summary>
    Tariffline,
}

internal static class ComtradeDatasets
{
    /// <summary>The source's id.</summary>
    public static string Id(this ComtradeDataset dataset) => dataset switch
    {
        ComtradeDataset.Final => "comtrade",
        ComtradeDataset.Converted => "comtrade-converted",
        ComtradeDataset.Tariffline => "comtrade-tariffline",
        _ => throw new ArgumentOutOfRangeException(nameof(dataset), dataset, "no such data set"),
    };
}
