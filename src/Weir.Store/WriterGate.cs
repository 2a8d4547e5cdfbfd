using System.Diagnostics;
using System.Globalization;

namespace Weir.Store;

/// <summary>
/// One writer at a time, over all processes: a lock on a file, which the system gives back when its holder dies. Readers never ask for it.
/// </summary>
internal sealed class WriterGate(LakeHome home, TimeSpan patience)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the turn; dispose to hand it on.</summary>
    /// <exception cref="LakeException">Another process kept it for too long.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        for (var pause = TimeSpan.FromMilliseconds(2); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (TryLock(home.WriterLock) is { } held)
                return held;
            if (waited.Elapsed >= patience)
            {
                throw new LakeException(string.Create(CultureInfo.InvariantCulture,
                    $"Another process has been writing to {home.Path} for more than {patience.TotalSeconds:0.#} s; nothing was changed. Wait for it to end (or end it), then run the same command again."));
            }
            await Task.Delay(pause, cancellation);
        }
    }

    /// <summary>Takes an exclusive lock on a file, creating it where needed; null where another holds it.</summary>
    public static FileStream? TryLock(string file, FileOptions options = FileOptions.None)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, options);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            return null;
        }
    }

    /// <summary>Whether a lock was refused because another holds it.</summary>
    // EWOULDBLOCK of Linux and macOS; sharing and lock violation of Windows.
    public static bool IsHeldByAnother(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32 or 33;
}
