using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Weir.Trade;

namespace Weir.Desk.Charts;

/// <summary>Lays out and draws one chart of series.</summary>
internal sealed class SeriesDrawing
{
    private const int MostColumns = 12;
    private const int MostPrintedValues = 12;
    private const int MostEndLabels = 5;
    private const int WideEnoughForEndLabels = 520;

    private readonly ChartSpec _spec;
    private readonly ChartData _data;
    private readonly Words.Words _words;
    private readonly Scale _scale;
    private readonly Canvas _svg = new();
    private readonly string _id;
    private readonly bool _columns;
    private readonly bool _endLabels;
    private readonly double _left, _right, _top, _bottom;
    private readonly IReadOnlyList<IReadOnlyList<LegendEntry>> _legend, _notes;

    public SeriesDrawing(ChartSpec spec, ChartData data, Words.Words words)
    {
        (_spec, _data, _words) = (spec, data, words);
        _id = "c" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{spec.Title}|{spec.Width}|{spec.Unit.Code}|{words.Language}|{string.Join(';', data.Labels)}|{string.Join(';', data.Points)}")))[..10];
        _columns = spec.Form == ChartForm.Columns
            || (spec.Form == ChartForm.Auto && data.Lines.Count == 1 && data.Periods.Count is > 0 and <= MostColumns);
        _scale = Scale.For(data.Points.SelectMany(p => new[] { p.Low, p.High }).Concat(BandDrawing.Reach(spec.Band, data)), spec.Height < 280 ? 3 : 4);
        _endLabels = !_columns && spec.Width >= WideEnoughForEndLabels && data.Labels.Count is > 1 and <= MostEndLabels;

        _left = Math.Max(28, _scale.Ticks.Max(t => TextWidth.Of(_scale.Print(t, words))) + 10);
        _right = spec.Width - (_endLabels ? Math.Min(170, data.Labels.Max(l => TextWidth.Of(l)) + 26) : 10);
        _legend = data.Labels.Count > 1 && !_endLabels ? LegendRows.Wrap(Names(), spec.Width) : [];
        _notes = LegendRows.Wrap(Notes(), spec.Width);
        _top = 16 + TextWidth.Line + (_legend.Count * LegendRows.Height);
        _bottom = spec.Height - (2 * TextWidth.Line) - 8 - (_notes.Count * LegendRows.Height);
    }

    public string Draw()
    {
        DrawAxes();
        DrawGaps();
        if (_spec.Band is { } band && !_columns)
            BandDrawing.Draw(_svg, band, _data, X, v => Y(Math.Clamp(v, _scale.Ticks[0], _scale.Ticks[^1])));
        var taken = new List<Box>();
        if (_columns)
            DrawColumns(taken);
        else
            DrawLines(taken);
        LegendRows.Draw(_svg, _legend, 16 + TextWidth.Line, _id);
        LegendRows.Draw(_svg, _notes, _spec.Height - (_notes.Count * LegendRows.Height) + 4, _id);
        return _svg.Document(_id, _spec.Width, _spec.Height, _spec.Title, ChartSentence.For(_spec, _data, _words), Frame());
    }

    // What a script must know to point at values in the drawing: the plot's edges, the axis's ends, the periods.
    private string Frame() => _data.Periods.Count == 0
        ? ""
        : $"data-frame=\"{Canvas.N(_left)} {Canvas.N(_top)} {Canvas.N(_right)} {Canvas.N(_bottom)}\" "
            + string.Create(CultureInfo.InvariantCulture, $"data-low=\"{_scale.Ticks[0]:R}\" data-high=\"{_scale.Ticks[^1]:R}\" ")
            + $"data-first=\"{_data.Periods[0]}\" data-last=\"{_data.Periods[^1]}\"";

    private double Step => (_right - _left) / Math.Max(1, _data.Periods.Count);

    private double X(int index) => _left + (Step * (index + 0.5));

    private double Y(double value) => _bottom - (_scale.Share(value) * (_bottom - _top));

    private IEnumerable<LegendEntry> Names() => _data.Labels.Select((label, i) => new LegendEntry(LegendMark.Series, NameOf(i), i, Hollow(i)));

    private bool Hollow(int group) => _data.Lines.Where(l => l.Group == group).All(l => l.Status != ObservationStatus.Official);

    // A line that lacks months which others have says so by its name: the hatching marks only what nobody knows.
    private string NameOf(int group)
    {
        var missing = _data.Periods.Count - _data.Known(group);
        return missing > _data.Gaps().Sum(g => g.Count)
            ? _words.Say("chart.line-with-gaps", ("label", _data.Labels[group]), ("n", missing), ("of", _data.Periods.Count))
            : _data.Labels[group];
    }

