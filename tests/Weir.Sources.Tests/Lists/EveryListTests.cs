using System.Text;
using CsCheck;
using Weir.Sources.Text;

namespace Weir.Sources.Tests.Lists;

/// <summary>What holds of every list.</summary>
public class EveryListTests
{
    private static readonly string[] Begins =
    [
        "", "<", "<a>", "{", "[", "{\"DATA_SOURCE\":\"X\",\"RECORD_ID\":1}\n", "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}\n", "name\n", "Unique ID,Name 6,Regime Name,Designation Type\n",
        "celex,recordId,programKey,annex,measure,startDate,schema,name\n", "fileGenerationDate;Entity_LogicalId;NameAlias_WholeName\n", "○ロシア連邦 輸出\n１ 団\n", "<data-set>", "<Designations>", "<CONSOLIDATED_LIST>",
        "<swiss-sanctions-list>", "<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\">",
    ];

    private static IEnumerable<IListSource> Every => ListSources.All.Select(l => l is IListFamily family ? family.Named("x") : l);

    [Fact]
    public void It_describes_itself_and_has_an_id_of_its_own()
    {
        Assert.Equal(ListSources.All.Count, ListSources.All.Select(l => l.Description.Id).Distinct().Count());
        Assert.All(ListSources.All, l =>
        {
            Assert.Same(l, ListSources.Find(l.Description.Id));
            Assert.NotEmpty(l.Description.Quirks);
            Assert.All((string[])[l.Description.Publisher, l.Description.Title, l.Description.Licence, l.Description.Schedule, l.Description.Units, l.Description.HowToGet], Assert.NotEmpty);
            Assert.True(l.Address.IsAbsoluteUri || !l.IsPublishedAsData);
        });
    }

    [Fact]
    public void Random_bytes_behind_any_beginning_are_read_or_refused_in_a_sentence() =>
        Gen.Select(Gen.Int[0, Begins.Length - 1], Gen.OneOf(Gen.Byte.Array[0, 300], Gen.Char["<>/=\"',;{}[]:\n\tab1\\ ○所在地"].Array[0, 200].Select(c => Encoding.UTF8.GetBytes(c)))).Sample(
            (begin, bytes) =>
            {
                byte[] file = [.. Encoding.UTF8.GetBytes(Begins[begin]), .. bytes];
                try
                {
                    ListSources.Recognise(ListReads.Head(file));
                }
                catch (SourceFormatException refused)
                {
                    Assert.NotEmpty(refused.Message);
                }
                foreach (var list in Every)
                {
                    try
                    {
                        var (entities, _) = ListReads.ReadAsync(list, file).GetAwaiter().GetResult();
                        Assert.All(entities, e => Assert.NotEmpty(e.Id));
                    }
                    catch (SourceFormatException refused)
                    {
                        Assert.NotEmpty(refused.Message);
                    }
                }
            },
            iter: 60);

    [Fact]
    public async Task Reading_stops_when_told()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        foreach (var list in Every)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(Begins[8]));
            var stopped = await Record.ExceptionAsync(async () => await list.ReadAsync(content, new("x"), cancelled.Token).ToListAsync(CancellationToken.None));
            Assert.True(stopped is OperationCanceledException or SourceFormatException, $"{list.Description.Id}: {stopped}");
        }
    }

    [Fact]
    public void A_file_in_another_encoding_is_recognised_alike()
    {
        var head = ListReads.Head([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Begins[8])]);
        Assert.Equal("gb-sanctions", ListSources.Recognise(head)!.Description.Id);
        Assert.Equal("utf-16le", TextEncodings.Detect(head.Head.Span).Name);
    }
}
