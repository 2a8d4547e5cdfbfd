namespace Weir.Store;

/// <summary>How a lake behaves towards other processes.</summary>
public sealed record LakeOptions
{
    /// <summary>How long to wait while another process writes before giving up with a message. Two minutes unless set.</summary>
    public TimeSpan WriterPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a compaction waits for those who read what it is about to delete before it leaves that to the next one. Two minutes unless set.</summary>
    public TimeSpan ReaderPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For tests: another machine.</summary>
    internal string Machine { get; init; } = Environment.MachineName;

    /// <summary>For tests: says of a folder in which file system of a network it lies; null is none.</summary>
    internal Func<string, string?> NetworkFormat { get; init; } = NetworkFolders.FormatOf;

    /// <summary>For tests: a disk that fails.</summary>
    internal Disk Disk { get; init; } = Disk.Real;
}
