using System.Globalization;

namespace Weir.Trade;

/// <summary>Reads one <see cref="PrintedQuantity"/> from left to right. One object for one text.</summary>
internal sealed class PrintedReader(string original)
{
    // Publications print non-breaking, thin and narrow blanks. Lower case, letter by letter so that places stay the same,
    // makes every comparison below a plain one.
    private readonly string shown = string.Concat(original.Select(c => char.IsWhiteSpace(c) ? ' ' : c)).Trim();
    private readonly string text = string.Concat(original.Select(c => char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c))).Trim();
    private int at;
    private int end = original.Trim().Length;
    private Unit? unit;

    private bool IsRussian => text.Any(c => c is >= '\u0400' and <= '\u04ff');

    public bool TryRead(out PrintedQuantity quantity)
    {
        quantity = null!;
        var opened = TakeAny(PrintedWords.RangeOpeners);
        if (!TakeLead(out var before, out var negative) || !TryReadNumbers(opened, out var number))
            return false;
        var after = TakeAfter(); // "19+ km"
        if (unit is null)
            TakeUnit();
        after ??= TakeAfter() ?? TakeAfterInRest(); // "19 km or more"
        var rest = Rest();
        if (!IsUnderstood(rest) || (before ?? after) != (after ?? before))
            return false;
        var qualifier = before ?? after;
        if (opened && !number.IsRange)
        {
            // "от 19 км" is a bound; "between 19 km" is a sentence cut short.
            if (!IsRussian || qualifier is not null)
                return false;
            qualifier = PrintedQualifier.AtLeast;
        }
        number = number with { Qualifier = qualifier ?? PrintedQualifier.None };
        if (negative || (unit == Units.Percent && PrintedWords.FallNouns.Any(rest.ToLowerInvariant().Split(' ').Contains)))
            number = number with { Low = -number.High, High = -number.Low };
        quantity = new(original, number, unit, rest);
        return true;
    }

    // Qualifier, sign, currency and fillers stand before a number in any order, but one qualifier and one sign at most.
    private bool TakeLead(out PrintedQualifier? qualifier, out bool negative)
    {
        (qualifier, negative) = (null, false);
        while (true)
        {
            if (TakeQualifier(PrintedWords.Before) is { } said)
            {
                if (qualifier is not null)
                    return false;
                qualifier = said;
            }
            else if (Take("-") || Take("−") || Take("–") || TakeAny(PrintedWords.Falls))
            {
                if (negative)
                    return false;
                negative = true;
            }
            else if (!TakeAny(PrintedWords.Fillers) && !TakeCurrency())
                return true;
        }
    }

    private bool TryReadNumbers(bool opened, out PrintedNumber number)
    {
        if (!TryReadNumber(out number))
            return false;
        var (scale, firstUnit, before) = (TakeScale(), unit, at);
        if (firstUnit is null)
            TakeUnit();
        if (!TakeJoin(opened))
        {
            (at, unit) = (before, firstUnit);
            return TryScale(ref number, scale ?? 1);
        }
        var unitOfFirst = unit;
        unit = null;
        TakeCurrency();
        unit ??= firstUnit; // "$11–12 million"
        if (!TryReadNumber(out var second))
            return false;
        var secondScale = TakeScale();
        if (unit is null)
            TakeUnit();
        unit ??= unitOfFirst;
        if (unitOfFirst is not null && unit != unitOfFirst)
            return false;
        // "11–12 million" counts both in millions.
        if (!TryScale(ref number, scale ?? secondScale ?? 1) || !TryScale(ref second, secondScale ?? 1) || second.Low <= number.Low)
            return false;
        number = new(number.Low, second.High, Math.Max(number.Step, second.Step), Math.Min(number.SignificantDigits, second.SignificantDigits), PrintedQualifier.None);
        return true;
    }

    private bool TryReadNumber(out PrintedNumber number)
    {
        SkipBlanks();
        if (at < text.Length && char.IsAsciiDigit(text[at]))
            return TryReadDigits(out number);
        foreach (var (words, value) in PrintedWords.Fractions)
        {
            if (TakeWord(words))
            {
                unit = Units.Fold;
                number = new(value, value, 0.05m, 1, PrintedQualifier.None);
                SkipBlanks();
                return at == text.Length || IsAhead("of "); // not "half a million"
            }
        }
        var word = WordAhead();
        number = null!;
        if (PrintedWords.Folds.TryGetValue(word, out var fold))
            unit = Units.Fold;
        else if (word.EndsWith("fold", StringComparison.Ordinal) && PrintedWords.Numbers.TryGetValue(word[..^4].TrimEnd('-'), out fold))
            unit = Units.Fold;
        else if (!PrintedWords.Numbers.TryGetValue(word, out fold))
            return false;
        at += word.Length;
        number = Number(fold.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    private bool TryReadDigits(out PrintedNumber number)
    {
        number = null!;
        var whole = Digits();
        var separator = at < text.Length ? text[at] : '\0';
        var groups = 0;
        if (separator is ',' or ' ' or '\'' or '’' && whole.Length <= 3 && whole[0] != '0')
        {
            while (at < text.Length && text[at] == separator && DigitsFrom(at + 1) == 3)
            {
                whole += text.AsSpan(at + 1, 3).ToString();
                at += 4;
                groups++;
            }
        }
        var fraction = "";
        if (groups == 1 && separator == ',' && IsRussian)
        {
            // "8,854 млрд" is 8.854 and "191,512 км" may be either: where no scale word decides, nothing is read.
            var here = at;
            if (TakeScale() is null)
                return false;
            at = here;
            (whole, fraction) = (whole[..^3], whole[^3..]);
        }
        else if (at < text.Length && (text[at] == '.' || (text[at] == ',' && (groups == 0 || separator != ','))) && DigitsFrom(at + 1) > 0)
        {
            var isComma = text[at] == ',';
            at++;
            fraction = Digits();
            if (isComma && whole != "0" && (IsRussian ? fraction.Length == 3 : fraction.Length > 2))
                return false; // "1234,567": a misprint of thousands as likely as a decimal comma
        }
        // A further separator with a digit behind it ("1.234.567", "1,23,456") is a form that is not known here.
        if (at + 1 < text.Length && text[at] is '.' or ',' && char.IsAsciiDigit(text[at + 1]))
            return false;
        var digits = fraction.Length == 0 ? whole : $"{whole}.{fraction}";
        if (whole.Length + fraction.Length > 28)
            return false;
        number = Number(digits);
        return true;
    }

    // The rules of significance; they are written out at PrintedNumber.
    private static PrintedNumber Number(string digits)
    {
        var value = decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            var significant = digits.Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length;
            return new(value, value, NumberPrint.PowerOfTen(point + 1 - digits.Length), Math.Max(1, significant), PrintedQualifier.None);
        }
        var length = digits.TrimStart('0').Length;
        var kept = Math.Max(1, Math.Max(digits.Trim('0').Length, Math.Min(2, length)));
        return new(value, value, NumberPrint.PowerOfTen(Math.Max(0, length - kept)), kept, PrintedQualifier.None);
    }

    private static bool TryScale(ref PrintedNumber number, decimal scale)
    {
        if ((double)number.High * (double)scale >= 7e27)
            return false;
        number = number with { Low = number.Low * scale, High = number.High * scale, Step = number.Step * scale };
        return true;
    }

    private PrintedQualifier? TakeAfter() => Take("+") ? PrintedQualifier.AtLeast : TakeQualifier(PrintedWords.After);

    // "12 miles of cable or more": the words may stand behind what is counted; only at the end, or they belong to something else.
    private PrintedQualifier? TakeAfterInRest()
    {
        foreach (var (words, said) in PrintedWords.After)
        {
            if (!text.AsSpan(at).EndsWith($" {words}", StringComparison.Ordinal))
                continue;
            end = text.Length - words.Length;
            return said;
        }
        return null;
    }

    private string Rest() => shown[at..end].Trim(' ', ',', ';', '.', ':');

    // What is left over may say what is counted, but not another number ("ten to twelve", "half a million") or a second unit
    // ("5 m tonnes": metres or millions?).
    private static bool IsUnderstood(string rest)
    {
        var words = rest.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return !rest.Any(char.IsAsciiDigit)
            && !words.Any(w => PrintedWords.IsNumber(w.TrimEnd('.', ',')))
            && (words.Length == 0 || !Units.TryParse(words[0], out _));
    }

    private void TakeUnit()
    {
        SkipBlanks();
        var start = at;
        if (Take("-fold") || Take("fold"))
        {
            unit = Units.Fold;
            return;
        }
        var ends = new List<int>();
        for (var i = at; i <= text.Length && ends.Count < 4; i++)
        {
            if (i == text.Length || text[i] is ' ' or ',' or ';' or '+' or '–' or '—')
                ends.Add(i);
        }
        for (var i = ends.Count - 1; i >= 0; i--)
        {
            if (ends[i] > start && Units.TryParse(text[start..ends[i]], out var found))
            {
                (unit, at) = (found, ends[i]);
                return;
            }
        }
        // A sign needs no blank behind it: "20%–30%".
        if (at < text.Length && text[at] is '%' or '€' or '$' or '₽' && Units.TryParse(text[at..(at + 1)], out var sign))
            (unit, at) = (sign, at + 1);
    }

    private decimal? TakeScale()
    {
        var before = at;
        SkipBlanks();
        var word = WordAhead();
        foreach (var (name, factor, moneyOnly) in PrintedWords.Scales)
        {
            if (word != name || (moneyOnly && unit?.Dimension != Dimension.Money))
                continue;
            at += word.Length;
            Take(".");
            return factor;
        }
        at = before;
        return null;
    }

    private bool TakeJoin(bool opened)
    {
        var before = at;
        SkipBlanks();
        if (TakeAny(PrintedWords.Joins) || (opened && TakeAny(PrintedWords.OpenedJoins)))
        {
            SkipBlanks();
            var (start, saved) = (at, unit);
            unit = null;
            TakeCurrency();
            SkipBlanks();
            var joins = at < text.Length && char.IsAsciiDigit(text[at]);
            (at, unit) = (start, saved);
            if (joins)
                return true;
        }
        at = before;
        return false;
    }

    private bool TakeCurrency()
    {
        if (unit is not null)
            return false;
        foreach (var mark in (string[])["us$", "$", "€", "£", "₽", "₸", "₴", "₩", "₹", "rmb", "usd", "cny", "eur", "rub", "gbp"])
        {
            if (Take(mark) && Units.TryParse(mark, out var money))
            {
                unit = money;
                return true;
            }
        }
        return false;
    }

    private PrintedQualifier? TakeQualifier((string Words, PrintedQualifier Qualifier)[] table)
    {
        foreach (var (words, said) in table)
        {
            if (TakeWord(words))
                return said;
        }
        return null;
    }

    private bool TakeAny(string[] table) => table.Any(TakeWord);

    // A word ends where no letter follows; a sign such as "≈" anywhere.
    private bool TakeWord(string words)
    {
        SkipBlanks();
        var behind = at + words.Length;
        if (!IsAhead(words) || (char.IsLetter(words[^1]) && behind < text.Length && char.IsLetter(text[behind])))
            return false;
        at = behind;
        return true;
    }

    private bool Take(string mark)
    {
        SkipBlanks();
        if (!IsAhead(mark))
            return false;
        at += mark.Length;
        return true;
    }

    private bool IsAhead(string words) => text.AsSpan(at).StartsWith(words, StringComparison.Ordinal);

    private string WordAhead()
    {
        var last = at;
        while (last < text.Length && (char.IsLetter(text[last]) || (text[last] == '-' && last > at && last + 1 < text.Length && char.IsLetter(text[last + 1]))))
            last++;
        return text[at..last];
    }

    private string Digits()
    {
        var count = DigitsFrom(at);
        at += count;
        return text.Substring(at - count, count);
    }

    private int DigitsFrom(int start)
    {
        var last = start;
        while (last < text.Length && char.IsAsciiDigit(text[last]))
            last++;
        return last - start;
    }

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] == ' ')
            at++;
    }
}
