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
        Pairs("Александр Aleksandr,Сергей Sergey,Дмитрий Dmitry,Андрей Andrey,Алексей Aleksey,Иван Ivan,Владимир Vladimir,Михаил Mikhail,Николай Nikolay,Евгений Evgeny,Ольга Olga,Елена Elena,Наталья Natalya,Анна Anna,Татьяна Tatyana,Юрий Yuri,Виктор Viktor,Павел Pavel,Олег Oleg,Игорь Igor,Роман Roman,Вячеслав Vyacheslav,Константин Konstantin,Валерий Valery,Ирина Irina,Светлана Svetlana,Людмила Lyudmila,Галина Galina,Григорий Grigory,Станислав Stanislav,Борис Boris,Леонид Leonid,Руслан Ruslan,Максим Maksim,Артём Artyom,Тимур Timur,Оксана Oksana,Богдан Bohdan,Эдуард Eduard,Глеб Gleb"),
        Pairs("محمد Mohammed,أحمد Ahmad,علي Ali,حسن Hassan,حسين Hussein,عمر Omar,خالد Khaled,يوسف Youssef,إبراهيم Ibrahim,عبدالله Abdullah,فاطمة Fatima,مريم Maryam,سعيد Said,محمود Mahmoud,طارق Tariq,ناصر Nasser,سليمان Suleiman,مصطفى Mustafa,وليد Walid,ماهر Maher,جمال Jamal,كريم Karim,رشيد Rashid,فيصل Faisal,سامي Sami,زياد Ziad,بلال Bilal,عادل Adel,هشام Hisham,نبيل Nabil,فؤاد Fuad,منير Munir,أنور Anwar,باسم Basem,رائد Raed,ليلى Layla,زينب Zaynab,هدى Huda,صالح Saleh,غسان Ghassan"),
        Pairs("伟 Wei,芳 Fang,娜 Na,敏 Min,静 Jing,丽 Li,强 Qiang,磊 Lei,军 Jun,洋 Yang,勇 Yong,艳 Yan,杰 Jie,涛 Tao,明 Ming,超 Chao,建国 Jianguo,志强 Zhiqiang,晓明 Xiaoming,海燕 Haiyan,国华 Guohua,文斌 Wenbin,玉兰 Yulan,秀英 Xiuying,桂芳 Guifang,振东 Zhendong,立新 Lixin,春梅 Chunmei,永康 Yongkang,家豪 Jiahao,子涵 Zihan,宇航 Yuhang,思远 Siyuan,博文 Bowen,雅琴 Yaqin,凤霞 Fengxia,德胜 Desheng,庆林 Qinglin,世杰 Shijie,天宇 Tianyu"),
        Pairs("John,Mary,James,Robert,Michael,William,David,Richard,Thomas,Charles,Elizabeth,Susan,Peter,Paul,Anna,Carlos,José,María,Juan,Luis,Hans,Klaus,Jürgen,Pierre,Jean,François,Giovanni,Marco,Mehmet,Ahmet,Patricia,Andrew,Kenneth,Steven,Barbara,Laura,Jorge,Ricardo,Fernando,Rafael,Miguel,Gonzalo,Esteban,Heinrich,Wolfgang,Gerhard,Bernard,Philippe,Stéphane,Luca,Giuseppe,Paolo,Emre,Yusuf,Mustafa,Henrik,Lars,Sven,Pavlos,Dimitrios"),
        Pairs("محمد Mohammad,رضا Reza,حسین Hossein,علی Ali,مهدی Mehdi,امیر Amir,سعید Saeed,فرهاد Farhad,بهروز Behrouz,مجید Majid,حمید Hamid,ناصر Naser,داریوش Dariush,کامران Kamran,شهرام Shahram,منوچهر Manouchehr,غلامرضا Gholamreza,اسماعیل Esmail,هوشنگ Houshang,بیژن Bijan,زهرا Zahra,شیرین Shirin,پروین Parvin,جواد Javad,یعقوب Yaghoub,اکبر Akbar,محسن Mohsen,رحیم Rahim,ابوالفضل Abolfazl,سیاوش Siavash"),
    ];

    /// <summary>What syllables are made of: how they begin, their vowel, how they end. Together they give about as many words that are like each other as real lists have.</summary>
    private static readonly ((string Own, string Latin)[] Onsets, (string Own, string Latin)[] Vowels, (string Own, string Latin)[] Codas)[] Syllables =
    [
        (Pairs("б b,в v,г g,д d,ж zh,з z,к k,л l,м m,н n,п p,р r,с s,т t,ф f,х kh,ц ts,ч ch,ш sh,бр br,гр gr,кр kr,ст st,тр tr,сл sl,пл pl"), Pairs("а a,о o,у u,и i,е e,ы y"), [("", ""), ("", ""), .. Pairs("н n,р r,л l,м m,в v,к k")]),
        (Pairs("ب b,ت t,ج j,ح h,خ kh,د d,ر r,ز z,س s,ش sh,ص s,ط t,ع a,غ gh,ف f,ق q,ك k,ل l,م m,ن n,ه h,و w,ي y"), [("", "a"), ("", "a"), ("ا", "a"), ("ي", "i"), ("و", "u"), ("", "i")], [("", ""), ("", ""), .. Pairs("د d,ر r,س s,ل l,م m,ن n,ب b,ق q")]),
        (Pairs("王 Wang,李 Li,张 Zhang,刘 Liu,陈 Chen,杨 Yang,赵 Zhao,黄 Huang,周 Zhou,吴 Wu,徐 Xu,孙 Sun,胡 Hu,朱 Zhu,高 Gao,林 Lin,何 He,郭 Guo,马 Ma,罗 Luo,梁 Liang,宋 Song,郑 Zheng,谢 Xie,韩 Han,唐 Tang,冯 Feng,于 Yu,董 Dong,萧 Xiao,程 Cheng,曹 Cao,袁 Yuan,邓 Deng,许 Xu,傅 Fu,沈 Shen,曾 Zeng,彭 Peng,吕 Lü,苏 Su,卢 Lu,蒋 Jiang,蔡 Cai,贾 Jia,丁 Ding,魏 Wei,薛 Xue,叶 Ye,阎 Yan,余 Yu,潘 Pan,杜 Du,戴 Dai,夏 Xia,钟 Zhong,汪 Wang,田 Tian,任 Ren,姜 Jiang,范 Fan,方 Fang,石 Shi,姚 Yao,谭 Tan,廖 Liao,邹 Zou,熊 Xiong,金 Jin,陆 Lu"), [("", "")], [("", "")]),
        (Pairs("b,d,f,g,h,j,k,l,m,n,p,r,s,t,v,w,br,cr,dr,fl,gr,kl,pr,qu,sch,st,tr,th,ch,sh"), Pairs("a,e,i,o,u,a,e,ei,au,ou"), [("", ""), ("", ""), .. Pairs("l,n,r,s,t,m,ck,nd,rt,ng")]),
        (Pairs("ب b,پ p,ت t,ج j,چ ch,خ kh,د d,ر r,ز z,س s,ش sh,ف f,ق gh,ک k,گ g,ل l,م m,ن n,و v,ه h"), [("", "a"), ("", "e"), ("ا", "a"), ("ی", "i"), ("و", "u"), ("", "o")], [("", ""), ("", ""), .. Pairs("د d,ر r,ز z,ل l,م m,ن n,ش sh,ت t")]),
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

    /// <summary>What one romanisation writes and another.</summary>
    private static readonly (string From, string To)[] Spellings =
        Pairs("y i,kh h,zh j,sh sch,ch tch,ou u,oo u,ei ai,dh d,gh g,v w,ks x,ts tz,ey ei,ya ia,ss s,mm m,dd d,ee i,ph f,й и,ё е,أ ا,ي ى,ة ه,ک ك,ی ي");

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
        entity.Add("name", own == latin ? [own] : [own, latin]).Add("alias", Alias(latin));
        if (Under(2) == 0)
            entity.Add("alias", Alias(own));
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
        var given = Given[culture][Common(Given[culture].Length)];
        var family = Stem(culture);
        if (culture == 2)
            return (family.Own[..1] + given.Own, $"{family.Latin.Split(' ')[0]} {given.Latin}");
        var second = Under(3) == 0 ? Given[culture][Common(Given[culture].Length)] : default;
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
        var (onsets, vowels, codas) = Syllables[culture];
        var (own, latin) = (new StringBuilder(), new StringBuilder());
        // Scattered, so that words next to each other in frequency are not next to each other in spelling.
        var left = (ulong)(number + 1) * 0x9E3779B97F4A7C15UL;
        left ^= left >> 29;
        for (var i = 0; i < 2 + (number % 2); i++)
        {
            foreach (var parts in new[] { onsets, vowels, codas })
            {
                var (sign, letters) = parts[left % (ulong)parts.Length];
                left /= (ulong)parts.Length;
                own.Append(sign);
                latin.Append(latin.Length == 0 ? letters : letters.ToLowerInvariant());
            }
        }
        var ending = Pair(Endings[culture][number % Endings[culture].Length]);
        var (first, rest) = (char.ToUpperInvariant(latin[0]), latin.ToString(1, latin.Length - 1));
        return (Titled(own.Append(ending.Own.Trim()).ToString()), first + rest + ending.Latin.Trim());

        static string Titled(string text) => char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>As a list prints another name of somebody: mostly in another order or spelling, rarely with a slip.</summary>
    private string Alias(string name)
    {
        var words = name.Split(' ');
        switch (Under(8))
        {
            case 0:
                return Changed(name);
            case 1 or 2 when words.Length > 1:
                return string.Join(' ', words.Reverse());
            case 3 when words.Length > 2:
                return string.Join(' ', words.Where((_, i) => i != 1));
            default:
                var (from, to) = Spellings[Under(Spellings.Length)];
                return name.Replace(from, to, StringComparison.Ordinal);
        }
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

    /// <summary>A small number is far more likely than a large one.</summary>
    private int Skewed(int count)
    {
        var u = Under(1 << 20) / (double)(1 << 20);
        return (int)(count * u * u * u);
    }

    /// <summary>A small number is more likely than a large one.</summary>
    private int Common(int count)
    {
        var u = Under(1 << 20) / (double)(1 << 20);
        return (int)(count * u * u);
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
