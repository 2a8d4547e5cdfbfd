using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Uses;

/// <summary>What comes into a place and what its known uses can take up (<c>uses/*.yaml</c>): a user's own figures, each with its source.</summary>
/// <param name="Id">Its id: the file's name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Goods">The goods, of one of the desk's watches.</param>
/// <param name="Destination">Where they go.</param>
/// <param name="First">The first period of the question.</param>
/// <param name="Last">The last.</param>
/// <param name="Measure">The measure of the answer, one of <paramref name="Measures"/>.</param>
/// <param name="Measures">What amounts may count; two of them are never mixed without a conversion.</param>
/// <param name="Conversions">How one measure becomes another.</param>
/// <param name="Amounts">What comes in, and the uses.</param>
/// <param name="Note">What a reader must know; null for none.</param>
/// <param name="File">The file, below the desk.</param>
public sealed record UsesBook(
    string Id, LocalText Title, string Goods, Economy Destination, Period First, Period Last, UsesMeasure Measure,
    IReadOnlyList<UsesMeasure> Measures, IReadOnlyList<UsesConversion> Conversions, IReadOnlyList<UsesAmount> Amounts, LocalText? Note, string File);

/// <summary>What an amount counts: two measures may have one unit and be two things, such as kilometres of cable and of fibre.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Unit">Its unit.</param>
public sealed record UsesMeasure(string Id, LocalText Title, Unit Unit);

/// <summary>How many of one measure go into one of another.</summary>
/// <param name="From">The measure that is converted.</param>
/// <param name="To">Into which.</param>
/// <param name="Factor">How many of <paramref name="To"/> one of <paramref name="From"/> is.</param>
/// <param name="Source">Who says so.</param>
public sealed record UsesConversion(UsesMeasure From, UsesMeasure To, Interval Factor, string Source);

/// <summary>What kind of amount it is.</summary>
public enum AmountKind
{
    /// <summary>All that comes in, from wherever.</summary>
    Supply,

    /// <summary>Imports.</summary>
    Imports,

    /// <summary>Domestic production.</summary>
    Production,

    /// <summary>Taken from store.</summary>
    FromStore,

    /// <summary>Put in store.</summary>
    IntoStore,

    /// <summary>Exports.</summary>
    Exports,

    /// <summary>A use.</summary>
    Use,
}

/// <summary>One amount: a figure, or how many were made times what one takes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Measure">What it counts.</param>
/// <param name="Figures">Its factors: the amount, or production and content; and the factor for the time where there is one.</param>
/// <param name="Period">The time that the figure is of, in the words of its source where it is no period.</param>
/// <param name="Source">Who says so.</param>
public sealed record UsesAmount(
    string Id, LocalText Title, AmountKind Kind, UsesMeasure Measure, IReadOnlyList<UsesFigure> Figures, string Period, string Source)
{
    /// <summary>Whether it takes goods up.</summary>
    public bool IsUse => Kind is AmountKind.Use or AmountKind.Exports or AmountKind.IntoStore;
}

/// <summary>A factor of an amount.</summary>
/// <param name="Name"><c>amount</c>, <c>production</c>, <c>content</c> or <c>times</c>.</param>
/// <param name="Range">What it may be; an amount or content in the unit of the measure.</param>
/// <param name="Why">For <c>times</c>, why; null otherwise.</param>
public sealed record UsesFigure(string Name, Interval Range, string? Why);
