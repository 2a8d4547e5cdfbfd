using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.FollowTheMoney;

/// <summary>One dataset in FollowTheMoney JSON: a line or an array element for each entity; and its delta files, which a version is made of together with the file before them.</summary>
public sealed class FollowTheMoneyList : IPartedList
{
    internal const int LongestName = 60;
    private const int MostEntities = 100_000_000;
    private readonly ListSize size;

    internal FollowTheMoneyList(string name, SourceDescription about)
    {
        Name = name;
        size = new($"the dataset {name}", 1, MostEntities);
        Description = about with
        {
            Id = $"ftm-{name}",
            Title = $"Dataset {name} in FollowTheMoney JSON",
            HowToGet = $"weir fetch ftm:{name}, where OpenSanctions publishes it; or give entities.ftm.json to weir ingest with --source ftm:{name}.",
        };
        Address = new($"https://data.opensanctions.org/datasets/latest/{name}/entities.ftm.json");
    }

    /// <summary>The dataset's name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public SourceDescription Description { get; }

    /// <inheritdoc/>
    public Uri Address { get; }

    /// <inheritdoc/>
    public TimeSpan StaleAfter => TimeSpan.FromDays(2);

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => LooksLike(head);

    /// <inheritdoc/>
    public bool IsChange(FileHead head) => IsDelta(head);

    /// <inheritdoc/>
    public IReadOnlyList<ListPart> PartsOf(FileHead head) => [new(head.Name, "the entities", Address, Required: true)];

    /// <summary>Whether a file begins with an entity, a list of entities or a change to one.</summary>
    internal static bool LooksLike(FileHead head)
    {
        var text = Begin(head);
        if (!text.StartsWith("{") && !text.StartsWith("["))
            return false;
        var first = text.StartsWith("[") ? text : text[..(text.IndexOf('\n') is var end && end > 0 ? end : text.Length)];
        return IsDelta(head) || (Has(first, "\"schema\"") && Has(first, "\"properties\"") && Has(first, "\"id\""));
    }

    /// <summary>Whether a file begins with a change to an entity.</summary>
    internal static bool IsDelta(FileHead head)
    {
        var text = Begin(head);
        return text.StartsWith("{") && text[..Math.Min(text.Length, 40)].Contains("\"op\"", StringComparison.Ordinal) && Has(text, "\"entity\"");
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, CancellationToken cancellation) => ReadAsync(content, changes: null, reading.FileName, reading, cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(IListParts parts, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var changes = new EntityChanges();
        foreach (var delta in parts.Names.Skip(1))
        {
            await using var received = await parts.OpenAsync(delta, cancellation);
            await changes.AddAsync(received, delta, cancellation);
        }
        await using var content = await parts.OpenAsync(parts.Names[0], cancellation);
        await foreach (var entity in ReadAsync(content, changes, parts.Names[0], reading, cancellation))
            yield return entity;
    }

    private async IAsyncEnumerable<Entity> ReadAsync(Stream content, EntityChanges? changes, string file, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, file, "a dataset in FollowTheMoney JSON", cancellation);
        await using var utf8 = new TailStream(text.OpenUtf8());
        // What is kept of an entity is eight bytes of a hash: ten million of them are some hundred megabytes.
        var seen = new HashSet<ulong>();
        var records = 0;
        long lastBad = 0;
        long line = 0;
        var entities = text.Head.AsSpan().TrimStart().StartsWith("[")
            ? ArrayAsync(utf8, file, Bad, cancellation)
            : FtmJsonLines.ReadAsync(utf8, b => Bad(b.Line, b.Reason), cancellation);
        await foreach (var read in entities)
        {
            line = records + 1;
            size.AssertSoFar(++records, reading);
            if (!seen.Add(Hash(read.Id)))
            {
                reading.Quarantine(new(line, "id", $"entity '{read.Id}' stands in the dataset twice; the first one counts", read.Caption));
                continue;
            }
            if ((changes is null ? read : changes.Apply(read)) is { } entity)
                yield return reading.Counted(entity);
        }
        if (lastBad >= records && utf8.Last is not (byte)'\n' and not (byte)']')
            throw new SourceFormatException($"{file} breaks off in entity {lastBad}: it is not whole. Download it again.");
        size.AssertWhole(records, reading);
        foreach (var added in changes?.Rest(file) ?? [])
            yield return reading.Counted(added);

        void Bad(long number, string reason)
        {
            size.AssertSoFar(++records, reading);
            lastBad = number;
            reading.Quarantine(new(number, null, reason, ""));
        }
    }

    private static async IAsyncEnumerable<Entity> ArrayAsync(Stream content, string file, Action<long, string> bad, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var elements = JsonSerializer.DeserializeAsyncEnumerable(content, EntityJson.Default.JsonElement, cancellation).GetAsyncEnumerator(cancellation);
        await using var owned = elements.ConfigureAwait(false);
        for (long number = 1; await NextAsync(elements, file, number); number++)
        {
            if (FtmJsonLines.Read(elements.Current, out var reason) is { } entity)
                yield return entity;
            else
                bad(number, reason ?? "is no entity");
        }
    }

    internal static async ValueTask<bool> NextAsync(IAsyncEnumerator<JsonElement> elements, string file, long number)
    {
        try
        {
            return await elements.MoveNextAsync();
        }
        catch (JsonException e)
        {
            throw new SourceFormatException($"{file} is damaged or breaks off at its entity {number} ({e.Message}). Download it again.", e);
        }
    }

    private static ulong Hash(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private static ReadOnlySpan<char> Begin(FileHead head) => TextEncodings.Decode(head.Head.Span).AsSpan().TrimStart();

    private static bool Has(ReadOnlySpan<char> text, string key) => text.Contains(key, StringComparison.Ordinal);

    /// <summary>Remembers the last byte that was read and is no white space but a line end.</summary>
    private sealed class TailStream(Stream inner) : ReadOnlyStream
    {
        public byte? Last { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            Remember(buffer[..read]);
            return read;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Remember(buffer.Span[..read]);
            return read;
        }

        private void Remember(ReadOnlySpan<byte> read) => Last = read.IsEmpty ? Last : read[^1];
    }
}
