using System.Xml;

namespace Weir.Sources.Text;

/// <summary>How a publisher's XML list is built: what it is called, where its records stand, and how large one may be.</summary>
/// <param name="Title">What it is, for messages, e.g. <c>the UN Consolidated List</c>.</param>
/// <param name="Root">The root element's local name.</param>
/// <param name="Records">Local names of the elements that are records.</param>
internal sealed record XmlListShape(string Title, string Root, IReadOnlyList<string> Records)
{
    /// <summary>Elements under the root that only hold records, and are stepped into.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Elements that the format has but that are of no use to a reader: passed over without a word.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary>Texts that say that there is none, such as <c>na</c>.</summary>
    public IReadOnlyList<string> None { get; init; } = [];

    /// <summary>The root's namespace begins like this; null where it may be anything.</summary>
    public string? NamespaceStart { get; init; }

    /// <summary>A record's elements are nested this deep at most, itself counted.</summary>
    public int DeepestField { get; init; } = 12;

    /// <summary>Elements in a record at most.</summary>
    public int MostFields { get; init; } = 20_000;

    /// <summary>Characters of text and attributes in a record at most.</summary>
    public int MostCharacters { get; init; } = 1_000_000;

    /// <summary>More records than this are not a list.</summary>
    public int MostRecords { get; init; } = 1_000_000;
}

