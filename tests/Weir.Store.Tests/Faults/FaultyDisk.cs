using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Weir.Store.Tests.Faults;

/// <summary>What goes wrong with a disk.</summary>
public enum Fault
{
    /// <summary>From this step on there is no room: what makes or writes files fails, what moves and deletes them does not.</summary>
    Full,

    /// <summary>One step fails, as a disk's read or write error does.</summary>
    Failing,

    /// <summary>A file takes half of what is written to it, then there is no room.</summary>
    ShortWrite,

    /// <summary>The process ends at this step: nothing that comes after it happens.</summary>
    End,
}

/// <summary>The process is dead; what stands after this in the program never ran.</summary>
internal sealed class ProcessEndedException : Exception;

/// <summary>A disk that fails at one of its steps, and at another kills the process. What can fail after it was done (a move, a commit) is two steps.</summary>
internal sealed class FaultyDisk(Fault fault, int at, int killAt = FaultyDisk.Never) : Disk
{
    /// <summary>A step that never comes.</summary>
    public const int Never = int.MaxValue;

    private const int NoSpace = 28;
    private const int InputOutput = 5;

    private readonly List<string> steps = [];

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<string> Steps => steps;

    private bool Reached => steps.Count > at;

    private bool Ended => fault == Fault.End && Reached;

    public override Stream CreateFile(string file)
    {
        Step("create " + Path.GetFileName(file), writes: true);
        return fault == Fault.ShortWrite && steps.Count == at + 1 ? new ShortFile(base.CreateFile(file)) : base.CreateFile(file);
    }

    public override void CreateFolder(string folder)
    {
        Step("create folder " + Path.GetFileName(folder), writes: true);
        base.CreateFolder(folder);
    }

    public override void FlushFile(string file)
    {
        Step("flush " + Path.GetFileName(file), writes: true);
        base.FlushFile(file);
    }

    public override void FlushFolder(string folder)
    {
        Step("flush folder " + Path.GetFileName(folder), writes: true);
        base.FlushFolder(folder);
    }

    public override void Move(string from, string to)
    {
        Step("move " + Path.GetFileName(from));
        base.Move(from, to);
        Step("moved " + Path.GetFileName(to));
    }

    // Tidying up goes on in this program after its end: it must do nothing, and let go of its locks as the system would.
    public override void Delete(string file)
    {
        if (Tidies("delete " + Path.GetFileName(file)))
            base.Delete(file);
    }

    public override void DeleteFolder(string folder)
    {
        if (Tidies("delete folder " + Path.GetFileName(folder)))
            base.DeleteFolder(folder);
    }

    public override void Commit(SqliteTransaction transaction)
    {
        Step("commit", writes: true);
        base.Commit(transaction);
        Step("committed");
    }

    private bool Tidies(string what)
    {
        try
        {
            Step(what);
            return true;
        }
        catch (ProcessEndedException)
        {
            return false;
        }
    }

    private void Step(string what, bool writes = false)
    {
        if (steps.Count == killAt)
            Process.GetCurrentProcess().Kill();
        var ended = Ended;
        steps.Add(string.Create(CultureInfo.InvariantCulture, $"{steps.Count} {what}"));
        if (ended || Ended)
            throw new ProcessEndedException();
        if (fault == Fault.Full && Reached && writes)
            throw new IOException("No space left on device", NoSpace);
        if (fault == Fault.Failing && steps.Count == at + 1)
            throw new IOException("Input/output error", InputOutput);
    }

    private sealed class ShortFile(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            inner.Write(buffer, offset, count / 2);
            throw new IOException("No space left on device", NoSpace);
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>A disk that knows what a power cut would take: what a commit makes the lake's must be on the disk before.</summary>
internal sealed class WatchfulDisk : Disk
{
    private readonly HashSet<string> unflushed = new(StringComparer.Ordinal);

    /// <summary>What a commit found that was not on the disk.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>How many commits there were.</summary>
    public int Commits { get; private set; }

    public override void CreateFolder(string folder)
    {
        base.CreateFolder(folder);
        unflushed.Add(folder);
    }

    public override void FlushFile(string file)
    {
        base.FlushFile(file);
        unflushed.Remove(file);
    }

    public override void FlushFolder(string folder)
    {
        base.FlushFolder(folder);
        unflushed.RemoveWhere(f => Path.GetDirectoryName(f) == folder && !f.EndsWith(" content", StringComparison.Ordinal));
    }

    public override Stream CreateFile(string file)
    {
        unflushed.Add(file);
        return base.CreateFile(file);
    }

    public override void Move(string from, string to)
    {
        base.Move(from, to);
        // Its name is not on the disk yet; and if its bytes were not, they never will be for sure.
        if (unflushed.Remove(from))
            unflushed.Add(to + " content");
        unflushed.Add(to);
    }

    public override void Commit(SqliteTransaction transaction)
    {
        Commits++;
        Lost.AddRange(unflushed.Where(f => !f.Split(Path.DirectorySeparatorChar).Contains("tmp")));
        base.Commit(transaction);
    }
}
