using System.Text;

namespace Weir.Sources.Text;

/// <summary>An element of a record with its attributes, its text and its children.</summary>
/// <param name="Name">The element's local name.</param>
internal sealed record XmlField(string Name)
{
    private List<(string Name, string Value)>? attributes;
    private List<XmlField>? children;
    private StringBuilder? text;

    /// <summary>Its text, runs of white space as one space; null where it is empty or says that there is none.</summary>
    public string? Text { get; private set; }

    /// <summary>Its children, in order.</summary>
    public IReadOnlyList<XmlField> Children => children ?? (IReadOnlyList<XmlField>)[];

    /// <summary>The text of its first child with that name that has any.</summary>
    public string? this[string name] => children?.Find(c => c.Name == name && c.Text is not null)?.Text;

    /// <summary>Its children with that name.</summary>
    public IEnumerable<XmlField> All(string name) => children is null ? [] : children.Where(c => c.Name == name);

    /// <summary>Its first child with that name.</summary>
    public XmlField? First(string name) => children?.Find(c => c.Name == name);

    /// <summary>Its children's children with that name, where the children have the other name: a list in an element of its own.</summary>
    public IEnumerable<XmlField> All(string group, string name) => All(group).SelectMany(g => g.All(name));

    /// <summary>An attribute by its local name, white space as one space; null where it is empty or not there.</summary>
    public string? Attribute(string name)
    {
        foreach (var attribute in attributes ?? [])
        {
            if (attribute.Name == name)
                return attribute.Value.Length == 0 ? null : attribute.Value;
        }
        return null;
    }

    /// <summary>Characters in its attributes' values.</summary>
    internal int AttributeLength => attributes?.Sum(a => a.Value.Length) ?? 0;

    internal void Add(XmlField child) => (children ??= []).Add(child);

    internal void AddAttribute(string name, string value) => (attributes ??= []).Add((name, OneSpace(value)));

    /// <summary>Adds text; what stands behind a child begins a new word.</summary>
    internal void Append(ReadOnlySpan<char> more, bool continues)
    {
        text ??= new();
        if (!continues && text.Length > 0)
            text.Append(' ');
        text.Append(more);
    }

    /// <summary>Its end was read.</summary>
    internal void Close(IReadOnlyList<string> none)
    {
        var joined = text is null ? "" : OneSpace(text.ToString());
        Text = joined.Length == 0 || none.Contains(joined, StringComparer.OrdinalIgnoreCase) ? null : joined;
        text = null;
    }

    internal void AppendTo(StringBuilder output)
    {
        output.Append('<').Append(Name);
        foreach (var (name, value) in attributes ?? [])
            output.Append(' ').Append(name).Append("=\"").Append(value).Append('"');
        output.Append('>').Append(Text);
        foreach (var child in Children)
            child.AppendTo(output);
        output.Append("</").Append(Name).Append('>');
    }

    private static string OneSpace(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>One record of an XML list, read whole.</summary>
/// <param name="Line">The line it starts at.</param>
/// <param name="Fields">The element.</param>
internal sealed record XmlRecord(long Line, XmlField Fields)
{
    private const int MostShown = 2000;

    /// <summary>The element's name.</summary>
    public string Name => Fields.Name;

    /// <summary>The record as it was received but for white space, cut at 2,000 characters.</summary>
    public override string ToString()
    {
        var output = new StringBuilder();
        Fields.AppendTo(output);
        return output.Length <= MostShown ? output.ToString() : output.ToString(0, MostShown);
    }
}
