namespace Weir.Store;

public sealed partial class Lake
{
    /// <summary>Where the index of a version of a list lies, or would: beside its entities. Full path.</summary>
    public string ListIndexPath(ListVersion version) => home.At(LakeHome.ListIndex(version.File));

    /// <summary>
    /// Makes the index of a version of a list, in place of any that is there. It is no part of what the lake keeps: it may be deleted at any time, goes when its
    /// entities go, and is in no archive.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="build">Writes it to the path that it is given; that file is put in its place once it is whole.</param>
    /// <param name="cancellation">Ends the work; nothing is left behind.</param>
    /// <exception cref="LakeException">Disk full or read-only.</exception>
    public async Task WriteListIndexAsync(ListVersion version, Func<string, CancellationToken, Task> build, CancellationToken cancellation)
    {
        catalog.RefuseIfReadOnly();
        await Faults.SayAsync(home, $"indexing list {version.List}", async () =>
        {
            using var scratch = Scratch.Create(home);
            var temporary = scratch.File("names.index");
            await build(temporary, cancellation);
            home.Publish(temporary, LakeHome.ListIndex(version.File));
            return true;
        });
    }
}
