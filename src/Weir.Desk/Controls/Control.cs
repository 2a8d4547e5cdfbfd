using Weir.Desk.Words;
using Weir.Signals.Effects;
using Weir.Trade;

namespace Weir.Desk.Controls;

/// <summary>What kind of measure a control is.</summary>
public enum ControlMeasure
{
    /// <summary>Exports need a licence.</summary>
    Licence,

    /// <summary>Exports are forbidden.</summary>
    Ban,

    /// <summary>Exporters must bind their buyers not to re-export.</summary>
    NoReexport,
}

/// <summary>An export control and its timeline (<c>controls/*.yaml</c>, or one of Weir's own facts).</summary>
/// <param name="Id">Its id: the file name without extension.</param>
/// <param name="Title">Title.</param>
/// <param name="By">Who controls: <c>EU</c>, or the alpha-3 code of an economy.</param>
/// <param name="Measure">What kind of measure it is.</param>
/// <param name="Announced">When it was announced.</param>
/// <param name="InForce">When it came into force.</param>
/// <param name="Source">The act that says so.</param>
/// <param name="File">The file, below the desk; for one of Weir's own facts its name.</param>
public sealed record Control(
    string Id, LocalText Title, string By, ControlMeasure Measure, DateOnly Announced, DateOnly InForce, ControlSource Source, string File)
{
    /// <summary>The EU as <see cref="By"/>.</summary>
    public const string Eu = "EU";

    private static readonly string[] Members =
    [
        "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL", "ITA", "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE",
    ];

    /// <summary>The controlled codes, for each edition of the Harmonized System that has others; empty where the act has a list without codes (<see cref="List"/>).</summary>
    public IReadOnlyList<ControlledCodes> Codes { get; init; } = [];

    /// <summary>The list that the act controls, where it is not known by codes; null otherwise.</summary>
    public string? List { get; init; }

    /// <summary>When it was suspended; null where it was not.</summary>
    public DateOnly? Suspended { get; init; }

    /// <summary>When it was repealed or replaced; null where it was not.</summary>
    public DateOnly? Repealed { get; init; }

    /// <summary>The destinations that it is about; empty for all.</summary>
    public IReadOnlyList<Economy> Destinations { get; init; } = [];

    /// <summary>Codes that the measure is not about, to compare with.</summary>
    public IReadOnlyList<string> Comparators { get; init; } = [];

    /// <summary>What a reader must know, such as that a code holds other goods too.</summary>
    public LocalText? Note { get; init; }

    /// <summary>Whether it is one of Weir's own facts and no file of the desk.</summary>
    public bool Known { get; init; }

    /// <summary>Whose exports it is about.</summary>
    public IReadOnlyList<Economy> Reporters => By == Eu ? [.. Members.Select(Find)] : [Find(By)];

    /// <summary>When it came and went, as an effect is estimated from it.</summary>
    public ControlTiming Timing => new(Announced, InForce, (Suspended, Repealed) switch
    {
        ({ } suspended, { } repealed) => suspended < repealed ? suspended : repealed,
        _ => Suspended ?? Repealed,
    });

    /// <summary>All of its codes, of every edition, none under another.</summary>
    public IReadOnlyList<string> AllCodes
    {
        get
        {
            var all = Codes.SelectMany(c => c.Codes).Distinct(StringComparer.Ordinal).ToList();
            return [.. all.Where(c => !all.Exists(o => o != c && c.StartsWith(o, StringComparison.Ordinal)))];
        }
    }

    private static Economy Find(string code) => Economies.TryFind(code, out var economy) ? economy : throw new InvalidOperationException($"{code} is no economy");
}

/// <summary>Controlled codes.</summary>
/// <param name="Edition">The edition of the Harmonized System that they are codes of, as in <c>HS2022</c>; null where they mean the same in all.</param>
/// <param name="Codes">The codes; each takes in what lies under it.</param>
public sealed record ControlledCodes(string? Edition, IReadOnlyList<string> Codes);

/// <summary>The act behind a control.</summary>
/// <param name="Act">Its name and number.</param>
/// <param name="Date">Its date.</param>
/// <param name="Url">Where it is published; null where not given.</param>
public sealed record ControlSource(string Act, DateOnly Date, string? Url);
