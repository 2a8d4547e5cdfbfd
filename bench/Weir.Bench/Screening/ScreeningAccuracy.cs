using System.Globalization;
using System.Text;

namespace Weir.Bench.Screening;

/// <summary>
/// How often the matcher is right, on sets that people labelled: <c>screening-accuracy [FOLDER] [--queries N]</c>. The folder holds <c>labelled/</c> and <c>formats/</c>; what is not
/// there is left out. Prints Markdown.
/// </summary>
internal static class ScreeningAccuracy
{
    /// <summary>The threshold that everything is measured at: the default of the engine.</summary>
    public const double Threshold = 0.7;

    private const string Samples = "../shared/data/screening";

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var queries = 50_000;
        var folder = Samples;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--queries")
                queries = int.Parse(args[++i], CultureInfo.InvariantCulture);
            else
                folder = args[i];
        }
        if (!Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync($"{folder} is no folder; give the one that holds labelled/ and formats/");
            return 2;
        }
        var report = new StringBuilder();
        LabelledPairs.Report(Path.Combine(folder, "labelled"), report);
        LabelledNames.Report(Path.Combine(folder, "labelled"), report);
        await ListAccuracy.ReportAsync(folder, queries, report, cancellation);
        Console.Write(report);
        return 0;
    }

    /// <summary>A row of a Markdown table.</summary>
    public static void Row(this StringBuilder report, params object[] cells) =>
        report.Append("| ").AppendJoin(" | ", cells.Select(c => c switch
        {
            double number => number.ToString("0.000", CultureInfo.InvariantCulture),
            _ => Convert.ToString(c, CultureInfo.InvariantCulture)!.Replace("|", "\\|", StringComparison.Ordinal),
        })).Append(" |\n");

    /// <summary>The head of a Markdown table.</summary>
    public static void Head(this StringBuilder report, string title, params string[] columns)
    {
        report.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        report.Row([.. columns]);
        report.Row([.. columns.Select(_ => (object)"---")]);
    }

    /// <summary>A share in per cent.</summary>
    public static string Share(int part, int whole) => whole == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0#} % ({part} of {whole})");
}
