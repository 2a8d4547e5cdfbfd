using Weir.Trade;

namespace Weir.Desk.Charts;

/// <summary>A leg to draw.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Value">Its amount, above 0, all in one unit.</param>
/// <param name="Printed">The amount in words.</param>
/// <param name="Status">Official ones are filled, others hollow.</param>
public sealed record DrawnLeg(Economy From, Economy To, double Value, string Printed, ObservationStatus Status);

/// <summary>Ways to draw.</summary>
/// <param name="Title">The drawing's name.</param>
/// <param name="Description">What it shows, for those who can't see it.</param>
/// <param name="Origins">Origins, top to bottom.</param>
/// <param name="Destination">The destination.</param>
/// <param name="Legs">The legs that are known.</param>
/// <param name="Id">What the ids in the drawing begin with; unique on a page.</param>
/// <param name="Width">Width in pixels.</param>
public sealed record RouteDrawingSpec(string Title, string Description, IReadOnlyList<Economy> Origins, Economy Destination, IReadOnlyList<DrawnLeg> Legs, string Id, double Width = 720);

/// <summary>Draws ways of goods: between capitals on a map without borders, and as bands from origins through third places to the destination.</summary>
public static class RouteDrawing
{
    private const double Narrow = 340;
    private const double Node = 10;

    /// <summary>The map, for wide and for narrow screens.</summary>
    public static string Map(RouteDrawingSpec spec, Words.Words words) => Both(spec, s => MapSvg(s, words));

    /// <summary>The bands, for wide and for narrow screens.</summary>
    public static string Sankey(RouteDrawingSpec spec, Words.Words words) => Both(spec, s => SankeySvg(s, words));

    private static string Both(RouteDrawingSpec spec, Func<RouteDrawingSpec, string> draw) =>
        $"<div class=\"chart-wide\">{draw(spec)}</div><div class=\"chart-narrow\">{draw(spec with { Width = Narrow, Id = spec.Id + "n" })}</div>";

    private static string MapSvg(RouteDrawingSpec spec, Words.Words words)
    {
        var places = spec.Legs.SelectMany(l => new[] { l.From, l.To }).Concat(spec.Origins).Append(spec.Destination).Distinct()
            .Where(e => Capitals.TryFind(e, out _))
            .ToDictionary(e => e, e => Capitals.TryFind(e, out var place) ? place : default);
        var svg = new Canvas();
        if (places.Count == 0)
            return svg.Document(spec.Id, spec.Width, 1, spec.Title, spec.Description);
        var (south, north) = (places.Values.Min(p => p.Latitude) - 4, places.Values.Max(p => p.Latitude) + 4);
        var (west, east) = (places.Values.Min(p => p.Longitude) - 6, places.Values.Max(p => p.Longitude) + 6);
        // Degrees of longitude are drawn as long as they are at the map's middle.
        var squeeze = Math.Cos((south + north) / 2 * Math.PI / 180);
        const double Margin = 34;
        var scale = (spec.Width - (2 * Margin)) / ((east - west) * squeeze);
        var height = Math.Clamp((north - south) * scale, 150, 420);
        var tall = height / (north - south);
        (double X, double Y) At(Economy e) => (Margin + ((places[e].Longitude - west) * squeeze * scale), 16 + ((north - places[e].Latitude) * tall));
        for (var longitude = Math.Ceiling(west / 15) * 15; longitude < east; longitude += 15)
            svg.Line(Margin + ((longitude - west) * squeeze * scale), 10, Margin + ((longitude - west) * squeeze * scale), height + 22, Canvas.Grid);
        for (var latitude = Math.Ceiling(south / 10) * 10; latitude < north; latitude += 10)
            svg.Line(4, 16 + ((north - latitude) * tall), spec.Width - 4, 16 + ((north - latitude) * tall), Canvas.Grid);
        var largest = spec.Legs.Select(l => l.Value).DefaultIfEmpty(1).Max();
        foreach (var leg in spec.Legs.Where(l => places.ContainsKey(l.From) && places.ContainsKey(l.To)).OrderByDescending(l => l.Value))
            Arc(svg, At(leg.From), At(leg.To), 1.5 + (8 * Math.Sqrt(leg.Value / largest)), Part(spec, leg), leg.Status);
        var taken = new List<(double X, double Y, double Width)>();
        foreach (var (place, _) in places.OrderBy(p => At(p.Key).Y))
        {
            var (x, y) = At(place);
            svg.Marker(0, x, y, hollow: false);
            Label(svg, words.Name(place), x, y, spec.Width, taken);
        }
        return svg.Document(spec.Id, spec.Width, height + 32, spec.Title, spec.Description);
    }

