using Microsoft.AspNetCore.Http;
using Weir.Desk.Screening;
using Weir.Desk.Words;
using Weir.Screening;
using Weir.Store;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>One end of a relation of an entity.</summary>
/// <param name="Link">The relation.</param>
/// <param name="IsFirst">Whether the page's entity is its first end: the owner, the director.</param>
/// <param name="Other">Who or what is at the other end; null where the list does not hold it.</param>
public sealed record EntityLink(Entity Link, bool IsFirst, Entity? Other);

/// <summary>One listed entity for people: names in every script, who listed it when, relations, identifiers, sources.</summary>
/// <param name="Version">The version of the list.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Sanctions">The acts that listed it.</param>
/// <param name="Links">Its relations.</param>
public sealed record EntityView(ListVersion Version, Entity Entity, IReadOnlyList<Entity> Sanctions, IReadOnlyList<EntityLink> Links)
{
    private static readonly HashSet<string> Apart = new(["name", "alias", "weakAlias", "previousName", "notes", "summary"], StringComparer.Ordinal);

    /// <summary>What the list says besides names, by property.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Facts => Entity.Properties.Where(p => !Apart.Contains(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal);

    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var view = await FindAsync(call) ?? throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-entity", ("id", call["id"]), ("list", call["list"])));
        return PageAnswer.Of<EntityPage>(
            view.Entity.Caption, call.Say("site.entity.description", ("list", view.Version.List)), view,
            () => new
            {
                list = view.Version.List,
                listVersion = view.Version.Number,
                sha256 = view.Version.Sha256,
                snapshot = view.Version.Snapshot,
                entity = new { id = view.Entity.Id, schema = view.Entity.Schema, caption = view.Entity.Caption, properties = view.Entity.Properties, nameLanguages = view.Entity.NameLanguages, referents = view.Entity.Referents },
                sanctions = view.Sanctions.Select(s => new { id = s.Id, properties = s.Properties }),
                relations = view.Links.Select(l => new { id = l.Link.Id, schema = l.Link.Schema, isFirst = l.IsFirst, properties = l.Link.Properties, other = l.Other is { } o ? new { id = o.Id, caption = o.Caption, schema = o.Schema } : null }),
                note = call.Say("site.entity.note"),
            },
            () => new(["of", "property", "value"], Rows(view.Entity).Concat(view.Sanctions.SelectMany(Rows)).Concat(view.Links.SelectMany(l => Rows(l.Link)))));
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(Entity entity) =>
        entity.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Value.Select(v => (IReadOnlyList<object?>)[entity.Id, p.Key, v])).Prepend([entity.Id, "schema", entity.Schema]);

    private static async Task<EntityView?> FindAsync(PageCall call)
    {
        try
        {
            using var lists = await call.Reading.Workbench.Screening.OpenAsync(call.Visit.AsOf, call.Cancellation);
            if (lists.Versions.FirstOrDefault(v => v.List == call["list"]) is not { } version || lists.Screener.Find(version.List, call["id"]) is not { } entity)
                return null;
            var about = lists.Screener.About(version.List, entity.Id);
            return new(version, entity, [.. about.Where(a => a.Schema == "Sanction")], [.. about.Select(a => Link(lists, version.List, entity, a)).OfType<EntityLink>()]);
        }
        catch (ScreeningQueryException future)
        {
            throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.work", ("message", future.Message)));
        }
    }

    private static EntityLink? Link(OpenLists lists, string list, Entity entity, Entity link)
    {
        if (FtmSchema.Relation(link.Schema) is not var (from, to))
            return null;
        var isFirst = link.Values(from).Contains(entity.Id, StringComparer.Ordinal);
        return new(link, isFirst, link.Values(isFirst ? to : from).Select(id => lists.Screener.Find(list, id)).FirstOrDefault(o => o is not null));
    }
}
