using System.Net;
using System.Net.Sockets;

namespace Weir.Cli.Tests;

/// <summary>Bad input: one clear sentence, the right exit code, nothing lost, nothing half-written.</summary>
public sealed class BadInputTests
{
    private const string Header = "publication,outlet,via,date,url,quoted_from,reporter,partner,flow,goods,commodity,period,value,unit,printed,status,note\n";

    [Fact]
    public async Task A_desk_that_is_not_there()
    {
        using var scratch = new Scratch();
        (await Program.RunAsync("up", scratch.At("nowhere"), "--no-serve")).Expect(1).ExpectSentence("there is no folder");
        Assert.Empty(Directory.GetFileSystemEntries(scratch.Folder));
    }

    [Fact]
    public async Task A_folder_that_is_no_desk()
    {
        using var scratch = new Scratch();
        (await Program.RunAsync("check", scratch.Folder)).Expect(1).ExpectSentence("is not a desk: it has no desk.yaml");
    }

    [Fact]
    public async Task A_typo_in_a_desk_names_file_and_line()
    {
        using var scratch = new Scratch();
        (await Program.RunAsync("init", scratch.At("desk"))).Expect(0);
        var watch = Directory.GetFiles(scratch.At("desk/watches")).Single();
        var lines = (await File.ReadAllLinesAsync(watch)).ToList();
        var line = lines.FindIndex(l => l.StartsWith("origins:", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("origins", "orgins", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(watch, lines);
        (await Program.RunAsync("check", scratch.At("desk"))).Expect(1)
            .ExpectSentence($"{Path.GetFileName(watch)}:{line + 1}").ExpectSentence("origins");
    }

    [Fact]
    public async Task Init_overwrites_nothing()
    {
        using var scratch = new Scratch();
        scratch.Write("desk/desk.yaml", "mine");
        (await Program.RunAsync("init", scratch.At("desk"))).Expect(1).ExpectSentence("desk.yaml");
        Assert.Equal("mine", await File.ReadAllTextAsync(scratch.At("desk/desk.yaml")));
        Assert.Single(Directory.GetFileSystemEntries(scratch.At("desk")));
    }

    [Fact]
    public async Task A_file_that_is_not_there()
    {
        using var scratch = new Scratch();
        (await Program.RunAsync("ingest", scratch.At("gone.csv"), "--home", scratch.At("home"))).Expect(1).ExpectSentence("there is no file or folder");
    }

    [Fact]
    public async Task A_source_that_is_not_there()
    {
        using var scratch = new Scratch();
        var file = scratch.Write("figures.csv", Header);
        (await Program.RunAsync("ingest", file, "--source", "nobody", "--home", scratch.At("home"))).Expect(2).ExpectSentence("no source is called nobody");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html><head><title>503</title></head><body>Service unavailable</body></html>")]
    [InlineData("a,b,c\n1,2,3\n")]
    public async Task A_file_in_no_known_format_is_refused_and_kept_out(string content)
    {
        using var scratch = new Scratch();
        var file = scratch.Write("downloaded.csv", content);
        (await Program.RunAsync("ingest", file, "--home", scratch.At("home"))).Expect(1).ExpectSentence("downloaded.csv");
        (await Program.RunAsync("series", "--goods", "854470", "--from", "CHN", "--to", "RUS", "--home", scratch.At("home"))).Expect(4);
    }

    [Fact]
    public async Task An_error_page_is_refused_even_where_the_source_is_named()
    {
        using var scratch = new Scratch();
        var file = scratch.Write("downloaded.csv", "<!DOCTYPE html><html><body>Too many requests</body></html>");
        (await Program.RunAsync("ingest", file, "--source", "gacc", "--flow", "X", "--home", scratch.At("home"))).Expect(1).ExpectSentence("web page");
    }

    [Fact]
    public async Task A_row_that_can_not_be_read_goes_to_quarantine_and_exits_with_4()
    {
        using var scratch = new Scratch();
        var file = scratch.Write("figures.csv", Header
            + "one,One,seen in a test,2025-10,,,CHN,RUS,X,cable,854470,2025-08,528000,km,\"528,000 km\",reported,\n"
            + "one,One,seen in a test,2025-10,,,CHN,RUS,X,cable,854470,2025-07,many,km,many,reported,\n");
        var ran = (await Program.RunAsync("ingest", file, "--home", scratch.At("home"))).Expect(4);
        ran.ExpectSentence("quarantine");
        var doctor = (await Program.RunAsync("doctor", "--home", scratch.At("home"))).Expect(4);
        Assert.Contains(":3 figures.csv", doctor.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_that_can_not_be_written()
    {
        using var scratch = new Scratch();
        var file = scratch.Write("figures.csv", Header);
        // A file where the folder should be: as unwritable for root as for anybody.
        var home = scratch.Write("home", "a file");
        (await Program.RunAsync("ingest", file, "--home", home)).Expect(1).ExpectSentence("home");
        Assert.Equal("a file", await File.ReadAllTextAsync(home));
    }

    [Fact]
    public async Task A_port_in_use()
    {
        using var scratch = new Scratch();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (await Program.RunAsync("serve", "--home", scratch.At("home"), "--port", port)).Expect(1).ExpectSentence($"port {port} on 127.0.0.1 is in use");
    }

    [Fact]
    public async Task Two_ingests_at_once_both_succeed_and_take_the_file_in_once()
    {
        using var scratch = new Scratch();
        var file = scratch.Write("figures.csv", Header + "one,One,seen in a test,2025-10,,,CHN,RUS,X,cable,854470,2025-08,528000,km,\"528,000 km\",reported,\n");
        string[] line = ["ingest", file, "--home", scratch.At("home"), "--csv"];
        var both = await Task.WhenAll(Program.RunAsync(line), Program.RunAsync(line));
        Assert.All(both, ran => ran.Expect(0));
        var added = both.Select(r => r.Out.Split("\r\n")[1].Split(',')[4]).Order(StringComparer.Ordinal);
        Assert.Equal(["0", "1"], added);
    }

    [Fact]
    public async Task An_unset_or_empty_environment_is_enough()
    {
        using var scratch = new Scratch();
        foreach (var home in new[] { null, "" })
        {
            var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["HOME"] = home, ["WEIR_HOME"] = "" };
            (await Program.RunInAsync(scratch.Folder, environment, "doctor")).Expect(0);
        }
    }
}
