namespace Weir.Desk.Files;

/// <summary>All mistakes found in a desk's files; reading goes on after each, so that an author sees every one at once.</summary>
internal sealed class Mistakes
{
    private readonly List<(string File, long Line, string Text)> found = [];

    /// <summary>How many so far.</summary>
    public int Count => found.Count;

    /// <summary>Adds one: what is wrong and what is allowed.</summary>
    public void Add(string file, long line, string text) => found.Add((file, line, text));

    /// <summary><c>file:line: text</c>, by file and line; files are named from where the command was given, as <paramref name="folder"/> was.</summary>
    public IReadOnlyList<string> Printed(string folder) =>
    [
        .. found.Distinct()
            .OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line)
            .Select(m => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path.Combine(folder, m.File)}:{m.Line}: {m.Text}")),
    ];
}
