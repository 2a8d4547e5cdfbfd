using YamlDotNet.RepresentationModel;

namespace Weir.Desk.Files;

/// <summary>
/// A mapping that knows which keys were asked for: a key that nobody asked for is a mistake, so the list of allowed keys is the reading
/// code itself and never out of step with it. Call <see cref="Done"/> when all keys have been asked for.
/// </summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode map;
    private readonly YamlItem item;
    private readonly List<string> asked = [];

    public YamlMap(YamlMappingNode map, YamlItem item)
    {
        this.map = map;
        this.item = item;
    }

    /// <summary>The mapping as a value with a place.</summary>
    public YamlItem Item => item;

    /// <summary>All keys with their values, in file order.</summary>
    public IEnumerable<(string Key, YamlItem Value)> Entries()
    {
        foreach (var (key, value) in map.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
                yield return (name, item with { Node = value, What = name });
            else
                (item with { Node = key }).Mistake("a key is no plain text; write 'key: value'");
        }
    }

    /// <summary>The value of a key, or null where the key is absent.</summary>
    public YamlItem? Find(string key)
    {
        if (!asked.Contains(key))
            asked.Add(key);
        foreach (var (name, value) in map.Children)
        {
            if (name is YamlScalarNode scalar && scalar.Value == key)
                return item with { Node = value, What = key };
        }
        return null;
    }

    /// <summary>The value of a key that must be there; a mistake where it is not.</summary>
    public YamlItem? Need(string key)
    {
        var found = Find(key);
        if (found is null)
            item.Mistake($"{item.What} has no '{key}'; it must have one");
        return found;
    }

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Reports every key that was not asked for.</summary>
    public void Done()
    {
        foreach (var (key, _) in map.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
                (item with { Node = key }).Mistake("a key is no plain text; write 'key: value'");
            else if (!asked.Contains(name))
                (item with { Node = key }).Mistake($"unknown key '{name}' in {item.What}{Nearest.Hint(name, asked)}; allowed are {string.Join(", ", asked)}");
        }
    }
}
