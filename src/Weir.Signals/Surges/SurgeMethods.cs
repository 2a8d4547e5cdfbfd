namespace Weir.Signals.Surges;

/// <summary>A rule that judges whether a month is higher than its own past allows.</summary>
public interface ISurgeMethod
{
    /// <summary>What the rule is called: <c>default</c>, <c>farrington</c>, <c>robust</c>, <c>conformal</c>.</summary>
    string Id { get; }

    /// <summary>The rate of false alarms that <see cref="SurgeFinding.Upper"/> is for; above 0 and below 0.5.</summary>
    double Alpha { get; }

    /// <summary>How many earlier months must be known at least.</summary>
    int MonthsNeeded { get; }

    /// <summary>
    /// Judges the month at <paramref name="at"/> by the months before it, and by nothing after it. Never throws for what the values are: what
    /// cannot be said has its <see cref="SurgeObstacle"/>.
    /// </summary>
    /// <param name="values">The series.</param>
    /// <param name="at">Index of the month to judge.</param>
    /// <param name="workspace">
    /// Where to compute; one a thread. With it nothing is allocated. Null takes one that belongs to the calling thread.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside the series.</exception>
    SurgeFinding Judge(in MonthlyValues values, int at, SurgeWorkspace? workspace = null);
}

/// <summary>The surge methods, each with its published (or, for the default, measured) settings.</summary>
public static class SurgeMethods
{
    /// <summary>The ids in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["default", "farrington", "robust", "conformal"];

    /// <summary>The default: calibrated, the winner of <c>bench/surges</c>.</summary>
    public static ISurgeMethod Default { get; } = new CalibratedMethod(new());

    /// <summary>All of them with their own settings.</summary>
    public static IReadOnlyList<ISurgeMethod> All { get; } =
        [Default, new FarringtonMethod(new()), new RobustMethod(new()), new ConformalMethod(new())];

    /// <summary>The method with this id, in either case; null where there is none.</summary>
    public static ISurgeMethod? Find(string id) => All.FirstOrDefault(m => m.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The method with this id at another rate of false alarms, all else as published; null where there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0 and below 0.5.</exception>
    public static ISurgeMethod? Find(string id, double alpha) => Find(id)?.Id switch
    {
        "default" => new CalibratedMethod(new() { Alpha = alpha }),
        "farrington" => new FarringtonMethod(new() { Alpha = alpha }),
        "robust" => new RobustMethod(new() { Alpha = alpha }),
        "conformal" => new ConformalMethod(new() { Alpha = alpha }),
        _ => null,
    };
}
