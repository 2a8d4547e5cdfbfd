namespace Weir.Store;

/// <summary>What can be wrong with a lake.</summary>
public enum LakeProblemKind
{
    /// <summary>SQLite finds the catalogue damaged, or its rows refer to rows that are not there.</summary>
    Catalogue,

    /// <summary>The catalogue names a file that is not there.</summary>
    MissingFile,

    /// <summary>A file's bytes are not those that were written: its hash, its footer or its number of rows differs.</summary>
    DamagedFile,

    /// <summary>A file that the catalogue does not know: left by a run that was stopped before it finished. Harmless.</summary>
    UnknownFile,
}

/// <summary>Something found wrong with a lake.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="File">Path below the lake's home.</param>
/// <param name="What">What is wrong, one sentence.</param>
/// <param name="WhatToDo">What to do about it, one sentence.</param>
public sealed record LakeProblem(LakeProblemKind Kind, string File, string What, string WhatToDo);
