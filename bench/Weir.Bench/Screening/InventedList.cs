using System.Globalization;
using System.Text;
using Weir.Screening;

namespace Weir.Bench.Screening;

/// <summary>
/// A list of invented people, companies and vessels of any size, with several names each in their own script and in Latin letters; the same for the same seed. Family names and
/// the stems of companies are put together from syllables and follow a long-tailed distribution, as real ones do: few are very common, most are rare.
/// </summary>
internal sealed class InventedList(ulong seed)
{
    private static readonly (string Own, string Latin)[][] Given =
    [
        Pairs("Александр Aleksandr,Сергей Sergey,Дмитрий Dmitry,Андрей Andrey,Алексей Aleksey,Иван Ivan,Владимир Vladimir,Михаил Mikhail,Николай Nikolay,Евгений Evgeny,Ольга Olga,Елена Elena,Наталья Natalya,Анна Anna,Татьяна Tatyana,Юрий Yuri,Виктор Viktor,Павел Pavel,Олег Oleg,Игорь Igor"),
        Pairs("محمد Mohammed,أحمد Ahmad,علي Ali,حسن Hassan,حسين Hussein,عمر Omar,خالد Khaled,يوسف Youssef,إبراهيم Ibrahim,عبدالله Abdullah,فاطمة Fatima,مريم Maryam,سعيد Said,محمود Mahmoud,طارق Tariq,ناصر Nasser,سليمان Suleiman,مصطفى Mustafa"),
        Pairs("伟 Wei,芳 Fang,娜 Na,敏 Min,静 Jing,丽 Li,强 Qiang,磊 Lei,军 Jun,洋 Yang,勇 Yong,艳 Yan,杰 Jie,涛 Tao,明 Ming,超 Chao,建国 Jianguo,志强 Zhiqiang,晓明 Xiaoming,海燕 Haiyan"),
        Pairs("John,Mary,James,Robert,Michael,William,David,Richard,Thomas,Charles,Elizabeth,Susan,Peter,Paul,Anna,Carlos,José,María,Juan,Luis,Hans,Klaus,Jürgen,Pierre,Jean,François,Giovanni,Marco,Mehmet,Ahmet"),
        Pairs("محمد Mohammad,رضا Reza,حسین Hossein,علی Ali,مهدی Mehdi,امیر Amir,سعید Saeed,فرهاد Farhad,بهروز Behrouz,مجید Majid,حمید Hamid,ناصر Naser"),
    ];

    private static readonly (string Own, string Latin)[][] Syllables =
    [
        Pairs("ба ba,ва va,га ga,до do,же zhe,зи zi,ка ka,ло lo,ма ma,но no,по po,ры ry,се se,ту tu,фе fe,хо kho,ца tsa,чи chi,ша sha,ще shche,кол kol,мир mir,бор bor,гор gor,вас vas,пет pet,сем sem,тар tar,бель bel,чер cher"),
        Pairs("حر har,صال sal,قاس qas,مي mi,نصر nasr,درو daru,بك bak,عزي azi,زهر zahr,جمي jami,رشي rashi,كري kari,حمد hamd,شام sham,فخر fakhr,غال ghal,سلم salm,توف tuf,خطي khati,بدر badr,ديب dib,منص mans,ورد ward,يعق yaq"),
        Pairs("王 Wang,李 Li,张 Zhang,刘 Liu,陈 Chen,杨 Yang,赵 Zhao,黄 Huang,周 Zhou,吴 Wu,徐 Xu,孙 Sun,胡 Hu,朱 Zhu,高 Gao,林 Lin,何 He,郭 Guo,马 Ma,罗 Luo,梁 Liang,宋 Song,郑 Zheng,谢 Xie,韩 Han,唐 Tang,冯 Feng,于 Yu,董 Dong,萧 Xiao"),
        Pairs("ber,man,son,ric,hal,wes,ton,ley,gar,mor,ven,dor,lin,sto,bra,ker,wil,fer,nan,dez,rod,gue,mar,ti,nel,sch,mid,bau,er,hof"),
        Pairs("کری kari,نور nur,پهل pahl,رست rost,شیر shir,گلس gols,تهر tehr,جعف jaf,خسر khosr,رو ro,فره farh,موس mus,بخت bakht,دان dan,زند zand,سهر sohr,ماز maz,هدا heda"),
    ];

