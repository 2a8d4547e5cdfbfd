using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Weir.Desk.Screening.Tables;
using Weir.Screening;
using Weir.Screening.Indexing;
using Weir.Store;

namespace Weir.Desk.Screening;

/// <summary>What changed in a list from one version to another. Memory holds the ids of the earlier one, a hash for each, and the changes.</summary>
internal static class ListChanges
{
    // From here on a new index is hardly more work than the changes, and asks less of every question after it.
    private const int LeastUnchanged = 10;

    /// <summary>The entities that were put in, altered or taken out.</summary>
    /// <param name="lake">The lake that holds both versions.</param>
    /// <param name="before">The earlier one.</param>
    /// <param name="after">The later one.</param>
    /// <param name="cancellation">Stops the comparison.</param>
    /// <returns>The changes; null where they are more than a tenth of the later version, or a line can't be compared.</returns>
    /// <exception cref="LakeException">A version can't be read.</exception>
    public static async Task<IReadOnlyCollection<EntityChange>?> BetweenAsync(Lake lake, ListVersion before, ListVersion after, CancellationToken cancellation)
    {
        var most = after.Entities / LeastUnchanged;
        if (Math.Abs(after.Entities - before.Entities) > most)
            return null;
        var old = new Dictionary<string, (UInt128 Hash, bool IsThere)>(before.Entities, StringComparer.Ordinal);
        await using (var entities = await lake.OpenListAsync(before, cancellation))
        {
            for (var lines = new ByteLines(entities); await lines.NextAsync(cancellation) is { } line;)
            {
                if (Id(line) is not { } id)
                    return null;
                old[id] = (Hash(line), false);
            }
        }
        var changes = new Dictionary<string, EntityChange>(StringComparer.Ordinal);
        await using (var entities = await lake.OpenListAsync(after, cancellation))
        {
            for (var lines = new ByteLines(entities); await lines.NextAsync(cancellation) is { } line;)
            {
                if (Id(line) is not { } id)
                    return null;
                var isOld = old.TryGetValue(id, out var was);
                if (isOld)
                    old[id] = was with { IsThere = true };
                // Of entities with one id the last counts.
                if (isOld && was.Hash == Hash(line))
                    changes.Remove(id);
                else if (Read(line) is { } entity)
                    changes[id] = EntityChange.Put(entity);
                else
                    return null;
                if (changes.Count > most)
                    return null;
            }
        }
        foreach (var (gone, _) in old.Where(o => !o.Value.IsThere))
            changes[gone] = EntityChange.Remove(gone);
        return changes.Count > most ? null : changes.Values;
    }

    /// <summary>The id of the entity in a line; null where the line is too long or holds none.</summary>
    private static string? Id(ByteLine line)
    {
        if (line.IsCut)
            return null;
        try
        {
            var json = new Utf8JsonReader(line.Bytes.Span);
            while (json.Read())
            {
                if (json is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && json.ValueTextEquals("id"u8) && json.Read() && json.TokenType == JsonTokenType.String)
                    return json.GetString();
            }
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Entity? Read(ByteLine line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.Bytes);
            return FtmJsonLines.Read(document.RootElement, out _);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UInt128 Hash(ByteLine line) => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(line.Bytes.Span));
}
