using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Weir.Screening.Indexing;

/// <summary>What was built.</summary>
/// <param name="Entities">Entities that were written; acts and relations among them.</param>
/// <param name="Names">Names, counted once for each way to read one.</param>
/// <param name="WithoutName">Ids of entities that cannot be found by a name, for they have none with a letter or digit.</param>
/// <param name="Superseded">Entities whose id a later one in the same list has too; the last one counts.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="RecordBytes">How many of these hold the entities themselves; the rest is what is searched.</param>
public sealed record IndexReport(int Entities, int Names, IReadOnlyList<string> WithoutName, int Superseded, long Bytes, long RecordBytes);

/// <summary>What happened to an entity of a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Entity">What it is now; null where the list holds it no more.</param>
public sealed record EntityChange(string Id, Entity? Entity)
{
    /// <summary>An entity that is new, or is now another: which of the two makes no difference.</summary>
    public static EntityChange Put(Entity entity) => new(entity.Id, entity);

    /// <summary>An entity that is gone.</summary>
    public static EntityChange Remove(string id) => new(id, null);
}

/// <summary>
/// An immutable index of one list in one file, or in a chain of files: the base and small ones that say what changed. Mapped, not read: opening takes milliseconds whatever
/// its size. Holds the entities too, so that nothing else is needed to answer. Safe to use from any number of threads; searches that run while it is disposed end well.
/// </summary>
public sealed class ScreeningIndex : IDisposable
{
    /// <summary>The most files that a chain has; the next change builds it anew.</summary>
    public const int LongestChain = 16;

    private const int Batch = 1024;

    private ScreeningIndex(IReadOnlyList<Segment> segments)
    {
        Segments = segments;
        var about = segments[^1].File.Header.About;
        Edition = new(about.List, about.Version, about.Sha256);
        Rarities = new(SegmentChain.Link(segments));
    }

    /// <summary>Which version of which list it holds.</summary>
    public ListEdition Edition { get; }

    /// <summary>How many files it consists of.</summary>
    public int Files => Segments.Count;

    /// <summary>From the base on.</summary>
    internal IReadOnlyList<Segment> Segments { get; }

    internal Rarities Rarities { get; }

    /// <summary>
    /// Builds an index. Entities are written as they come; in memory stay the vocabulary and some 50 bytes a name. Of entities with one id the last counts. The file stands aside
    /// until it is whole and on disk, and then takes the place of whatever was there: who has the old one open goes on with it.
    /// </summary>
    /// <param name="entities">The list. The same in the same order give the same bytes.</param>
    /// <param name="path">Where it goes.</param>
    /// <param name="edition">What it is.</param>
    /// <param name="progress">Told how many entities are done.</param>
    /// <param name="cancellation">Stops; nothing is left behind.</param>
    public static async Task<IndexReport> BuildAsync(
        IAsyncEnumerable<Entity> entities, string path, ListEdition edition, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var builder = new SegmentBuilder(path);
        var batch = new List<Entity>(Batch);
        await foreach (var entity in entities.WithCancellation(cancellation))
        {
            batch.Add(entity);
            if (batch.Count < Batch)
                continue;
            Add(builder, batch, cancellation);
            progress?.Report(builder.Count);
        }
        Add(builder, batch, cancellation);
        progress?.Report(builder.Count);
        return builder.Finish(new(edition.List, edition.Version, edition.Sha256, "", "", 0, 0), []);
    }

