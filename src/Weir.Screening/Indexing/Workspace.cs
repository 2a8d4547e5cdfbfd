using System.Numerics;
using System.Runtime.InteropServices;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>An entity that may be meant, and how well its best name so far does.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Candidate(int Index, int Segment, int Entity, float Score);

/// <summary>The room that one search needs, kept from query to query so that searching allocates nothing.</summary>
internal sealed class Workspace
{
    private const int MostLetters = 3;

    private readonly PairTable<WordMeeting> meetings = new();
    private readonly List<MappedFile.Lease> leases = [];
    private Sums[] sums = [];

    public NameComparer Comparer { get; } = new();

    public ScreeningQuery Query { get; private set; } = null!;

    public ScreeningIndex Index { get; private set; } = null!;

    public Segment Segment { get; private set; } = null!;

    public float[] QueryRarities { get; private set; } = [];

    /// <summary>The letters of each word of the query, a bit each.</summary>
    public uint[] QueryLetters { get; private set; } = [];

    /// <summary>Spellings that are like a word of the query, word after word.</summary>
    public List<AlikeSpelling> Alike { get; } = [];

    /// <summary>Where the spellings that are like a word begin in <see cref="Alike"/>, and one past the last.</summary>
    public List<int> AlikeFrom { get; } = [];

    /// <summary>What a word of a listed name is worth to a word of the query; a part of a split word its share.</summary>
    public PairTable<float> Worth { get; } = new();

    /// <summary>Words of the segment that are worth something to the word at hand.</summary>
    public List<int> WorthOfWord { get; } = [];

    /// <summary>Spellings that were looked at for the word at hand.</summary>
    public NumberSet Seen { get; } = new();

    /// <summary>Spellings that were looked at for two words joined.</summary>
    public NumberSet SeenJoined { get; } = new();

    /// <summary>Names that a list of postings touched.</summary>
    public List<int> Touched { get; } = [];

    /// <summary>The posting lists of a reading's words.</summary>
    public List<PostingList> Lists { get; } = [];

    /// <summary>Names to compare.</summary>
    public Promising Promising { get; } = new();

    /// <summary>The best score of each entity of the segment, by its number.</summary>
    public PairTable<float> Best { get; } = new();

    /// <summary>Entities of the segment with a score.</summary>
    public List<int> Scored { get; } = [];

    public List<Candidate> Candidates { get; } = [];

    /// <summary>Entities of the segment that are not to be given.</summary>
    public List<int> Excluded { get; } = [];

    /// <summary>Which terms of the segment are schemata that are wanted.</summary>
    public bool[] Schemata { get; set; } = [];

    /// <summary>Facets that are wanted: programmes, topics, countries; an entity needs one of each that is not null.</summary>
    public List<int>[] Facets { get; } = [[], [], []];

    /// <summary>Starts a search in an index.</summary>
    public void Begin(ScreeningQuery query, ScreeningIndex index)
    {
        (Query, Index) = (query, index);
        if (QueryRarities.Length < query.Words.Length)
            QueryRarities = new float[Math.Max(query.Words.Length, 64)];
        if (QueryLetters.Length < query.Words.Length)
            QueryLetters = new uint[QueryRarities.Length];
        for (var i = 0; i < query.Words.Length; i++)
        {
            QueryRarities[i] = index.Rarity(query.Words[i]);
            QueryLetters[i] = SpellingKeys.Letters(query.Words[i].View().Latin);
        }
    }

    /// <summary>Starts a search in one of its files.</summary>
    public void Begin(Segment segment)
    {
        Segment = segment;
        meetings.Clear();
        Worth.Clear();
        WorthOfWord.Clear();
        Seen.Fit(segment.Spellings);
        SeenJoined.Fit(segment.Spellings);
        Best.Clear();
        Alike.Clear();
        AlikeFrom.Clear();
        Leading.Clear();
        Scored.Clear();
        if (sums.Length < segment.Names)
            sums = new Sums[segment.Names];
    }

    /// <summary>What names meet of the query, by their number; all 0 between searches.</summary>
    public Sums[] Sums => sums;

    /// <summary>
    /// <see cref="Meet"/>, but without comparing where the keys did not lead to the word and its letters are too many others: good enough to tell who is worth judging.
    /// </summary>
    public WordMeeting MeetRoughly(int asked, int word)
    {
        var listed = Segment.Word(word, Index.Rarities);
        return Worth.TryGet(asked, word, out _) || listed.Latin.Length == 1 || Query.Words[asked].Latin.Length == 1
            || BitOperations.PopCount(QueryLetters[asked] ^ SpellingKeys.Letters(listed.Latin)) <= MostLetters ? Meet(asked, word) : default;
    }

    /// <summary>Places for the best scores, the lowest first.</summary>
    public PriorityQueue<int, float> Leading { get; } = new();

    /// <summary>How a word of the query and one of the segment meet.</summary>
    public WordMeeting Meet(int asked, int word)
    {
        ref var meeting = ref meetings.At(asked, word, out var isNew);
        if (isNew)
            meeting = WordComparison.Meet(Query.Words[asked].View(QueryRarities[asked]), Segment.Word(word, Index.Rarities));
        return meeting;
    }

    /// <summary>Keeps every file mapped until <see cref="End"/>.</summary>
    public void Hold(ScreeningIndex[] indexes)
    {
        foreach (var index in indexes)
        {
            foreach (var segment in index.Segments)
                leases.Add(segment.File.Read());
        }
    }

    /// <summary>Lets go of what a search held on to.</summary>
    public void End()
    {
        Candidates.Clear();
        foreach (var lease in leases)
            lease.Dispose();
        leases.Clear();
    }
}
