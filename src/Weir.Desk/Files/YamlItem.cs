using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Desk.Words;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Weir.Desk.Files;

/// <summary>What YAML's core schema takes a value for.</summary>
internal enum YamlKind
{
    Text,
    Whole,
    Number,
    Boolean,
    Nothing,
    List,
    Map,
}

/// <summary>
/// One value of a YAML file with its place. Each reading method gives null and adds a mistake where the value is of another kind.
/// Kinds are those of YAML's core schema, as editors see them: <c>8544.70</c> without quotes is a number and not a code.
/// </summary>
/// <param name="Node">The value.</param>
/// <param name="What">How mistakes name it: its key, or its place in a list.</param>
/// <param name="File">The file.</param>
/// <param name="Mistakes">Takes the mistakes.</param>
internal sealed partial record YamlItem(YamlNode Node, string What, string File, Mistakes Mistakes)
{
    private const int LongestShown = 40;

    public int Line => (int)Math.Max(1, Node.Start.Line);

    public YamlKind Kind => Node switch
    {
        YamlMappingNode => YamlKind.Map,
        YamlSequenceNode => YamlKind.List,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => KindOf(scalar.Value ?? ""),
        _ => YamlKind.Text,
    };

    /// <summary>The characters of a scalar, whatever its kind; empty for others.</summary>
    public string Raw => (Node as YamlScalarNode)?.Value ?? "";

    /// <summary>Adds a mistake at this value's line.</summary>
    public void Mistake(string text) => Mistakes.Add(File, Line, text);

    /// <summary>Adds <c>'x' is …</c> and says null, for use in expressions.</summary>
    public T? Wrong<T>(string text)
    {
        Mistake(text);
        return default;
    }

    /// <summary>A text that is not blank.</summary>
    public string? Text()
    {
        if (Kind == YamlKind.Text)
            return string.IsNullOrWhiteSpace(Raw) ? Wrong<string>($"{What} is empty; write a text or leave the key out") : Raw.Trim();
        return Kind is YamlKind.Whole or YamlKind.Number or YamlKind.Boolean
            ? Wrong<string>($"{What}: {Raw} is {Name(Kind)} to YAML, and a text is wanted; put it in quotes: \"{Raw}\"")
            : Wrong<string>($"{What} is {Name(Kind)}; a text is wanted");
    }

    /// <summary>A text, the same in all languages, or one for each language: <c>{ en: …, ru: … }</c>.</summary>
    public LocalText? Local()
    {
        if (Kind != YamlKind.Map)
            return Text() is { } text ? LocalText.Same(text) : null;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, item) in Map()!.Entries())
        {
            if (!LanguagePattern().IsMatch(key))
                item.Mistake($"{What}: '{key}' is no language; allowed are two-letter codes such as en and ru");
            else if (item.Text() is { } text)
                texts[key] = text;
        }
        return texts.Count > 0 ? new LocalText(texts) : Wrong<LocalText>($"{What} has no text; write one for a language: {{ en: … }}");
    }

    /// <summary>A mapping.</summary>
    public YamlMap? Map() => Node is YamlMappingNode map
        ? new YamlMap(map, this)
        : Wrong<YamlMap>($"{What} is {Name(Kind)}; keys with values are wanted");

    /// <summary>The values of a list; one value alone is no list.</summary>
    public IReadOnlyList<YamlItem> List()
    {
        if (Node is not YamlSequenceNode list)
            return Wrong<IReadOnlyList<YamlItem>>($"{What} is {Name(Kind)}; a list is wanted: [a, b] or lines that begin with '- '") ?? [];
        return [.. list.Children.Select((child, i) => this with { Node = child, What = $"{What}[{(i + 1).ToString(CultureInfo.InvariantCulture)}]" })];
    }

    /// <summary>A number.</summary>
    public decimal? Number()
    {
        if (Kind is YamlKind.Whole or YamlKind.Number &&
            decimal.TryParse(Raw, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
            return number;
        Mistake($"{What}: {Shown} is no number; write it like 19 or 19.5, without quotes or separators");
        return null;
    }

    /// <summary>A truth value.</summary>
    public bool? Boolean()
    {
        if (Kind == YamlKind.Boolean)
            return Raw[0] is 't' or 'T';
        Mistake($"{What}: {Shown} is neither true nor false");
        return null;
    }

    /// <summary>The value as a mistake shows it: quoted, and cut where it is long.</summary>
    public string Shown => Node is YamlScalarNode
        ? $"'{(Raw.Length > LongestShown ? Raw[..LongestShown] + "…" : Raw).ReplaceLineEndings(" ")}'"
        : Name(Kind);

    public static string Name(YamlKind kind) => kind switch
    {
        YamlKind.Text => "a text",
        YamlKind.Whole or YamlKind.Number => "a number",
        YamlKind.Boolean => "true or false",
        YamlKind.Nothing => "empty",
        YamlKind.List => "a list",
        _ => "a mapping",
    };

    private static YamlKind KindOf(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlKind.Nothing,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlKind.Boolean,
        _ when WholePattern().IsMatch(plain) => YamlKind.Whole,
        _ when NumberPattern().IsMatch(plain) => YamlKind.Number,
        _ => YamlKind.Text,
    };

    [GeneratedRegex("^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholePattern();

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberPattern();

    [GeneratedRegex("^[a-z]{2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanguagePattern();
}