    private IEnumerable<LegendEntry> Notes()
    {
        if (_data.Lines.Any(l => l.Status == ObservationStatus.Official) && _data.Lines.Any(l => l.Status != ObservationStatus.Official))
            yield return new(LegendMark.Solid, _words.Say("chart.note.official"));
        if (_data.Lines.Any(l => l.Status == ObservationStatus.Reported))
            yield return new(LegendMark.Hollow, _words.Say("chart.note.reported"));
        if (_data.Lines.Any(l => l.Status == ObservationStatus.Modelled))
            yield return new(LegendMark.Dashed, _words.Say("chart.note.modelled"));
        if (_data.Gaps().Count > 0 || _data.Periods.Count == 0)
            yield return new(LegendMark.Hatch, _words.Say("chart.note.unknown"));
        if (_spec.Band is { } band && !_columns)
        {
            yield return new(LegendMark.Band, _words.Say("chart.note.band", ("alpha", band.Alpha)));
            if (band.Points.Any(p => p.IsAbove))
                yield return new(LegendMark.Ring, _words.Say("chart.note.above"));
        }
        if (_data.Points.Any(p => p.State == PointState.Partial))
            yield return new(LegendMark.AtLeast, _words.Say("chart.note.partial"));
        if (_data.Points.Any(p => p.Estimated))
            yield return new(LegendMark.None, _words.Say("chart.note.estimated"));
    }

    private void DrawAxes()
    {
        _svg.Text(0, 16, TextWidth.Fit(_scale.UnitLabel(_spec.Axis ?? _words.Name(_spec.Unit), _words), _spec.Width), fill: Canvas.Muted);
        foreach (var tick in _scale.Ticks)
        {
            var y = Y(tick);
            _svg.Line(_left, y, _right, y, tick == 0 ? Canvas.Axis : Canvas.Grid);
            _svg.Text(_left - 8, y + 4.5, _scale.Print(tick, _words), "end", Canvas.Muted);
        }
        if (_data.Periods.Count == 0)
            return;
        if (_data.Periods[0].IsMonth)
            DrawMonths();
        else
            DrawEvery(_data.Periods.Select(p => p.ToString()).ToArray(), _bottom + TextWidth.Line);
    }

    private void DrawMonths()
    {
        var names = _data.Periods.Select(p => _words.Say(string.Create(CultureInfo.InvariantCulture, $"chart.month.{p.MonthOfYear}"))).ToArray();
        DrawEvery(names, _bottom + TextWidth.Line);
        // A year's name under its first month; left out where two would meet.
        var free = double.NegativeInfinity;
        for (var i = 0; i < _data.Periods.Count; i++)
        {
            if (i > 0 && _data.Periods[i].MonthOfYear != 1)
                continue;
            var year = _data.Periods[i].Year.ToString(CultureInfo.InvariantCulture);
            var half = TextWidth.Of(year) / 2;
            var x = Math.Clamp(X(i), half, _spec.Width - half);
            if (x - half < free)
                continue;
            _svg.Text(x, _bottom + (2 * TextWidth.Line), year, "middle", Canvas.Muted);
            free = x + half + 6;
        }
    }

    private void DrawEvery(string[] names, double y)
    {
        var widest = names.Max(TextWidth.Of) + 6;
        // 1, 2, 3, 6, 12 … months: names that a reader can count between.
        int[] every = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
        var by = every.FirstOrDefault(e => Step * e >= widest, names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            var counted = _data.Periods[0].IsMonth && by > 1 ? _data.Periods[i].MonthOfYear - 1 + (12 * _data.Periods[i].Year) : i;
            if (counted % by == 0)
                _svg.Text(X(i), y, names[i], "middle", Canvas.Muted);
        }
    }

    private void DrawGaps()
    {
        var label = _words.Say("chart.unknown");
        IReadOnlyList<(int First, int Count)> gaps = _data.Periods.Count == 0 ? [(0, 1)] : _data.Gaps();
        foreach (var (first, count) in gaps)
        {
            var width = Step * count;
            var x = _left + (Step * first);
            _svg.Rect(x + 1, _top, width - 2, _bottom - _top, $"url(#{_id}-h)");
            var upright = TextWidth.Of(label) + 8 > width;
            if (width >= TextWidth.Line)
                _svg.Text(x + (width / 2) + (upright ? 4.5 : 0), ((_top + _bottom) / 2) + 4.5, label, "middle", halo: true, upright: upright);
        }
    }

    private void DrawColumns(List<Box> taken)
    {
        var width = Math.Min(Step * 0.62, 84);
        foreach (var line in _data.Lines)
        {
            var colour = Canvas.Colour(line.Group);
            foreach (var point in line.Points)
            {
                // A range floats between its ends; a number stands on zero.
                var foot = Y(point.IsRange ? point.Low : 0);
                var head = Y(point.High);
                var (top, height) = (Math.Min(foot, head), Math.Abs(foot - head));
                var x = X(point.Index) - (width / 2);
                if (line.Status == ObservationStatus.Official)
                    _svg.Rect(x, top, width, height, colour);
                else
                    _svg.Rect(x + 1, top + 1, width - 2, height - 1, colour, colour, line.Status == ObservationStatus.Modelled ? "fill-opacity=\"0.1\" stroke-dasharray=\"3 3\"" : "fill-opacity=\"0.1\"");
                if (point.State == PointState.Partial)
                    DrawAtLeast(X(point.Index), top);
                taken.Add(new(x, top, x + width, top + height));
            }
        }
        var points = _data.Points.ToArray();
        var texts = points.Select(Print).ToArray();
        if (points.Length <= MostPrintedValues && texts.All(t => TextWidth.Of(t) <= Step - 4))
        {
            foreach (var (point, text) in points.Zip(texts))
                _svg.Text(X(point.Index), Y(point.High) - (point.State == PointState.Partial ? 14 : 7), text, "middle", bold: true, halo: true);
        }
    }

