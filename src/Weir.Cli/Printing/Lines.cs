using System.Text;
using Weir.Cli.Running;

namespace Weir.Cli.Printing;

/// <summary>Sentences for people, under a heading, broken at the terminal's width.</summary>
internal static class Lines
{
    /// <summary>Prints the heading and a line for each sentence; nothing where there are none.</summary>
    public static void Print(Terminal terminal, string heading, IEnumerable<string> sentences)
    {
        var lines = sentences.ToList();
        if (lines.Count == 0)
            return;
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(heading);
        foreach (var line in lines)
            Item(terminal, line);
    }

    /// <summary>One sentence as an item of a list.</summary>
    public static void Item(Terminal terminal, string text, string mark = "  - ")
    {
        var indent = new string(' ', mark.Length);
        var start = mark;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(l => Broken(l, terminal.Width - mark.Length)))
        {
            terminal.Out.WriteLine($"{start}{line}");
            start = indent;
        }
    }

    /// <summary>Breaks at blanks; a word that is longer than a line (such as an address) stays whole.</summary>
    internal static IEnumerable<string> Broken(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }
            if (line.Length > 0)
                line.Append(' ');
            line.Append(word);
        }
        yield return line.ToString();
    }
}
