namespace Weir.Screening.Scoring;

/// <summary>How two dates of birth or registration relate, the worst first.</summary>
internal enum DateRelation : byte
{
    /// <summary>One side states none.</summary>
    Unknown,

    /// <summary>They differ.</summary>
    Different,

    /// <summary>The years are the same and the day or month is not; or one side has only a year, and it is the one before or after.</summary>
    Near,

    /// <summary>Day and month changed places, or one digit differs.</summary>
    Slip,

    /// <summary>What both state is the same, and one states less.</summary>
    SamePart,

    /// <summary>The same day.</summary>
    Same,
}

/// <summary>Compares dates with partial precision.</summary>
internal static class DateComparison
{
    /// <summary>The best relation between any two, and which two.</summary>
    public static (DateRelation Relation, PartialDate Query, PartialDate Listed) Best(ReadOnlySpan<PartialDate> query, ReadOnlySpan<PartialDate> listed)
    {
        var best = (Relation: DateRelation.Unknown, Query: default(PartialDate), Listed: default(PartialDate));
        foreach (var date in query)
        {
            foreach (var other in listed)
            {
                var relation = Of(date, other);
                if (relation > best.Relation)
                    best = (relation, date, other);
            }
        }
        return best;
    }

    /// <summary>How two dates relate; the same whichever comes first.</summary>
    public static DateRelation Of(PartialDate a, PartialDate b)
    {
        if (a == b && a.Day != 0)
            return DateRelation.Same;
        var sameMonth = a.Month == b.Month || a.Month == 0 || b.Month == 0;
        var sameDay = a.Day == b.Day || a.Day == 0 || b.Day == 0;
        if (a.Year == b.Year && sameMonth && sameDay)
            return DateRelation.SamePart;
        var whole = a.Day != 0 && b.Day != 0;
        if (whole && a.Year == b.Year && a.Month == b.Day && a.Day == b.Month)
            return DateRelation.Slip;
        if (whole && Digits(a, b) == 1)
            return DateRelation.Slip;
        if (a.Year == b.Year)
            return DateRelation.Near;
        return Math.Abs(a.Year - b.Year) == 1 && (a.Month == 0 || b.Month == 0) ? DateRelation.Near : DateRelation.Different;
    }

    private static int Digits(PartialDate a, PartialDate b)
    {
        var differ = 0;
        var (x, y) = (Number(a), Number(b));
        for (; x > 0 || y > 0; x /= 10, y /= 10)
            differ += x % 10 == y % 10 ? 0 : 1;
        return differ;

        static int Number(PartialDate date) => (((date.Year * 100) + date.Month) * 100) + date.Day;
    }
}