    private void DrawLines(List<Box> taken)
    {
        foreach (var line in _data.Lines)
        {
            var colour = Canvas.Colour(line.Group);
            foreach (var (first, count) in ChartData.Runs(line.Points.Select(p => p.Index)).Where(r => r.Count > 1))
            {
                var run = line.Points.Where(p => p.Index >= first && p.Index < first + count);
                _svg.Polyline(run.Select(p => (X(p.Index), Y(p.High))), colour);
            }
        }
        foreach (var line in _data.Lines)
        {
            foreach (var point in line.Points)
            {
                var (x, y) = (X(point.Index), Y(point.High));
                if (point.IsRange)
                    _svg.Line(x, Y(point.Low), x, y, Canvas.Colour(line.Group), 3);
                // Long series are read as lines; their markers would only hide them.
                if (Step >= 11 || line.Status != ObservationStatus.Official || IsAlone(line, point))
                    _svg.Marker(line.Group, x, y, line.Status != ObservationStatus.Official, line.Status == ObservationStatus.Modelled);
                if (point.State == PointState.Partial)
                    DrawAtLeast(x, y - 6);
                taken.Add(new(x - 6, y - 6, x + 6, y + 6));
            }
        }
        if (_data.Points.Select(p => (p.Index, Print(p))).Distinct().Count() <= MostPrintedValues)
            PrintValues(taken);
        if (_endLabels)
            DrawEndLabels();
    }

    private static bool IsAlone(DrawnLine line, ChartPoint point) =>
        !line.Points.Any(p => p.Index == point.Index - 1 || p.Index == point.Index + 1);

    // Highest first: where two would overlap, the one that matters more stays.
    private void PrintValues(List<Box> taken)
    {
        foreach (var point in _data.Points.OrderByDescending(p => p.High))
        {
            var text = Print(point);
            var half = TextWidth.Of(text) / 2;
            var x = Math.Clamp(X(point.Index), _left + half, Math.Max(_left + half, _right - half));
            foreach (var baseline in new[] { Y(point.High) - 10, Y(point.High) + 20 })
            {
                var box = new Box(x - half, baseline - 11, x + half, baseline + 3);
                if (box.Top < _top - 14 || box.Bottom > _bottom || taken.Any(box.Meets))
                    continue;
                _svg.Text(x, baseline, text, "middle", bold: true, halo: true);
                taken.Add(box);
                break;
            }
        }
    }

    private void DrawEndLabels()
    {
        var labels = Enumerable.Range(0, _data.Labels.Count)
            .Select(g => (Group: g, Last: _data.Lines.Where(l => l.Group == g).SelectMany(l => l.Points).OrderBy(p => p.Index).LastOrDefault()))
            .Select(l => (l.Group, Y: l.Last == default ? _bottom : Y(l.Last.High)))
            .OrderBy(l => l.Y).ToArray();
        var places = Apart([.. labels.Select(l => l.Y)], TextWidth.Line, _top, _bottom);
        foreach (var ((group, _), y) in labels.Zip(places))
        {
            _svg.Marker(group, _right + 9, y, Hollow(group));
            _svg.Text(_right + 19, y + 4.5, TextWidth.Fit(_data.Labels[group], _spec.Width - _right - 19));
        }
    }

    /// <summary>Moves ascending places so that neighbours lie at least <paramref name="distance"/> apart, inside the bounds where there is room.</summary>
    internal static double[] Apart(double[] ascending, double distance, double from, double to)
    {
        var places = (double[])ascending.Clone();
        for (var i = 1; i < places.Length; i++)
            places[i] = Math.Max(places[i], places[i - 1] + distance);
        if (places.Length > 0 && places[^1] > to)
        {
            places[^1] = to;
            for (var i = places.Length - 2; i >= 0; i--)
                places[i] = Math.Min(places[i], places[i + 1] - distance);
        }
        if (places.Length > 0 && places[0] < from)
        {
            for (var i = 0; i < places.Length; i++)
                places[i] = Math.Max(places[i], from + (i * distance));
        }
        return places;
    }

    private void DrawAtLeast(double x, double y) =>
        _svg.Raw($"<path d=\"M{Canvas.N(x - 5)} {Canvas.N(y - 3)}L{Canvas.N(x)} {Canvas.N(y - 9)}L{Canvas.N(x + 5)} {Canvas.N(y - 3)}\" fill=\"none\" stroke=\"{Canvas.Ink}\" stroke-width=\"2\"/>");

    private string Print(ChartPoint point) => point.IsRange
        ? $"{_scale.Print(point.Low, _words)}–{_scale.Print(point.High, _words)}"
        : _scale.Print(point.High, _words);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
