using System.CommandLine;
using System.Globalization;
using Weir.Desk.Screening;
using Weir.Screening;

namespace Weir.Cli.Running;

/// <summary>The options of commands that screen, and what they say.</summary>
internal static class ScreeningOptionValues
{
    public static readonly Option<string?> Schema = new("--schema") { Description = "What is asked for: Person, Company, Organization, Vessel, Airplane … (else anything)", HelpName = "SCHEMA" };

    public static readonly Option<string[]> Country = new("--country") { Description = "A country it is tied to: an ISO code or an English name (may be given again)", HelpName = "COUNTRY" };

    public static readonly Option<string?> Born = new("--born") { Description = "Date of birth: 1971, 1971-03 or 1971-03-20", HelpName = "DATE" };

    public static readonly Option<string[]> Id = new("--id") { Description = "An identifier or any other property of FollowTheMoney, such as innCode=7707083893 or alias=NAME (may be given again)", HelpName = "KEY=VALUE" };

    public static readonly Option<string[]> List = new("--list") { Description = "Ask this list only (may be given again; else all lists of the lake)", HelpName = "LIST" };

    public static readonly Option<string[]> Program = new("--program") { Description = "Only entities listed under this programme (may be given again)", HelpName = "PROGRAMME" };

    public static readonly Option<string[]> Topic = new("--topic") { Description = "Only entities with this topic, such as sanction or export.control (may be given again)", HelpName = "TOPIC" };

    public static readonly Option<double?> Threshold = Share("--threshold", "From this score on a candidate is a match (else 0.7)");

    public static readonly Option<double?> Cutoff = Share("--cutoff", "Below this score nothing is given (else 0.5)");

    public static readonly Option<int?> Limit = new("--limit") { Description = "The most candidates to give, 1 to 500 (else 5)", HelpName = "N" };

    public static readonly Option<int?> Threads = new("--threads") { Description = "How many threads work on a file (else as many as the machine has); the output is the same", HelpName = "N" };

    public static readonly Option<string?> Out = new("--out") { Description = "Write the answers here; started again after a stop it goes on where it was", HelpName = "FILE" };

    /// <summary>What the options say of whom to give.</summary>
    public static ScreeningOptions Options(ParseResult parse)
    {
        var plain = new ScreeningOptions();
        var threshold = parse.GetValue(Threshold) ?? Math.Max(plain.Threshold, parse.GetValue(Cutoff) ?? 0);
        return plain with
        {
            Threshold = threshold,
            Cutoff = parse.GetValue(Cutoff) ?? Math.Min(plain.Cutoff, threshold),
            Limit = parse.GetValue(Limit) ?? plain.Limit,
            Lists = parse.GetValue(List) ?? [],
            Programmes = parse.GetValue(Program) ?? [],
            Topics = parse.GetValue(Topic) ?? [],
        };
    }

    /// <summary>Who is asked for.</summary>
    public static Entity Query(ParseResult parse, string name)
    {
        var values = new List<(string, string)> { ("name", name) };
        values.AddRange((parse.GetValue(Country) ?? []).Select(c => ("country", c)));
        if (parse.GetValue(Born) is { } born)
            values.Add(("birthDate", born));
        foreach (var id in parse.GetValue(Id) ?? [])
        {
            if (id.Split('=', 2) is not [{ Length: > 0 } key, { Length: > 0 } value])
                throw new UsageException($"--id: '{id}' is no KEY=VALUE; write it such as innCode=7707083893");
            var property = QueryEntity.Property(key);
            values.Add(QueryEntity.IsCompared(property) ? (property, value)
                : throw new UsageException($"--id: screening does not look at '{key}'; it looks at innCode, ogrnCode, leiCode, imoNumber, registrationNumber, taxNumber, passportNumber, alias and others that docs/screening.md names"));
        }
        return QueryEntity.Of("query", parse.GetValue(Schema), values);
    }

    /// <summary>How many threads to work with.</summary>
    public static int Hands(ParseResult parse) => parse.GetValue(Threads) is not { } threads ? Environment.ProcessorCount
        : threads is >= 1 and <= 1024 ? threads : throw new UsageException("--threads: a number from 1 to 1024");

    private static Option<double?> Share(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "0…1",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1)
                return value;
            result.AddError($"{name}: '{result.Tokens[0].Value}' is no share; write a number from 0 to 1, such as 0.7");
            return null;
        },
    };
}
