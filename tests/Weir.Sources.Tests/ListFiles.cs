using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.Tests;

/// <summary>Reads lists out of texts and sample files.</summary>
internal static class ListFiles
{
    public static async Task<(List<Entity> Entities, ListReading Reading)> ReadAsync(IListSource list, byte[] bytes, string name)
    {
        var reading = new ListReading(name);
        await using var file = await ReceivedFile.OpenAsync(new MemoryStream(bytes), name, TestContext.Current.CancellationToken);
        return (await CollectAsync(list.ReadAsync(file.Content, reading, TestContext.Current.CancellationToken)), reading);
    }

    public static Task<(List<Entity> Entities, ListReading Reading)> ReadAsync(IListSource list, string text, string name) => ReadAsync(list, System.Text.Encoding.UTF8.GetBytes(text), name);

    public static async Task<(List<Entity> Entities, ListReading Reading)> ReadAsync(IPartedList list, params (string Name, byte[] Bytes)[] files)
    {
        var reading = new ListReading(files[0].Name);
        return (await CollectAsync(list.ReadAsync(new Parts(files), reading, TestContext.Current.CancellationToken)), reading);
    }

    public static async Task<string> RefusalAsync(IListSource list, string text, string name) =>
        (await Assert.ThrowsAsync<SourceFormatException>(() => ReadAsync(list, text, name))).Message;

    /// <summary>A sample file's bytes; null where samples are not there.</summary>
    public static byte[]? Sample(string relative) => Samples.PathOf("screening/formats/" + relative) is { } path ? File.ReadAllBytes(path) : null;

    public static async Task<FileHead> HeadAsync(byte[] bytes, string name)
    {
        await using var file = await ReceivedFile.OpenAsync(new MemoryStream(bytes), name, TestContext.Current.CancellationToken);
        return file.Head;
    }

    public static async Task<List<Entity>> CollectAsync(IAsyncEnumerable<Entity> entities)
    {
        var found = new List<Entity>();
        await foreach (var entity in entities)
            found.Add(entity);
        return found;
    }

    public static Entity Of(this IEnumerable<Entity> entities, string id) => Assert.Single(entities, e => e.Id == id);

    internal sealed class Parts((string Name, byte[] Bytes)[] files) : IListParts
    {
        public IReadOnlyList<string> Names { get; } = [.. files.Select(f => f.Name)];

        public async ValueTask<Stream> OpenAsync(string name, CancellationToken cancellation) =>
            (await ReceivedFile.OpenAsync(new MemoryStream(files.Single(f => f.Name == name).Bytes), name, cancellation)).Content;
    }
}
