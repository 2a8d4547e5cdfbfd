using System.Globalization;
using Weir.Desk.Claims;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Cli.Printing;

/// <summary>What the command line says is English.</summary>
internal static class English
{
    private static readonly Words Words = Words.For("en");

    public static string Say(Phrase phrase) => Words.Say(phrase);

    public static string Say(LocalText text) => Words.Say(text);

    public static string Number(double value) => Number((decimal)value);

    public static string Number(decimal value) => Words.Number(value);

    /// <summary>An estimate to four digits; more would be false precision.</summary>
    public static string Rounded(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return value.ToString(CultureInfo.InvariantCulture);
        var size = Math.Floor(Math.Log10(Math.Abs(value)));
        return size is < -4 or > 14
            ? value.ToString("0.###E+0", CultureInfo.InvariantCulture)
            : Number(size >= 3 ? Math.Round((decimal)value / (decimal)Math.Pow(10, size - 3)) * (decimal)Math.Pow(10, size - 3) : Math.Round((decimal)value, 3 - (int)size));
    }

    /// <summary>A published number of any size; what is too large to be read digit by digit stands with its exponent.</summary>
    public static string Exact(double value) => Math.Abs(value) < 1e15 ? Number((decimal)value) : value.ToString("0.###E+0", CultureInfo.InvariantCulture);

    /// <summary>An amount with its unit code; a ratio has none.</summary>
    public static string Amount(decimal value, string unit) => Units.TryFind(unit, out var known) ? Words.Quantity(new Quantity(value, known)) : Number(value);

    /// <summary><c>+1.2 %</c>; what rounds to nothing is <c>0 %</c>.</summary>
    public static string Difference(decimal share)
    {
        var percent = Math.Round(share * 100, 2, MidpointRounding.AwayFromZero);
        return $"{(percent > 0 ? "+" : "")}{percent.ToString("0.##", CultureInfo.InvariantCulture)} %";
    }

    public static string Verdict(Verdict verdict) => verdict switch
    {
        Desk.Claims.Verdict.Supported => "supported",
        Desk.Claims.Verdict.Contradicted => "contradicted",
        Desk.Claims.Verdict.Partly => "partly",
        Desk.Claims.Verdict.NotCheckable => "not checkable",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "no such verdict"),
    };

    /// <summary>What is not official says so.</summary>
    public static string Mark(ObservationStatus status) => status switch
    {
        ObservationStatus.Official => "",
        ObservationStatus.Reported => "reported",
        ObservationStatus.Modelled => "modelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no such status"),
    };

    /// <summary><c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Count(long n, string one, string many) => $"{Words.Number(n)} {(n == 1 ? one : many)}";
}
