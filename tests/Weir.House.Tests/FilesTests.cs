using System.Text.RegularExpressions;

namespace Weir.House.Tests;

/// <summary>What a reader of the sources may count on.</summary>
public sealed partial class FilesTests
{
    private const int LongestFile = 400;

    private static readonly string[] Folders = ["src", "tests", "bench", "eng", "docs", "examples"];

    /// <summary>Written in pieces, so that this file passes its own test.</summary>
    private static readonly string[] Banned =
    [
        @"\bTO" + @"DO\b", @"\bFIX" + @"ME\b", @"\bHA" + @"CK\b", "NotImplemented" + "Exception", "[Ll]orem " + "ipsum",
        @"api\.nuget" + @"\.org", @"registry\.npmjs" + @"\.org", "/wo" + "rk/",
    ];

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold()
    {
        var tooLong = from file in Sources(".cs", ".razor", ".ts", ".js", ".mjs", ".css", ".sh")
                      let lines = File.ReadLines(Repository.Path(file)).Count()
                      where lines > LongestFile
                      select $"{file} has {lines} lines; {LongestFile} are allowed: split it by what it is about";
        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_file_is_a_grab_bag()
    {
        var bags = Sources(".cs", ".razor", ".ts", ".js").Where(f => GrabBag().IsMatch(Path.GetFileNameWithoutExtension(f)));
        Assert.Empty(bags);
    }

    [Fact]
    public void Nothing_is_left_unfinished_or_names_what_is_not_ours()
    {
        var banned = new Regex(string.Join('|', Banned), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        var found = from file in Everything().Where(f => IsText(f) && !f.EndsWith("packages.lock.json", StringComparison.Ordinal))
                    from line in File.ReadLines(Repository.Path(file)).Select((text, index) => (text, index))
                    let match = banned.Match(line.text)
                    where match.Success
                    select $"{file}:{line.index + 1}: \"{match.Value}\"";
        Assert.Empty(found);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Weir.slnx");
        var left = Repository.Files("src", ".csproj").Concat(Repository.Files("tests", ".csproj")).Concat(Repository.Files("bench", ".csproj"))
            .Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal));
        Assert.Empty(left);
    }

    [Fact]
    public void Every_project_has_its_tests_and_its_lock_file()
    {
        foreach (var project in Directory.GetDirectories(Repository.Path("src")).Select(Path.GetFileName))
        {
            Assert.True(File.Exists(Repository.Path("tests", $"{project}.Tests", $"{project}.Tests.csproj")), $"{project} has no test project");
            Assert.True(File.Exists(Repository.Path("src", project!, "packages.lock.json")), $"{project} has no lock file");
        }
    }

    [Fact]
    public void Every_link_between_the_documents_leads_somewhere()
    {
        var dead = from page in Repository.Files("docs", ".md").Concat(["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "bench/README.md"])
                   from Match link in LocalLink().Matches(Repository.Read(page))
                   let target = link.Groups["target"].Value
                   where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal) && target.Length > 0
                   let path = Path.Combine(Path.GetDirectoryName(Repository.Path(page))!, target)
                   where !File.Exists(path) && !Directory.Exists(path)
                   select $"{page}: {target}";
        Assert.Empty(dead);
    }

    private static IEnumerable<string> Sources(params string[] endings) => Folders.SelectMany(f => Repository.Files(f, endings));

    private static IEnumerable<string> Everything() => Folders.Append(".ci").SelectMany(f => Repository.Files(f))
        .Concat(Directory.GetFiles(Repository.Root).Select(f => Path.GetFileName(f)!).Where(f => f != ".git"));

    private static bool IsText(string file)
    {
        Span<byte> head = stackalloc byte[512];
        using var stream = File.OpenRead(Repository.Path(file));
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return !head[..read].Contains((byte)0);
    }

    [GeneratedRegex(@"(Util(s|ity|ities)?|Helpers?|Manager|Common|Misc)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GrabBag();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]*)(#[^)]*)?\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LocalLink();
}
