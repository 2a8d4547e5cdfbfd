using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.FollowTheMoney;

/// <summary>
/// The changes of one or several delta files, in order: <c>{"op":"ADD|MOD|DEL","entity":{…}}</c>, one a line. They are held, and the dataset that they
/// change streams past them. Changes that do not fit it, or one another, are a broken chain.
/// </summary>
internal sealed class EntityChanges
{
    private const int MostChanges = 5_000_000;
    private const string WhatToDo = "The chain of changes is broken: ingest or fetch the whole dataset.";
    private readonly Dictionary<string, State> states = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    /// <summary>Adds the changes of a file.</summary>
    /// <exception cref="SourceFormatException">It is no delta file, is cut, or does not follow from those before it.</exception>
    public async Task AddAsync(Stream content, string file, CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, file, "changes to a dataset in FollowTheMoney JSON", cancellation);
        await using var changes = JsonSerializer.DeserializeAsyncEnumerable(text.OpenUtf8(), EntityJson.Default.JsonElement, topLevelValues: true, cancellation).GetAsyncEnumerator(cancellation);
        for (long number = 1; await FollowTheMoneyList.NextAsync(changes, file, number); number++)
            Add(changes.Current, file, number);
    }

    /// <summary>The entity as it is after the changes; null where they took it away.</summary>
    public Entity? Apply(Entity before)
    {
        if (!states.TryGetValue(before.Id, out var state))
            return before;
        state.WasThere = true;
        state.Given = true;
        return state.Now;
    }

    /// <summary>What the changes add, in their order, once the dataset has passed.</summary>
    /// <exception cref="SourceFormatException">They change or delete what the dataset does not have.</exception>
    public IEnumerable<Entity> Rest(string file)
    {
        var strangers = order.Where(id => states[id] is { NeedsBefore: true, WasThere: false }).ToList();
        if (strangers.Count > 0)
            throw new SourceFormatException($"The changes are of {strangers.Count} entities that {file} does not have, the first '{strangers[0]}'. {WhatToDo}");
        return order.Select(id => states[id]).Where(s => s is { Given: false, Now: not null }).Select(s => s.Now!);
    }

    private void Add(JsonElement change, string file, long number)
    {
        var op = Text(change, "op");
        if (op is not ("ADD" or "MOD" or "DEL") || !change.TryGetProperty("entity", out var body) || Text(body, "id") is not { Length: > 0 } id)
            throw new SourceFormatException($"{file}, change {number}: it is no change; expected is {{\"op\":\"ADD\", \"MOD\" or \"DEL\", \"entity\":{{\"id\": …}}}}. {WhatToDo}");
        Entity? now = null;
        if (op != "DEL" && (now = FtmJsonLines.Read(body, out var reason)) is null)
            throw new SourceFormatException($"{file}, change {number}: the entity {reason}. {WhatToDo}");
        if (!states.TryGetValue(id, out var state))
        {
            if (order.Count >= MostChanges)
                throw new SourceFormatException($"{file}: there are more than {MostChanges:N0} changes since the dataset was read whole; ingest or fetch it whole");
            states[id] = state = new() { NeedsBefore = op != "ADD" };
            order.Add(id);
        }
        else if (op != "ADD" && state.Now is null)
            throw new SourceFormatException($"{file}, change {number}: {op} of '{id}', which an earlier change took away. {WhatToDo}");
        state.Now = now;
    }

    private static string? Text(JsonElement element, string key)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    private sealed class State
    {
        /// <summary>What it is after all changes; null where it is gone.</summary>
        public Entity? Now { get; set; }

        /// <summary>Whether the first change to it only makes sense if it was there.</summary>
        public bool NeedsBefore { get; init; }

        public bool WasThere { get; set; }

        public bool Given { get; set; }
    }
}

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class EntityJson : JsonSerializerContext;
