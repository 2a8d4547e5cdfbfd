namespace Weir.Store;

/// <summary>How far long work on a lake is.</summary>
/// <param name="What">What is being worked on, e.g. a file's path below the home.</param>
/// <param name="Done">Pieces done.</param>
/// <param name="Total">Pieces in all.</param>
public readonly record struct LakeProgress(string What, long Done, long Total);
