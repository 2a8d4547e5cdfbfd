using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Weir.Screening.Indexing;

/// <summary>An index that cannot be used: damaged, foreign, of another engine version, or a delta whose base is gone. The message says which, and what to do.</summary>
public sealed class ScreeningIndexException : Exception
{
    /// <summary>An index that cannot be used.</summary>
    public ScreeningIndexException(string message)
        : base(message)
    {
    }

    /// <summary>An index that cannot be used, and what was noticed first.</summary>
    public ScreeningIndexException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The parts of an index file. Each is an array of little-endian values; offsets count elements of the part that they point into.</summary>
internal enum Section
{
    /// <summary>Entities (<see cref="EntityRecord"/>), bytes.</summary>
    Records,

    /// <summary><see cref="EntityRow"/>, in the order of the input, and one past the last.</summary>
    Entities,

    /// <summary>Packed dates, int.</summary>
    Dates,

    /// <summary>Countries, ushort.</summary>
    Countries,

    /// <summary>Keys of identifiers, ulong.</summary>
    Identifiers,

    /// <summary>Facets of entities (numbers in <see cref="FacetStarts"/>), int.</summary>
    Facets,

    /// <summary><see cref="NameRow"/>, by entity, and one past the last.</summary>
    Names,

    /// <summary><see cref="NameWeight"/>, by name.</summary>
    NameWeights,

    /// <summary>Words of names (numbers in <see cref="Words"/>), int.</summary>
    NameWords,

    /// <summary><see cref="WordRow"/>, by spelling, and one past the last.</summary>
    Words,

    /// <summary>Texts of words, UTF-16.</summary>
    Texts,

    /// <summary>Words in Latin letters, ASCII.</summary>
    Latins,

    /// <summary>Groups of words, uint.</summary>
    Groups,

    /// <summary><see cref="SpellingRow"/>, sorted, and one past the last.</summary>
    Spellings,

    /// <summary>Names that hold a spelling, int, by spelling, ascending.</summary>
    Postings,

    /// <summary>Where the keys of a bucket begin, int, and one past the last; a power of two of them.</summary>
    KeyBuckets,

    /// <summary><see cref="KeyRow"/>: what similar words are found by, sorted.</summary>
    Keys,

    /// <summary><see cref="HashRow"/>: hashes of ids and referents, sorted.</summary>
    Ids,

    /// <summary><see cref="HashRow"/>: hashes of the ids that a relation or act points at, sorted.</summary>
    Links,

    /// <summary><see cref="HashRow"/>: keys of identifiers, sorted.</summary>
    IdentifierKeys,

    /// <summary>Where a facet's text begins in <see cref="FacetTexts"/>, int, and one past the last; sorted by text.</summary>
    FacetStarts,

    /// <summary>Facets: a letter for what it is and its text in upper case, UTF-16.</summary>
    FacetTexts,

    /// <summary>Where a term begins in <see cref="TermTexts"/>, int, and one past the last: schemata, properties, datasets.</summary>
    TermStarts,

    /// <summary>Terms, UTF-16.</summary>
    TermTexts,

    /// <summary>Entities that a later one with the same id replaced, int, ascending.</summary>
    Superseded,

    /// <summary>Where the id of an entity that the base holds no more begins in <see cref="RemovedTexts"/>, int, and one past the last.</summary>
    RemovedStarts,

    /// <summary>Ids that the base holds no more, UTF-16.</summary>
    RemovedTexts,
}

/// <summary>One entity; what belongs to it ends where the next one's begins.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct EntityRow
{
    public long Record;
    public int Names;
    public int Dates;
    public int Countries;
    public int Identifiers;
    public int Facets;
    public ushort Schema;
    public byte Gender;
    public byte Bearer;
}

/// <summary>One reading of one name.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct NameRow
{
    public int Words;
    public int Entity;
    public ushort Source;
    public byte Reading;
    public byte Kind;
}

/// <summary>What a name weighs: apart from <see cref="NameRow"/>, for it is looked at for each name that has one word of a query.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal struct NameWeight
{
    /// <summary>All its words together, initials left out, in 1024ths (<see cref="Sums"/>), by the frequencies of its own file.</summary>
    public ushort Words;

    /// <summary>How many of its words could tell whose name it is.</summary>
    public ushort Telling;
}

/// <summary>One distinct word.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct WordRow
{
    public int Text;
    public int Latin;
    public int Groups;
    public int Spelling;
    public int Traits;
}

/// <summary>One spelling: the Latin form of words, or their text where there is none.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct SpellingRow
{
    public int Words;
    public int Postings;
    public int Frequency;

    /// <summary>Where its Latin letters begin in <see cref="Section.Latins"/>.</summary>
    public int Latin;

    /// <summary>How many Latin letters it has; 0 where it is in others.</summary>
    public int LatinLength;
}

/// <summary>A key that a spelling is found by.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct KeyRow
{
    public uint Hash;
    public int Spelling;
}

/// <summary>A hash that an entity is found by.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct HashRow
{
    public ulong Hash;
    public int Entity;
    public int Rank;
}

/// <summary>What the header says about the list.</summary>
/// <param name="List">See <see cref="ListEdition.List"/>.</param>
/// <param name="Version">See <see cref="ListEdition.Version"/>.</param>
/// <param name="Sha256">See <see cref="ListEdition.Sha256"/>.</param>
/// <param name="Base">Path of the base from the folder of this file, with slashes; empty where there is none.</param>
/// <param name="BaseHash">The base's <see cref="SegmentHeader.ContentHash"/>, in hexadecimal.</param>
/// <param name="Depth">How many segments the chain has below this one.</param>
/// <param name="Named">How many entities of this file can be found by a name.</param>
internal sealed record SegmentAbout(string List, string Version, string Sha256, string Base, string BaseHash, int Depth, int Named);

/// <summary>The first bytes of an index: what it is, where its parts are, and a checksum over both.</summary>
internal sealed record SegmentHeader(SegmentAbout About, byte[] ContentHash, (long Offset, long Bytes)[] Sections, long FileLength)
{
    public const int Size = 8192;

