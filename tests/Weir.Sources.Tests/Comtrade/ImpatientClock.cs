namespace Weir.Sources.Tests.Comtrade;

/// <summary>A clock on which every wait is over at once, and which says what was waited for.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> waits = [];
    private DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Every wait so far.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
                return [.. waits];
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time)
    {
        lock (gate)
            now += time;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Over(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Over(ImpatientClock clock, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            lock (clock.gate)
            {
                clock.waits.Add(dueTime);
                clock.now += dueTime;
            }
            ThreadPool.QueueUserWorkItem(_ => callback(state));
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
