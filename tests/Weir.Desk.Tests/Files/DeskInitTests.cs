namespace Weir.Desk.Tests;

public sealed class DeskInitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_desk_is_valid_and_its_schemas_are_where_its_files_say()
    {
        using var place = new TemporaryDesk();
        var folder = Path.Combine(place.Folder, "new");

        var written = await DeskInit.CreateAsync(folder, Cancellation);

        Assert.Empty(await DeskFiles.ValidateAsync(folder, Cancellation));
        var desk = await DeskFiles.LoadAsync(folder, Cancellation);
        Assert.Single(desk.Watches);
        Assert.Single(desk.Publications);
        foreach (var file in written.Where(f => f.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            var first = (await File.ReadAllLinesAsync(Path.Combine(folder, file), Cancellation))[0];
            var schema = first.Replace("# yaml-language-server: $schema=", "", StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(folder, Path.GetDirectoryName(file)!, schema)), $"{file} names {schema}");
        }
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_nothing_is_half_written()
    {
        using var place = new TemporaryDesk();
        var before = await File.ReadAllTextAsync(Path.Combine(place.Folder, "desk.yaml"), Cancellation);

        var thrown = await Assert.ThrowsAsync<DeskException>(() => DeskInit.CreateAsync(place.Folder, Cancellation));

        Assert.Equal(
            [$"{Path.Combine(place.Folder, "desk.yaml")}:1: the file is there already, and weir init overwrites nothing; choose another folder, or move the file away"],
            thrown.Mistakes);
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(place.Folder, "desk.yaml"), Cancellation));
        Assert.False(Directory.Exists(Path.Combine(place.Folder, "schemas")));
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_said()
    {
        using var place = new TemporaryDesk();
        var file = Path.Combine(place.Folder, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);

        var thrown = await Assert.ThrowsAsync<DeskException>(() => DeskInit.CreateAsync(file, Cancellation));

        Assert.StartsWith($"{file}:1: the desk can't be written: ", Assert.Single(thrown.Mistakes), StringComparison.Ordinal);
    }
}
