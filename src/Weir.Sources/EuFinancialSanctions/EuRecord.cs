using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.EuFinancialSanctions;

/// <summary>A sanctioned entity of the list, in whatever form it came.</summary>
/// <param name="Line">Where it starts.</param>
/// <param name="Entity">The attributes of <c>sanctionEntity</c>.</param>
/// <param name="IsPerson">Whether it is a person; null where the list says neither that nor an enterprise.</param>
/// <param name="Text">The record as received, cut.</param>
internal sealed record EuRecord(long Line, EuDetail Entity, bool? IsPerson, string Text)
{
    public List<EuDetail> Names { get; } = [];

    public List<EuDetail> Births { get; } = [];

    public List<EuDetail> Citizenships { get; } = [];

    public List<(EuDetail Address, IReadOnlyList<(string? Kind, string? Text)> Contacts)> Addresses { get; } = [];

    public List<EuDetail> Identifications { get; } = [];

    /// <summary>Regulations, the one that lists it first; with <c>publicationUrl</c> among the attributes.</summary>
    public List<EuDetail> Regulations { get; } = [];

    public List<string> Remarks { get; } = [];

    /// <summary>The entity and its act, or why there is none.</summary>
    public ReadRecord Read(ListReading reading)
    {
        var reference = Entity["euReferenceNumber"];
        var logical = Entity["logicalId"];
        if (reference is null && logical is null)
            return new QuarantinedRow(Line, "euReferenceNumber", "the record has neither a reference number nor a logical id to know it by", Text);
        if (IsPerson is null)
            return new QuarantinedRow(Line, "subjectType", $"the subject type '{ReceivedText.Quote(Entity["subjectType"])}' is neither person nor enterprise", Text);
        var id = "eu-fsf-" + (reference is null ? $"logical-{logical}" : Slug(reference));
        var listed = new Listed(id, IsPerson.Value ? "Person" : "Organization", Line, reading);
        if (!EuDetails.AddNames(listed, Names))
            return new QuarantinedRow(Line, "nameAlias", $"{reference ?? logical} has no name", Text);
        foreach (var birth in Births)
            EuDetails.AddBirth(listed, birth);
        foreach (var citizenship in Citizenships)
            EuDetails.AddCitizenship(listed, citizenship);
        foreach (var (address, contacts) in Addresses)
            EuDetails.AddAddress(listed, address, contacts);
        foreach (var document in Identifications)
            EuDetails.AddIdentification(listed, document);
        listed.Target.Add("topics", "sanction").Add("notes", Remarks);
        AddAct(listed);
        return listed;
    }

    private void AddAct(Listed listed)
    {
        var act = listed.Act.Add("authority", "Council of the European Union").Add("country", "eu")
            .Add("authorityId", Entity["euReferenceNumber"]).Add("unscId", Entity["unitedNationId"]).Add("reason", Remarks).Add("summary", Entity["designationDetails"]);
        listed.ActDate("listingDate", Entity["designationDate"], Day, "Date of designation");
        listed.ActDate("endDate", Entity["delistingDate"], Day, "Date of delisting");
        foreach (var regulation in Regulations)
        {
            listed.Target.Add("program", regulation["programme"]);
            act.Add("program", regulation["programme"]).Add("recordId", regulation["numberTitle"]).Add("sourceUrl", regulation["publicationUrl"]?.Replace(" ", "", StringComparison.Ordinal));
            listed.ActDate("startDate", regulation["entryIntoForceDate"] ?? regulation["publicationDate"], Day, "Date of the regulation");
            if (!act.Has("listingDate"))
                listed.ActDate("listingDate", regulation["publicationDate"], Day, "Date of the regulation");
        }
    }

    private static string? Day(string? text) => PrintedDate.Iso(text) ?? PrintedDate.DayFirst(text);

    private static string Slug(string reference) => string.Concat(reference.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
