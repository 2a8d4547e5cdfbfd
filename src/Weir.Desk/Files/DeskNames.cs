using Weir.Desk.Watches;
using Weir.Sources;

namespace Weir.Desk.Files;

/// <summary>The names that one file of a desk may use because another declares them.</summary>
internal sealed class DeskNames
{
    private readonly Dictionary<string, YamlItem> goods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Goods> described = new(StringComparer.Ordinal);

    /// <summary>Ids of the sources that a desk's files may name.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. WeirSources.All.Select(s => s.Description.Id)];

    /// <summary>Makes goods known; a mistake where the id is taken.</summary>
    public void AddGoods(string id, YamlItem at)
    {
        if (!goods.TryAdd(id, at))
            at.Mistake($"id: goods '{id}' are declared already in {goods[id].File}:{goods[id].Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}; ids of goods are unique in a desk");
    }

    /// <summary>Keeps what is known of goods.</summary>
    public void Describe(Goods what) => described.TryAdd(what.Id, what);

    /// <summary>Goods by the id that a claim names; null with a mistake where no watch has them, null without where their own file is at fault.</summary>
    public Goods? Goods(YamlItem? item)
    {
        if (item?.Text() is not { } id)
            return null;
        if (!goods.ContainsKey(id))
            return item.Wrong<Goods>($"{item.What}: no watch has goods {item.Shown}{Nearest.Hint(id, goods.Keys)}; {Allowed(goods.Keys, "add them to a file in watches/")}");
        return described.GetValueOrDefault(id);
    }

    /// <summary>A source by its id.</summary>
    public string? Source(YamlItem? item)
    {
        if (item?.Text() is not { } id)
            return null;
        return Sources.Contains(id)
            ? id
            : item.Wrong<string>($"{item.What}: unknown source {item.Shown}{Nearest.Hint(id, Sources)}; allowed are {string.Join(", ", Sources)}");
    }

    private static string Allowed(IReadOnlyCollection<string> ids, string otherwise) => ids.Count == 0
        ? otherwise
        : $"allowed are {string.Join(", ", ids.Order(StringComparer.Ordinal))}";
}
