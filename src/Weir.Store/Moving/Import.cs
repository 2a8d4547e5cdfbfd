using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;

namespace Weir.Store.Moving;

/// <summary>Makes a lake of an archive, in an empty home: everything is unpacked and checked aside first, and the catalogue takes its place last.</summary>
internal sealed class Import(LakeHome home, string name, IProgress<LakeProgress>? progress)
{
    private const int Largest = 64 << 20;

    private readonly Dictionary<string, ArchivedFile> unpacked = new(StringComparer.Ordinal);

    public async Task<LakeArchive> RunAsync(Stream archive, WriterGate gate, CancellationToken cancellation)
    {
        RefuseUnlessEmpty();
        home.Disk.CreateDurableFolder(home.Path);
        using var turn = await gate.EnterAsync(cancellation);
        RefuseUnlessEmpty();
        Scratch.Sweep(home);
        using var scratch = Scratch.Create(home);
        var folder = scratch.File("lake");
        var head = await UnpackAsync(archive, folder, cancellation);
        CheckCatalogue(Path.Combine(folder, "catalog.db"));
        cancellation.ThrowIfCancellationRequested();
        foreach (var part in new[] { "raw", "flows", "lists" }.Where(p => Directory.Exists(Path.Combine(folder, p))))
            Directory.Move(Path.Combine(folder, part), home.At(part));
        home.Disk.FlushFolder(home.Path);
        home.Publish(Path.Combine(folder, "catalog.db"), "catalog.db");
        CatalogFile.Prepare(home);
        return new(head.Lake, head.Schema, head.Files, head.Bytes);
    }

    private void RefuseUnlessEmpty()
    {
        if (File.Exists(home.Path))
            throw new LakeException($"{home.Path} is a file; a lake is imported into a folder that is empty or not there yet. Name one with --home.");
        string[] own = [Path.GetFileName(home.WriterLock), Path.GetFileName(home.Temporary), MachineClaim.Folder];
        if (Directory.Exists(home.Path) && Directory.EnumerateFileSystemEntries(home.Path).FirstOrDefault(e => !own.Contains(Path.GetFileName(e))) is { } entry)
            throw new LakeException($"{home.Path} is not empty ({Path.GetFileName(entry)} is in it); a lake is imported into a folder that is empty or not there yet. Name one with --home; nothing was changed.");
    }

    private async Task<ArchiveHead> UnpackAsync(Stream archive, string folder, CancellationToken cancellation)
    {
        try
        {
            await using var tar = new TarReader(archive, leaveOpen: true);
            var head = await HeadAsync(tar, cancellation);
            while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
            {
                if (entry is { Name: ArchiveManifest.Name, DataStream: { } text })
                {
                    Check(head, JsonSerializer.Deserialize(await BytesAsync(text, cancellation), ArchiveJson.Default.ArchiveManifest));
                    return head;
                }
                progress?.Report(new(entry.Name, unpacked.Count, head.Files));
                await UnpackAsync(entry, head, folder, cancellation);
            }
            throw Broken("it has no manifest at its end");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or JsonException)
        {
            throw Broken(e.Message, e);
        }
    }

    private async Task<ArchiveHead> HeadAsync(TarReader tar, CancellationToken cancellation)
    {
        ArchiveHead? head = null;
        try
        {
            if (await tar.GetNextEntryAsync(copyData: false, cancellation) is { Name: ArchiveHead.Name, DataStream: { } text })
                head = JsonSerializer.Deserialize(await BytesAsync(text, cancellation), ArchiveJson.Default.ArchiveHead);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or JsonException)
        {
            // Then it is something else, which is said below.
        }
        if (head is not { Format: ArchiveHead.Kind })
            throw new LakeException($"{name} is no exported lake: it does not begin with {ArchiveHead.Name}. `weir lake export` writes one.");
        if (head.Version > ArchiveHead.Newest || head.Schema > Schema.Version)
        {
            throw new LakeException(string.Create(CultureInfo.InvariantCulture,
                $"{name} was written by a newer Weir (its catalogue has version {head.Schema}, this one knows up to {Schema.Version}). Update Weir; nothing was imported."));
        }
        return head;
    }

    private async Task UnpackAsync(TarEntry entry, ArchiveHead head, string folder, CancellationToken cancellation)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !ArchiveNames.IsAllowed(entry.Name))
            throw Broken($"it holds '{entry.Name}' ({entry.EntryType}), which is no file of a lake");
        if (unpacked.ContainsKey(entry.Name))
            throw Broken($"it holds {entry.Name} twice");
        if (unpacked.Count >= head.Files || unpacked.Values.Sum(f => f.Bytes) + entry.Length > head.Bytes)
            throw Broken("it holds more than it says at its beginning");
        var path = Path.Combine(folder, entry.Name);
        home.Disk.CreateDurableFolder(Path.GetDirectoryName(path)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        await using (var file = home.Disk.CreateFile(path))
        {
            var buffer = new byte[1 << 17];
            for (int read; entry.DataStream is { } content && (read = await content.ReadAsync(buffer, cancellation)) > 0; bytes += read)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        home.Disk.FlushFile(path);
        home.Disk.FlushFolder(Path.GetDirectoryName(path)!);
        unpacked.Add(entry.Name, new(entry.Name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    private void Check(ArchiveHead head, ArchiveManifest? manifest)
    {
        if (manifest?.Files is not { } files || files.Count != head.Files)
            throw Broken("its manifest does not fit its beginning");
        foreach (var file in files)
        {
            if (!unpacked.TryGetValue(file.Path, out var found))
                throw Broken($"{file.Path} is missing from it");
            if (found != file)
                throw Broken($"{file.Path} has the hash {found.Sha256}, and the manifest says {file.Sha256}");
        }
        if (unpacked.Count != files.Count)
            throw Broken($"{unpacked.Keys.Except(files.Select(f => f.Path), StringComparer.Ordinal).First()} is not in its manifest");
    }

    private void CheckCatalogue(string file)
    {
        if (!unpacked.ContainsKey("catalog.db"))
            throw Broken("it holds no catalogue");
        try
        {
            using var catalog = CatalogFile.OpenCopy(home, file);
            var (faults, named) = catalog.Read(c => (
                Soundness.Faults(c),
                RetentionTable.Kept(c).Where(LakeHome.IsDerived).Concat(JournalTable.All(c).SelectMany(j => new[] { LakeHome.Raw(j.Sha256), LakeHome.Journal(j.Sha256) })).ToList()));
            if (faults.Count > 0)
                throw Broken(faults[0]);
            if (named.Find(f => !unpacked.ContainsKey(f)) is { } missing)
                throw Broken($"its catalogue names {missing}, which is not in it");
        }
        catch (SqliteException e)
        {
            throw Broken($"its catalogue can't be read: {e.Message}", e);
        }
    }

    private async Task<byte[]> BytesAsync(Stream content, CancellationToken cancellation)
    {
        if (content.Length > Largest)
            throw Broken("its head or manifest is larger than any that Weir writes");
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private LakeException Broken(string why, Exception? cause = null)
    {
        var sentence = $"{name} breaks off or is damaged: {why.TrimEnd('.')}. Export or copy it again; nothing was imported.";
        return cause is null ? new(sentence) : new(sentence, cause);
    }
}
