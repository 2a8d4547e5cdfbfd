using System.Globalization;
using CsCheck;

namespace Weir.Screening.Tests;

public class FactsTests
{
    /// <summary>Examples whose check digits are published: Sberbank, Gazprom, the GLEIF's own LEI, ships of the IMO's resolution.</summary>
    [Theory]
    [InlineData("innCode", "7707083893", IdentifierKind.Inn, true)]
    [InlineData("innCode", "7707083894", IdentifierKind.Other, false)]
    [InlineData("innCode", "500100732259", IdentifierKind.Inn, true)]
    [InlineData("taxNumber", "77 07 083893", IdentifierKind.Inn, true)]
    [InlineData("ogrnCode", "1027700132195", IdentifierKind.Ogrn, true)]
    [InlineData("registrationNumber", "1027700132195", IdentifierKind.Ogrn, true)]
    [InlineData("ogrnCode", "1027700132196", IdentifierKind.Other, false)]
    [InlineData("leiCode", "506700GE1G29325QX363", IdentifierKind.Lei, true)]
    [InlineData("leiCode", "506700GE1G29325QX364", IdentifierKind.Other, false)]
    [InlineData("imoNumber", "IMO 9074729", IdentifierKind.Imo, true)]
    [InlineData("idNumber", "IMO9074729", IdentifierKind.Imo, true)]
    [InlineData("imoNumber", "9074720", IdentifierKind.Other, false)]
    [InlineData("mmsi", "273 123 456", IdentifierKind.Mmsi, true)]
    [InlineData("swiftBic", "SABRRUMMXXX", IdentifierKind.Bic, true)]
    [InlineData("passportNumber", "AB 123-456", IdentifierKind.Other, true)]
    public void Identifiers_are_recognised_and_checked(string property, string value, IdentifierKind kind, bool valid)
    {
        var read = IdentifierValue.Of(new(property, value))!.Value;
        Assert.Equal((kind, valid), (read.Kind, read.IsValid));
    }

    [Fact]
    public void One_number_has_one_key_however_it_is_called()
    {
        Assert.Equal(Key("innCode", "7707083893"), Key("taxNumber", "7707 083 893"));
        Assert.NotEqual(Key("innCode", "7707083893"), Key("innCode", "7736050003"));
        Assert.Equal(Key("imoNumber", "9074720"), Key("imoNumber", "IMO 9074720"));
        Assert.NotEqual(Key("idNumber", "9074720"), Key("idNumber", "IMO 9074720"));
        Assert.Null(IdentifierValue.Of(new("passportNumber", "n/a")));
        Assert.Null(IdentifierValue.Of(new("passportNumber", "12 345")));
        Assert.Null(IdentifierValue.Of(new("kppCode", "770101001")));

        static ulong? Key(string property, string value) => IdentifierValue.Of(new(property, value))?.Key;
    }

    [Theory]
    [InlineData("1971", 1971, 0, 0)]
    [InlineData("1971-03", 1971, 3, 0)]
    [InlineData("1971-03-20", 1971, 3, 20)]
    [InlineData("1971-03-20T10:00:00", 1971, 3, 20)]
    public void Dates_keep_the_precision_they_have(string text, int year, int month, int day)
    {
        var date = PartialDate.Parse(text)!.Value;
        Assert.Equal((year, month, day), (date.Year, date.Month, date.Day));
        Assert.Equal(text[..Math.Min(10, text.Length)], date.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("71")]
    [InlineData("1971-13")]
    [InlineData("1971-02-30")]
    [InlineData("1971-00-01")]
    [InlineData("0000")]
    [InlineData("20.03.1971")]
    public void What_is_no_date_is_none(string text) => Assert.Null(PartialDate.Parse(text));

    [Fact]
    public void Dates_sort_as_time_does() => Gen.Date.Array[2].Sample(two =>
        Math.Sign(two[0].CompareTo(two[1])) == Math.Sign(Read(two[0]).CompareTo(Read(two[1]))));

    [Theory]
    [InlineData("ru", "ru")]
    [InlineData("GE-AB", "ge")]
    [InlineData("uk", "gb")]
    [InlineData("suhh", "")]
    [InlineData("", "")]
    public void Countries_are_two_letters(string code, string expected) => Assert.Equal(expected, CountryCode.Text(CountryCode.Of(code)));

    [Theory]
    [InlineData("LegalEntity", "Company", true)]
    [InlineData("Company", "Organization", true)]
    [InlineData("PublicBody", "Company", true)]
    [InlineData("Person", "Company", false)]
    [InlineData("Thing", "Vessel", true)]
    [InlineData("Vessel", "Company", false)]
    public void Schemata_may_mean_each_other(string query, string listed, bool may) => Assert.Equal(may, FtmSchema.MayMean(query, listed));

    [Theory]
    [InlineData("Ödön von Horváth", "Latn")]
    [InlineData("Юлия O.", "Cyrl")]
    [InlineData("山田太郎", "Hani")]
    [InlineData("トヨタ自動車", "Jpan")]
    [InlineData("김정은 (金正恩)", "Kore")]
    [InlineData("محمد علي", "Arab")]
    [InlineData("12 + 3", "Zyyy")]
    [InlineData("🚢 Ⴀ", "Geor")]
    public void The_script_of_a_name_is_that_of_most_of_its_letters(string name, string script) => Assert.Equal(script, new EntityName(name, NameKind.Primary).Script);

    private static PartialDate Read(DateTime date) => PartialDate.Parse(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))!.Value;
}
