using System.CommandLine;
using Weir.Desk.Figures;
using Weir.Sources;

namespace Weir.Cli.Running;

/// <summary>Options that say which cells a question is about. Each command has its own, for what it does with them is its own.</summary>
/// <param name="goods">What the command does with <c>--goods</c>.</param>
internal sealed class CellOptions(string goods)
{
    private readonly Option<string?> goods = new("--goods") { Description = goods, HelpName = "GOODS" };

    private readonly Option<string?> source = new("--source") { Description = "Only this source: an id of weir sources", HelpName = "ID" };

    private readonly Option<string?> reporter = new("--reporter") { Description = "Only statistics of this economy, e.g. CHN", HelpName = "ECONOMY" };

    private readonly Option<string?> partner = new("--partner") { Description = "Only with this other side, e.g. RUS", HelpName = "ECONOMY" };

    private readonly Option<string?> flow = new("--flow") { Description = "Only this flow: X, M, RX or RM", HelpName = "CODE" };

    private readonly Option<string?> first = new("--first") { Description = "First period, e.g. 2025-01", HelpName = "PERIOD" };

    private readonly Option<string?> last = new("--last") { Description = "Last period", HelpName = "PERIOD" };

    /// <summary>Gives the command these options, then those that every question to a lake has.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (IEnumerable<Option>)[source, reporter, partner, flow, goods, first, last, SharedOptions.AsOf, SharedOptions.ExitCode, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv])
            command.Add(option);
    }

    /// <summary>The question that the options ask.</summary>
    /// <exception cref="UsageException">One of them is none that there is.</exception>
    public T Read<T>(ParseResult parse)
        where T : CellQuestion, new() => new()
        {
            Goods = parse.GetValue(goods),
            Source = ReadSource(parse.GetValue(source)),
            Reporter = parse.GetValue(reporter) is { } by ? OptionValues.Economy("--reporter", by) : null,
            Partner = parse.GetValue(partner) is { } with ? OptionValues.Economy("--partner", with) : null,
            Flow = parse.GetValue(flow) is { } which ? OptionValues.Flow(which) : null,
            First = OptionValues.Period("--first", parse.GetValue(first)),
            Last = OptionValues.Period("--last", parse.GetValue(last)),
            AsOf = parse.GetValue(SharedOptions.AsOf),
        };

    private static string? ReadSource(string? id) => id is null || WeirSources.Find(id) is not null
        ? id
        : throw new UsageException($"--source: no source is called {id}; there are {string.Join(", ", WeirSources.All.Select(s => s.Description.Id))}");
}
