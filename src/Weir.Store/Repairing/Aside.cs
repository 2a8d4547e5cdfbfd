using System.Globalization;

namespace Weir.Store.Repairing;

/// <summary>Where a repair puts what it finds damaged: <c>damaged/&lt;moment&gt;/</c> below the home, each file under the path it had.</summary>
internal sealed class Aside
{
    private readonly LakeHome home;
    private readonly string folder;

    public Aside(LakeHome home, TimeProvider clock)
    {
        this.home = home;
        var moment = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        folder = "damaged/" + moment;
        for (var n = 2; Directory.Exists(home.At(folder)); n++)
            folder = string.Create(CultureInfo.InvariantCulture, $"damaged/{moment}-{n}");
    }

    /// <summary>A sentence that says where the damaged file is.</summary>
    public string Said => $" The damaged file is in {folder}/.";

    /// <summary>Moves a file there, if it exists.</summary>
    public void Take(string relative)
    {
        if (!File.Exists(home.At(relative)))
            return;
        var target = home.At($"{folder}/{relative}");
        home.Disk.CreateDurableFolder(Path.GetDirectoryName(target)!);
        home.Disk.Move(home.At(relative), target);
        home.Disk.FlushFolder(Path.GetDirectoryName(target)!);
    }
}
