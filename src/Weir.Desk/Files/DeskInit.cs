using System.Text;

namespace Weir.Desk;

/// <summary>Writes a small, valid, commented desk to start from.</summary>
public static class DeskInit
{
    private static readonly (string Name, string Text)[] Starter =
    [
        ("desk.yaml", """
            # yaml-language-server: $schema=schemas/desk.schema.json
            # A desk is this folder. Keep it in git. 'weir up' on it ingests, checks, builds and serves.
            title: { en: My desk, ru: Мой стол }

            # Files to ingest; each is read by the source that recognises it.
            data:
              - path: data/reported.csv
                source: reported

            # Put files that you download by hand here. China's online query has no flow column: say what the files are.
            inbox:
              path: inbox
              flow: X

            """),
        ("watches/bearings.yaml", """
            # yaml-language-server: $schema=../schemas/watch.schema.json
            # What to follow. The file's name is the watch's id.
            title: { en: "Ball bearings, China to Russia", ru: "Шарикоподшипники, Китай — Россия" }
            goods:
              - id: ball-bearings
                title: { en: Ball bearings, ru: Шарикоподшипники }
                codes: ["8482.10"]   # in quotes: 8544.70 without them would lose its last zero
                unit: USD
            origins: [CHN]           # ISO 3166-1 alpha-3
            destinations: [RUS]
            comparators: [KAZ]       # destinations to compare with
            routes: [KGZ, TUR]       # economies that the goods may pass through
            months: { first: 2025-01 }

            """),
        ("claims/example-outlet.yaml", """
            # yaml-language-server: $schema=../schemas/claims.schema.json
            # One publication. This one is invented, to show how a claim is written: replace it.
            outlet: Example Outlet (invented)
            date: 2025-09
            # after: the-outlet-that-it-follows
            claims:
              - id: bearings-august
                says:
                  en: "Invented: in August 2025 China exported ball bearings worth $12 million to Russia."
                  ru: "Выдумано: в августе 2025 года Китай вывез в Россию шарикоподшипников на 12 млн долларов."
                level:
                  goods: ball-bearings
                  from: CHN
                  to: RUS
                  period: 2025-08
                  printed: $12 million

            """),
        ("data/reported.csv", """
            publication,outlet,via,date,url,quoted_from,reporter,partner,flow,goods,commodity,period,value,unit,printed,status,note
            example-outlet,Example Outlet (invented),an invented example,2025-09,,,CHN,RUS,X,ball-bearings,848210,2025-08,12000000,USD,$12 million,reported,invented; replace it

            """),
        (".gitignore", """
            # The lake (what was received and computed), and files put in by hand.
            .weir/
            inbox/

            """),
    ];

    /// <summary>Makes a desk of a new or empty folder.</summary>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>The files written, as paths below the folder.</returns>
    /// <exception cref="DeskException">Files that it would write are there already (then nothing is written), or the folder can't be written to.</exception>
    public static async Task<IReadOnlyList<string>> CreateAsync(string folder, CancellationToken cancellation)
    {
        var files = Starter
            .Concat(DeskSchemas.Names.Select(name => (Name: $"schemas/{name}", Text: DeskSchemas.Read(name))))
            .ToList();
        var taken = files.Where(f => Path.Exists(Path.Combine(folder, f.Name))).ToList();
        if (taken.Count > 0)
            throw new DeskException([.. taken.Select(f => $"{Path.Combine(folder, f.Name)}:1: the file is there already, and weir init overwrites nothing; choose another folder, or move the file away")]);
        try
        {
            foreach (var (path, text) in files)
                await WriteNewAsync(Path.Combine(folder, path), text, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DeskException([$"{folder}:1: the desk can't be written: {e.Message}"]);
        }
        return [.. files.Select(f => f.Name)];
    }

    private static async Task WriteNewAsync(string path, string text, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await using (file.ConfigureAwait(false))
            await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
    }
}
