using System.Runtime.InteropServices;
using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>What two names that were lined up come to: the score, and each step on the way to it.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct NameTally
{
    /// <summary>Ltd and LLC: only tells which of two is nearer.</summary>
    public const float SameForm = 0.998f;

    public const float ContradictionLowers = 0.3f;
    private const float FullContradiction = 1f;
    private const float LeftOutOfPerson = 0.22f;
    private const float LeftOutOfOther = 0.6f;

    // Where all that met is common (Kim, John), a name that only one side has is the more likely somebody else's.
    private const float LeftOutBesideCommon = 1.1f;
    public const float OneWordOfPerson = 0.74f;
    public const float OneWordAndInitial = 0.88f;

    // That two names begin alike says nothing where no word of theirs meets.
    private const float InitialsAlone = 0.55f;
    private const float OtherOrderOfPerson = 0.99f;
    private const float OtherOrder = 0.96f;
    private const float FatherAndSon = 0.65f;
    private const float FormOnOneSide = 0.98f;
    private const float OtherForm = 0.93f;
    private const float Acronym = 0.6f;

    // Names damaged in several places at once are worth a look and no more, so this stays below the threshold.
    private const float Whole = 0.72f;
    private const float LeastWhole = 0.4f;

    /// <summary>Weight of what met.</summary>
    public float MetWeight;

    /// <summary>The same times how well it met.</summary>
    public float Met;

    /// <summary>Weight of the query's words that are left.</summary>
    public float QueryLeft;

    /// <summary>Weight of the listed words that are left.</summary>
    public float ListedLeft;

    /// <summary>The score by words alone.</summary>
    public float ByWords;

    /// <summary>What a name that meets in one word only, or in initials, is multiplied with; 1 where it meets in more.</summary>
    public float OneWord;

    /// <summary>What another order of the words is multiplied with.</summary>
    public float Order;

    /// <summary>What a name and a father's name that changed places are multiplied with.</summary>
    public float Fathers;

    /// <summary>What legal forms are multiplied with.</summary>
    public float Forms;

    /// <summary>Whether one name is made of the other's first letters.</summary>
    public bool IsAcronym;

    /// <summary>Whether the names meet as wholes, letter by letter, better than word by word.</summary>
    public bool IsWhole;

    /// <summary>0 to 1.</summary>
    public float Score;

    /// <summary>Counts up.</summary>
    public static NameTally Of<TPair>(in TPair pair, NameAlignment alignment)
        where TPair : struct, INamePair, allows ref struct
    {
        var bearer = pair.Bearer;
        var tally = new NameTally { OneWord = 1, Order = 1, Fathers = 1, Forms = OfForms(pair) };
        var (contradicted, telling, initials) = (0f, 0, 0);
        var rarest = 0f;
        foreach (var piece in alignment.Met)
        {
            var weight = PieceWeight(pair, piece, bearer);
            tally.MetWeight += weight;
            tally.Met += weight * piece.Similarity;
            contradicted += weight * (1 - piece.Similarity);
            rarest = Math.Max(rarest, Math.Min(pair.Query(piece.Query).Rarity, pair.Listed(piece.Listed).Rarity));
            initials += piece.How == WordMeetingKind.Initial ? 1 : 0;
            telling += piece.How != WordMeetingKind.Initial && NameWeights.Tells(pair.Query(piece.Query)) && NameWeights.Tells(pair.Listed(piece.Listed)) ? Math.Max(piece.QueryCount, piece.ListedCount) : 0;
        }
        var (queryTelling, listedTelling) = (0, 0);
        for (var i = 0; i < pair.QueryWords; i++)
        {
            var word = pair.Query(i);
            queryTelling += NameWeights.Tells(word) ? 1 : 0;
            if ((alignment.QueryUsed & (1u << i)) == 0)
                tally.QueryLeft += NameWeights.Of(word, bearer);
        }
        for (var j = 0; j < pair.ListedWords; j++)
        {
            var word = pair.Listed(j);
            listedTelling += NameWeights.Tells(word) ? 1 : 0;
            if ((alignment.ListedUsed & (1u << j)) == 0)
                tally.ListedLeft += NameWeights.Of(word, bearer);
        }
        var against = Math.Min(tally.QueryLeft, tally.ListedLeft);
        contradicted += against;
        var leftOut = Math.Abs(tally.QueryLeft - tally.ListedLeft) * LeftOut(bearer, rarest);
        var all = tally.MetWeight + against + leftOut;
        tally.ByWords = all > 0 ? tally.Met / all * (1 - (ContradictionLowers * Math.Min(1, contradicted / FullContradiction))) : 0;
        if (telling == 0 && initials > 0)
            tally.OneWord = InitialsAlone;
        else if (bearer != NameBearer.Organisation && bearer != NameBearer.Thing && telling <= 1 && Math.Max(queryTelling, listedTelling) > 1)
            tally.OneWord = initials > 0 ? OneWordAndInitial : OneWordOfPerson;
        if (IsInOtherOrder(pair, alignment))
            tally.Order = bearer == NameBearer.Person ? OtherOrderOfPerson : OtherOrder;
        if (bearer == NameBearer.Person && FathersChangedPlaces(pair, alignment))
            tally.Fathers = FatherAndSon;
        tally.Score = tally.ByWords * tally.OneWord * tally.Order * tally.Fathers * tally.Forms;
        if (tally.Score < Acronym && bearer != NameBearer.Person && IsAcronymOfOther(pair))
        {
            tally.IsAcronym = true;
            tally.Score = Acronym;
        }
        if (tally.Score < Whole && bearer != NameBearer.Person && WholeNames.Similarity(pair) is var whole && whole >= LeastWhole && whole * Whole > tally.Score)
        {
            tally.IsWhole = true;
            tally.Score = whole * Whole;
        }
        return tally;
    }

    /// <summary>How much of the weight counts that only one side has.</summary>
    /// <param name="bearer">What bears the names.</param>
    /// <param name="rarest">The rarity of the rarest word that met.</param>
    public static float LeftOut(NameBearer bearer, float rarest) => bearer == NameBearer.Person ? LeftOutOfPerson + (LeftOutBesideCommon * (1 - rarest)) : LeftOutOfOther;

    /// <summary>The weight of a piece: the mean of its two sides.</summary>
    public static float PieceWeight<TPair>(in TPair pair, in MetPiece piece, NameBearer bearer)
        where TPair : struct, INamePair, allows ref struct
    {
        var (query, listed) = (0f, 0f);
        for (var i = piece.Query; i < piece.Query + piece.QueryCount; i++)
            query += NameWeights.Of(pair.Query(i), bearer);
        for (var j = piece.Listed; j < piece.Listed + piece.ListedCount; j++)
            listed += NameWeights.Of(pair.Listed(j), bearer);
        return (query + listed) / 2;
    }

    private static bool IsInOtherOrder<TPair>(in TPair pair, NameAlignment alignment)
        where TPair : struct, INamePair, allows ref struct
    {
        foreach (var one in alignment.Met)
        {
            if (!Counts(pair.Query(one.Query)))
                continue;
            foreach (var other in alignment.Met)
            {
                if (one.Query < other.Query && one.Listed > other.Listed && Counts(pair.Query(other.Query)))
                    return true;
            }
        }
        return false;

        static bool Counts(in WordView word) => (word.Traits & (WordTraits.Particle | WordTraits.Title)) == WordTraits.None;
    }

    /// <summary>Salman bin Muhammad and Muhammad bin Salman: who is a father on one side is none on the other.</summary>
    private static bool FathersChangedPlaces<TPair>(in TPair pair, NameAlignment alignment)
        where TPair : struct, INamePair, allows ref struct
    {
        var (queryOnly, listedOnly) = (false, false);
        foreach (var piece in alignment.Met)
        {
            var father = (pair.Query(piece.Query).Traits & WordTraits.Patronymic) != WordTraits.None;
            var other = (pair.Listed(piece.Listed).Traits & WordTraits.Patronymic) != WordTraits.None;
            queryOnly |= father && !other;
            listedOnly |= other && !father;
        }
        return queryOnly && listedOnly;
    }

    private static float OfForms<TPair>(in TPair pair)
        where TPair : struct, INamePair, allows ref struct
    {
        var (query, listed, agree, same) = (0, 0, false, false);
        for (var i = 0; i < pair.QueryWords; i++)
        {
            var form = pair.Query(i);
            if ((form.Traits & WordTraits.LegalForm) == WordTraits.None)
                continue;
            query++;
            for (var j = 0; j < pair.ListedWords && !same; j++)
            {
                var other = pair.Listed(j);
                if ((other.Traits & WordTraits.LegalForm) == WordTraits.None || WordGroup.Shared(form.Groups, other.Groups) != WordGroupKind.LegalForm)
                    continue;
                agree = true;
                same = form.Text.SequenceEqual(other.Text);
            }
        }
        for (var j = 0; j < pair.ListedWords; j++)
            listed += (pair.Listed(j).Traits & WordTraits.LegalForm) != WordTraits.None ? 1 : 0;
        return same || query + listed == 0 ? 1 : agree ? SameForm : query == 0 || listed == 0 ? FormOnOneSide : OtherForm;
    }

    private static bool IsAcronymOfOther<TPair>(in TPair pair)
        where TPair : struct, INamePair, allows ref struct
    {
        Span<byte> query = stackalloc byte[ComparableName.MostWords];
        Span<byte> listed = stackalloc byte[ComparableName.MostWords];
        var (queryWords, queryOnly) = Initials(pair, query, ofQuery: true);
        var (listedWords, listedOnly) = Initials(pair, listed, ofQuery: false);
        return queryWords == 1 && listedWords > 1 ? pair.Query(queryOnly).Latin.SequenceEqual(listed[..listedWords])
            : listedWords == 1 && queryWords > 1 && pair.Listed(listedOnly).Latin.SequenceEqual(query[..queryWords]);
    }

    private static (int Words, int Last) Initials<TPair>(in TPair pair, Span<byte> initials, bool ofQuery)
        where TPair : struct, INamePair, allows ref struct
    {
        var (words, last) = (0, 0);
        for (var i = 0; i < (ofQuery ? pair.QueryWords : pair.ListedWords); i++)
        {
            var word = ofQuery ? pair.Query(i) : pair.Listed(i);
            if ((word.Traits & (WordTraits.LegalForm | WordTraits.Particle)) != WordTraits.None || word.Latin.IsEmpty)
                continue;
            initials[words++] = word.Latin[0];
            last = i;
        }
        return (words, last);
    }
}
