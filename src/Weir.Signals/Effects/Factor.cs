namespace Weir.Signals.Effects;

/// <summary>A grouping of the observations of a panel: a set of fixed effects, or the clusters of the errors.</summary>
public sealed class Factor
{
    private readonly int[] codes;

    /// <summary>A grouping by codes.</summary>
    /// <param name="name">What it is called, such as <c>exporter^year</c>.</param>
    /// <param name="codes">For each observation its group, from 0 to <paramref name="count"/> − 1.</param>
    /// <param name="count">How many groups there may be; some may have no observation.</param>
    /// <exception cref="ArgumentException">A code is below 0 or not below <paramref name="count"/>.</exception>
    public Factor(string name, int[] codes, int count)
    {
        Name = name;
        Count = count;
        this.codes = codes;
        foreach (var code in codes)
        {
            if ((uint)code >= (uint)count)
                throw new ArgumentException($"a code of {name} is {code}; it must be from 0 to {count - 1}", nameof(codes));
        }
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>How many groups there may be.</summary>
    public int Count { get; }

    /// <summary>For each observation its group.</summary>
    public ReadOnlySpan<int> Codes => codes;

    internal int[] Groups => codes;

    /// <summary>A grouping by values, numbered in the order in which they first appear.</summary>
    public static Factor Of<T>(string name, IReadOnlyList<T> values)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        var found = new int[values.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (!numbers.TryGetValue(values[i], out found[i]))
                numbers.Add(values[i], found[i] = numbers.Count);
        }
        return new(name, found, numbers.Count);
    }

    /// <summary>The grouping by every combination that occurs of the groups of two others; it is called <c>a^b</c>.</summary>
    /// <exception cref="ArgumentException">The two are not of the same number of observations.</exception>
    public static Factor Cross(Factor first, Factor second)
    {
        if (first.codes.Length != second.codes.Length)
            throw new ArgumentException($"{first.Name} and {second.Name} are not of the same observations", nameof(second));
        var numbers = new Dictionary<long, int>();
        var found = new int[first.codes.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var key = ((long)first.codes[i] * second.Count) + second.codes[i];
            if (!numbers.TryGetValue(key, out found[i]))
                numbers.Add(key, found[i] = numbers.Count);
        }
        return new($"{first.Name}^{second.Name}", found, numbers.Count);
    }

    /// <summary>The same grouping of some of the observations, numbered anew so that no group is empty.</summary>
    internal Factor Of(int[] rows)
    {
        var numbers = new int[Count];
        var kept = new int[rows.Length];
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            ref var number = ref numbers[codes[rows[i]]];
            if (number == 0)
                number = ++count;
            kept[i] = number - 1;
        }
        return new(Name, kept, Math.Max(count, 1));
    }
}
