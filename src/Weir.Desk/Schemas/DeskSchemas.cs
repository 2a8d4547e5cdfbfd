using System.Reflection;
using System.Text;

namespace Weir.Desk;

/// <summary>The JSON Schemas (draft 7) of a desk's files, as published in <c>docs/schemas</c>.</summary>
public static class DeskSchemas
{
    private const string Prefix = "Schemas/";

    /// <summary>File names, such as <c>watch.schema.json</c>, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(DeskSchemas).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a schema.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)
            ?? throw new ArgumentException($"there is no schema '{name}'; there are {string.Join(", ", Names)}", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
