using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Weir.House.Tests;

/// <summary>Arrows point up the list of projects only: who may know whom, in the project files and in what the compiler made of them.</summary>
public sealed class ArrowsTests
{
    /// <summary>The projects a project file may name. What it gets through them it may use as well.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Weir.Trade"] = [],
        ["Weir.Signals"] = ["Weir.Trade"],
        ["Weir.Screening"] = ["Weir.Trade"],
        ["Weir.Sources"] = ["Weir.Trade", "Weir.Screening"],
        ["Weir.Store"] = ["Weir.Trade"],
        ["Weir.Desk"] = ["Weir.Trade", "Weir.Signals", "Weir.Screening", "Weir.Sources", "Weir.Store"],
        ["Weir.Web"] = ["Weir.Desk"],
        ["Weir.Cli"] = ["Weir.Desk", "Weir.Web"],
    };

    public static TheoryData<string> Projects => [.. Arrows.Keys];

    [Fact]
    public void Every_project_has_its_place_in_the_list() =>
        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), Directory.GetDirectories(Repository.Path("src")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_names_only_what_its_place_allows(string project)
    {
        var file = XDocument.Parse(Repository.Read("src", project, $"{project}.csproj"));
        var named = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(named.Except(Arrows[project], StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_refers_only_to_what_its_place_allows(string project)
    {
        var referred = Referred(project).Where(a => a.StartsWith("Weir.", StringComparison.Ordinal));
        Assert.Empty(referred.Except(Reached(project), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Weir.Trade", "")]
    [InlineData("Weir.Signals", "MathNet.Numerics QuikGraph")]
    public void The_language_takes_no_package_and_the_mathematics_only_other_mathematics(string project, string allowed) =>
        Assert.All(Referred(project), a => Assert.True(
            a.StartsWith("System.", StringComparison.Ordinal) || a.StartsWith("Weir.", StringComparison.Ordinal) || allowed.Split(' ').Contains(a, StringComparer.Ordinal),
            $"{project} refers to {a}"));

    [Theory]
    [InlineData("Weir.Trade")]
    [InlineData("Weir.Signals")]
    public void The_language_and_the_mathematics_touch_no_file_network_clock_or_console(string project)
    {
        string[] forbidden =
        [
            "System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileStream",
            "System.Net.", "System.Console", "System.Diagnostics.Process", "System.TimeProvider",
        ];
        Assert.All(Types(project), t => Assert.DoesNotContain(forbidden, f => t == f || (f.EndsWith('.') && t.StartsWith(f, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("DuckDB.NET.Data", "Weir.Store")]
    [InlineData("Microsoft.Data.Sqlite", "Weir.Store")]
    [InlineData("Spectre.Console", "Weir.Cli")]
    [InlineData("System.CommandLine", "Weir.Cli")]
    [InlineData("YamlDotNet", "Weir.Desk")]
    public void A_package_has_one_place(string package, string place)
    {
        var users = Arrows.Keys.Where(p => Referred(p).Contains(package, StringComparer.Ordinal));
        Assert.All(users, user => Assert.Equal(place, user));
    }

    [Fact]
    public void Only_the_sources_speak_http_as_a_client()
    {
        var users = Arrows.Keys.Where(p => Types(p).Contains("System.Net.Http.HttpClient", StringComparer.Ordinal));
        Assert.All(users, user => Assert.Equal("Weir.Sources", user));
    }

    private static HashSet<string> Reached(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(Arrows[project]);
        while (open.TryDequeue(out var next))
        {
            if (reached.Add(next))
            {
                foreach (var further in Arrows[next])
                    open.Enqueue(further);
            }
        }
        return reached;
    }

    private static List<string> Referred(string project) => Metadata(project, m =>
        m.AssemblyReferences.Select(r => m.GetString(m.GetAssemblyReference(r).Name)).ToList());

    private static List<string> Types(string project) => Metadata(project, m =>
        m.TypeReferences.Select(m.GetTypeReference).Select(t => $"{m.GetString(t.Namespace)}.{m.GetString(t.Name)}").ToList());

    private static T Metadata<T>(string project, Func<MetadataReader, T> read)
    {
        var name = project == "Weir.Cli" ? "weir" : project;
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")));
        return read(file.GetMetadataReader());
    }
}