    private static readonly string[][] Endings = [["ов ov", "ев ev", "ин in", "енко enko", "ский sky", "ова ova", "ук uk"], ["ي i", "اوي awi", " "], [" "], ["", "er", "s"], ["ی i", "زاده zadeh", "پور pour"]];

    private static readonly string[][] Trade =
    [
        ["Технологии Technologies", "Электроника Electronics", "Машиностроение Mashinostroenie", "Торговый_дом Trading_House", "Прибор Pribor", "Логистика Logistics"],
        ["للتجارة Trading", "العامة General", "الدولية International", "للشحن Shipping"],
        ["技术 Technology", "电子 Electronics", "贸易 Trading", "国际 International", "机械 Machinery", "科技 Science_and_Technology"],
        ["Electronics", "Components", "Trading", "International", "Logistics", "Aviation", "Shipping", "Systems", "Industries", "Group"],
        ["صنعت Sanat", "الکترونیک Electronic", "بازرگانی Bazargani", "کشتیرانی Shipping"],
    ];

    private static readonly string[][] Forms = [["ООО LLC", "АО JSC", "ПАО PJSC"], ["ذ.م.م LLC", "شركة Company"], ["有限公司 Co.,_Ltd.", "股份有限公司 Co.,_Ltd."], ["Ltd", "GmbH", "Inc", "S.A.", "B.V."], ["شرکت Company", "سهامی PJS"]];

    private static readonly string[] Countries = ["ru", "ae", "cn", "us", "ir"];

    private ulong state = (seed * 6364136223846793005UL) + 1442695040888963407UL;

