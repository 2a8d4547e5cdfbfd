using System.Globalization;
using Weir.Signals.Effects;
using Weir.Sources.OwnData;

namespace Weir.Desk.OwnData;

/// <summary>Runs a Poisson regression with fixed effects on a file of the user's own, by the code that the control pages stand on.</summary>
public static class FileEffects
{
    private const long BytesFree = 256L << 20;

    /// <summary>Reads the file and runs the regression.</summary>
    /// <exception cref="OwnDataException">The file, a column or a cell is not what it must be; with file and line.</exception>
    public static async Task<FileEffect> RunAsync(EffectQuestion question, CancellationToken cancellation)
    {
        var regressors = question.Regressors.Select(NumberColumn.Parse).ToList();
        var outcome = new NumberColumn(question.Outcome, question.Outcome, false, v => v >= 0, "it must not be negative: it is a flow or a count");
        var exposure = question.Exposure is { } e ? new NumberColumn(e, e, false, v => v > 0, "an exposure must be above zero") : null;
        var weights = question.Weights is { } w ? new NumberColumn(w, w, false, v => v > 0, "a weight must be above zero; leave out rows that should not count") : null;
        var numbers = new List<NumberColumn>([outcome, .. regressors]);
        if (exposure is not null)
            numbers.Add(exposure);
        if (weights is not null)
            numbers.Add(weights);
        var texts = question.Effects.Concat(question.Clusters).SelectMany(f => f.Split('^')).Concat(question.Correct)
            .Distinct(StringComparer.OrdinalIgnoreCase).Select(c => new TextColumn(c)).ToList();
        var need = numbers.Select(c => c.Column).Concat(texts.Select(c => c.Column)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var (rows, skipped) = (0L, 0L);
        var lines = new Grown<long>();
        await using (var table = await OwnTable.OpenAsync(question.File, need, null, cancellation))
        {
            var row = new double[numbers.Count];
            while (await table.ReadAsync(cancellation))
            {
                rows++;
                if (!Read(table, question.SkipMissing, numbers, texts, row))
                {
                    skipped++;
                    continue;
                }
                for (var i = 0; i < row.Length; i++)
                    numbers[i].Values.Add(row[i]);
                foreach (var text in texts)
                    text.Add(table.Text(text.Column));
                lines.Add(table.Line);
                if (lines.Count % 100_000 == 0)
                    ThrowIfTooLarge(question, lines.Count);
            }
            if (lines.Count == 0)
                throw new OwnDataException($"{table.Name}: {(rows == 0 ? "it has no rows below its header" : $"none of its {rows.ToString(CultureInfo.InvariantCulture)} rows has a value in every column")}; nothing can be estimated");
        }
        var single = texts.ToDictionary(t => t.Column, t => t.ToFactor(), StringComparer.OrdinalIgnoreCase);
        var crossed = new Dictionary<string, Factor>(StringComparer.OrdinalIgnoreCase);
        var panel = new Panel
        {
            Outcome = outcome.Values.ToArray(),
            Regressors = [.. regressors.Select(r => new Regressor(r.Name, r.Values.ToArray()))],
            Effects = [.. question.Effects.Select(Formula)],
            Clusters = [.. question.Clusters.Select(Formula)],
            Exposure = exposure?.Values.ToArray(),
            Weights = weights?.Values.ToArray(),
        };
        var fit = PseudoPoisson.Fit(panel, new()
        {
            Errors = question.Errors,
            SmallSample = question.SmallSample,
            Correct = question.Correct.Count == 0 ? null : new(single[question.Correct[0]], single[question.Correct[1]], single[question.Correct[2]]),
        }, cancellation);
        return new(question, fit, rows, skipped, [.. fit.Separated.Select(i => lines[i])]);

        Factor Formula(string formula)
        {
            if (!crossed.TryGetValue(formula, out var factor))
                crossed.Add(formula, factor = formula.Split('^').Select(c => single[c]).Aggregate(Factor.Cross));
            return factor;
        }
    }

    /// <summary>Reads the numbers of a row; false where it is left out, or has a mistake.</summary>
    private static bool Read(OwnTable table, bool skipMissing, List<NumberColumn> numbers, List<TextColumn> texts, double[] row)
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            var column = numbers[i];
            if (table.Number(column.Column) is not { } value)
            {
                if (!skipMissing)
                    table.Mistake($"'{column.Column}' is not known; fill it in, or leave such rows out with --skip-missing");
                return false;
            }
            if (!column.Allowed(value))
            {
                table.Mistake($"{column.Column}: {value.ToString(CultureInfo.InvariantCulture)}; {column.Words}");
                return false;
            }
            row[i] = column.IsLog ? Math.Log(value) : value;
        }
        foreach (var column in texts)
        {
            if (!table.Text(column.Column).IsEmpty)
                continue;
            if (!skipMissing)
                table.Mistake($"'{column.Column}' is empty; fill it in, or leave such rows out with --skip-missing");
            return false;
        }
        return true;
    }

    private static void ThrowIfTooLarge(EffectQuestion question, int rows)
    {
        var sets = question.Effects.Count + question.Clusters.Count;
        var need = (long)rows * ((8 * 16) + (8 * 5 * (question.Regressors.Count + 1)) + (4 * 6 * sets));
        var memory = GC.GetGCMemoryInfo();
        var there = memory.TotalAvailableMemoryBytes - BytesFree;
        if (need > there)
        {
            throw new OwnDataException(string.Create(CultureInfo.InvariantCulture,
                $"{question.File}: after {rows:N0} rows the regression would need about {need / 1e9:0.0} GB where {there / 1e9:0.0} GB are there; run it on fewer rows (such as fewer years), or where there is more memory"));
        }
    }

    private sealed record NumberColumn(string Name, string Column, bool IsLog, Func<double, bool> Allowed, string Words)
    {
        public Grown<double> Values { get; } = new();

        public static NumberColumn Parse(string term) =>
            term.StartsWith("log(", StringComparison.OrdinalIgnoreCase) && term.EndsWith(')')
                ? new(term, term[4..^1].Trim(), true, v => v > 0, "only what is above zero has a logarithm")
                : new(term, term, false, _ => true, "");
    }

    /// <summary>A column of names, each text stored once.</summary>
    private sealed class TextColumn
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
        private readonly Grown<int> codes = new();

        public TextColumn(string column)
        {
            Column = column;
            lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public string Column { get; }

        public void Add(ReadOnlySpan<char> text)
        {
            if (!lookup.TryGetValue(text, out var code))
                lookup[text] = code = numbers.Count;
            codes.Add(code);
        }

        public Factor ToFactor() => new(Column, codes.ToArray(), numbers.Count);
    }

    /// <summary>A list that is handed over as an array without being copied where it is full.</summary>
    private sealed class Grown<T>
    {
        private T[] items = new T[1024];

        public int Count { get; private set; }

        public T this[int index] => items[index];

        public void Add(T item)
        {
            if (Count == items.Length)
                Array.Resize(ref items, items.Length * 2);
            items[Count++] = item;
        }

        public T[] ToArray()
        {
            Array.Resize(ref items, Count);
            return items;
        }
    }
}