/// <summary>
/// Reads an XML list record by record: memory holds one record. A DTD, an entity, nesting without end and records without end are refused,
/// and so is what is cut off, each in a sentence with the line.
/// </summary>
internal sealed class XmlRecords : IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = 1L << 30,
    };

    private readonly XmlReader reader;
    private readonly XmlListShape shape;
    private readonly ListReading reading;
    private readonly char[] chunk = new char[1 << 12];
    private int records;

    private XmlRecords(XmlReader reader, XmlListShape shape, ListReading reading)
    {
        (this.reader, this.shape, this.reading) = (reader, shape, reading);
        Root = new(shape.Root);
    }

    /// <summary>The root element: its attributes.</summary>
    public XmlField Root { get; private set; }

    /// <summary>Whether a file that begins like this is such a list.</summary>
    public static bool Recognises(FileHead head, XmlListShape shape)
    {
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(head.Head.ToArray(), writable: false), Settings);
            return xml.MoveToContent() == XmlNodeType.Element && IsRoot(xml, shape);
        }
        catch (Exception e) when (IsBadXml(e))
        {
            return false;
        }
    }

    /// <summary>Opens a list and reads its root element.</summary>
    /// <exception cref="SourceFormatException">It is not this list, or no XML.</exception>
    public static async Task<XmlRecords> OpenAsync(Stream content, XmlListShape shape, ListReading reading)
    {
        var xml = XmlReader.Create(content, Settings);
        var opened = new XmlRecords(xml, shape, reading);
        try
        {
            await opened.GuardedAsync(opened.ReadRootAsync);
            return opened;
        }
        catch
        {
            xml.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next record and reads it; null at the end of the list.</summary>
    /// <exception cref="SourceFormatException">It is cut off, no XML, or has what no record has.</exception>
    public async Task<XmlRecord?> NextAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        XmlRecord? record = null;
        await GuardedAsync(async () => record = await FindAsync(cancellation));
        if (record is not null && ++records > shape.MostRecords)
            throw new SourceFormatException($"{reading.FileName} has more than {shape.MostRecords} records; {shape.Title} never had as many. Check the download.");
        return record;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private async Task ReadRootAsync()
    {
        if (await reader.MoveToContentAsync() != XmlNodeType.Element || !IsRoot(reader, shape))
            throw new SourceFormatException($"{reading.FileName} begins with <{reader.LocalName}> where <{shape.Root}> is expected: it is not {shape.Title}. Download it from the address in its description.");
        Root = Element();
        await reader.ReadAsync();
    }

    private async Task<XmlRecord?> FindAsync(CancellationToken cancellation)
    {
        while (!reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element)
                await reader.ReadAsync();
            else if (shape.Records.Contains(reader.LocalName) && (reader.Depth == 1 || shape.Groups.Count > 0))
                return await RecordAsync(cancellation);
            else if (shape.Groups.Contains(reader.LocalName) && reader.Depth <= shape.DeepestField)
                await reader.ReadAsync();
            else
                await PassOverAsync(cancellation);
        }
        return null;
    }

    /// <summary>Passes over an element that holds no record; of any size, but not of any depth.</summary>
    private async Task PassOverAsync(CancellationToken cancellation)
    {
        var (name, line, depth) = (reader.LocalName, Line, reader.Depth);
        if (!shape.Unused.Contains(name))
            reading.Note($"line {line}: <{name}> is no part of the list's schema and was left out");
        if (!reader.IsEmptyElement)
        {
            while (await reader.ReadAsync() && reader.Depth > depth)
            {
                cancellation.ThrowIfCancellationRequested();
                if (reader.Depth - depth > shape.DeepestField)
                    throw TooLarge(line);
            }
        }
        await reader.ReadAsync();
    }

    private async Task<XmlRecord> RecordAsync(CancellationToken cancellation)
    {
        var record = new XmlRecord(Line, Element());
        var open = new Stack<XmlField>([record.Fields]);
        var (characters, fields) = (record.Fields.AttributeLength, 0);
        if (reader.IsEmptyElement)
            open.Pop();
        while (open.Count > 0 && await reader.ReadAsync())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var field = Element();
                    characters += field.AttributeLength;
                    open.Peek().Add(field);
                    fields++;
                    if (!reader.IsEmptyElement)
                        open.Push(field);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop().Close(shape.None);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    characters += await AppendAsync(open.Peek(), shape.MostCharacters - characters);
                    break;
                default:
                    break;
            }
            if (open.Count > shape.DeepestField || characters > shape.MostCharacters || fields > shape.MostFields)
                throw TooLarge(record.Line);
            cancellation.ThrowIfCancellationRequested();
        }
        await reader.ReadAsync();
        return record;
    }

    /// <summary>Adds the text that the reader stands on, in pieces: one that is too long is given up before it fills the memory.</summary>
    private async Task<int> AppendAsync(XmlField field, int most)
    {
        var length = 0;
        for (int read; length <= most && (read = await reader.ReadValueChunkAsync(chunk, 0, chunk.Length)) > 0; length += read)
            field.Append(chunk.AsSpan(0, read), continues: length > 0);
        return length;
    }

    private XmlField Element()
    {
        var field = new XmlField(reader.LocalName);
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns" && reader.Name != "xmlns")
                field.AddAttribute(reader.LocalName, reader.Value);
        }
        reader.MoveToElement();
        return field;
    }

    private long Line => reader is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;

    private SourceFormatException TooLarge(long from) => new(
        $"{reading.FileName}, line {Line}: what starts at line {from} is nested deeper than {shape.DeepestField}, has more than {shape.MostFields} fields or is larger than {shape.MostCharacters} characters; no record of the list is.");

    private async Task GuardedAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception e) when (IsBadXml(e))
        {
            throw new SourceFormatException(
                $"{reading.FileName}, line {(e is XmlException { LineNumber: > 0 and var at } ? at : Math.Max(Line, 1))}: {Explain(e)} Expected is {shape.Title} in XML, whole and without a DTD; download it again.", e);
        }
    }

    private static bool IsRoot(XmlReader reader, XmlListShape shape) =>
        reader.LocalName == shape.Root && (shape.NamespaceStart is null || reader.NamespaceURI.StartsWith(shape.NamespaceStart, StringComparison.Ordinal));

    /// <summary>Text that is not in the encoding it declares comes as one of the last two.</summary>
    private static bool IsBadXml(Exception e) => e is XmlException or ArgumentException or NotSupportedException;

    private static string Explain(Exception e) => e.Message.Contains("DTD", StringComparison.Ordinal)
        ? "it has a document type declaration, as web pages have and the list never has."
        : e.Message.Contains("Root element is missing", StringComparison.Ordinal) ? "it is empty." : $"it is not well-formed XML ({e.Message})";
}
