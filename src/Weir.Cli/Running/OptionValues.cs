using Weir.Trade;

namespace Weir.Cli.Running;

/// <summary>Reads what options say in the words of trade; what is none is wrong usage, with what is allowed.</summary>
internal static class OptionValues
{
    public static Economy Economy(string option, string text) => Economies.TryFind(text, out var economy)
        ? economy
        : throw new UsageException($"{option}: '{text}' is no economy; write its ISO code, such as CHN, RUS or UA, or its M49 number");

    public static Flow Flow(string text) => FlowCodes.TryParse(text, out var flow)
        ? flow
        : throw new UsageException($"--flow: '{text}' is no flow; write X (exports), M (imports), RX (re-exports) or RM (re-imports)");

    public static Period? Period(string option, string? text) => text is null ? null
        : Trade.Period.TryParse(text, out var period) ? period
        : throw new UsageException($"{option}: '{text}' is no period; write 2025-08 or 2025");
}
