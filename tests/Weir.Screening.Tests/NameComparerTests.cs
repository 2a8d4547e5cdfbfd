using System.Globalization;
using CsCheck;
using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Tests;

public class NameComparerTests
{
    private const float Threshold = 0.7f;

    /// <summary>Words are remembered once they were read, and a word plays another part in another place: Amir is a title in a long name only.</summary>
    [Fact]
    public void How_a_name_is_read_does_not_hang_on_what_was_read_before()
    {
        string[] words = ["Amir", "King", "Bin", "General", "II", "V", "Petrovich", "Company", "Trading", "Ali", "Five", "Al"];
        string[] forms = ["{0}", "{0} Reza", "Reza {0}", "Reza {0} Panahi", "{0} Reza Panahi", "Reza Panahi {0}", "{0} Ltd", "Reza {0} Ltd", "{0} {0}"];
        var names = words.SelectMany(w => forms.Select(f => string.Format(CultureInfo.InvariantCulture, f, w))).SelectMany(n => Enum.GetValues<NameBearer>().Select(b => (Name: n, Bearer: b))).ToList();
        var first = names.ToDictionary(n => n, Told);
        foreach (var name in Enumerable.Reverse(names))
            Assert.Equal(first[name], Told(name));

        static string Told((string Name, NameBearer Bearer) name) =>
            string.Join('/', ComparableName.Readings(name.Name, name.Bearer).Select(r => string.Join(' ', r.Words.Select(w => $"{w.Text}:{w.Traits}:{string.Join(',', w.Groups)}"))));
    }

    [Theory]
    [InlineData("Владимир Соколов", "Vladimir Sokolov")]
    [InlineData("Sokolov, Vladimir", "Vladimir Sokolov")]
    [InlineData("Wladimir Sokolow", "Vladimir Sokolov")]
    [InlineData("Vladimir Andreevich Sokolov", "Vladimir Sokolov")]
    [InlineData("VladimirSokolov", "Vladimir Sokolov")]
    [InlineData("V1adimir Soko1ov", "Vladimir Sokolov")]
    [InlineData("Vlаdimir Sоkolov", "Vladimir Sokolov")] // Cyrillic а and о
    [InlineData("Vla\u200Bdimir Sokolov", "Vladimir Sokolov")]
    [InlineData("Dr. Farid Haddad", "Farid Haddad")]
    [InlineData("Farid A. Haddad", "Farid Anwar Haddad")]
    [InlineData("فريد حداد", "Farid Haddad")]
    [InlineData("Khachaturian", "Chatschaturjan")]
    [InlineData("王小明", "Wang Xiaoming")]
    [InlineData("金英哲", "Kim Yong Chol")]
    [InlineData("김영철", "Kim Yong Chol")]
    [InlineData("鈴木一郎", "Suzuki Ichiro")]
    [InlineData("鈴木 一郎", "Ichiro Suzuki")]
    public void People_who_are_the_same_reach_the_threshold(string name, string other) =>
        Assert.InRange(Score(name, other, NameBearer.Person), Threshold, 1);

    [Theory]
    [InlineData("Vladimir Sokolov", "Vladimir Petrenko")]
    [InlineData("Vladimir Sokolov", "Konstantin Sokolov")]
    [InlineData("Vladimir Andreevich Sokolov", "Vladimir Konstantinovich Sokolov")]
    [InlineData("Farid Anwar Haddad", "Farid Jamil Haddad")]
    [InlineData("Hasan bin Farid Haddad", "Farid bin Hasan Haddad")]
    [InlineData("William G. Harker", "William T. Harker")]
    [InlineData("Sokolov", "Vladimir Sokolov")]
    [InlineData("Antonia Haddad", "Antonio Haddad")]
    [InlineData("Sofia King", "Sofia")]
    [InlineData("Joaquina Harker", "Joaquin Harker")]
    [InlineData("عمر حداد", "Mira Haddad")]
    [InlineData("王鹏", "Wang Ping")]
    [InlineData("강영철", "Chang Yong Chol")]
    public void People_who_are_not_stay_below_it(string name, string other) =>
        Assert.InRange(Score(name, other, NameBearer.Person), 0, Threshold);

    [Theory]
    [InlineData("ООО Северный Ветер", "Severnyy Veter LLC")]
    [InlineData("Grandline Rivets GmbH", "GRANDLINE RIVETS")]
    [InlineData("Good Will Bearings", "Goodwill Bearings")]
    [InlineData("Three Rivers Foundry", "3 Rivers Foundry")]
    [InlineData("Plant No. 5 Zarya", "Plant Number Five Zarya")]
    [InlineData("The Zephyr Quarry Co", "Zephyr Quarry Company")]
    [InlineData("Harker & Sons", "Harker and Sons")]
    public void Companies_that_are_the_same_reach_the_threshold(string name, string other) =>
        Assert.InRange(Score(name, other, NameBearer.Organisation), Threshold, 1);

