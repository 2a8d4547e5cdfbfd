using System.Text;
using System.Xml;

namespace Weir.Sources.UnSecurityCouncil;

/// <summary>An element of a record with its text and its children.</summary>
/// <param name="Name">The element's name.</param>
internal sealed record XmlField(string Name)
{
    /// <summary>Its text, runs of white space as one space; null where it is empty or says "na".</summary>
    public string? Text { get; private set; }

    /// <summary>Its children, in order.</summary>
    public List<XmlField> Children { get; } = [];

    /// <summary>The text of its first child with that name that has any.</summary>
    public string? this[string name] => Children.Find(c => c.Name == name && c.Text is not null)?.Text;

    /// <summary>Its children with that name.</summary>
    public IEnumerable<XmlField> All(string name) => Children.Where(c => c.Name == name);

    public void Append(string text)
    {
        var joined = string.Join(' ', $"{Text} {text}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Text = joined.Length == 0 || joined.Equals("na", StringComparison.OrdinalIgnoreCase) ? null : joined;
    }

    public void AppendTo(StringBuilder text)
    {
        text.Append('<').Append(Name).Append('>').Append(Text);
        foreach (var child in Children)
            child.AppendTo(text);
        text.Append("</").Append(Name).Append('>');
    }
}

/// <summary>One INDIVIDUAL or ENTITY, read whole, with bounds so that no file can fill the memory.</summary>
/// <param name="Line">The line it starts at.</param>
/// <param name="Fields">The element.</param>
internal sealed record XmlRecord(long Line, XmlField Fields)
{
    private const int DeepestField = 4;
    private const int MostCharacters = 1_000_000;
    private const int MostFields = 20_000;
    private const int MostShown = 2000;

    public bool IsIndividual => Fields.Name == "INDIVIDUAL";

    public static long LineOf(XmlReader reader) => reader is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;

    /// <summary>Reads the element the reader stands on, and moves past it.</summary>
    public static async Task<XmlRecord> ReadAsync(XmlReader reader, string fileName)
    {
        var record = new XmlRecord(LineOf(reader), new(reader.LocalName));
        var open = new Stack<XmlField>([record.Fields]);
        var (characters, fields) = (0, 0);
        if (reader.IsEmptyElement)
            open.Pop();
        while (open.Count > 0 && await reader.ReadAsync())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var field = new XmlField(reader.LocalName);
                    open.Peek().Children.Add(field);
                    fields++;
                    if (!reader.IsEmptyElement)
                        open.Push(field);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    var text = await reader.GetValueAsync();
                    characters += text.Length;
                    open.Peek().Append(text);
                    break;
                default:
                    break;
            }
            if (open.Count > DeepestField || characters > MostCharacters || fields > MostFields)
                throw new SourceFormatException($"{fileName}, line {LineOf(reader)}: the record that starts at line {record.Line} is nested deeper than {DeepestField} or larger than {MostCharacters} characters; no record of the list is.");
        }
        await reader.ReadAsync();
        return record;
    }

    /// <summary>The record as it was received but for white space, cut at 2,000 characters.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Fields.AppendTo(text);
        return text.Length <= MostShown ? text.ToString() : text.ToString(0, MostShown);
    }
}
