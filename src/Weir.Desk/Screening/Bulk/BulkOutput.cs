using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Desk.Screening.Bulk;

/// <summary>An answer to a file can't be written or gone on with; the message says why and what to do.</summary>
public sealed class BulkOutputException(string message) : Exception(message);

/// <summary>How far a file of questions is, and what came out.</summary>
public sealed record BulkCount
{
    /// <summary>Rows that are answered, those that could not be read among them.</summary>
    public long Rows { get; init; }

    /// <summary>Rows with a candidate at the threshold or above it.</summary>
    public long Matches { get; init; }

    /// <summary>Rows whose best candidate stands between cutoff and threshold.</summary>
    public long Reviews { get; init; }

    /// <summary>Rows that could not be read or asked.</summary>
    public long Errors { get; init; }

    /// <summary>Both together.</summary>
    public static BulkCount operator +(BulkCount a, BulkCount b) =>
        new() { Rows = a.Rows + b.Rows, Matches = a.Matches + b.Matches, Reviews = a.Reviews + b.Reviews, Errors = a.Errors + b.Errors };
}

/// <summary>What an answer rests on, so that it can be made again: the same values give the same bytes. Holds no time.</summary>
/// <param name="Work">What was done: <c>screen</c> or <c>compare</c>.</param>
/// <param name="Form"><c>csv</c> or <c>jsonl</c>.</param>
/// <param name="Input">SHA-256 of the file of questions.</param>
/// <param name="Engine">The engine's version.</param>
/// <param name="Lists">The list versions, each as <c>list/version/sha256</c>.</param>
/// <param name="Options">The options, each as <c>name=value</c>.</param>
public sealed record BulkBasis(string Work, string Form, string Input, string Engine, IReadOnlyList<string> Lists, IReadOnlyList<string> Options);

/// <summary>
/// The file that an answer goes to: written as FILE.partial beside a note of how far it is, so that work that was killed goes on where it stood; at its
/// place only once it is whole, with FILE.about.json saying what it rests on.
/// </summary>
public sealed class BulkOutput : IAsyncDisposable
{
    private const int NoteEvery = 16;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.Never };
    private readonly string path;
    private readonly BulkBasis basis;
    private readonly FileStream partial;
    private int sinceNote;

    private BulkOutput(string path, BulkBasis basis, FileStream partial, BulkCount count) => (this.path, this.basis, this.partial, Count) = (path, basis, partial, count);

    /// <summary>How far it is.</summary>
    public BulkCount Count { get; private set; }

    /// <summary>How many rows an earlier run had answered.</summary>
    public long Resumed { get; private init; }

    /// <summary>Begins an answer, or goes on with one that was begun with the same file, lists, engine and options.</summary>
    /// <exception cref="BulkOutputException">One was begun with others, or another process writes it.</exception>
    public static async Task<BulkOutput> OpenAsync(string path, BulkBasis basis, CancellationToken cancellation)
    {
        FileStream? begun = null;
        try
        {
            begun = new FileStream(PartialOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
            var note = File.Exists(NoteOf(path)) ? await ReadAsync(NoteOf(path), cancellation) : null;
            if (note is null || begun.Length < note.Bytes)
            {
                begun.SetLength(0);
                return new(path, basis, begun, new());
            }
            if (Difference(note.Basis, basis) is { } other)
                throw new BulkOutputException($"{PartialOf(path)} was begun with {other}; give what it was begun with (--as-of for the lists of then) to go on, or delete it to begin anew");
            begun.SetLength(note.Bytes);
            begun.Seek(0, SeekOrigin.End);
            return new(path, basis, begun, note.Count) { Resumed = note.Count.Rows };
        }
        catch (Exception e)
        {
            if (begun is not null)
                await begun.DisposeAsync();
            if (e is IOException or UnauthorizedAccessException)
                throw new BulkOutputException($"{PartialOf(path)} can't be written: {e.Message}");
            throw;
        }
    }

    /// <summary>Appends what answers some rows.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> answer, BulkCount count, CancellationToken cancellation)
    {
        await partial.WriteAsync(answer, cancellation);
        Count += count;
        if (++sinceNote % NoteEvery == 0)
            await NoteAsync(cancellation);
    }

    /// <summary>Puts the whole answer at its place.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        await partial.FlushAsync(cancellation);
        partial.Flush(flushToDisk: true);
        await partial.DisposeAsync();
        await File.WriteAllTextAsync(AboutOf(path), JsonSerializer.Serialize(new { basis, count = Count }, Json) + "\n", cancellation);
        File.Move(PartialOf(path), path, overwrite: true);
        File.Delete(NoteOf(path));
    }

    /// <summary>The hash of a file of questions.</summary>
    public static async Task<string> HashAsync(Stream input, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(input, cancellation));
        input.Seek(0, SeekOrigin.Begin);
        return hash;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => partial.DisposeAsync();

    private static string PartialOf(string path) => path + ".partial";

    private static string NoteOf(string path) => path + ".partial.json";

    private static string AboutOf(string path) => path + ".about.json";

    // The bytes are on the disk before the note that counts them.
    private async Task NoteAsync(CancellationToken cancellation)
    {
        await partial.FlushAsync(cancellation);
        partial.Flush(flushToDisk: true);
        var aside = NoteOf(path) + ".new";
        await File.WriteAllTextAsync(aside, JsonSerializer.Serialize(new Note(basis, Count, partial.Length), Json), cancellation);
        File.Move(aside, NoteOf(path), overwrite: true);
    }

    private static async Task<Note?> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return JsonSerializer.Deserialize<Note>(await File.ReadAllTextAsync(path, cancellation), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Difference(BulkBasis then, BulkBasis now) =>
        then.Work != now.Work || then.Form != now.Form ? string.Create(CultureInfo.InvariantCulture, $"another command or form ({then.Work}, {then.Form})")
        : then.Input != now.Input ? "another input file, or the file has changed since"
        : then.Engine != now.Engine ? $"another engine (version {then.Engine})"
        : !then.Lists.SequenceEqual(now.Lists, StringComparer.Ordinal) ? $"other list versions ({string.Join(", ", then.Lists.Except(now.Lists, StringComparer.Ordinal).Select(l => string.Join(" version ", l.Split('/')[..2])))})"
        : !then.Options.SequenceEqual(now.Options, StringComparer.Ordinal) ? $"other options ({string.Join(", ", then.Options)})"
        : null;

    private sealed record Note(BulkBasis Basis, BulkCount Count, long Bytes);
}
