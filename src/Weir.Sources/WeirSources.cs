using Weir.Sources.Comtrade;
using Weir.Sources.Gacc;
using Weir.Sources.Reported;
using Weir.Sources.Text;

namespace Weir.Sources;

/// <summary>The register of sources. One line adds one.</summary>
public static class WeirSources
{
    /// <summary>Every source of flows, in the order in which they are asked whether they recognise a file.</summary>
    public static IReadOnlyList<IFlowSource> All { get; } =
    [
        new ReportedSource(),
        new GaccSource(),
        new ComtradeSource(ComtradeDataset.Final),
        new ComtradeSource(ComtradeDataset.Converted),
        new ComtradeSource(ComtradeDataset.Tariffline),
    ];

    /// <summary>The source with this id, or null.</summary>
    public static IFlowSource? Find(string id)
    {
        foreach (var source in All)
        {
            if (source.Description.Id == id)
                return source;
        }
        return null;
    }

    /// <summary>The source whose format a file is in.</summary>
    /// <exception cref="SourceFormatException">None recognises it; the message says what the file looks like and what is read.</exception>
    public static IFlowSource Recognise(FileHead head) => TryRecognise(head) ?? throw new SourceFormatException(NotRecognised(head));

    /// <summary>The source whose format a file is in, or null.</summary>
    public static IFlowSource? TryRecognise(FileHead head)
    {
        foreach (var source in All)
        {
            if (source.Recognises(head))
                return source;
        }
        return null;
    }

    private static string NotRecognised(FileHead head)
    {
        const string GetItAgain = "no source recognises it. Look at it in a text editor, and download it again";
        if (head.Head.IsEmpty)
            return $"{head.Name} is empty; {GetItAgain}";
        var text = TextEncodings.Decode(head.Head.Span);
        if (ReceivedText.WrongContent(text) is { } wrong)
            return $"{head.Name} is {wrong}; {GetItAgain}";
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.IndexOfAny('\r', '\n');
        var readable = string.Join("; ", All.Select(s => $"{s.Description.Id} ({s.Description.Title})"));
        return $"{head.Name} is a file that begins with \"{ReceivedText.Quote(end < 0 ? trimmed : trimmed[..end])}\"; no source recognises it. Read are: {readable}. If it is one of these, name it with --source";
    }
}
