using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>Says in words, and in numbers that sum to the score, what a <see cref="NameTally"/> counted.</summary>
internal static class NameReasons
{
    /// <summary>Adds the reasons.</summary>
    public static void Add<TPair>(in NameTally tally, in TPair pair, NameAlignment alignment, ComparableName query, ComparableName listed, List<Reason> reasons)
        where TPair : struct, INamePair, allows ref struct
    {
        if (tally.IsWhole)
        {
            reasons.Add(new(ReasonKind.WordMet, query.Original, listed.Original, tally.Score, $"word by word they meet less than as a whole, letter by letter: {Quote(query.Original)} and {Quote(listed.Original)}") { How = WordMeetingKind.Similar });
            return;
        }
        if (tally.IsAcronym)
        {
            reasons.Add(new(ReasonKind.WordMet, query.Original, listed.Original, tally.Score, $"one name is made of the first letters of the other: {Quote(query.Original)} and {Quote(listed.Original)}") { How = WordMeetingKind.Abbreviation });
            return;
        }
        var left = tally.QueryLeft + tally.ListedLeft;
        // Where nothing is left over, what the words lack in likeness is theirs; else they have their full share and what is left takes away.
        var share = tally.MetWeight <= 0 ? 0 : left > 0 ? 1 : tally.Met > 0 ? tally.ByWords * tally.MetWeight / tally.Met : 0;
        var sum = 0f;
        foreach (var piece in alignment.Met)
        {
            var contribution = NameTally.PieceWeight(pair, piece, pair.Bearer) * piece.Similarity * share / tally.MetWeight;
            sum += contribution;
            var (ours, theirs) = (Text(query, piece.Query, piece.QueryCount), Text(listed, piece.Listed, piece.ListedCount));
            reasons.Add(new(ReasonKind.WordMet, ours, theirs, contribution, Sentence(piece, ours, theirs)) { How = piece.How });
        }
        var perWeight = left > 0 ? (tally.ByWords - sum) / left : 0;
        for (var i = 0; i < pair.QueryWords; i++)
        {
            if ((alignment.QueryUsed & (1u << i)) == 0)
                AddLeft(reasons, query.Words[i], NameWeights.Of(pair.Query(i), pair.Bearer) * perWeight, ofQuery: true, tally.ListedLeft);
        }
        for (var j = 0; j < pair.ListedWords; j++)
        {
            if ((alignment.ListedUsed & (1u << j)) == 0)
                AddLeft(reasons, listed.Words[j], NameWeights.Of(pair.Listed(j), pair.Bearer) * perWeight, ofQuery: false, tally.QueryLeft);
        }
        AddFactors(tally, query, listed, reasons);
    }

    private static void AddLeft(List<Reason> reasons, Word word, float contribution, bool ofQuery, float leftOnOtherSide)
    {
        var number = (word.Traits & WordTraits.Number) != WordTraits.None;
        var kind = number ? ReasonKind.NumberDiffers : ofQuery ? ReasonKind.QueryWordLeft : ReasonKind.ListedWordLeft;
        var where = ofQuery ? "the query" : "the listed name";
        var text = number ? $"the number {Quote(word.Text)} stands only in {where}"
            : leftOnOtherSide > 0 ? $"{Quote(word.Text)} of {where} meets nothing on the other side, which has another word instead"
            : $"{Quote(word.Text)} stands only in {where}";
        reasons.Add(new(kind, ofQuery ? word.Text : "", ofQuery ? "" : word.Text, contribution, text));
    }

    private static void AddFactors(in NameTally tally, ComparableName query, ComparableName listed, List<Reason> reasons)
    {
        var score = tally.ByWords;
        Factor(tally.OneWord, ReasonKind.ListedWordLeft, "the names meet in one word only, which many bear");
        Factor(tally.Order, ReasonKind.WordOrder, "the words stand in another order");
        Factor(tally.Fathers, ReasonKind.WordOrder, "the name and the father's name have changed places");
        var (ours, theirs) = (Forms(query), Forms(listed));
        Factor(tally.Forms, ReasonKind.LegalForm, tally.Forms == NameTally.SameForm ? $"the legal forms are of one kind: {Quote(ours)} and {Quote(theirs)}"
            : ours.Length > 0 && theirs.Length > 0 ? $"the legal forms differ: {Quote(ours)} and {Quote(theirs)}"
            : $"the legal form {Quote(ours + theirs)} stands on one side only");
        if (tally.Forms >= 1 && ours.Length > 0)
            reasons.Add(new(ReasonKind.LegalForm, ours, theirs, 0, $"the legal forms agree: {Quote(ours)} and {Quote(theirs)}"));

        void Factor(float factor, ReasonKind kind, string text)
        {
            if (factor >= 1)
                return;
            reasons.Add(new(kind, kind == ReasonKind.LegalForm ? Forms(query) : "", kind == ReasonKind.LegalForm ? Forms(listed) : "", score * (factor - 1), text));
            score *= factor;
        }
    }

    private static string Sentence(in MetPiece piece, string ours, string theirs) => piece.How switch
    {
        _ when piece.QueryCount != piece.ListedCount => $"{Quote(ours)} and {Quote(theirs)} are the same but for spaces" + (piece.Similarity < 1 ? " and a few letters" : ""),
        WordMeetingKind.Same => $"{Quote(ours)} stands in both",
        WordMeetingKind.Romanised => piece.Similarity < 1 ? $"{Quote(ours)} is close to {Quote(theirs)} in Latin letters" : $"{Quote(ours)} is {Quote(theirs)} in Latin letters",
        WordMeetingKind.Group => $"{Quote(ours)} is a variant of {Quote(theirs)}",
        WordMeetingKind.Initial => $"{Quote(Shorter(ours, theirs))} may be the initial of {Quote(Longer(ours, theirs))}",
        WordMeetingKind.Abbreviation => $"{Quote(Shorter(ours, theirs))} may be short for {Quote(Longer(ours, theirs))}",
        WordMeetingKind.Sounds => $"{Quote(ours)} sounds like {Quote(theirs)}",
        _ => $"{Quote(ours)} and {Quote(theirs)} differ in a few letters",
    };

    private static string Shorter(string a, string b) => a.Length <= b.Length ? a : b;

    private static string Longer(string a, string b) => a.Length <= b.Length ? b : a;

    private static string Text(ComparableName name, int from, int count) => string.Join(' ', name.Words.Skip(from).Take(count).Select(w => w.Text));

    private static string Forms(ComparableName name) => string.Join(' ', name.Words.Where(w => (w.Traits & WordTraits.LegalForm) != WordTraits.None).Select(w => w.Text));

    private static string Quote(string text) => $"“{text}”";
}
