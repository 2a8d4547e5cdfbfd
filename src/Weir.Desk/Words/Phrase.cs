namespace Weir.Desk.Words;

/// <summary>
/// Something to say to a user, not yet in any language: a key of the word lists and what goes into its places.
/// Everything that the desk finds is said this way, so that no sentence is ever written where it can't be translated.
/// </summary>
/// <param name="Key">Key in <c>Words/{language}/*.json</c>, e.g. <c>check.level.not-checkable</c>.</param>
/// <param name="Args">
/// Values by place name. Economies, periods, quantities, intervals, numbers, units, dates and other phrases are put into
/// the language's own form; text is taken as it is.
/// </param>
public sealed record Phrase(string Key, IReadOnlyDictionary<string, object?> Args)
{
    /// <summary>A phrase with its places filled, in pairs.</summary>
    public Phrase(string key, params (string Place, object? Value)[] args)
        : this(key, args.ToDictionary(a => a.Place, a => a.Value, StringComparer.Ordinal))
    {
    }
}

/// <summary>A text that a desk's author wrote in one or more languages.</summary>
/// <param name="ByLanguage">Text by two-letter language code.</param>
public sealed record LocalText(IReadOnlyDictionary<string, string> ByLanguage)
{
    /// <summary>The text in <paramref name="language"/>, else in English, else in the first language there is.</summary>
    public string In(string language) =>
        ByLanguage.TryGetValue(language, out var text) || ByLanguage.TryGetValue("en", out text) ? text : ByLanguage.Values.First();

    /// <summary>The same text in every language.</summary>
    public static LocalText Same(string text) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = text });
}
