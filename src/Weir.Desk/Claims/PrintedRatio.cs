using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Trade;

namespace Weir.Desk.Claims;

// Changes and shares as they are printed; words that allow more than one reading need bounds in the claim.
public sealed partial record PrintedForm
{
    /// <summary>Reads a change (<c>−21 %</c>: 0.785 to 0.795 of the base).</summary>
    public static bool TryReadRatio(string text, out Interval bounds)
    {
        if (!TryReadPercent(text, ChangePattern(), out var percent))
        {
            bounds = default;
            return false;
        }
        bounds = new Interval((100 + percent.Low) / 100, (100 + percent.High) / 100);
        return bounds.Low >= 0;
    }

    /// <summary>Reads a share (<c>12.5 %</c>: 0.1245 to 0.1255).</summary>
    public static bool TryReadShare(string text, out Interval bounds)
    {
        var read = TryReadPercent(text, SharePattern(), out var percent);
        bounds = percent * 0.01m;
        return read;
    }

    private static bool TryReadPercent(string text, Regex pattern, out Interval percent)
    {
        percent = default;
        var match = pattern.Match(text.Trim());
        if (!match.Success || !decimal.TryParse(match.Groups["n"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        var half = new decimal(5, 0, 0, false, (byte)(number.Scale + 1));
        var value = match.Groups["sign"].Value is "-" or "−" or "–" ? -number : number;
        percent = new Interval(value - half, value + half);
        return true;
    }

    [GeneratedRegex("^(?<sign>[-+−–])(?<n>[0-9]{1,6}(\\.[0-9]{1,6})?)\\s?%$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChangePattern();

    [GeneratedRegex("^(?<n>[0-9]{1,3}(\\.[0-9]{1,6})?)\\s?%$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SharePattern();
}