    private static void Label(Canvas svg, string name, double x, double y, double width, List<(double X, double Y, double Width)> taken)
    {
        var wide = TextWidth.Of(name);
        foreach (var (dx, dy) in (ReadOnlySpan<(double, double)>)[(9, 4), (9, 18), (9, -10), (-9 - wide, 4), (-9 - wide, 18), (-9 - wide, -10), (-wide / 2, 24), (-wide / 2, -14), (9, 34)])
        {
            var (left, base0) = (Math.Clamp(x + dx, 2, Math.Max(2, width - wide - 2)), y + dy);
            if (taken.Exists(t => left < t.X + t.Width + 4 && t.X < left + wide + 4 && Math.Abs(t.Y - base0) < 15))
                continue;
            taken.Add((left, base0, wide));
            svg.Text(left, base0, name, halo: true);
            return;
        }
    }

    private static void Arc(Canvas svg, (double X, double Y) from, (double X, double Y) to, double width, int colour, ObservationStatus status)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Max(1, Math.Sqrt((dx * dx) + (dy * dy)));
        // Every way bends to its left, so that there and back lie apart.
        var (cx, cy) = ((from.X + to.X) / 2 + (dy / length * length * 0.16), (from.Y + to.Y) / 2 - (dx / length * length * 0.16));
        svg.Raw($"<path d=\"M{Canvas.N(from.X)} {Canvas.N(from.Y)}Q{Canvas.N(cx)} {Canvas.N(cy)} {Canvas.N(to.X)} {Canvas.N(to.Y)}\" fill=\"none\" stroke=\"{Canvas.Colour(colour)}\" stroke-width=\"{Canvas.N(width)}\" stroke-opacity=\"0.75\"{(status == ObservationStatus.Official ? "" : " stroke-dasharray=\"7 4\"")}/>");
        // An arrow past the middle says which way; the tangent there is from start to end.
        const double T = 0.56;
        var (x, y) = (((1 - T) * (1 - T) * from.X) + (2 * T * (1 - T) * cx) + (T * T * to.X), ((1 - T) * (1 - T) * from.Y) + (2 * T * (1 - T) * cy) + (T * T * to.Y));
        var (ux, uy) = (dx / length, dy / length);
        var size = 5 + width;
        svg.Raw($"<path d=\"M{Canvas.N(x + (ux * size))} {Canvas.N(y + (uy * size))}L{Canvas.N(x - (uy * size * 0.6))} {Canvas.N(y + (ux * size * 0.6))}L{Canvas.N(x + (uy * size * 0.6))} {Canvas.N(y - (ux * size * 0.6))}Z\" fill=\"{Canvas.Colour(colour)}\"/>");
    }

    // The direct way, what arrives in third places, what goes on from them.
    private static int Part(RouteDrawingSpec spec, DrawnLeg leg) => !spec.Origins.Contains(leg.From) ? 1 : leg.To == spec.Destination ? 2 : 0;

    private static string SankeySvg(RouteDrawingSpec spec, Words.Words words)
    {
        bool IsThird(Economy e) => e != spec.Destination && !spec.Origins.Contains(e);
        // What goes from one third place to another is on the map; the bands go one way.
        var legs = spec.Legs.Where(l => !(IsThird(l.From) && IsThird(l.To))).ToList();
        var thirds = legs.SelectMany(l => new[] { l.From, l.To }).Distinct().Where(IsThird).ToList();
        double Sum(Func<DrawnLeg, bool> of) => legs.Where(of).Sum(l => l.Value);
        double Size(Economy e) => Math.Max(Sum(l => l.From == e), Sum(l => l.To == e));
        var direct = Sum(l => spec.Origins.Contains(l.From) && l.To == spec.Destination);
        List<Economy>[] columns = [[.. spec.Origins.Where(o => Size(o) > 0)], [.. thirds.OrderByDescending(Size)], [spec.Destination]];
        var rows = columns.Max(c => c.Count);
        var tallest = columns.Select(c => c.Sum(Size)).Append(columns[1].Sum(Size) + direct).Max();
        const double Top = 14;
        const double Gap = 34;
        var height = Math.Max(160, 70 * rows);
        var scale = tallest > 0 ? height / tallest : 0;
        var svg = new Canvas();
        double[] xs = [8, (spec.Width - Node) / 2, spec.Width - 8 - Node];
        var places = new Dictionary<Economy, (double X, double Y)>();
        for (var c = 0; c < columns.Length; c++)
        {
            var y = Top + 18 + (c == 1 && direct > 0 ? (direct * scale) + Gap : 0);
            foreach (var e in columns[c])
            {
                places[e] = (xs[c], y);
                y += Math.Max(2, Size(e) * scale) + Gap;
            }
        }
        var (outs, ins) = (new Dictionary<Economy, double>(), new Dictionary<Economy, double>());
        var told = new List<(double X, double Y, string Printed)>();
        // The direct way first at both ends, so that it passes above the third places.
        foreach (var leg in legs.Where(l => places.ContainsKey(l.From) && places.ContainsKey(l.To)).OrderBy(l => Part(spec, l) == 2 ? 0 : 1).ThenBy(l => places[l.To].Y))
        {
            var thick = Math.Max(1.5, leg.Value * scale);
            var (x0, y0) = (places[leg.From].X + Node, places[leg.From].Y + outs.GetValueOrDefault(leg.From));
            var (x1, y1) = (places[leg.To].X, places[leg.To].Y + ins.GetValueOrDefault(leg.To));
            outs[leg.From] = outs.GetValueOrDefault(leg.From) + (leg.Value * scale);
            ins[leg.To] = ins.GetValueOrDefault(leg.To) + (leg.Value * scale);
            var middle = (x0 + x1) / 2;
            var official = leg.Status == ObservationStatus.Official;
            told.Add((middle, ((y0 + y1 + thick) / 2) + 4, leg.Printed));
            svg.Raw($"<path d=\"M{Canvas.N(x0)} {Canvas.N(y0)}C{Canvas.N(middle)} {Canvas.N(y0)} {Canvas.N(middle)} {Canvas.N(y1)} {Canvas.N(x1)} {Canvas.N(y1)}L{Canvas.N(x1)} {Canvas.N(y1 + thick)}C{Canvas.N(middle)} {Canvas.N(y1 + thick)} {Canvas.N(middle)} {Canvas.N(y0 + thick)} {Canvas.N(x0)} {Canvas.N(y0 + thick)}Z\" fill=\"{Canvas.Colour(Part(spec, leg))}\" fill-opacity=\"{(official ? "0.55" : "0.18")}\" stroke=\"{Canvas.Colour(Part(spec, leg))}\" stroke-width=\"1.5\"{(official ? "" : " stroke-dasharray=\"6 3\"")}/>");
        }
        foreach (var (x, y, printed) in told)
            svg.Text(x, y, printed, "middle", halo: true);
        for (var c = 0; c < columns.Length; c++)
        {
            foreach (var e in columns[c])
            {
                var (x, y) = places[e];
                svg.Rect(x, y, Node, Math.Max(2, Size(e) * scale), Canvas.Ink);
                svg.Text(c == 2 ? x + Node : c == 1 ? x + (Node / 2) : x, y - 5, TextWidth.Fit(words.Name(e), spec.Width / 3), c == 0 ? "start" : c == 1 ? "middle" : "end", bold: true, halo: true);
            }
        }
        var bottom = places.Count == 0 ? Top : places.Max(p => p.Value.Y + Math.Max(2, Size(p.Key) * scale));
        return svg.Document(spec.Id, spec.Width, bottom + 14, spec.Title, spec.Description);
    }
}
