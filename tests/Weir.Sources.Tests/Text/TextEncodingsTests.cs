using System.Text;
using CsCheck;
using Weir.Sources.Text;

namespace Weir.Sources.Tests.Text;

public class TextEncodingsTests
{
    static TextEncodingsTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "plain ASCII, 123")]
    [InlineData("utf-8", "光缆,Россия,Türkiye")]
    [InlineData("gb18030", "数据年月,商品编码,俄罗斯联邦,光缆")]
    [InlineData("windows-1251", "Код ТН ВЭД;Страна;Россия;кабели волоконно-оптические, тысяча метров")]
    [InlineData("windows-1252", "partnerDesc,Côte d'Ivoire,Türkiye,Curaçao")]
    public void The_encoding_is_found_from_the_bytes(string name, string text)
    {
        var encoding = name == "utf-8" ? new UTF8Encoding(false) : Encoding.GetEncoding(name);
        var found = TextEncodings.Detect(encoding.GetBytes(text));
        Assert.Equal(name, found.Name);
        Assert.Equal(text, TextEncodings.Decode(encoding.GetBytes(text)));
    }

    [Fact]
    public void A_head_that_ends_inside_a_character_is_still_UTF_8()
    {
        var bytes = Encoding.UTF8.GetBytes("俄罗斯联邦𠀀");
        for (var length = 1; length <= bytes.Length; length++)
            Assert.Equal("utf-8", TextEncodings.Detect(bytes.AsSpan(0, length)).Name);
    }

    [Fact]
    public void Any_bytes_have_an_encoding_and_decode()
    {
        Gen.Byte.Array[0, 300].Sample(bytes => TextEncodings.Decode(bytes) is not null);
    }
}
