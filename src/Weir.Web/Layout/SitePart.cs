using Microsoft.AspNetCore.Components;
using Weir.Desk.Words;
using Weir.Web.Serving;

namespace Weir.Web.Layout;

/// <summary>A piece of a page: it knows whose page it is and speaks the reader's language.</summary>
public abstract class SitePart : ComponentBase
{
    /// <summary>Who reads.</summary>
    [CascadingParameter]
    public Visit Visit { get; set; } = null!;

    /// <summary>The reader's language.</summary>
    protected Words W => Visit.Words;

    /// <summary>A text in the reader's language.</summary>
    protected string Say(string key, params (string Place, object? Value)[] args) => W.Say(key, args);

    /// <summary>A phrase in the reader's language.</summary>
    protected string Say(Phrase phrase) => W.Say(phrase);

    /// <summary>An address on this site that keeps language and vintage.</summary>
    protected string To(string path, params (string Name, string? Value)[] query) => Visit.To(path, query);

    /// <summary>An address elsewhere, where it is one that a browser may follow; null otherwise.</summary>
    protected static string? Elsewhere(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" } ? address.AbsoluteUri : null;
}
