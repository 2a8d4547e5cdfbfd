using Weir.Screening;

namespace Weir.Sources.Ofac;

/// <summary>One of the Treasury's two lists.</summary>
/// <param name="Id">The list's id.</param>
/// <param name="Name">What it is called in a designation.</param>
/// <param name="Tables">The names of its tables.</param>
/// <param name="Size">What must hold of it.</param>
internal sealed record OfacProfile(string Id, string Name, OfacTables.Set Tables, ListSize Size)
{
    /// <summary>The act that listed a party.</summary>
    public EntityBuilder Designation(string entity, string? of = null) =>
        new EntityBuilder($"{entity}-listing{(of is null ? "" : "-" + of)}", "Sanction")
            .Add("entity", entity).Add("authority", "U.S. Department of the Treasury, Office of Foreign Assets Control").Add("country", "us")
            .Add("authorityId", entity["ofac-".Length..]).Add("programId", Name);
}