    private const int FormatVersion = 2;
    private const int EngineAt = 16;
    private const int EngineLength = 32;
    private const int ContentAt = 48;
    private const int LengthAt = 80;
    private const int DirectoryAt = 96;
    private static readonly int AboutAt = DirectoryAt + (16 * Enum.GetValues<Section>().Length);

    private static ReadOnlySpan<byte> Magic => "WEIRSCRN"u8;

    public static int SectionCount => Enum.GetValues<Section>().Length;

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Sections.Length);
        Encoding.ASCII.GetBytes(ScreeningEngine.Version, bytes.AsSpan(EngineAt, EngineLength));
        ContentHash.CopyTo(bytes, ContentAt);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(LengthAt), FileLength);
        for (var i = 0; i < Sections.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(DirectoryAt + (16 * i)), Sections[i].Offset);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(DirectoryAt + (16 * i) + 8), Sections[i].Bytes);
        }
        var about = JsonSerializer.SerializeToUtf8Bytes(About);
        if (about.Length > Size - AboutAt - 4 - SHA256.HashSizeInBytes)
            throw new InvalidOperationException($"the list's id, version and path of its base together are {about.Length} bytes long; an index has room for {Size - AboutAt - 4 - SHA256.HashSizeInBytes}");
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(AboutAt), about.Length);
        about.CopyTo(bytes, AboutAt + 4);
        SHA256.HashData(bytes.AsSpan(0, Size - SHA256.HashSizeInBytes), bytes.AsSpan(Size - SHA256.HashSizeInBytes));
        return bytes;
    }

    /// <exception cref="ScreeningIndexException">The bytes are no header of an index that this engine can use.</exception>
    public static SegmentHeader Read(ReadOnlySpan<byte> bytes, long fileLength, string path)
    {
        if (bytes.Length < Magic.Length || !bytes[..Magic.Length].SequenceEqual(Magic))
            throw new ScreeningIndexException($"{path} is no screening index of Weir; build it again from its list");
        if (bytes.Length < Size)
            throw new ScreeningIndexException($"{path} is cut: {fileLength} bytes are less than a header; build it again from its list");
        var format = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        var engine = Encoding.ASCII.GetString(bytes.Slice(EngineAt, EngineLength)).TrimEnd('\0');
        if (!SHA256.HashData(bytes[..(Size - SHA256.HashSizeInBytes)]).AsSpan().SequenceEqual(bytes[(Size - SHA256.HashSizeInBytes)..Size]))
            throw new ScreeningIndexException($"{path} is damaged: its header does not have the checksum it states; build it again from its list");
        if (format != FormatVersion || engine != ScreeningEngine.Version)
        {
            throw new ScreeningIndexException(
                $"{path} was built by engine {engine} in format {format}, and this is engine {ScreeningEngine.Version} in format {FormatVersion}: their scores differ; build it again from its list");
        }
        var stated = BinaryPrimitives.ReadInt64LittleEndian(bytes[LengthAt..]);
        if (stated != fileLength)
            throw new ScreeningIndexException($"{path} has {fileLength} bytes where its header states {stated}; build it again from its list");
        var sections = new (long Offset, long Bytes)[SectionCount];
        for (var i = 0; i < sections.Length; i++)
        {
            var (offset, length) = (BinaryPrimitives.ReadInt64LittleEndian(bytes[(DirectoryAt + (16 * i))..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[(DirectoryAt + (16 * i) + 8)..]));
            if (offset < Size || offset % 8 != 0 || length < 0 || length > fileLength - offset)
                throw new ScreeningIndexException($"{path} is damaged: its part {(Section)i} lies outside of it; build it again from its list");
            sections[i] = (offset, length);
        }
        var about = BinaryPrimitives.ReadInt32LittleEndian(bytes[AboutAt..]);
        return new(JsonSerializer.Deserialize<SegmentAbout>(bytes.Slice(AboutAt + 4, about))!, bytes.Slice(ContentAt, SHA256.HashSizeInBytes).ToArray(), sections, stated);
    }
}
