namespace Weir.Sources.Downloads;

/// <summary>What has come of a file so far, and what says that the rest belongs to it: the server's tag or date of the whole.</summary>
/// <param name="path">Where it lies; what the server said of it, beside it.</param>
internal sealed class PartFile(string path)
{
    private readonly string beside = path + ".validator";

    public string Path => path;

    /// <summary>Bytes so far.</summary>
    public long Length => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>The server's strong entity tag or date of the file; null where it gave none, and nothing can be gone on with.</summary>
    public string? Validator
    {
        get => File.Exists(beside) && File.Exists(path) ? File.ReadAllText(beside) : null;
        set
        {
            if (value is null)
                File.Delete(beside);
            else
                File.WriteAllText(beside, value);
        }
    }

    public FileStream Append() => new(path, FileMode.Append, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);

    public void Drop()
    {
        File.Delete(path);
        File.Delete(beside);
    }

    /// <summary>It is whole: a name of its own, so that nothing goes on with it.</summary>
    public string Finish()
    {
        var whole = $"{path}.{Guid.NewGuid():n}.whole";
        File.Move(path, whole);
        File.Delete(beside);
        return whole;
    }
}
