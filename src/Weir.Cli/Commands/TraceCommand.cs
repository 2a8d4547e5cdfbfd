using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Figures;
using Weir.Trade;

namespace Weir.Cli.Commands;

/// <summary><c>weir trace ID</c>: from a printed number to the received bytes.</summary>
internal static class TraceCommand
{
    private static readonly Argument<string> Id = new("ID")
    {
        Description = "A row (3f9a0c21be77:17) or a figure of a brief (brief~figure)",
    };

    public static Command Create()
    {
        var command = new Command("trace", "Follows a number to the rows it came from, to the line of the received file, to its hash, to where and when it was received")
        {
            Id, SharedOptions.AsOf, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var id = parse.GetRequiredValue(Id);
        var asOf = parse.GetValue(SharedOptions.AsOf);
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var trace = await bench.TraceAsync(id, asOf, cancellation)
            ?? throw new CommandException($"nothing {(asOf is { } then ? $"that this lake had at {JsonText.Moment(then)}" : "in this lake")} has the id {id}; a row is written 3f9a0c21be77:17, a figure brief~figure (is it another desk's? see --desk and --home)");
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, Document(trace));
        else
            Print(terminal, trace);
        return ExitCodes.Done;
    }

    private static void Print(Terminal terminal, Trace trace)
    {
        if (trace.Figure is { } figure)
        {
            terminal.Out.WriteLine($"{figure.Printed}  ({figure.Name} in {figure.Brief})");
            Lines.Item(terminal, English.Say(figure.Expression), "  ");
        }
        foreach (var row in trace.Rows)
        {
            var origin = row.Snapshot.Origin;
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(row.Id.ToString());
            if (row.Observation is { } cell)
                terminal.Out.WriteLine($"  read as   {Cell(cell)}");
            if (row.Quarantine is { } quarantine)
                Lines.Item(terminal, $"{quarantine.Column}{(quarantine.Column is null ? "" : ": ")}{quarantine.Reason}", "  not read  ");
            if (row.Header is { } header)
                terminal.Out.WriteLine($"  header    {header}");
            terminal.Out.WriteLine($"  row {row.Id.Row,-5} {row.Text}");
            terminal.Out.WriteLine($"  file      {origin.FileName}, {English.Count(row.Snapshot.Bytes, "byte", "bytes")}");
            terminal.Out.WriteLine($"  sha256    {row.Snapshot.Sha256}");
            terminal.Out.WriteLine($"  received  {JsonText.Moment(row.Snapshot.ReceivedAt)} from {origin.Address}");
        }
    }

    private static string Cell(Observation cell)
    {
        var parts = new List<string>
        {
            $"{Economies.FromNumber(cell.Reporter)} {cell.Flow.Code()} {Economies.FromNumber(cell.Partner)} {cell.Commodity.Code} {cell.Period}",
        };
        if (cell.Value is { } value)
            parts.Add($"{English.Number(value)} {cell.Currency}");
        foreach (var quantity in new[] { cell.Quantity, cell.SecondQuantity })
        {
            if (quantity.Amount is { } amount)
                parts.Add($"{English.Number(amount)} {quantity.Unit}{(quantity.Estimated ? " (estimated)" : "")}");
        }
        if (cell.NetWeightKg is { } weight)
            parts.Add($"{English.Number(weight)} kg net{(cell.NetWeightEstimated ? " (estimated)" : "")}");
        if (cell.Status != ObservationStatus.Official)
            parts.Add(cell.Publication.Length > 0 ? $"{English.Mark(cell.Status)} by {cell.Publication} as “{cell.Printed}”" : English.Mark(cell.Status));
        return string.Join(", ", parts);
    }

    private static object Document(Trace trace) => new
    {
        trace.Id,
        trace.Figure,
        rows = trace.Rows.Select(r => new
        {
            r.Id,
            observation = r.Observation is not { } o ? null : new
            {
                o.Source,
                reporter = Economies.FromNumber(o.Reporter),
                partner = Economies.FromNumber(o.Partner),
                o.Flow,
                classification = o.Commodity.Classification,
                commodity = o.Commodity.Code,
                o.Period,
                o.Value,
                o.Currency,
                o.Basis,
                o.NetWeightKg,
                o.Quantity,
                o.SecondQuantity,
                o.Status,
                o.Publication,
                o.Printed,
            },
            r.Header,
            r.Text,
            r.Quarantine,
            snapshot = new
            {
                r.Snapshot.Sha256,
                r.Snapshot.Bytes,
                r.Snapshot.ReceivedAt,
                r.Snapshot.Origin.Address,
                r.Snapshot.Origin.FileName,
            },
        }),
    };
}
