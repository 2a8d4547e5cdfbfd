using System.Globalization;
using System.Text;

namespace Weir.Signals;

/// <summary>A result by name, as printed.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The value as text, invariant.</param>
public sealed record NamedResult(string Name, string Value);

/// <summary>An example with numbers that anyone can work out by hand: test, documentation and explanation at once.</summary>
/// <param name="Input">What goes in, in words.</param>
/// <param name="Expected">What must come out.</param>
/// <param name="Text">What it means, a sentence or two.</param>
/// <param name="Compute">Computes it with the signal itself; gives the names and values of <paramref name="Expected"/>.</param>
public sealed record WorkedExample(string Input, IReadOnlyList<NamedResult> Expected, string Text, Func<IReadOnlyList<NamedResult>> Compute);

/// <summary>A signal in words.</summary>
/// <param name="Id">Short id, e.g. <c>base-effect</c>; what <c>weir explain</c> takes.</param>
/// <param name="Title">Its name.</param>
/// <param name="Definition">What is computed, exactly.</param>
/// <param name="Assumptions">What it takes for granted, and what it does with gaps, zeros and short histories; a sentence each.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="Example">A worked example.</param>
public sealed record SignalDescription(
    string Id, string Title, string Definition, IReadOnlyList<string> Assumptions, string Source, WorkedExample Example)
{
    /// <summary>The signal as a section of Markdown: what the documentation holds and <c>weir explain</c> prints.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {Title} (`{Id}`)\n\n{Definition}\n\n");
        foreach (var assumption in Assumptions)
            text.Append(CultureInfo.InvariantCulture, $"- {assumption}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nSource: {Source}\n\n**Example.** {Example.Input}\n\n| result | value |\n|---|---|\n");
        foreach (var result in Example.Expected)
            text.Append(CultureInfo.InvariantCulture, $"| {result.Name} | {result.Value} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\n{Example.Text}\n");
        return text.ToString();
    }
}
