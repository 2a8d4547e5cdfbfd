namespace Weir.Sources.OwnData;

/// <summary>A file of the user's own numbers can't be used; every mistake (the first twenty of them) with file, line and what is allowed.</summary>
public sealed class OwnDataException : Exception
{
    /// <param name="mistakes">One sentence each.</param>
    public OwnDataException(IReadOnlyList<string> mistakes)
        : base(string.Join(Environment.NewLine, mistakes)) => Mistakes = mistakes;

    /// <param name="mistake">The one mistake.</param>
    public OwnDataException(string mistake)
        : this([mistake])
    {
    }

    /// <summary>The mistakes.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
