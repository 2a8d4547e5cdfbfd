using System.Text;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Tests;

/// <summary>What a reader made of a file.</summary>
internal sealed record Read(ReadSummary Summary, IReadOnlyList<Observation> Observations, IReadOnlyList<QuarantinedRow> Quarantine);

/// <summary>Reads bytes and files with real sources.</summary>
internal static class Reading
{
    public static readonly string Snapshot = new('a', 64);

    static Reading() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Gb18030 => Encoding.GetEncoding("gb18030");

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static async Task<Read> ReadAsync(IFlowSource source, byte[] bytes, Flow? flow = null, IReadOnlyList<Coverage>? asked = null, string name = "file.csv")
    {
        var sink = new Sink();
        await using var file = await ReceivedFile.OpenAsync(new MemoryStream(bytes), name, CancellationToken.None);
        var summary = await source.ReadAsync(file.Content, new(Snapshot, name, flow) { Asked = asked ?? [] }, sink, CancellationToken.None);
        return new(summary, sink.Observations, sink.Quarantined);
    }

    public static Task<Read> ReadAsync(IFlowSource source, string text, Flow? flow = null) => ReadAsync(source, Utf8(text), flow);

    public static FileHead Head(byte[] bytes, string name = "file.csv") => new(name, bytes.AsMemory(0, Math.Min(bytes.Length, TextEncodings.HeadLength)));

    public static async Task<string> RefusalAsync(IFlowSource source, byte[] bytes, Flow? flow = Flow.Export) =>
        (await Assert.ThrowsAsync<SourceFormatException>(() => ReadAsync(source, bytes, flow))).Message;

    private sealed class Sink : IObservationSink
    {
        public List<Observation> Observations { get; } = [];

        public List<QuarantinedRow> Quarantined { get; } = [];

        public void Accept(Observation observation) => Observations.Add(observation);

        public void Quarantine(QuarantinedRow row) => Quarantined.Add(row);
    }
}

/// <summary>Real files beside the repository; tests over them pass where they are not there.</summary>
internal static class Samples
{
    public static string? Folder { get; } = Find();

    public static string? PathOf(string relative) =>
        Folder is not null && Path.Combine(Folder, relative) is var path && File.Exists(path) ? path : null;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("WEIR_SAMPLES") is { Length: > 0 } named)
            return named;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent;
        var samples = folder?.Parent is null ? null : Path.Combine(folder.Parent.FullName, "shared", "data");
        return Directory.Exists(samples) ? samples : null;
    }
}
