using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.Ofac;

/// <summary>
/// The Treasury's lists in ADVANCED_XML (SDN_ADVANCED.XML, CONS_ADVANCED.XML; schema of the UN's advanced sanctions data model). Reference values,
/// places and documents come before the parties, the programmes and relations behind them, so that the parties are held until the end: some 20,000,
/// and never more than the list may have.
/// </summary>
internal static class OfacAdvanced
{
    private const string Party = "DistinctParty";

    public static readonly XmlListShape Shape = new("a sanctions list of the U.S. Treasury (ADVANCED_XML)", "Sanctions",
        [.. OfacReferences.Records, "DateOfIssue", "Location", "IDRegDocument", Party, "ProfileRelationship", "SanctionsEntry"])
    {
        Groups = [.. OfacReferences.Groups, "Locations", "IDRegDocuments", "DistinctParties", "ProfileRelationships", "SanctionsEntries"],
        Unused = [.. OfacReferences.Unused, "SanctionsEntryLinks"],
    };

    public static async IAsyncEnumerable<Entity> ReadAsync(Stream content, OfacProfile profile, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var file = await XmlRecords.OpenAsync(content, Shape, reading);
        var references = new OfacReferences();
        var parties = new Dictionary<string, OfacParty>(StringComparer.Ordinal);
        var order = new List<OfacParty>();
        var relations = new List<XmlField>();
        var (records, strange) = (0, 0);
        while (await file.NextAsync(cancellation) is { } record)
        {
            switch (record.Name)
            {
                case "DateOfIssue":
                    reading.Published ??= OfacReferences.Day(record.Fields) is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
                    break;
                case Party:
                    profile.Size.AssertSoFar(++records, reading);
                    if (OfacParty.Problem(record.Fields, parties) is { } problem)
                        reading.Quarantine(new(record.Line, problem.Column, problem.Reason, record.ToString()));
                    else
                    {
                        var party = OfacParty.Read(record.Fields, references, profile);
                        order.Add(party);
                        foreach (var known in party.ProfileIds)
                            parties[known] = party;
                    }
                    break;
                case "SanctionsEntry" when parties.TryGetValue(record.Fields.Attribute("ProfileID") ?? "", out var listed):
                    listed.AddEntry(record.Fields, references, profile);
                    break;
                case "SanctionsEntry":
                    strange++;
                    break;
                case "ProfileRelationship":
                    relations.Add(record.Fields);
                    break;
                default:
                    references.Take(record);
                    break;
            }
        }
        if (strange > 0)
            reading.Note($"{strange} sanctions entries are of parties that are not in the file");
        profile.Size.AssertWhole(records, reading);
        foreach (var entity in order.SelectMany(p => p.Built(profile)).Concat(Relations(relations, parties, references, profile)))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return reading.Counted(entity);
        }
    }

    private static IEnumerable<Entity> Relations(IEnumerable<XmlField> relations, Dictionary<string, OfacParty> parties, OfacReferences references, OfacProfile profile)
    {
        foreach (var relation in relations)
        {
            if (relation.Attribute("From-ProfileID") is not { } from || relation.Attribute("To-ProfileID") is not { } to)
                continue;
            // Only parties of this file give their kind; an id of the other list stays as it is, for both number alike.
            var (one, other) = (parties.GetValueOrDefault(from), parties.GetValueOrDefault(to));
            if (one is null && other is null)
                continue;
            var more = string.Join("; ", new[] { relation["Comment"], relation.Attribute("Former") == "true" ? "former" : null }.OfType<string>());
            yield return OfacRelations.Of(
                $"ofac-relation-{relation.Attribute("ID")}", one?.Id ?? $"ofac-{from}", other?.Id ?? $"ofac-{to}",
                references.Text("RelationType", relation.Attribute("RelationTypeID")) ?? "Linked To", more, one?.IsPerson, other?.IsPerson).Build(profile.Id);
        }
    }
}