    /// <summary>
    /// Writes what changed since another index, which stays where it is and is needed from now on. Where the chain would be longer than <see cref="LongestChain"/>, everything is
    /// written anew.
    /// </summary>
    /// <param name="basePath">The index that the changes are to.</param>
    /// <param name="changes">What changed; of several changes to one entity the last counts.</param>
    /// <param name="newPath">Where the new one goes; another path than the base's.</param>
    /// <param name="edition">What it is.</param>
    /// <param name="cancellation">Stops; nothing is left behind.</param>
    /// <param name="place">Where the caller moves it afterwards: it finds its base from there. Null where it stays.</param>
    /// <exception cref="ScreeningIndexException">The base cannot be used.</exception>
    public static async Task<IndexReport> ApplyAsync(
        string basePath, IAsyncEnumerable<EntityChange> changes, string newPath, ListEdition edition, CancellationToken cancellation, string? place = null)
    {
        place = Path.GetFullPath(place ?? newPath);
        if (Path.GetFullPath(basePath) == place)
            throw new ArgumentException("changes to an index go into a file of their own: the base is needed beside it", nameof(newPath));
        var last = new SortedDictionary<string, Entity?>(StringComparer.Ordinal);
        await foreach (var change in changes.WithCancellation(cancellation))
            last[change.Id] = change.Entity;
        SegmentHeader header;
        using (var below = new MappedFile(basePath))
            header = below.Header;
        if (header.About.Depth + 2 > LongestChain)
        {
            using var whole = Open(basePath);
            return await BuildAsync(Changed(whole, last, cancellation), newPath, edition, null, cancellation);
        }
        using var builder = new SegmentBuilder(newPath);
        foreach (var batch in last.Values.OfType<Entity>().Chunk(Batch))
            Add(builder, [.. batch], cancellation);
        var relative = Path.GetRelativePath(Path.GetDirectoryName(place)!, Path.GetFullPath(basePath)).Replace('\\', '/');
        return builder.Finish(
            new(edition.List, edition.Version, edition.Sha256, relative, Convert.ToHexString(header.ContentHash), header.About.Depth + 1, 0),
            [.. last.Where(c => c.Value is null).Select(c => c.Key)]);
    }

    /// <summary>Opens an index with all files below it.</summary>
    /// <exception cref="ScreeningIndexException">
    /// A file is damaged, no index, or of another engine version; or the base of a change is gone or another. Build it again from its list.
    /// </exception>
    public static ScreeningIndex Open(string path)
    {
        var segments = SegmentChain.Open(path);
        try
        {
            return new(segments);
        }
        catch (Exception e)
        {
            foreach (var segment in segments)
                segment.Dispose();
            if (IsDamage(e))
                throw Damaged(path, e);
            throw;
        }
    }

    /// <summary>Every entity that it holds, acts and relations among them.</summary>
    public IEnumerable<Entity> Entities()
    {
        foreach (var segment in Segments)
        {
            using var lease = segment.File.Read();
            for (var i = 0; i < segment.Entities; i++)
            {
                if (!segment.IsGone(i))
                    yield return Read(segment, i);
            }
        }
    }

    /// <summary>How rare a word is among the list's entities, 0 to 1 (<see cref="Names.WordView.Rarity"/>).</summary>
    public float Rarity(Names.Word word)
    {
        var spelling = Vocabulary.Spelling(word);
        for (var i = Segments.Count - 1; i >= 0; i--)
        {
            using var lease = Segments[i].File.Read();
            try
            {
                if (Segments[i].Spelling(spelling) is >= 0 and var number)
                    return Rarities.Of(Segments[i].Frequency(number));
            }
            catch (Exception e) when (IsDamage(e))
            {
                throw Damaged(Segments[i].File.Path, e);
            }
        }
        return 1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var segment in Segments)
            segment.Dispose();
    }

    /// <summary>What numbers of a damaged file lead to.</summary>
    internal static bool IsDamage(Exception e) => e is IndexOutOfRangeException or ArgumentException or OverflowException or InvalidOperationException or JsonException or OutOfMemoryException;

    internal static ScreeningIndexException Damaged(string path, Exception e) =>
        new($"{path} is damaged: what it says leads outside of it ({e.Message}); build it again from its list", e);

    private static Entity Read(Segment segment, int entity)
    {
        try
        {
            return segment.Entity(entity);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(segment.File.Path, e);
        }
    }

    private static void Add(SegmentBuilder builder, List<Entity> batch, CancellationToken cancellation)
    {
        var prepared = new PreparedEntity[batch.Count];
        Parallel.For(0, batch.Count, new() { CancellationToken = cancellation }, i => prepared[i] = PreparedEntity.Of(batch[i]));
        foreach (var one in prepared)
            builder.Add(one);
        batch.Clear();
    }

    private static async IAsyncEnumerable<Entity> Changed(ScreeningIndex index, SortedDictionary<string, Entity?> changes, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var entity in index.Entities())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!changes.ContainsKey(entity.Id))
                yield return entity;
        }
        foreach (var entity in changes.Values.OfType<Entity>())
            yield return entity;
    }
}
