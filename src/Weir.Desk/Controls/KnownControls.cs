using System.Reflection;
using System.Text;
using Weir.Desk.Files;

namespace Weir.Desk.Controls;

/// <summary>
/// Weir's own table of facts: China's, the EU's and the US's main measures on drones, batteries, graphite, gallium, germanium and goods of the Common High Priority
/// List, each with its act. Every desk has them; a desk's file of the same name goes before.
/// </summary>
internal static class KnownControls
{
    private const string Prefix = "Controls/";

    private static readonly Lazy<IReadOnlyList<Control>> Loaded = new(Read);

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<Control> All => Loaded.Value;

    /// <summary>A desk's own controls, and the known ones that it has none of that name of; by id.</summary>
    public static IReadOnlyList<Control> With(IReadOnlyList<Control> own) =>
        [.. own.Concat(All.Where(k => own.All(o => o.Id != k.Id))).OrderBy(c => c.Id, StringComparer.Ordinal)];

    private static List<Control> Read()
    {
        var mistakes = new Mistakes();
        var found = new List<Control>();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            var file = name[Prefix.Length..];
            if (YamlFile.Parse(reader.ReadToEnd(), file, mistakes) is { } map && ControlFile.Read(map, Path.GetFileNameWithoutExtension(file)) is { } control)
                found.Add(control with { Known = true });
        }
        return mistakes.Count == 0 ? found : throw new DeskException(mistakes.Printed(Prefix));
    }
}
