using Weir.Screening;

namespace Weir.Sources.Ofac;

/// <summary>The relations that the Treasury states between listed parties, in FollowTheMoney.</summary>
internal static class OfacRelations
{
    /// <summary>A relation from one party to another.</summary>
    /// <param name="id">Unique within the list.</param>
    /// <param name="from">The id of the party that it is stated of.</param>
    /// <param name="to">The id of the other.</param>
    /// <param name="type">The Treasury's word for it.</param>
    /// <param name="more">What it says besides, such as that it is over.</param>
    /// <param name="fromPerson">Whether the first is a person; null where not known.</param>
    /// <param name="toPerson">Whether the second is a person; null where not known.</param>
    public static EntityBuilder Of(string id, string from, string to, string type, string? more, bool? fromPerson, bool? toPerson)
    {
        bool Says(string words) => type.Contains(words, StringComparison.OrdinalIgnoreCase);
        var builder = Says("family") && fromPerson != false && toPerson != false
                ? new EntityBuilder(id, "Family").Add("person", from).Add("relative", to).Add("relationship", type)
            : Says("owned or controlled by")
                ? new EntityBuilder(id, "Ownership").Add("owner", to).Add("asset", from).Add("role", type)
            : Says("owns, controls")
                ? new EntityBuilder(id, "Ownership").Add("owner", from).Add("asset", to).Add("role", type)
            : (Says("leader or official") || Says("executive officer") || Says("director")) && toPerson != true
                ? new EntityBuilder(id, "Directorship").Add("director", from).Add("organization", to).Add("role", type)
            : Says("associate") && fromPerson == true && toPerson == true
                ? new EntityBuilder(id, "Associate").Add("person", from).Add("associate", to).Add("relationship", type)
            : new EntityBuilder(id, "UnknownLink").Add("subject", from).Add("object", to).Add("role", type);
        return builder.Add("summary", more);
    }
}
