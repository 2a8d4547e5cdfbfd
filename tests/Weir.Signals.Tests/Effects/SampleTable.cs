using System.Globalization;
using System.IO.Compression;
using Weir.Signals.Effects;

namespace Weir.Signals.Tests.Effects;

/// <summary>A table of the sample files that lie beside the repository on some machines; a test that needs one is skipped elsewhere.</summary>
internal sealed class SampleTable
{
    private readonly string[] names;
    private readonly List<string[]> rows;

    private SampleTable(string[] names, List<string[]> rows)
    {
        this.names = names;
        this.rows = rows;
    }

    public int Count => rows.Count;

    public static SampleTable Need(string path) => NeedTrade($"signals/ppml/{path}");

    public static SampleTable NeedTrade(string path)
    {
        var folder = Folder();
        var full = folder is null ? null : Path.Combine(folder, "trade", path);
        Assert.SkipUnless(File.Exists(full), $"no sample file {path} on this machine");
        using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? (Stream)new GZipStream(File.OpenRead(full), CompressionMode.Decompress) : File.OpenRead(full);
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    public static SampleTable Of(string text)
    {
        using var reader = new StringReader(text);
        return Read(reader);
    }

    public SampleTable Where(string column, string value)
    {
        var at = At(column);
        return new(names, rows.FindAll(r => r[at] == value));
    }

    public SampleTable Where(string column, Predicate<double> holds)
    {
        var at = At(column);
        return new(names, rows.FindAll(r => holds(Number(r[at]))));
    }

    public string[] Texts(string column)
    {
        var at = At(column);
        return [.. rows.Select(r => r[at])];
    }

    public double[] Numbers(string column) => Array.ConvertAll(Texts(column), Number);

    public Regressor Regressor(string column) => new(column, Numbers(column));

    public List<Regressor> Regressors(string columns) => [.. columns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Regressor)];

    /// <summary>A factor such as <c>exp^year</c>.</summary>
    public Factor Factor(string formula) => formula.Split('^').Select(c => Signals.Effects.Factor.Of(c, Texts(c))).Aggregate(Signals.Effects.Factor.Cross);

    public List<Factor> Factors(string formulas) => [.. formulas.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Factor)];

    private int At(string column)
    {
        var at = Array.IndexOf(names, column);
        Assert.True(at >= 0, $"no column {column}");
        return at;
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static SampleTable Read(TextReader reader)
    {
        var found = new List<string[]>();
        var header = Fields(reader.ReadLine()!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                found.Add(Fields(line));
        }
        return new(header, found);
    }

    private static string[] Fields(string line)
    {
        var fields = new List<string>();
        var (quoted, field) = (false, new System.Text.StringBuilder());
        foreach (var c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
                field.Append(c);
        }
        fields.Add(field.ToString().Trim());
        return [.. fields];
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("WEIR_SAMPLES") is { Length: > 0 } set)
            return set;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent;
        return folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data") : null;
    }
}
