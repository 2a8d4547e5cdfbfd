namespace Weir.Sources.Text;

/// <summary>Languages as publishers print them: by a code of ISO 639, or by their English names.</summary>
internal static class LanguageNames
{
    private static readonly Dictionary<string, string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Albanian"] = "sq",
        ["Amharic"] = "am",
        ["Arabic"] = "ar",
        ["Armenian"] = "hy",
        ["Azerbaijani"] = "az",
        ["Belarusian"] = "be",
        ["Belarussian"] = "be",
        ["Bengali"] = "bn",
        ["Bosnian"] = "bs",
        ["Bulgarian"] = "bg",
        ["Burmese"] = "my",
        ["Chinese"] = "zh",
        ["Croatian"] = "hr",
        ["Dari"] = "prs",
        ["English"] = "en",
        ["Farsi"] = "fa",
        ["French"] = "fr",
        ["Georgian"] = "ka",
        ["German"] = "de",
        ["Greek"] = "el",
        ["Hebrew"] = "he",
        ["Hindi"] = "hi",
        ["Indonesian"] = "id",
        ["Japanese"] = "ja",
        ["Kazakh"] = "kk",
        ["Korean"] = "ko",
        ["Kurdish"] = "ku",
        ["Kyrgyz"] = "ky",
        ["Macedonian"] = "mk",
        ["Malay"] = "ms",
        ["Mandarin"] = "zh",
        ["Mongolian"] = "mn",
        ["Montenegrin"] = "cnr",
        ["Pashto"] = "ps",
        ["Persian"] = "fa",
        ["Portuguese"] = "pt",
        ["Punjabi"] = "pa",
        ["Romanian"] = "ro",
        ["Russian"] = "ru",
        ["Serbian"] = "sr",
        ["Somali"] = "so",
        ["Spanish"] = "es",
        ["Swahili"] = "sw",
        ["Tajik"] = "tg",
        ["Tamil"] = "ta",
        ["Thai"] = "th",
        ["Tigrinya"] = "ti",
        ["Turkish"] = "tr",
        ["Turkmen"] = "tk",
        ["Ukrainian"] = "uk",
        ["Urdu"] = "ur",
        ["Uyghur"] = "ug",
        ["Uzbek"] = "uz",
        ["Vietnamese"] = "vi",
    };

    /// <summary>The code of ISO 639, in lower case and with as many letters as printed; null where a text is none.</summary>
    public static string? Code(string? printed)
    {
        var text = printed?.Trim();
        if (text is { Length: 2 or 3 } && text.All(char.IsAsciiLetter))
            return text.ToLowerInvariant();
        return text is not null && Codes.TryGetValue(text, out var code) ? code : null;
    }
}
