namespace Weir.Store;

/// <summary>A lake in one file: a tar archive of its files, with a head that says what it is and a manifest of their hashes at its end.</summary>
/// <param name="Lake">The lake's id, which the copy keeps.</param>
/// <param name="Schema">The version of its catalogue.</param>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">Their bytes together.</param>
public sealed record LakeArchive(string Lake, int Schema, int Files, long Bytes);
