using System.Runtime.InteropServices;

namespace Weir.Signals.Surges;

/// <summary>The fitted model behind a Farrington bound.</summary>
/// <param name="Mean">Expected value at the judged time (<c>mu0</c>).</param>
/// <param name="Dispersion">Variance over mean, at least 1 (<c>phi</c>).</param>
/// <param name="Trend">Whether a trend was kept.</param>
/// <param name="Slope">The trend per step of time on the log scale; 0 without one.</param>
/// <param name="LogMeanError">Standard error of log <see cref="Mean"/>.</param>
/// <param name="TrendP">p-value of the trend by a t test; not-a-number where none was fitted.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="P">The chance of a value as high or higher.</param>
/// <param name="PBeyond">The chance of a higher value.</param>
/// <param name="Used">Observations of the history that were used.</param>
/// <param name="Obstacle">Why there is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FarringtonFit(
    double Mean, double Dispersion, bool Trend, double Slope, double LogMeanError, double TrendP,
    double Lower, double Upper, double P, double PBeyond, int Used, SurgeObstacle Obstacle);
