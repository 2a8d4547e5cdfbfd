namespace Weir.Store;

/// <summary>The lake.</summary>
public sealed class Lake
{
}
