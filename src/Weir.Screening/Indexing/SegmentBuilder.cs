using System.Buffers;
using System.Runtime.InteropServices;

namespace Weir.Screening.Indexing;

/// <summary>
/// Collects entities into an index. Entities themselves go to the file at once; in memory stay numbers of words and the vocabulary. Everything that is
/// looked up is sorted, so that the same entities in the same order give the same bytes.
/// </summary>
internal sealed class SegmentBuilder(string path) : IDisposable
{
    private readonly SegmentWriter file = Started(path);
    private readonly ArrayBufferWriter<byte> record = new();
    private readonly Terms terms = new();
    private readonly Dictionary<string, int> facetNumbers = new(StringComparer.Ordinal);
    private readonly Vocabulary vocabulary = new();
    private readonly Growing<EntityRow> entities = new();
    private readonly Growing<int> dates = new();
    private readonly Growing<ushort> countries = new();
    private readonly Growing<ulong> identifiers = new();
    private readonly Growing<int> facets = new();
    private readonly Growing<NameRow> names = new();
    private readonly Growing<int> nameWords = new();
    private readonly Growing<HashRow> ids = new();
    private readonly Growing<HashRow> links = new();
    private readonly Growing<HashRow> identifierKeys = new();
    private readonly List<string> withoutName = [];

    public int Count => entities.Count;

    public void Add(PreparedEntity prepared)
    {
        var (entity, number) = (prepared.Entity, entities.Count);
        entities.Add(Row() with { Schema = checked((ushort)terms.Of(entity.Schema)), Bearer = (byte)prepared.Bearer, Gender = (byte)(prepared.Facts?.View.Gender ?? Gender.Unknown) });
        record.ResetWrittenCount();
        EntityRecord.Write(entity, terms, record);
        file.Append(record.WrittenSpan);
        ids.Add(new HashRow { Hash = SpellingKeys.Id(entity.Id), Entity = number });
        foreach (var referent in entity.Referents)
            ids.Add(new HashRow { Hash = SpellingKeys.Id(referent), Entity = number, Rank = 1 });
        foreach (var end in prepared.Ends)
            links.Add(new HashRow { Hash = SpellingKeys.Id(end), Entity = number });
        if (prepared.Facts is not { } stated)
            return;
        var view = stated.View;
        dates.Add(MemoryMarshal.Cast<PartialDate, int>(view.Dates));
        countries.Add(view.Countries);
        identifiers.Add(view.Identifiers);
        foreach (var key in view.Identifiers)
            identifierKeys.Add(new HashRow { Hash = key, Entity = number });
        foreach (var facet in prepared.Facets)
        {
            if (!facetNumbers.TryGetValue(facet, out var facetNumber))
                facetNumbers[facet] = facetNumber = facetNumbers.Count;
            facets.Add(facetNumber);
        }
        if (prepared.Names.Count == 0)
            withoutName.Add(entity.Id);
        foreach (var (source, reading, kind, name) in prepared.Names)
        {
            names.Add(new NameRow { Words = nameWords.Count, Entity = number, Source = source, Reading = reading, Kind = (byte)kind });
            foreach (var word in name.Words)
                nameWords.Add(vocabulary.Of(word));
        }
    }

    /// <summary>Writes all that was added.</summary>
    /// <param name="about">What the header says, but for the number of names.</param>
    /// <param name="removed">Ids that the base holds no more.</param>
    public IndexReport Finish(SegmentAbout about, IReadOnlyCollection<string> removed)
    {
        var bare = names.Count;
        entities.Add(Row());
        names.Add(new NameRow { Words = nameWords.Count, Entity = entities.Count - 1 });
        file.End(Section.Records);
        foreach (var rows in new[] { ids, links, identifierKeys })
            rows.Span.Sort(static (a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : a.Entity.CompareTo(b.Entity));
        var superseded = Superseded();
        WriteFacets();
        file.Write<EntityRow>(Section.Entities, entities.Span);
        file.Write<int>(Section.Dates, dates.Span);
        file.Write<ushort>(Section.Countries, countries.Span);
        file.Write<ulong>(Section.Identifiers, identifiers.Span);
        vocabulary.Sort();
        foreach (ref var word in nameWords.Span)
            word = vocabulary.Sorted(word);
        var named = Named(superseded);
        file.Write<int>(Section.NameWords, nameWords.Span);
        vocabulary.Write(file, names.Span, nameWords.Span, entities.Span, named, superseded);
        file.Write<HashRow>(Section.Ids, ids.Span);
        file.Write<HashRow>(Section.Links, links.Span);
        file.Write<HashRow>(Section.IdentifierKeys, identifierKeys.Span);
        file.Write(Section.TermStarts, Section.TermTexts, terms.All);
        file.Write<int>(Section.Superseded, superseded);
        file.Write(Section.RemovedStarts, Section.RemovedTexts, [.. removed.Order(StringComparer.Ordinal)]);
        var (bytes, sections) = file.Finish(about with { Named = named });
        return new(entities.Count - 1, bare, withoutName, superseded.Length, bytes, sections[(int)Section.Records]);
    }

    public void Dispose() => file.Dispose();

    private int Named(ReadOnlySpan<int> superseded)
    {
        var named = 0;
        for (var i = 0; i < entities.Count - 1; i++)
            named += entities.Span[i].Names < entities.Span[i + 1].Names && superseded.BinarySearch(i) < 0 ? 1 : 0;
        return named;
    }

    private static SegmentWriter Started(string path)
    {
        var started = new SegmentWriter(path);
        started.Begin(Section.Records);
        return started;
    }

    private EntityRow Row() => new()
    {
        Record = file.At(Section.Records),
        Names = names.Count,
        Dates = dates.Count,
        Countries = countries.Count,
        Identifiers = identifiers.Count,
        Facets = facets.Count,
    };

    private void WriteFacets()
    {
        var sorted = facetNumbers.Keys.Order(StringComparer.Ordinal).ToList();
        var place = new int[sorted.Count];
        for (var i = 0; i < sorted.Count; i++)
            place[facetNumbers[sorted[i]]] = i;
        foreach (ref var facet in facets.Span)
            facet = place[facet];
        file.Write<int>(Section.Facets, facets.Span);
        file.Write(Section.FacetStarts, Section.FacetTexts, sorted);
    }

    /// <summary>Entities whose id a later one has too.</summary>
    private int[] Superseded()
    {
        var found = new List<int>();
        var rows = ids.Span;
        for (var from = 0; from < rows.Length;)
        {
            var to = from + 1;
            while (to < rows.Length && rows[to].Hash == rows[from].Hash && rows[to].Rank == 0)
                to++;
            // Sorted by entity: each but the last that has the very same id gives way.
            for (var i = from; i < to - 1 && rows[i].Rank == 0; i++)
            {
                var id = IdOf(rows[i].Entity);
                for (var j = i + 1; j < to; j++)
                {
                    if (IdOf(rows[j].Entity) != id)
                        continue;
                    found.Add(rows[i].Entity);
                    break;
                }
            }
            from = to;
        }
        return [.. found.Order()];
    }

    private string IdOf(int entity) => EntityRecord.Id(file.ReadBack(Section.Records, entities.Span[entity].Record, entities.Span[entity + 1].Record));
}
