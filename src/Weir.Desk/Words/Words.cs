using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Weir.Desk.Words;

/// <summary>
/// The texts of one language: everything that Weir says to a reader of its site and briefs. The texts lie in
/// <c>Words/{language}/{area}.json</c> inside the assembly as <c>"key": "text with {places}"</c> and are read once, at first use.
/// <para>A place is <c>{name}</c>, <c>{name:form}</c> or <c>{name|one|few|many}</c>:</para>
/// <list type="bullet">
/// <item>forms of numbers: a .NET format (<c>0.0</c>), <c>s3</c> for three significant digits, <c>p</c> for a chance, <c>%</c> and <c>+%</c> for a share or a change;</item>
/// <item>forms of months: <c>in</c> (в <i>августе</i> 2025) and <c>of</c> (<i>августа</i> 2025), which are alike in English;</item>
/// <item><c>{n|claim|claims}</c> prints the form that the number asks for: two forms in English, three in Russian.</item>
/// </list>
/// Immutable; safe to use from several threads.
/// </summary>
#pragma warning disable MA0049 // The namespace holds words and phrases; the type is one language's words.
public sealed partial class Words
#pragma warning restore MA0049
{
    /// <summary>The runtime switch under which a missing text is an exception instead of its key. Tests set it.</summary>
    public const string StrictSwitch = "Weir.Words.Strict";

    private static readonly ConcurrentDictionary<string, Words> Loaded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> texts;
    private readonly NumberFormatInfo numbers;

    private Words(string language)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language);
        numbers = NumbersOf(language);
        texts = Load(language);
    }

    /// <summary>The languages there are, English first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "ru"];

    /// <summary>Two-letter code.</summary>
    public string Language { get; }

    /// <summary>The language's locale, for names and sorting.</summary>
    public CultureInfo Culture { get; }

    /// <summary>All keys of this language.</summary>
    public IReadOnlyCollection<string> Keys => texts.Keys;

    /// <summary>The words of <paramref name="language"/>; English where Weir does not speak it.</summary>
    public static Words For(string language) => Loaded.GetOrAdd(Languages.Contains(language) ? language : Languages[0], l => new Words(l));

    /// <summary>The text behind <paramref name="key"/> with its places open, or null where this language has none.</summary>
    public string? Template(string key) => texts.GetValueOrDefault(key);

    /// <summary>Says a phrase. A key that is not in this language is said in English; one that is nowhere is shown as it is.</summary>
    /// <exception cref="InvalidOperationException">A text or a place is missing, and <see cref="StrictSwitch"/> is on.</exception>
    public string Say(Phrase phrase)
    {
        if (texts.TryGetValue(phrase.Key, out var template))
            return Fill(template, phrase);
        var english = Language == Languages[0] ? null : For(Languages[0]).Template(phrase.Key);
        return english is null ? Missing($"no word list has '{phrase.Key}'", phrase.Key) : Fill(english, phrase);
    }

    /// <summary>Says a text whose places are given in pairs.</summary>
    public string Say(string key, params (string Place, object? Value)[] args) => Say(new Phrase(key, args));

    /// <summary>The author's text in this language.</summary>
    public string Say(LocalText text) => text.In(Language);

    private string Fill(string template, Phrase phrase)
    {
        var text = new StringBuilder(template.Length + 32);
        var at = 0;
        while (at < template.Length)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
                break;
            text.Append(template, at, open - at).Append(Place(template[(open + 1)..close], phrase));
            at = close + 1;
        }
        return text.Append(template, at, template.Length - at).ToString();
    }

    private string Place(string place, Phrase phrase)
    {
        var end = place.IndexOfAny([':', '|']);
        var name = end < 0 ? place : place[..end];
        if (!phrase.Args.TryGetValue(name, out var value))
            return Missing($"'{phrase.Key}' has a place {{{name}}} that was not filled", $"{{{name}}}");
        if (end < 0)
            return Value(value, form: null);
        return place[end] == ':' ? Value(value, place[(end + 1)..]) : Plural(value, place[(end + 1)..].Split('|'));
    }

    private static string Missing(string message, string shown) =>
        AppContext.TryGetSwitch(StrictSwitch, out var strict) && strict ? throw new InvalidOperationException(message) : shown;

    private static Dictionary<string, string> Load(string language)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var prefix = $"Words/{language}/";
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var text in JsonDocument.Parse(stream).RootElement.EnumerateObject())
                found.TryAdd(text.Name, text.Value.GetString()!);
        }
        return found;
    }

    // Fixed here and not taken from the platform, whose separators differ from one release to the next.
    private static NumberFormatInfo NumbersOf(string language) => NumberFormatInfo.ReadOnly(language switch
    {
        "ru" => new NumberFormatInfo { NumberGroupSeparator = "\u00A0", NumberDecimalSeparator = ",", NegativeSign = "−" },
        _ => new NumberFormatInfo { NumberGroupSeparator = ",", NumberDecimalSeparator = ".", NegativeSign = "−" },
    });
}
