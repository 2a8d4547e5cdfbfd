using Spectre.Console;
using Weir.Desk;
using Weir.Store;

namespace Weir.Cli.Running;

/// <summary>Shows long work on standard error: a bar where somebody watches, nothing where it is piped.</summary>
internal static class Progress
{
    /// <summary>Runs <paramref name="work"/> with a progress to report to.</summary>
    public static Task<T> ShowAsync<T>(Terminal terminal, string title, Func<IProgress<WorkProgress>?, Task<T>> work) => ShowBarAsync(terminal, title, bar => work(bar));

    /// <summary>Runs work on the lake with a progress to report to.</summary>
    public static Task<T> ShowLakeAsync<T>(Terminal terminal, string title, Func<IProgress<LakeProgress>?, Task<T>> work) => ShowBarAsync(terminal, title, bar => work(bar));

    private static async Task<T> ShowBarAsync<T>(Terminal terminal, string title, Func<Bar?, Task<T>> work)
    {
        if (!terminal.ShowsProgress)
            return await work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async context => await work(new Bar(context.AddTask(Markup.Escape(title)))));
    }

    /// <summary>Reports straight away, on the worker's own thread: the bar is safe to move from any.</summary>
    private sealed class Bar(ProgressTask task) : IProgress<WorkProgress>, IProgress<LakeProgress>
    {
        public void Report(LakeProgress value) => Report(new WorkProgress(value.What, value.Done, value.Total));

        public void Report(WorkProgress value)
        {
            task.Description = Markup.Escape(value.What);
            task.IsIndeterminate = value.Total is null;
            if (value.Total is { } total)
                task.MaxValue = total;
            task.Value = value.Done;
        }
    }
}
