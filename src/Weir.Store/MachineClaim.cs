using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Store;

/// <summary>
/// Keeps two machines from using one lake on a network folder at once. SQLite's log has a part in memory that processes of one machine
/// share and machines don't, and locks of files are not to be trusted on every server. So each process that opens a lake on a network
/// folder puts a file into <c>claims/</c> first, and then looks for those of other machines: of two that come at the same moment, both see the other.
/// </summary>
internal sealed class MachineClaim : IDisposable
{
    /// <summary>The folder below the home.</summary>
    public const string Folder = "claims";

    private readonly LakeHome home;
    private readonly string file;

    private MachineClaim(LakeHome home, string file) => (this.home, this.file) = (home, file);

    /// <summary>Claims the home for this machine; null where it lies on a disk of its own.</summary>
    /// <exception cref="LakeException">Another machine uses it.</exception>
    public static MachineClaim? Take(LakeHome home, TimeProvider clock, LakeOptions options)
    {
        if (options.NetworkFormat(home.Path) is not { } format)
            return null;
        var folder = home.At(Folder);
        var mine = new ClaimText(options.Machine, Environment.ProcessId, Started(Environment.ProcessId), clock.GetUtcNow());
        var claim = new MachineClaim(home, Path.Combine(folder, Guid.NewGuid().ToString("n") + ".json"));
        var canWrite = claim.Write(folder, mine);
        foreach (var other in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
        {
            if (other == claim.file || Read(other) is not { } text)
                continue;
            if (text.Machine != mine.Machine)
            {
                claim.Dispose();
                throw new LakeException(string.Create(CultureInfo.InvariantCulture,
                    $"{home.Path} lies on a network folder ({format}), and the machine {text.Machine} has had it open since {text.Since:yyyy-MM-dd HH:mm} UTC (process {text.Process}). One machine at a time may use a lake there. End Weir on {text.Machine}, or copy the lake with `weir lake export`; where that machine no longer runs, delete {other}."));
            }
            // Left by a process of this machine that was killed.
            if (!IsAlive(text))
                Delete(home, other);
        }
        return canWrite ? claim : null;
    }

    /// <inheritdoc/>
    public void Dispose() => Delete(home, file);

    private bool Write(string folder, ClaimText text)
    {
        try
        {
            home.Disk.CreateFolder(folder);
            using (var stream = home.Disk.CreateFile(file))
                stream.Write(JsonSerializer.SerializeToUtf8Bytes(text, ClaimJson.Default.ClaimText));
            home.Disk.FlushFile(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // A home that can't be written is only read. Whoever writes it elsewhere is seen all the same.
        }
    }

    private static ClaimText? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), ClaimJson.Default.ClaimText);
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null; // Just given up; or just being written, and its writer will see ours.
        }
    }

    private static bool IsAlive(ClaimText claim) => Started(claim.Process) is { } started && started == claim.ProcessStarted;

    // A number of a process is used again; with its start it is one process.
    private static string? Started(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static void Delete(LakeHome home, string file)
    {
        try
        {
            home.Disk.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next process of this machine finds that its owner is gone.
        }
    }
}

/// <summary>Who claims a lake.</summary>
internal sealed record ClaimText(string Machine, int Process, string? ProcessStarted, DateTimeOffset Since);

[JsonSerializable(typeof(ClaimText))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ClaimJson : JsonSerializerContext;

/// <summary>Whether a folder lies on another machine.</summary>
internal static class NetworkFolders
{
    // What DriveInfo calls them on Linux and macOS; Windows says it by the drive's type.
    private static readonly HashSet<string> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "smbfs2", "afs", "afpfs", "ceph", "coda", "gfs", "gfs2", "lustre", "9p", "v9fs", "webdav", "ncpfs", "fuse.sshfs", "sshfs", "glusterfs", "gpfs", "ocfs2", "panfs",
    };

    /// <summary>The name of the file system where it is one of a network; null where it is this machine's own, or where that can't be told.</summary>
    public static string? FormatOf(string path)
    {
        try
        {
            var folder = path;
            while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
                folder = parent;
            var drive = new DriveInfo(folder);
            return drive.DriveType == DriveType.Network || Formats.Contains(drive.DriveFormat) ? drive.DriveFormat : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
