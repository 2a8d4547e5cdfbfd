namespace Weir.Trade;

/// <summary>Which way goods went, seen from the reporter (UN IMTS 2010; codes M, X, RM, RX as UN Comtrade prints them).</summary>
public enum Flow
{
    /// <summary>M: imports, re-imports included.</summary>
    Import,

    /// <summary>X: exports, re-exports included.</summary>
    Export,

    /// <summary>RM: re-imports; already inside M, never added to it.</summary>
    ReImport,

    /// <summary>RX: re-exports; already inside X, never added to it.</summary>
    ReExport,
}

/// <summary>The one- and two-letter codes of <see cref="Flow"/>.</summary>
public static class FlowCodes
{
    /// <summary>M, X, RM or RX.</summary>
    public static string Code(this Flow flow) => flow switch
    {
        Flow.Import => "M",
        Flow.Export => "X",
        Flow.ReImport => "RM",
        Flow.ReExport => "RX",
        _ => throw new ArgumentOutOfRangeException(nameof(flow), flow, "no such flow"),
    };

    /// <summary>Reads M, X, RM or RX in either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> code, out Flow flow)
    {
        code = code.Trim();
        foreach (var f in Enum.GetValues<Flow>())
        {
            if (code.Equals(f.Code(), StringComparison.OrdinalIgnoreCase))
            {
                flow = f;
                return true;
            }
        }
        flow = default;
        return false;
    }
}
