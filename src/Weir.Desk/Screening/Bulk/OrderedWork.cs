using System.Threading.Channels;

namespace Weir.Desk.Screening.Bulk;

/// <summary>Works on a long run of rows with many hands and hands the results on in the order of the rows. Memory holds a few batches, however many rows there are.</summary>
internal static class OrderedWork
{
    /// <summary>Rows that are worked on at once by one hand.</summary>
    public const int Batch = 128;

    /// <summary>Works through the rows.</summary>
    /// <param name="rows">Where they come from.</param>
    /// <param name="work">What is done with a batch; on any thread.</param>
    /// <param name="take">Takes each result, in order.</param>
    /// <param name="hands">How many batches are worked on at a time; 1 or more. The results do not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task RunAsync<TRow, TResult>(
        IAsyncEnumerable<TRow> rows, Func<IReadOnlyList<TRow>, TResult> work, Func<TResult, ValueTask> take, int hands, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var queue = Channel.CreateBounded<Task<TResult>>(new BoundedChannelOptions(hands) { SingleReader = true, SingleWriter = true });
        var producing = ProduceAsync(rows, work, queue.Writer, hands, stop.Token);
        try
        {
            await foreach (var result in queue.Reader.ReadAllAsync(stop.Token))
                await take(await result);
        }
        catch
        {
            await stop.CancelAsync();
            await ((Task)producing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        await producing;
    }

    private static async Task ProduceAsync<TRow, TResult>(IAsyncEnumerable<TRow> rows, Func<IReadOnlyList<TRow>, TResult> work, ChannelWriter<Task<TResult>> queue, int hands, CancellationToken cancellation)
    {
        using var free = new SemaphoreSlim(hands, hands);
        var begun = new List<Task>();
        Exception? failed = null;
        try
        {
            var batch = new List<TRow>(Batch);
            await foreach (var row in rows.WithCancellation(cancellation))
            {
                batch.Add(row);
                if (batch.Count < Batch)
                    continue;
                await BeginAsync(batch);
                batch = new(Batch);
            }
            if (batch.Count > 0)
                await BeginAsync(batch);
        }
        catch (Exception error)
        {
            failed = error;
        }
        // What waits is handed on before the failure: a row that can't be read spoils none before it.
        queue.Complete(failed);
        await Task.WhenAll(begun).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        async Task BeginAsync(List<TRow> batch)
        {
            await free.WaitAsync(cancellation);
            var task = Task.Run(
                () =>
                {
                    try
                    {
                        return work(batch);
                    }
                    finally
                    {
                        free.Release();
                    }
                },
                cancellation);
            begun.RemoveAll(t => t.IsCompleted);
            begun.Add(task);
            await queue.WriteAsync(task, cancellation);
        }
    }
}
