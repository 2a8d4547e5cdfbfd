using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using Weir.Store.Catalog;

namespace Weir.Store.Moving;

/// <summary>
/// Writes one state of a lake into an archive, file after file, while others read and write: nothing that it names is edited, and what
/// it names is held.
/// </summary>
internal sealed class Export(LakeHome home, TimeProvider clock, CatalogFile catalog, IProgress<LakeProgress>? progress)
{
    private readonly List<ArchivedFile> written = [];

    public async Task<LakeArchive> RunAsync(Stream target, CancellationToken cancellation)
    {
        using var held = catalog.Hold(LakeTable.Epoch);
        var folder = Directory.CreateTempSubdirectory("weir-export-").FullName;
        try
        {
            var copy = Path.Combine(folder, "catalog.db");
            catalog.CopyTo(copy);
            using var state = CatalogFile.OpenCopy(home, copy);
            var (id, journals, files) = state.Read(c => (LakeTable.Id(c), JournalTable.All(c), RetentionTable.Kept(c).Where(LakeHome.IsDerived).Order(StringComparer.Ordinal).ToList()));
            // The journals as of this state: those on the disk may have gone on.
            var texts = journals.OrderBy(j => j.Sha256, StringComparer.Ordinal).ToDictionary(j => LakeHome.Journal(j.Sha256), j => j.ToBytes());
            files = [.. journals.Select(j => LakeHome.Raw(j.Sha256)).Order(StringComparer.Ordinal), .. files];
            var bytes = files.Sum(f => new FileInfo(home.At(f)).Length) + texts.Values.Sum(t => (long)t.Length) + new FileInfo(copy).Length;
            var head = new ArchiveHead(ArchiveHead.Kind, ArchiveHead.Newest, Schema.Version, id, clock.GetUtcNow().Stored(), files.Count + texts.Count + 1, bytes);

            await using var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true);
            await WriteAsync(tar, ArchiveHead.Name, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(head, ArchiveJson.Default.ArchiveHead)), cancellation);
            written.Clear();
            await WriteAsync(tar, "catalog.db", Open(copy), cancellation);
            foreach (var (name, text) in texts)
                await WriteAsync(tar, name, new MemoryStream(text), cancellation);
            foreach (var file in files)
            {
                progress?.Report(new(file, written.Count, head.Files));
                await WriteAsync(tar, file, Open(home.At(file)), cancellation);
            }
            var manifest = JsonSerializer.SerializeToUtf8Bytes(new ArchiveManifest([.. written]), ArchiveJson.Default.ArchiveManifest);
            await WriteAsync(tar, ArchiveManifest.Name, new MemoryStream(manifest), cancellation);
            return new(id, head.Schema, head.Files, bytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task WriteAsync(TarWriter tar, string name, Stream content, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var hash = SHA256.Create();
        await using (content)
        {
            var sha256 = Convert.ToHexStringLower(await hash.ComputeHashAsync(content, cancellation));
            var bytes = content.Length;
            content.Position = 0;
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = content,
                    ModificationTime = clock.GetUtcNow(),
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                },
                cancellation);
            written.Add(new(name, bytes, sha256));
        }
    }

    private static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 17, FileOptions.SequentialScan | FileOptions.Asynchronous);
}
