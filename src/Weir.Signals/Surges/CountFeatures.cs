namespace Weir.Signals.Surges;

/// <summary>How freely the mean of a count may move; standard deviations of the effects on its log.</summary>
/// <param name="Slope">Of a trend, a month.</param>
/// <param name="Season">Of the first harmonic of the year; the second has half of it.</param>
/// <param name="Step">Of a change of level each half year; 0: none.</param>
/// <param name="LogOdds">Log prior weight.</param>
internal sealed record CountMovement(double Slope, double Season, double Step, double LogOdds)
{
    public static CountMovement[] All { get; } =
    [
        new(0.004, 0.1, 0, 0),
        new(0.008, 0.3, 0, 0),
        new(0.02, 0.8, 0, 0),
        new(0.008, 0.5, 0.25, -0.7),
    ];

    /// <summary>How many effects there are over so many months.</summary>
    public int Effects(int months) => CountFeatures.Static + (Step > 0 ? CountFeatures.Steps(months) : 0);

    /// <summary>Prior precision of an effect; 0 for the level, which has a flat prior.</summary>
    public double Precision(int effect) => effect switch
    {
        0 => 0,
        1 => 1 / (Slope * Slope),
        2 or 3 => 1 / (Season * Season),
        4 or 5 => 4 / (Season * Season),
        _ => 1 / (Step * Step),
    };
}

/// <summary>
/// What a month's mean depends on, by how many months it lies before the judged one: level, trend, two harmonics of the year (whose phase is counted from the judged month; the prior is
/// the same for every phase), and steps of level every six months. The judged month has the features 1, 0, 1, 0, 1, 0 and no step.
/// </summary>
internal static class CountFeatures
{
    public const int Static = 6;
    private const int StepMonths = 6;
    private const int MostMonths = 120;
    private const int Width = Static + (MostMonths / StepMonths);
    private static readonly double[] Table = Build();

    public static int Steps(int months) => Math.Max(0, (months - 1) / StepMonths);

    public static ReadOnlySpan<double> Of(int before) => Table.AsSpan(before * Width, Width);

    private static double[] Build()
    {
        var table = new double[(MostMonths + 1) * Width];
        for (var before = 0; before <= MostMonths; before++)
        {
            var row = table.AsSpan(before * Width, Width);
            var angle = 2 * Math.PI * before / 12;
            row[0] = 1;
            row[1] = -before;
            (row[3], row[2]) = Math.SinCos(angle);
            (row[5], row[4]) = Math.SinCos(2 * angle);
            for (var step = 0; step < Width - Static; step++)
                row[Static + step] = before > (step + 1) * StepMonths ? 1 : 0;
        }
        return table;
    }
}
