using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>A reading of the query's name and a name that lies in an index, face to face.</summary>
internal readonly ref struct MappedPair(Workspace room, int reading, int name, bool roughly = false) : INamePair
{
    private readonly Segment segment = room.Segment;
    private readonly ScreeningQuery query = room.Query;
    private readonly int[] asked = room.Query.WordsOf[reading];
    private readonly ReadOnlySpan<int> words = room.Segment.WordsOf(name);

    public NameBearer Bearer =>
        query.Readings[reading].Bearer is var one && (byte)one == segment.Row(segment.Name(name).Entity).Bearer ? one : NameBearer.Unknown;

    public int QueryWords => asked.Length;

    public int ListedWords => words.Length;

    public WordView Query(int at) => query.Words[asked[at]].View(room.QueryRarities[asked[at]]);

    public WordView Listed(int at) => segment.Word(words[at], room.Index.Rarities);

    public WordMeeting Meet(int at, int with) => roughly ? room.MeetRoughly(asked[at], words[with]) : room.Meet(asked[at], words[with]);
}
