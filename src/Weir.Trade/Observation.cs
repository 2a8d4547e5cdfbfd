namespace Weir.Trade;

/// <summary>Where a value comes from, and so what it may be used for.</summary>
public enum ObservationStatus
{
    /// <summary>A cell of an official statistic, as published.</summary>
    Official,

    /// <summary>A figure that is only known from a publication; it never supports the claim that it came from.</summary>
    Reported,

    /// <summary>A generated value, for demonstration only; everything that shows it says so.</summary>
    Modelled,
}

/// <summary>What a money value includes.</summary>
public enum ValueBasis
{
    /// <summary>Not stated by the source.</summary>
    Unknown,

    /// <summary>Free on board: the value at the exporter's border.</summary>
    Fob,

    /// <summary>Cost, insurance, freight: the value at the importer's border.</summary>
    Cif,
}

/// <summary>
/// One published quantity with the unit it was published in. <see cref="Amount"/> is null where the source gave none
/// (an unknown quantity is never zero).
/// </summary>
/// <param name="Amount">The number as published, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The code of a <see cref="Trade.Unit"/>, e.g. <c>kg</c>, <c>m</c>, <c>u</c>.</param>
/// <param name="Estimated">Whether the source (not Weir) says that it was estimated.</param>
public readonly record struct PublishedQuantity(double? Amount, string? Unit, bool Estimated = false);

/// <summary>Names one row of one received file: what every number in Weir opens to.</summary>
/// <param name="Snapshot">SHA-256 of the received bytes, 64 lower-case hex digits.</param>
/// <param name="Row">The line of the file (1 is the first line) where the record starts, or the record's ordinal (from 1) in formats without lines, such as JSON.</param>
public readonly record struct ObservationId(string Snapshot, long Row)
{
    /// <summary>How many digits of the hash the printed form has.</summary>
    public const int PrintedHashLength = 12;

    /// <summary>The printed form, e.g. <c>3f9a0c21be77:17</c>; what <c>weir trace</c> takes.</summary>
    public override string ToString() => $"{Snapshot[..Math.Min(PrintedHashLength, Snapshot.Length)]}:{Row.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}

/// <summary>
/// One published cell: reporter, partner, flow, commodity, period → value, weight, quantities. As received: nothing in it is computed by Weir.
/// </summary>
public sealed record Observation
{
    /// <summary>The source's id, e.g. <c>gacc</c>, <c>comtrade</c>, <c>reported</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Who published the statistic: the number of an <see cref="Economy"/>.</summary>
    public required int Reporter { get; init; }

    /// <summary>The other side: the number of an <see cref="Economy"/>; 0 is the world.</summary>
    public required int Partner { get; init; }

    /// <summary>The second partner (country of consignment) where the source distinguishes it; 0 is all of them.</summary>
    public int Partner2 { get; init; }

    /// <summary>Which way the goods went.</summary>
    public required Flow Flow { get; init; }

    /// <summary>What the goods are, in the classification the source used.</summary>
    public required Commodity Commodity { get; init; }

    /// <summary>The month or year.</summary>
    public required Period Period { get; init; }

    /// <summary>The money value in <see cref="Currency"/>, as published; null where the source gave none.</summary>
    public double? Value { get; init; }

    /// <summary>ISO 4217 code of <see cref="Value"/>.</summary>
    public string? Currency { get; init; }

    /// <summary>What <see cref="Value"/> includes.</summary>
    public ValueBasis Basis { get; init; }

    /// <summary>Net weight in kilograms where the source has a weight column of its own.</summary>
    public double? NetWeightKg { get; init; }

    /// <summary>Whether the source says that the weight was estimated.</summary>
    public bool NetWeightEstimated { get; init; }

    /// <summary>The first (statistical) quantity.</summary>
    public PublishedQuantity Quantity { get; init; }

    /// <summary>The second (supplementary, alternative) quantity.</summary>
    public PublishedQuantity SecondQuantity { get; init; }

    /// <summary>Customs procedure; <c>C00</c> is all of them.</summary>
    public string Procedure { get; init; } = "C00";

    /// <summary>Mode of transport; 0 is all of them.</summary>
    public int Transport { get; init; }

    /// <summary>Official, reported or modelled.</summary>
    public ObservationStatus Status { get; init; }

    /// <summary>For a reported figure: the id of the publication that printed it; empty otherwise.</summary>
    public string Publication { get; init; } = "";

    /// <summary>For a reported figure: how it was printed, e.g. <c>328,000 miles</c>; empty otherwise.</summary>
    public string Printed { get; init; } = "";

    /// <summary>The row it was read from.</summary>
    public required ObservationId Id { get; init; }

    /// <summary>Whether the row is the total over second partners, procedures and modes of transport, the only kind that may be added up.</summary>
    public bool IsTotal => Partner2 == 0 && Transport == 0 && Procedure == "C00";
}
