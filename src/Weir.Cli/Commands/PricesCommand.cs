using System.CommandLine;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.OwnData;
using Weir.Desk.Prices;
using Weir.Signals.UnitValues;

namespace Weir.Cli.Commands;

/// <summary><c>weir prices</c>: unit values that don't go with their goods and route, imputed quantities, neighbours that swell.</summary>
internal static class PricesCommand
{
    private static readonly Argument<string?> Goods = new("GOODS") { Description = "Goods of the desk, or an HS code such as 854470", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> OwnFile = new("--file")
    {
        Description = "Numbers of your own instead: a CSV with the columns partner, commodity, period, value, quantity and, where they are known, reporter, unit, currency, edition, estimated (- is standard input)",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Reporter = new("--reporter") { Description = "Only statistics of this economy, e.g. CHN", HelpName = "ECONOMY" };

    private static readonly Option<string> FlowCode = new("--flow") { Description = "Which flow: X, M, RX or RM", HelpName = "CODE", DefaultValueFactory = _ => "X" };

    private static readonly Option<string?> First = new("--first") { Description = "First period, e.g. 2025-01", HelpName = "PERIOD" };

    private static readonly Option<string?> Last = new("--last") { Description = "Last period", HelpName = "PERIOD" };

    private static readonly Option<double> Fdr = new("--fdr") { Description = "The false-discovery rate at which a unit value is called an outlier", HelpName = "NUMBER", DefaultValueFactory = _ => 0.05 };

    private static readonly Option<double> Confidence = new("--confidence") { Description = "Of the intervals, above 0 and below 1", HelpName = "NUMBER", DefaultValueFactory = _ => 0.95 };

    private static readonly Option<int> Top = new("--top") { Description = "How many cells are shown to people, the most unusual first; --csv and --json have all", HelpName = "N", DefaultValueFactory = _ => 20 };

    private static readonly Option<string?> Neighbour = new("--neighbour") { Description = "Instead: does the second code swell as the first one empties?", HelpName = "CONTROLLED=NEIGHBOUR" };

    private static readonly Option<string?> Since = new("--since") { Description = "With --neighbour: the first period of the control (else the place is looked for)", HelpName = "PERIOD" };

    private static readonly Sheet<UnitValueFinding> Sheet = new(
        new("reporter", f => f.Cell.Reporter, "Reporter"),
        new("partner", f => f.Cell.Partner, "Partner"),
        new("commodity", f => f.Cell.Commodity, "Commodity"),
        new("period", f => f.Cell.Period.ToString(), "Period"),
        new("value", f => f.Cell.Value),
        new("quantity", f => f.Cell.Quantity),
        new("unit", f => f.Cell.Unit, "Per"),
        new("currency", f => f.Cell.Currency),
        new("edition", f => f.Cell.Edition),
        new("unitValue", f => f.Cell.UnitValue, "Unit value", f => f.Cell.UnitValue is { } v ? English.Rounded(v) : ""),
        new("state", f => State(f.State)),
        new("expected", f => f.Expected),
        new("low", f => f.Low, "Expected", f => f is { Low: { } low, High: { } high } ? $"{English.Rounded(low)} … {English.Rounded(high)}" : ""),
        new("high", f => f.High),
        new("deviation", f => f.Deviation),
        new("p", f => f.P, "p", f => f.P is { } p ? p.ToString("0.0E-0", CultureInfo.InvariantCulture) : ""),
        new("q", f => f.Q, "q", f => f.Q is { } q ? q.ToString("0.000", CultureInfo.InvariantCulture) : ""),
        new("odd", f => Odd(f.Odd), "Unlike its past", f => f.Odd == OddNumber.NotTold ? "" : Odd(f.Odd)));

    private static readonly Sheet<CodeShift> Shifts = new(
        new("reporter", s => s.Reporter, "Reporter"),
        new("partner", s => s.Partner, "Partner"),
        new("measure", s => s.Measure, "Of"),
        new("since", s => s.Finding.Since?.ToString(), "Since", s => s.Finding.Since?.ToString() ?? "cannot be said"),
        new("fall", s => s.Finding.Fall, "Fell by", s => Rounded(s.Finding.Fall)),
        new("rise", s => s.Finding.Rise, "Rose by", s => Rounded(s.Finding.Rise)),
        new("covered", s => s.Finding.Covered, "Covered", s => s.Finding is { Covered: { } share } ? share.ToString("0.00", CultureInfo.InvariantCulture) : ""),
        new("coveredLow", s => s.Finding.CoveredLow, "", s => s.Finding is { CoveredLow: { } low, CoveredHigh: { } high } ? string.Create(CultureInfo.InvariantCulture, $"{low:0.00} … {high:0.00}") : ""),
        new("coveredHigh", s => s.Finding.CoveredHigh),
        new("strength", s => s.Finding.Strength, "Strength", s => Rounded(s.Finding.Strength)),
        new("p", s => s.Finding.P, "p", s => s.Finding.P is { } p ? p.ToString("0.000", CultureInfo.InvariantCulture) : ""),
        new("because", s => s.Because));

    public static Command Create()
    {
        var command = new Command("prices", "Holds unit values against those of their goods and route: outliers, imputed quantities, units that change, neighbouring codes that swell")
        {
            Goods, OwnFile, Reporter, FlowCode, First, Last, Fdr, Confidence, Top, Neighbour, Since,
            SharedOptions.AsOf, SharedOptions.ExitCode, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var (confidence, fdr, top) = (parse.GetValue(Confidence), parse.GetValue(Fdr), parse.GetValue(Top));
        if (!(confidence is > 0 and < 1))
            throw new UsageException("--confidence: write a number above 0 and below 1, such as 0.95");
        if (!(fdr is > 0 and < 1))
            throw new UsageException("--fdr: write a number above 0 and below 1, such as 0.05");
        if (top < 0)
            throw new UsageException("--top: write a number from 0");
        var pair = ReadPair(parse.GetValue(Neighbour));
        var since = OptionValues.Period("--since", parse.GetValue(Since));
        if (since is not null && pair is null)
            throw new UsageException("--since goes with --neighbour CONTROLLED=NEIGHBOUR");
        if (parse.GetValue(OwnFile) is { } file)
        {
            if (parse.GetValue(Goods) is not null)
                throw new UsageException("--file has its own cells; GOODS asks the lake; give one or the other");
            var own = await OwnCells.ReadAsync(file, cancellation);
            return pair is { } codes ? Print(terminal, CodeShift.Of(own, codes.Controlled, codes.Neighbour, since, confidence), codes, parse) : Print(terminal, PriceReport.Of(own, confidence), parse);
        }
        if (parse.GetValue(Goods) is null && pair is null)
            throw new UsageException("say GOODS, such as weir prices 854470; or --file with numbers of your own");
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        async Task<PriceReport> Of(string goods) => await PriceReport.OfLakeAsync(
            bench,
            new(
                goods, parse.GetValue(Reporter) is { } by ? OptionValues.Economy("--reporter", by) : null, OptionValues.Flow(parse.GetRequiredValue(FlowCode)),
                OptionValues.Period("--first", parse.GetValue(First)), OptionValues.Period("--last", parse.GetValue(Last)), parse.GetValue(SharedOptions.AsOf)),
            confidence, cancellation);
        if (pair is { } both)
        {
            var cells = (await Of(both.Controlled)).Findings.Concat((await Of(both.Neighbour)).Findings).Select(f => f.Cell).ToList();
            return Print(terminal, CodeShift.Of(cells, both.Controlled, both.Neighbour, since, confidence), both, parse);
        }
        return Print(terminal, await Of(parse.GetValue(Goods)!), parse);
    }

    private static int Print(Terminal terminal, PriceReport report, ParseResult parse)
    {
        if (report.Findings.Count == 0)
        {
            terminal.Warn("the lake has no official cell of these goods with a quantity; that is not the same as no trade");
            return ExitCodes.Incomplete;
        }
        var outliers = report.Findings.Count(f => f.Q <= parse.GetValue(Fdr));
        var states = report.Findings.GroupBy(f => f.State).ToDictionary(g => g.Key, g => g.Count());
        var order = report.Findings.OrderBy(f => f.P ?? 2).ThenBy(f => f.Cell.Period).ToList();
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, new
                {
                    outliers,
                    states = states.OrderBy(s => s.Key).Select(s => new { state = s.Key, cells = s.Value }),
                    report.UnitChanges,
                    cells = order.Select(f => new { f.Cell, f.State, f.Expected, f.Low, f.High, f.Deviation, f.P, f.Q, f.Odd }),
                });
                break;
            case Form.Csv:
                Sheet.Print(terminal, order);
                break;
            case Form.Text:
                var shown = order.Where(f => f.P is not null).Take(parse.GetValue(Top)).ToList();
                if (shown.Count > 0)
                    Sheet.Print(terminal, shown);
                Lines.Print(terminal, "Notes", Notes(report, states, outliers, parse.GetValue(Fdr)));
                break;
        }
        if (!states.ContainsKey(UnitValueState.Judged))
            return ExitCodes.Incomplete;
        return parse.GetValue(SharedOptions.ExitCode) && outliers > 0 ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static IEnumerable<string> Notes(PriceReport report, Dictionary<UnitValueState, int> states, int outliers, double fdr)
    {
        var judged = states.GetValueOrDefault(UnitValueState.Judged);
        yield return $"{English.Count(outliers, "unit value is an outlier", "unit values are outliers")} at a false-discovery rate of {(fdr * 100).ToString("0.##", CultureInfo.InvariantCulture)} %, of {English.Number((decimal)judged)} judged. An outlier says that a value and a quantity don't go together, not why.";
        foreach (var group in report.Findings.Where(f => f.State is UnitValueState.Imputed or UnitValueState.Estimated).GroupBy(f => (f.State, f.Cell.Reporter, f.Cell.Commodity)))
        {
            var periods = group.Select(f => f.Cell.Period).Distinct().Order().ToList();
            yield return $"{string.Join(' ', new[] { group.Key.Reporter, group.Key.Commodity }.Where(t => t.Length > 0))}: {English.Count(group.Count(), "quantity", "quantities")} of {English.Count(periods.Count, "period", "periods")} from {periods[0]} to {periods[^1]} "
                + (group.Key.State == UnitValueState.Imputed ? "share a unit value to the last digit: imputed by the publisher, so no prices; neither outliers nor normal." : "are called estimated by the source, so no prices; neither outliers nor normal.");
        }
        if (states.TryGetValue(UnitValueState.NoUnitValue, out var none))
            yield return $"{English.Count(none, "cell has", "cells have")} no unit value, because value or quantity is not known, zero or negative.";
        if (states.TryGetValue(UnitValueState.TooFew, out var few))
            yield return $"Of {English.Count(few, "cell", "cells")} nothing can be said, because fewer than {UnitValueFinder.FewestPartners.ToString(CultureInfo.InvariantCulture)} other partners' cells are known about it.";
        foreach (var change in report.UnitChanges)
            yield return $"{change.Partner} {change.Commodity}: the unit changes from {change.Before} to {change.After} with {change.Period}; the two are never mixed.";
    }

    private static int Print(Terminal terminal, IReadOnlyList<CodeShift> shifts, (string Controlled, string Neighbour) codes, ParseResult parse)
    {
        if (shifts.Count == 0)
        {
            terminal.Warn($"no route has both {codes.Controlled} and {codes.Neighbour}");
            return ExitCodes.Incomplete;
        }
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, new { codes.Controlled, codes.Neighbour, routes = shifts.Select(s => new { s.Reporter, s.Partner, s.Measure, s.Finding, s.Because }) });
                break;
            case Form.Csv:
                Shifts.Print(terminal, shifts);
                break;
            case Form.Text:
                Shifts.Print(terminal, shifts);
                Lines.Print(terminal, "Notes", shifts.Where(s => s.Because is not null).GroupBy(s => s.Because).Select(g => $"{string.Join(", ", g.Select(s => s.Partner))}: cannot be said, because {g.Key}.")
                    .Append($"Covered is the share of {codes.Controlled}'s fall that {codes.Neighbour}'s rise covers. The smallest p that a route can have is one over its number of periods; p is not adjusted for the number of routes."));
                break;
        }
        if (shifts.All(s => s.Because is not null))
            return ExitCodes.Incomplete;
        return parse.GetValue(SharedOptions.ExitCode) && shifts.Any(s => s.Finding is { P: <= 0.05, Fall: > 0 }) ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static (string Controlled, string Neighbour)? ReadPair(string? text)
    {
        if (text is null)
            return null;
        return text.Split('=', StringSplitOptions.TrimEntries) is [{ Length: > 0 } controlled, { Length: > 0 } neighbour] && controlled != neighbour
            ? (controlled, neighbour)
            : throw new UsageException($"--neighbour: '{text}' is no pair; write CONTROLLED=NEIGHBOUR, such as 380110=250410");
    }

    private static string Rounded(double? value) => value is { } number ? English.Rounded(number) : "";

    private static string State(UnitValueState state) => state switch
    {
        UnitValueState.Judged => "judged",
        UnitValueState.NoUnitValue => "no unit value",
        UnitValueState.Estimated => "estimated",
        UnitValueState.Imputed => "imputed",
        UnitValueState.TooFew => "too few",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no such state"),
    };

    private static string Odd(OddNumber odd) => odd switch
    {
        OddNumber.NotTold => "not told",
        OddNumber.Value => "value",
        OddNumber.Quantity => "quantity",
        OddNumber.Both => "both",
        _ => throw new ArgumentOutOfRangeException(nameof(odd), odd, "no such number"),
    };
}
