using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Reported;

/// <summary>
/// Figures that are only known from publications, written by hand: one row for each printed number, with outlet, date and
/// address. Their status is <see cref="ObservationStatus.Reported"/>, and no other is accepted.
/// </summary>
public sealed class ReportedSource : IFlowSource
{
    /// <summary>The source's id.</summary>
    public const string Id = "reported";

    private const string Expected = "a CSV of reported figures";

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        Id,
        "The publications named in each row",
        "Reported figures",
        // They have no page of their own but the desk's claims.
        new("/claims", UriKind.Relative),
        "Printed numbers are facts and are cited with outlet, date and address; the publications' texts are not copied.",
        null,
        "When a desk's author adds a row.",
        "The printed number in the printed unit. Rounding and conversions are the outlet's own.",
        [
            "A reported figure never supports the claim that it came from.",
            "Outlets that follow one root do not confirm each other.",
            "Kilometres may be a conversion of rounded miles: more digits than the root had are no more knowledge.",
        ],
        "By hand: a UTF-8 CSV with the columns " + string.Join(", ", ReportedRow.Columns) + ".");

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        var text = TextEncodings.Decode(head.Head.Span).AsSpan().TrimStart();
        var end = text.IndexOfAny('\r', '\n');
        var names = (end < 0 ? text : text[..end]).ToString().Split(',', StringSplitOptions.TrimEntries);
        return names.Contains("publication") && names.Contains("printed") && names.Contains("status");
    }

    /// <inheritdoc/>
    public async Task<ReadSummary> ReadAsync(Stream content, ReadContext context, IObservationSink sink, CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, context.FileName, Expected, cancellation);
        using var reader = new DelimitedReader(text.OpenReader(), ',', context.FileName);
        var row = await ReportedRow.OpenAsync(reader, context, cancellation);
        var tally = new RowTally(sink, context.FileName);
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.IsBlank)
                continue;
            if (row.Read(out var fault) is not { } figure)
                tally.Quarantine(reader.Line, fault!, reader.Raw);
            else if (figure.Cell is null)
                tally.LeaveOut("a figure that is no trade flow: kept as a traceable row");
            else if (figure.Value is null)
                tally.LeaveOut("a trade figure printed as a range or in words only: kept as a traceable row");
            else
                tally.Accept(ToObservation(figure, figure.Cell, figure.Value.Value));
        }
        return tally.Finish(text.Encoding, []);
    }

    /// <summary>Reads all figures, trade flows and others. Rows that can't be read are skipped here: <see cref="ReadAsync"/> puts them in quarantine.</summary>
    /// <exception cref="SourceFormatException">The file is not in this format.</exception>
    public async Task<IReadOnlyList<ReportedFigure>> ReadFiguresAsync(Stream content, ReadContext context, CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, context.FileName, Expected, cancellation);
        using var reader = new DelimitedReader(text.OpenReader(), ',', context.FileName);
        var row = await ReportedRow.OpenAsync(reader, context, cancellation);
        var figures = new List<ReportedFigure>();
        while (await reader.ReadAsync(cancellation))
        {
            if (!reader.IsBlank && row.Read(out _) is { } figure)
                figures.Add(figure);
        }
        return figures;
    }

    /// <inheritdoc/>
    public async Task<ReceivedRow?> FindRowAsync(Stream content, long row, CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, "the file", Expected, cancellation);
        using var reader = new DelimitedReader(text.OpenReader(), ',', "the file");
        await reader.ReadAsync(cancellation);
        var header = reader.Raw.ToString();
        reader.ExpectedFields = reader.Count;
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.Line == row)
                return new(header, reader.Raw.ToString());
        }
        return null;
    }

    private static Observation ToObservation(ReportedFigure figure, ReportedCell cell, decimal value)
    {
        var money = figure.Unit!.Dimension == Dimension.Money;
        return new()
        {
            Source = Id,
            Reporter = cell.Reporter.Number,
            Partner = cell.Partner.Number,
            Flow = cell.Flow,
            Commodity = cell.Commodity,
            Period = cell.Period,
            Value = money ? (double)value : null,
            Currency = money ? figure.Unit.Code : null,
            Quantity = money ? default : new((double)value, figure.Unit.Code),
            Status = ObservationStatus.Reported,
            Publication = figure.Publication,
            Printed = figure.Printed,
            Id = figure.Id,
        };
    }
}
