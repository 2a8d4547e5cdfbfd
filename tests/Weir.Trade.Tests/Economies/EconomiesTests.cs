using System.Diagnostics;
using System.Globalization;

namespace Weir.Trade.Tests;

public class EconomiesTests
{
    [Theory]
    [InlineData("RUS", 643)]
    [InlineData("ru", 643)]
    [InlineData("643", 643)]
    [InlineData(" chn ", 156)]
    [InlineData("UKR", 804)]
    [InlineData("NA", 516)] // Namibia: no reader may take its code for "not available"
    [InlineData("NAM", 516)]
    [InlineData("KGZ", 417)]
    [InlineData("XK", 412)]
    [InlineData("XKX", 412)]
    [InlineData("TW", 158)]
    [InlineData("MCO", 492)]
    [InlineData("USA", 840)]
    [InlineData("FRA", 250)]
    [InlineData("_W0", 0)]
    [InlineData("0", 0)]
    [InlineData("_490", 490)]
    public void Finds_by_any_code(string text, int number)
    {
        Assert.True(Economies.TryFind(text, out var economy));
        Assert.Equal(number, economy.Number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ZZ")]
    [InlineData("Russia")]
    [InlineData("-643")]
    [InlineData("999999999999")]
    public void Finds_nothing_for_what_is_no_code(string text) => Assert.False(Economies.TryFind(text, out _));

    [Fact]
    public void Has_all_249_ISO_entries_and_Kosovo()
    {
        Assert.Equal(250, Economies.All.Count(e => e.Kind == EconomyKind.Economy));
    }

    [Fact]
    public void Every_code_is_one_economy_and_has_the_right_shape()
    {
        var all = Economies.All;
        Assert.Equal(all.Count, all.Select(e => e.Number).Distinct().Count());
        Assert.Equal(all.Count, all.Select(e => e.Alpha3).Distinct().Count());
        Assert.Equal(all.Count, all.Select(e => e.EnglishName).Distinct().Count());
        Assert.All(all, e =>
        {
            var iso = e.Kind == EconomyKind.Economy;
            Assert.Matches(iso ? "^[A-Z]{3}$" : "^_(W0|[0-9]+)$", e.Alpha3);
            Assert.Matches(iso ? "^[A-Z]{2}$" : "^$", e.Alpha2);
            Assert.False(string.IsNullOrWhiteSpace(e.EnglishName));
        });
    }

    [Fact]
    public void Alpha3_agrees_with_the_platforms_locale_data()
    {
        // A second opinion on the table from somebody else's table. Kosovo's codes are user-assigned and differ by vendor.
        Assert.All(Economies.All.Where(e => e.Kind == EconomyKind.Economy && e.Alpha2 != "XK"),
            e => Assert.Equal(new RegionInfo($"en-{e.Alpha2}").ThreeLetterISORegionName, e.Alpha3));
    }

    [Fact]
    public void An_unknown_number_is_a_residual_that_names_it()
    {
        var economy = Economies.FromNumber(12345);
        Assert.Equal((EconomyKind.Residual, "_12345", "Area 12345"), (economy.Kind, economy.Alpha3, economy.EnglishName));
        Assert.False(Economies.TryFromNumber(12345, out _));
    }

    [Fact]
    public void Groups_and_residuals_are_no_economies()
    {
        Assert.Equal(EconomyKind.Group, Economies.FromNumber(97).Kind);
        Assert.Equal(EconomyKind.Group, Economies.FromNumber(975).Kind);
        Assert.Equal(EconomyKind.Residual, Economies.FromNumber(490).Kind);
        Assert.Equal(EconomyKind.Residual, Economies.FromNumber(899).Kind);
        Assert.Equal(EconomyKind.Former, Economies.FromNumber(810).Kind);
        Assert.Equal(EconomyKind.World, Economies.FromNumber(0).Kind);
    }

    [Theory]
    [InlineData("RUS", "en", "Russia")]
    [InlineData("RUS", "ru", "Россия")]
    [InlineData("UKR", "ru", "Украина")]
    [InlineData("UKR", "uk", "Україна")]
    [InlineData("ARM", "hy", "Հայաստան")]
    [InlineData("CHN", "zh", "中国")]
    [InlineData("RUS", "zh", "俄罗斯")]
    [InlineData("TWN", "zh", "台湾")]
    [InlineData("TWN", "zh-Hant", "台灣")]
    [InlineData("TWN", "zh-TW", "台灣")]
    [InlineData("KGZ", "ru-RU", "Киргизия")]
    [InlineData("KGZ", "uk-UA", "Киргизстан")]
    [InlineData("_W0", "ru", "весь мир")]
    [InlineData("_97", "ru", "Европейский союз")]
    public void Names_come_from_the_platforms_locale_data(string code, string language, string expected)
    {
        Assert.True(Economies.TryFind(code, out var economy));
        Assert.Equal(expected, economy.Name(CultureInfo.GetCultureInfo(language)));
    }

    [Theory]
    [InlineData("ru")]
    [InlineData("uk")]
    [InlineData("hy")]
    [InlineData("zh")]
    public void Every_economy_has_a_name_of_its_own_in_each_language_of_the_site(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var names = Economies.All.Where(e => e.Kind == EconomyKind.Economy).Select(e => e.Name(culture)).ToList();
        Assert.All(names, name => Assert.DoesNotMatch("^[A-Za-z ]*$", name));
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Names_fall_back_to_English_where_a_language_has_none()
    {
        Assert.True(Economies.TryFind("RUS", out var russia));
        Assert.Equal("Russia", russia.Name(CultureInfo.InvariantCulture));
        Assert.Equal("Russia", russia.Name("tlh"));
        Assert.Equal("Russia", russia.Name("no language at all"));
        Assert.Equal("Other Asia, not specified", Economies.FromNumber(490).Name("hy"));
    }

    [Fact]
    public async Task Names_fall_back_to_English_on_a_platform_without_locale_data()
    {
        const string Switch = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            Assert.All(Economies.All, e => Assert.Equal(Residuals.TryFindPartner(e.Number, out var residual) ? residual.Russian : e.EnglishName, e.Name("ru")));
            return;
        }
        // Whether there is locale data is settled when a process starts, so this test runs itself in another one.
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Weir.Trade.Tests.exe" : "Weir.Trade.Tests");
        var start = new ProcessStartInfo(program, ["--filter-method", $"*.{nameof(Names_fall_back_to_English_on_a_platform_without_locale_data)}"]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[Switch] = "1";
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.ExitCode == 0 && output.Contains("succeeded: 1", StringComparison.Ordinal), output);
    }
}