    [Theory]
    [InlineData("Plant 5", "Plant 6")]
    [InlineData("QXC Aviation", "QLU Aviation")]
    [InlineData("Grandline Rivets GmbH", "Grandline Bearings GmbH")]
    [InlineData("Tu-154 Works", "Tu-160 Works")]
    public void Companies_that_are_not_stay_below_it(string name, string other) =>
        Assert.InRange(Score(name, other, NameBearer.Organisation), 0, Threshold);

    [Fact]
    public void A_company_damaged_in_several_places_is_nearer_to_itself_than_to_another()
    {
        const string damaged = "S4k0l1Lmited";
        Assert.InRange(Score(damaged, "Sokol Limited", NameBearer.Organisation), Score(damaged, "Petrenko Limited", NameBearer.Organisation) + 0.2f, 1);
    }

    [Fact]
    public void Names_are_compared_alike_both_ways_and_the_reasons_sum_to_the_score() =>
        Gen.Select(Names, Names, Gen.Enum<NameBearer>()).Sample((name, other, bearer) =>
        {
            foreach (var a in ComparableName.Readings(name, bearer))
            {
                foreach (var b in ComparableName.Readings(other, bearer))
                {
                    var comparer = new NameComparer();
                    var score = comparer.Score(new PlainPair(a, b));
                    var reasons = new List<Reason>();
                    Assert.InRange(score, 0, 1);
                    Assert.Equal(score, comparer.Explain(new PlainPair(a, b), a, b, reasons));
                    Assert.Equal(score, reasons.Sum(r => r.Contribution), 0.0001);
                    Assert.Equal(1, comparer.Score(new PlainPair(a, a)), 4);
                }
            }
        }, iter: 300);

    [Fact]
    public void Words_meet_alike_whichever_comes_first() =>
        Gen.Select(Names, Names).Sample((name, other) =>
        {
            foreach (var a in ComparableName.Readings(name, NameBearer.Unknown).SelectMany(r => r.Words))
            {
                foreach (var b in ComparableName.Readings(other, NameBearer.Unknown).SelectMany(r => r.Words))
                    Assert.Equal(WordComparison.Meet(a.View(), b.View()), WordComparison.Meet(b.View(), a.View()));
            }
        }, iter: 300);

    [Fact]
    public void Comparing_allocates_nothing()
    {
        var a = ComparableName.Readings("Open Joint Stock Company Tactical Goodwill 5 Zavod", NameBearer.Organisation)[0];
        var b = ComparableName.Readings("Taktikal Good Will 6 Завод OJSC", NameBearer.Organisation)[0];
        var comparer = new NameComparer();
        var sum = comparer.Score(new PlainPair(a, b));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            sum += comparer.Score(new PlainPair(a, b));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(sum, 0, 101);
    }

    [Theory]
    [InlineData("ab, cd\n# a comment\nZephyr, Boreas # winds", "Zephyr Quarry", "Boreas Quarry")]
    public void Variants_of_a_users_file_meet(string file, string name, string other)
    {
        var variants = NameVariants.With(new StringReader(file));
        var (a, b) = (ComparableName.Readings(name, NameBearer.Organisation, variants)[0], ComparableName.Readings(other, NameBearer.Organisation, variants)[0]);
        Assert.InRange(new NameComparer().Score(new PlainPair(a, b)), 0.9f, 1);
        Assert.InRange(Score(name, other, NameBearer.Organisation), 0, Threshold);
    }

    [Theory]
    [InlineData("one, two\nalone")]
    [InlineData("one, two\nname, two words")]
    public void A_line_of_a_users_file_that_says_nothing_is_refused(string file) =>
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => NameVariants.With(new StringReader(file))).Message, StringComparison.Ordinal);

    private static readonly string[] Pieces =
        ["Mohammed", "Мухаммед", "محمد", "LLC", "ООО", "5", "VI", "bin", "al", "Ivanovich", "Sasha", "习近平", "Tech", "the", "A", "김정은", "ป", "Ghad-dafi", "q", "ﬁ", "1l0"];

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[1, 8].Select(w => string.Join(' ', w)),
        Gen.String[Gen.Char, 1, 40]);

    private static float Score(string name, string other, NameBearer bearer) =>
        ComparableName.Readings(name, bearer).Max(a => ComparableName.Readings(other, bearer).Max(b => new NameComparer().Score(new PlainPair(a, b)) * EntityComparer.NameAloneAtMost));
}
