using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims;

/// <summary>What a claim measures. One kind of claim is one kind of measure.</summary>
public abstract record Measure
{
    /// <summary>The numbers as printed, in the order of the file; empty where none was printed.</summary>
    public virtual IReadOnlyList<string> Printed => [];
}

/// <summary>How much went at a period: one cell, or the sum of some.</summary>
/// <param name="Subject">The cell.</param>
/// <param name="Period">When.</param>
/// <param name="EachMonth">The amount is said of each month of the period, not of their sum.</param>
/// <param name="Forms">The amount in each form that was printed (<c>328,000 miles</c>, <c>528,000 km</c>); at least one.</param>
/// <param name="Tolerance">How far off the author of the desk still calls right, as a share of the amount; 0 for the printed digits alone.</param>
/// <param name="Reading">Which of the goods' readings of the unit is meant; null where the publication does not say.</param>
public sealed record Level(
    Subject Subject, PeriodReading Period, bool EachMonth, IReadOnlyList<PrintedForm> Forms, decimal Tolerance, string? Reading) : Measure
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Printed => [.. Forms.Select(f => f.Text)];
}

/// <summary>The amount of one period over that of another.</summary>
/// <param name="Subject">The cell at both.</param>
/// <param name="Period">The period that grew or fell.</param>
/// <param name="Base">What it is compared with.</param>
/// <param name="Words">As printed (<c>almost tenfold</c>, <c>−21 %</c>).</param>
/// <param name="Bounds">What the words allow.</param>
public sealed record Ratio(Subject Subject, PeriodReading Period, PeriodReading Base, string Words, Interval Bounds) : Measure
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Printed => [Words];
}

/// <summary>A record: the highest month, with its value.</summary>
/// <param name="Subject">The cell.</param>
/// <param name="At">The month of the record.</param>
/// <param name="Since">The first month that it is the record of; null where the publication does not say, then the watch's first month.</param>
/// <param name="Until">The last month that it is the record of; null where the publication does not say, then the month before it came out.</param>
/// <param name="Forms">The value in each printed form; at least one.</param>
public sealed record Peak(Subject Subject, Period At, Period? Since, Period? Until, IReadOnlyList<PrintedForm> Forms) : Measure
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Printed => [.. Forms.Select(f => f.Text)];
}

/// <summary>One cell as a share of another.</summary>
/// <param name="Part">The part.</param>
/// <param name="Whole">What it is a share of.</param>
/// <param name="Period">When.</param>
/// <param name="Words">As printed (<c>less than a quarter</c>).</param>
/// <param name="Bounds">What the words allow; 1 is the whole.</param>
public sealed record Share(Subject Part, Subject Whole, PeriodReading Period, string Words, Interval Bounds) : Measure
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Printed => [Words];
}

/// <summary>That two printed forms are one amount (<c>328,000 miles (528,000 km)</c>): arithmetic alone decides.</summary>
/// <param name="Forms">The forms; at least two, in different units of one dimension.</param>
public sealed record Conversion(IReadOnlyList<PrintedForm> Forms) : Measure
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Printed => [.. Forms.Select(f => f.Text)];
}

/// <summary>How much of some goods one thing holds (<c>12 miles (19 km) or more</c> of cable a drone).</summary>
/// <param name="Goods">Id of the goods.</param>
/// <param name="In">What holds them.</param>
/// <param name="Forms">The amount in each printed form; at least one.</param>
public sealed record Content(string Goods, LocalText In, IReadOnlyList<PrintedForm> Forms) : Measure
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Printed => [.. Forms.Select(f => f.Text)];
}

/// <summary>How many things an amount would make (<c>26,240 drones</c> from <c>524,800 km</c> at <c>20 km</c>).</summary>
/// <param name="Subject">The cell that the amount is of.</param>
/// <param name="Period">When.</param>
/// <param name="Made">The number of things.</param>
/// <param name="Amount">The amount that was divided; null where the publication does not print it.</param>
/// <param name="Each">What one of them takes; null where the publication does not print it.</param>
public sealed record MadeFrom(Subject Subject, PeriodReading Period, PrintedForm Made, PrintedForm? Amount, PrintedForm? Each) : Measure
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Printed => [.. new[] { Made, Amount, Each }.OfType<PrintedForm>().Select(f => f.Text)];
}

/// <summary>A number that no cell of a trade statistic is: companies registered, one firm's imports.</summary>
/// <param name="What">What is counted.</param>
/// <param name="Form">The number.</param>
/// <param name="Since">First period of it; null where not said.</param>
/// <param name="Until">Last period; null where not said, or up to the publication.</param>
/// <param name="Register">What would decide it: a company register, a firm's customs records.</param>
public sealed record Count(LocalText What, PrintedForm Form, Period? Since, Period? Until, LocalText Register) : Measure
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Printed => [Form.Text];
}

/// <summary>A statement without a number that trade rows could decide.</summary>
public sealed record Statement : Measure;
