using CsCheck;
using Weir.Screening.Names;

namespace Weir.Screening.Tests;

public class NormalNameTests
{
    [Theory]
    [InlineData("  Ödön   VON Horváth ", "odon von horvath")]
    [InlineData("O'Brien’s", "obriens")]
    [InlineData("Al-Qa‘ida", "al qaida")]
    [InlineData("Straße STRASSE", "strasse strasse")]
    [InlineData("ＦＵＬＬ　Ｗｉｄｔｈ", "full width")]
    [InlineData("ﬁne", "fine")]
    [InlineData("Ёлка Йод", "елка иод")]
    [InlineData("Ελλάς", "ελλασ")]
    [InlineData("İstanbul ısı", "istanbul isi")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("अमित", "अमित")]
    [InlineData("A\u0000B\u200BC\u202ED", "a bcd")]
    [InlineData("Smith & Sons", "smith and sons")]
    [InlineData("J.R.R. Tolkien", "jrr tolkien")]
    [InlineData("Plant No.5", "plant no 5")]
    public void A_name_is_folded(string name, string text) => Assert.Equal(text, NormalName.Of(name, isPerson: true).Text);

    [Theory]
    [InlineData("Рособоронэкспорт", "rosoboroneksport")]
    [InlineData("北京", "beijing")]
    [InlineData("Αθήνα", "athina")]
    public void Beside_the_script_stands_latin(string name, string latin) => Assert.Equal(latin, NormalName.Of(name).Latin);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\u0001")]
    [InlineData("🚀🚀 —")]
    public void Nothing_is_left_of_what_is_no_name(string name) => Assert.True(NormalName.Of(name).IsEmpty);

    [Fact]
    public void Half_a_surrogate_pair_is_dropped()
    {
        Assert.Equal("xy", NormalName.Of("x\ud800y").Text);
        Assert.Equal("𐐨", NormalName.Of("\udc00𐐀\ud800").Text);
        Assert.True(NormalName.Of("\ud800").IsEmpty);
    }

    [Theory]
    [InlineData("ООО «Вектор»", "limited-liability", "вектор")]
    [InlineData("Vector L.L.C.", "limited-liability", "vector")]
    [InlineData("Vektor GmbH", "limited-liability", "vektor")]
    [InlineData("Wektor Sp. z o.o.", "limited-liability", "wektor")]
    [InlineData("Vector S.à r.l.", "limited-liability", "vector")]
    [InlineData("Общество с ограниченной ответственностью Вектор", "limited-liability", "вектор")]
    [InlineData("Shenzhen Vector Co., Ltd.", "limited-liability", "shenzhen vector")]
    [InlineData("深圳市大疆创新科技有限公司", "limited-liability", "深圳市大疆创新科技")]
    [InlineData("上海电气股份有限公司", "joint-stock", "上海电气")]
    [InlineData("株式会社ニコン", "joint-stock", "ニコン")]
    [InlineData("ПАО Вектор", "joint-stock", "вектор")]
    [InlineData("Vector A/S", "joint-stock", "vector")]
    [InlineData("Vector GmbH & Co. KG", "partnership", "vector")]
    public void Legal_forms_are_understood(string name, string form, string proper)
    {
        var normal = NormalName.Of(name);
        Assert.Equal([form], normal.LegalForms);
        Assert.Equal(proper, string.Join(' ', normal.Proper.Select(w => w.Text)));
    }

    [Theory]
    [InlineData("Limited")]
    [InlineData("Co Ltd")]
    [InlineData("АО")]
    [InlineData("有限公司")]
    public void A_legal_form_alone_is_still_a_name(string name) => Assert.NotEmpty(NormalName.Of(name).Proper);

    [Fact]
    public void A_legal_form_inside_a_name_and_a_persons_name_are_left_alone()
    {
        Assert.Empty(NormalName.Of("Bank AG Holding").LegalForms);
        Assert.Empty(NormalName.Of("Kim Sa", isPerson: true).LegalForms);
        Assert.Equal("plant 5", NormalName.Of("Plant 5").Text);
    }

    [Fact]
    public void Normalising_twice_changes_nothing() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["abzАЯёйÀßİıςΣΆ'.&-_ـ五京カガ\u0301\u200d\u0130.\u00bd\u1e9e\ufb03 "], 0, 20]).Sample(text =>
    {
        var once = NormalName.Of(text);
        var twice = NormalName.Of(once.Text);
        Assert.Equal(once.Text, twice.Text);
        Assert.Equal(once.Latin, NormalName.Of(once.Latin).Text);
    }, iter: 5000);

    [Fact]
    public void Case_and_spaces_do_not_matter() => Gen.String[Gen.Char.AlphaNumeric, 1, 12].Array[1, 4].Sample(words =>
        Assert.Equal(
            NormalName.Of(string.Join(' ', words)).Text,
            NormalName.Of("  " + string.Join("   ", words).ToUpperInvariant()).Text));
}
