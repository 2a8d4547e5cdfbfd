using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Weir.Desk.Files;

/// <summary>Opens one YAML file of a desk. Whatever is wrong with it becomes a mistake with a line; nothing throws.</summary>
internal static class YamlFile
{
    /// <summary>No desk file is longer; a longer one was put there by accident.</summary>
    private const int LongestBytes = 4 * 1024 * 1024;

    private const int DeepestNesting = 32;

    /// <summary>The file's mapping, or null where there is none to read (then a mistake says why).</summary>
    /// <param name="folder">The desk.</param>
    /// <param name="name">Path below it, with <c>/</c>; how mistakes name the file.</param>
    /// <param name="mistakes">Takes the mistakes.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<YamlMap?> ReadAsync(string folder, string name, Mistakes mistakes, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, name);
        byte[] bytes;
        try
        {
            if (new FileInfo(path).Length > LongestBytes)
            {
                mistakes.Add(name, 1, "the file is larger than 4 MiB; a desk file is a short text");
                return null;
            }
            bytes = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            mistakes.Add(name, 1, $"the file can't be read: {e.Message}");
            return null;
        }
        return Decode(bytes, name, mistakes) is { } text ? Parse(text, name, mistakes) : null;
    }

    private static string? Decode(byte[] bytes, string name, Mistakes mistakes)
    {
        var body = bytes.AsSpan();
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            body = body[3..];
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + body[..Math.Clamp(e.Index, 0, body.Length)].Count((byte)'\n');
            mistakes.Add(name, line, "the text is not UTF-8; save the file as UTF-8");
            return null;
        }
    }

    internal static YamlMap? Parse(string text, string name, Mistakes mistakes)
    {
        var stream = new YamlStream();
        var line = 1L;
        try
        {
            if (IsTooDeep(text, ref line))
            {
                mistakes.Add(name, line, "the values are nested deeper than a desk file ever is; look for brackets or blanks too many");
                return null;
            }
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException e)
        {
            mistakes.Add(name, Math.Max(1, e.Start.Line), $"not readable as YAML: {Reason(e)}");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The library fails so on some broken texts ("{*") instead of saying what is wrong with them.
            mistakes.Add(name, line, "not readable as YAML from here on; look for a bracket, quote, * or & that should not be there");
            return null;
        }
        if (stream.Documents.Count == 0)
        {
            mistakes.Add(name, 1, "the file is empty; it must hold keys with values");
            return null;
        }
        if (stream.Documents.Count > 1)
        {
            mistakes.Add(name, stream.Documents[1].RootNode.Start.Line, "a second document begins here; a desk file holds one");
            return null;
        }
        return new YamlItem(stream.Documents[0].RootNode, "the file", name, mistakes).Map();
    }

    // The tree is built by recursion, which has an end; the parser's events come without.
    private static bool IsTooDeep(string text, ref long line)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        var depth = 0;
        while (depth <= DeepestNesting && parser.MoveNext())
        {
            line = Math.Max(1, parser.Current!.Start.Line);
            depth += parser.Current.NestingIncrease;
        }
        return depth > DeepestNesting;
    }

    private static string Reason(YamlException e)
    {
        var message = e.InnerException is null ? e.Message : $"{e.Message} ({e.InnerException.Message})";
        var place = message.LastIndexOf("): ", StringComparison.Ordinal); // "(Line: 3, Col: 1, Idx: 9) - (…): what is wrong"
        return (place >= 0 && message.StartsWith("(Line", StringComparison.Ordinal) ? message[(place + 3)..] : message).TrimEnd('.');
    }
}
