namespace Weir.Signals.Tests.Effects;

/// <summary>How near a figure must be to a published one.</summary>
internal static class Near
{
    /// <summary>Coefficients: within 1e-6, absolute or relative, whichever is wider.</summary>
    public static void Coefficient(double expected, double actual, string what) =>
        Assert.True(Math.Abs(actual - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), $"{what}: {actual:R}, expected {expected:R}");

    /// <summary>Errors: within 1e-5 relative, and half a unit of the last digit that was published.</summary>
    public static void Error(double expected, double? actual, string what, double digit = 0) =>
        Assert.True(Math.Abs(actual!.Value - expected) <= (1e-5 * expected) + (digit / 2), $"{what}: {actual:R}, expected {expected:R}");
}
