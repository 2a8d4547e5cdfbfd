namespace Weir.Signals.Surges;

/// <summary>What the values of a series are.</summary>
public enum SurgeValues
{
    /// <summary>Counts where all are whole numbers that vary like counts; amounts otherwise.</summary>
    Either,

    /// <summary>Counts of events: whole numbers whose variance goes with their mean.</summary>
    Counts,

    /// <summary>Amounts in any unit: their spread goes with their size.</summary>
    Amounts,
}

/// <summary>Options of the default method.</summary>
public sealed record CalibratedOptions
{
    private readonly double alpha = SurgeAlpha.Preset;
    private readonly int months = 60;

    /// <summary>Rate of false alarms, one-sided; above 0, below 0.5.</summary>
    public double Alpha
    {
        get => alpha;
        init => alpha = SurgeAlpha.Checked(value);
    }

    /// <summary>How many earlier months are looked at, 24 to 120.</summary>
    public int Months
    {
        get => months;
        init => months = value is >= 24 and <= 120 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "from 24 to 120");
    }

    /// <summary>What the values are.</summary>
    public SurgeValues Values { get; init; }
}