    /// <summary>Entities, one after the other.</summary>
    public async IAsyncEnumerable<Entity> Take(int count)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++)
            yield return Next(string.Create(CultureInfo.InvariantCulture, $"inv-{i:0000000}"));
    }

    /// <summary>What somebody may ask: of ten queries six about a listed entity, as written or not quite, and four about one that is not listed.</summary>
    public IEnumerable<Entity> Queries(IReadOnlyList<Entity> listed, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var about = Under(10) < 6 ? listed[Under(listed.Count)] : Next("other");
            var names = about.AllNames().Select(n => n.Text).ToList();
            var name = names[Under(names.Count)];
            var query = new EntityBuilder("query", about.Schema).Add("name", Under(2) == 0 ? Changed(name) : name);
            if (Under(3) == 0)
                query.Add("country", about.Countries);
            yield return query.Build();
        }
    }

    private Entity Next(string id)
    {
        var culture = Under(Given.Length);
        var kind = Under(20);
        var entity = new EntityBuilder(id, kind < 11 ? "Person" : kind < 19 ? "Company" : "Vessel").Add("country", Countries[culture]).Add("topics", "sanction").Add("program", $"PROGRAMME-{Under(40)}");
        var (own, latin) = kind < 11 ? Person(culture) : kind < 19 ? Company(culture) : Stem(culture);
        entity.Add("name", own == latin ? [own] : [own, latin]).Add("alias", Changed(latin));
        if (Under(2) == 0)
            entity.Add("alias", Changed(own));
        if (Under(3) == 0)
            entity.Add("weakAlias", kind < 11 ? latin.Split(' ')[^1] : latin.Split(' ')[0]);
        if (kind < 11 && Under(3) > 0)
            entity.Add("birthDate", string.Create(CultureInfo.InvariantCulture, $"{1930 + Under(70)}-{1 + Under(12):00}-{1 + Under(28):00}"));
        if (Under(2) == 0)
            entity.Add("idNumber", string.Create(CultureInfo.InvariantCulture, $"{Under(1_000_000_000)}{Under(1000):000}"));
        if (Under(2) == 0)
            entity.Add("address", $"{Under(300)} {latin.Split(' ')[0]} Street, {Countries[culture].ToUpperInvariant()}").Add("notes", "Invented for a measurement; resembles nobody on purpose.");
        return entity.Build("invented");
    }

    private (string Own, string Latin) Person(int culture)
    {
        var given = Given[culture][Skewed(Given[culture].Length)];
        var family = Stem(culture);
        if (culture == 2)
            return (family.Own[..1] + given.Own, $"{family.Latin.Split(' ')[0]} {given.Latin}");
        var second = Under(3) == 0 ? Given[culture][Skewed(Given[culture].Length)] : default;
        return second.Own is null ? ($"{given.Own} {family.Own}", $"{given.Latin} {family.Latin}") : ($"{given.Own} {second.Own} {family.Own}", $"{given.Latin} {second.Latin} {family.Latin}");
    }

    private (string Own, string Latin) Company(int culture)
    {
        var (stem, trade, form) = (Stem(culture), Pair(Trade[culture][Skewed(Trade[culture].Length)]), Pair(Forms[culture][Under(Forms[culture].Length)]));
        return culture == 2 ? ($"{stem.Own}{trade.Own}{form.Own}", $"{stem.Latin} {trade.Latin} {form.Latin}")
            : culture == 0 ? ($"{form.Own} {stem.Own} {trade.Own}", $"{stem.Latin} {trade.Latin} {form.Latin}")
            : ($"{stem.Own} {trade.Own} {form.Own}", $"{stem.Latin} {trade.Latin} {form.Latin}");
    }

    /// <summary>A word that is the more common the smaller a number drawn from a long tail.</summary>
    private (string Own, string Latin) Stem(int culture)
    {
        var number = Skewed(200_000);
        var syllables = Syllables[culture];
        var (own, latin) = (new StringBuilder(), new StringBuilder());
        // Scattered, so that words next to each other in frequency are not next to each other in spelling.
        var left = (uint)number * 2654435761u;
        for (var i = 0; i < 2 + (number % 2); i++, left /= (uint)syllables.Length)
        {
            var syllable = syllables[left % syllables.Length];
            own.Append(syllable.Own);
            latin.Append(latin.Length == 0 ? syllable.Latin : syllable.Latin.ToLowerInvariant());
        }
        var ending = Pair(Endings[culture][number % Endings[culture].Length]);
        var (first, rest) = (char.ToUpperInvariant(latin[0]), latin.ToString(1, latin.Length - 1));
        return (Titled(own.Append(ending.Own.Trim()).ToString()), first + rest + ending.Latin.Trim());

        static string Titled(string text) => char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>As somebody else may write it: a letter wrong, too many or too few, words in another order, one left out.</summary>
    private string Changed(string name)
    {
        var words = name.Split(' ');
        switch (Under(6))
        {
            case 0 when words.Length > 1:
                return string.Join(' ', words.Reverse());
            case 1 when words.Length > 2:
                return string.Join(' ', words.Where((_, i) => i != 1));
            default:
                var at = Under(name.Length);
                return Under(3) switch
                {
                    0 when name.Length > 4 => name.Remove(at, 1),
                    1 => name.Insert(at, name[Under(name.Length)].ToString()),
                    _ => name[..at] + name[Under(name.Length)] + name[(at + 1)..],
                };
        }
    }

    private int Skewed(int count)
    {
        var u = Under(1 << 20) / (double)(1 << 20);
        return (int)(count * u * u * u);
    }

    private int Under(int count)
    {
        state = (state * 6364136223846793005UL) + 1442695040888963407UL;
        var mixed = (state ^ (state >> 33)) * 0xFF51AFD7ED558CCDUL;
        return (int)((mixed >> 33) % (ulong)count);
    }

    private static (string Own, string Latin)[] Pairs(string all) => [.. all.Split(',').Select(Pair)];

    private static (string Own, string Latin) Pair(string pair) =>
        (pair.Split(' ') is [var own, var latin] ? (own, latin) : (pair, pair)) is var (a, b) ? (a.Replace('_', ' '), b.Replace('_', ' ')) : default;
}
