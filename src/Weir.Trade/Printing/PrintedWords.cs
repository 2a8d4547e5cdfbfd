namespace Weir.Trade;

/// <summary>The words that stand around printed numbers, in English and Russian, lower case. Longest first decides.</summary>
internal static class PrintedWords
{
    /// <summary>Before the number.</summary>
    public static readonly (string Words, PrintedQualifier Qualifier)[] Before = Longest(
        (PrintedQualifier.About, "about|around|roughly|approximately|approx.|approx|some|circa|ca.|~|≈|in the region of|около|примерно|приблизительно|порядка"),
        (PrintedQualifier.Almost, "almost|nearly|just under|just below|close to|not quite|a little under|slightly less than|почти|чуть меньше|без малого"),
        (PrintedQualifier.JustOver, "just over|just above|slightly more than|slightly over|a little over|a little more than|чуть больше|чуть более"),
        (PrintedQualifier.AtLeast, "at least|no less than|not less than|no fewer than|not fewer than|a minimum of|≥|>=|не менее|не меньше|по меньшей мере|минимум|как минимум"),
        (PrintedQualifier.MoreThan, "more than|over|above|exceeding|upwards of|in excess of|>|более чем|более|больше|больше чем|свыше"),
        (PrintedQualifier.AtMost, "at most|up to|no more than|not more than|a maximum of|≤|<=|не более|не больше|до|максимум"),
        (PrintedQualifier.LessThan, "less than|fewer than|under|below|<|менее чем|менее|меньше|меньше чем"));

    /// <summary>After the number and its unit.</summary>
    public static readonly (string Words, PrintedQualifier Qualifier)[] After = Longest(
        (PrintedQualifier.AtLeast, "at least|minimum|по меньшей мере|or more|and more|or longer|or over|и более|и больше|или более|или больше"),
        (PrintedQualifier.AtMost, "at most|maximum|or less|or fewer|и менее|или менее|или меньше"),
        (PrintedQualifier.About, "or so|or thereabouts"));

    /// <summary>Words before a number that change nothing.</summary>
    public static readonly string[] Fillers = Longest("another", "only", "just", "a total of", "up", "rose", "by", "a rise of", "an increase of", "+", "ещё", "еще", "всего", "только", "на", "рост на", "выросли", "вырос", "в");

    /// <summary>Words before a number that make it a fall.</summary>
    public static readonly string[] Falls = Longest("down", "fell", "minus", "a fall of", "a drop of", "a decline of", "a decrease of", "минус", "снижение на", "падение на", "упали на", "снизились на");

    /// <summary>Words behind a percentage that make it a fall.</summary>
    public static readonly string[] FallNouns = ["drop", "decline", "fall", "decrease", "less", "lower", "down", "снижение", "падение", "снижения", "падения", "меньше"];

    /// <summary>Scale words; those of one letter count only beside money.</summary>
    public static readonly (string Word, decimal Factor, bool MoneyOnly)[] Scales =
    [
        ("thousand", 1e3m, false), ("thousands", 1e3m, false), ("k", 1e3m, false), ("тыс", 1e3m, false), ("тысяч", 1e3m, false), ("тысячи", 1e3m, false), ("тысяча", 1e3m, false),
        ("million", 1e6m, false), ("millions", 1e6m, false), ("mln", 1e6m, false), ("mn", 1e6m, false), ("m", 1e6m, true), ("млн", 1e6m, false), ("миллион", 1e6m, false), ("миллиона", 1e6m, false), ("миллионов", 1e6m, false),
        ("billion", 1e9m, false), ("billions", 1e9m, false), ("bn", 1e9m, false), ("bln", 1e9m, false), ("b", 1e9m, true), ("млрд", 1e9m, false), ("миллиард", 1e9m, false), ("миллиарда", 1e9m, false), ("миллиардов", 1e9m, false),
        ("trillion", 1e12m, false), ("tn", 1e12m, false), ("trn", 1e12m, false), ("трлн", 1e12m, false),
    ];

    /// <summary>Numbers in words; they are as exact as the same number in digits.</summary>
    public static readonly Dictionary<string, decimal> Numbers = new(StringComparer.Ordinal)
    {
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["fifteen"] = 15,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["один"] = 1,
        ["два"] = 2,
        ["две"] = 2,
        ["три"] = 3,
        ["четыре"] = 4,
        ["пять"] = 5,
        ["шесть"] = 6,
        ["семь"] = 7,
        ["восемь"] = 8,
        ["девять"] = 9,
        ["десять"] = 10,
    };

    /// <summary>Single words that mean so many times.</summary>
    public static readonly Dictionary<string, decimal> Folds = new(StringComparer.Ordinal)
    {
        ["doubled"] = 2,
        ["double"] = 2,
        ["twice"] = 2,
        ["tripled"] = 3,
        ["triple"] = 3,
        ["quadrupled"] = 4,
        ["halved"] = 0.5m,
        ["вдвое"] = 2,
        ["втрое"] = 3,
        ["вчетверо"] = 4,
        ["впятеро"] = 5,
        ["вдесятеро"] = 10,
        ["десятикратно"] = 10,
        ["пятикратно"] = 5,
    };

    /// <summary>Parts of a whole, which count in twentieths.</summary>
    public static readonly (string Words, decimal Value)[] Fractions =
    [
        ("three quarters", 0.75m), ("three-quarters", 0.75m), ("two thirds", 2m / 3), ("two-thirds", 2m / 3), ("one third", 1m / 3), ("one quarter", 0.25m), ("one fifth", 0.2m),
        ("a third", 1m / 3), ("a quarter", 0.25m), ("a fifth", 0.2m), ("a half", 0.5m), ("half", 0.5m),
        ("половина", 0.5m), ("половины", 0.5m), ("треть", 1m / 3), ("трети", 1m / 3), ("четверть", 0.25m), ("четверти", 0.25m),
    ];

    /// <summary>Whether a word behind a number says another number or makes another of it, so that the first wasn't understood.</summary>
    public static bool IsNumber(string word) =>
        OtherNumbers.Contains(word) || Numbers.ContainsKey(word) || Folds.ContainsKey(word) || word.EndsWith("fold", StringComparison.Ordinal);

    private static readonly HashSet<string> OtherNumbers = [.. Scales.Where(s => !s.MoneyOnly).Select(s => s.Word), "hundred", "hundreds", "dozen", "dozens", "сотня", "сотни", "сотен"];

    /// <summary>What joins the two numbers of a range; the second kind only after "between" or "от".</summary>
    public static readonly string[] Joins = ["–", "—", "-", "‑", "−", "…", "to"], OpenedJoins = ["and", "и", "до"];

    /// <summary>What opens a range. "From" is no such word: "from 11 to 12" tells of a change as often as of a range.</summary>
    public static readonly string[] RangeOpeners = ["between", "от"];

    private static string[] Longest(params string[] words) => [.. words.OrderByDescending(w => w.Length)];

    private static (string Words, PrintedQualifier Qualifier)[] Longest(params (PrintedQualifier Qualifier, string Words)[] table) =>
        [.. table.SelectMany(row => row.Words.Split('|'), (row, words) => (Words: words, row.Qualifier)).OrderByDescending(e => e.Words.Length)];
}
