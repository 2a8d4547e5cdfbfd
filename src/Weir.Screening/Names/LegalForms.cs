namespace Weir.Screening.Names;

/// <summary>
/// Legal forms of companies in several languages, by class, so that ООО, LLC and GmbH are known to say the same and OAO something else. Our own table of facts
/// (spellings as company laws and registers use them; the classes follow the ISO 20275 list of the GLEIF).
/// A form is recognised only at the beginning or the end of a name, and never where nothing else would be left.
/// </summary>
public static class LegalForms
{
    private static readonly (string Class, string[] Spellings)[] Table =
    [
        ("limited-liability",
        [
            "LLC", "L.L.C.", "Limited Liability Company", "Limited Liability Co", "Ltd", "Limited", "Co Ltd", "Company Limited", "Pvt Ltd", "Private Limited", "Pte Ltd", "Sdn Bhd",
            "ООО", "OOO", "Общество с ограниченной ответственностью", "Obshchestvo s ogranichennoy otvetstvennostyu",
            "ТОВ", "TOV", "Товариство з обмеженою відповідальністю", "ТАА", "Таварыства з абмежаванай адказнасцю", "ТОО", "TOO", "Товарищество с ограниченной ответственностью", "ОсОО", "OsOO",
            "GmbH", "Gesellschaft mit beschränkter Haftung", "UG", "SARL", "S.à r.l.", "S.A.R.L.", "EURL", "Srl", "S.r.l.", "Sp. z o.o.", "Spółka z ograniczoną odpowiedzialnością",
            "s.r.o.", "spol. s r.o.", "d.o.o.", "doo", "ДОО", "ЕООД", "EOOD", "ООД", "OOD", "Kft", "B.V.", "BV", "Besloten Vennootschap", "ApS", "OÜ", "SIA", "UAB", "MB", "Oy",
            "Ltda", "Limitada", "S.L.", "Sociedad Limitada", "Lda", "S. de R.L.", "S. de R.L. de C.V.", "Ltd Şti", "Limited Şirketi", "Ltd Sti", "MMC", "MChJ", "ՍՊԸ", "ΕΠΕ", "შპს", "WLL", "W.L.L.", "FZ LLC", "FZE", "FZCO",
            "有限责任公司", "有限責任公司", "有限公司", "유한회사", "有限会社", "合同会社", "ذ.م.م",
        ]),
        ("joint-stock",
        [
            "JSC", "J.S.C.", "Joint Stock Company", "Joint-Stock Co", "PJSC", "OJSC", "CJSC", "Public Joint Stock Company", "Open Joint Stock Company", "Closed Joint Stock Company", "PLC", "P.L.C.", "Public Limited Company",
            "АО", "AO", "ПАО", "PAO", "ОАО", "OAO", "ЗАО", "ZAO", "НАО", "Акционерное общество", "Публичное акционерное общество", "Открытое акционерное общество", "Закрытое акционерное общество",
            "ПАТ", "АТ", "Акціонерне товариство", "AG", "Aktiengesellschaft", "SE", "S.A.", "SA", "Société anonyme", "Sociedad anónima", "S.A.S.", "SAS", "S.p.A.", "SpA", "N.V.", "NV", "A/S", "AB", "ASA", "Oyj",
            "a.s.", "a.d.", "АД", "d.d.", "Nyrt", "Zrt", "S.K.", "A.Ş.", "Anonim Şirketi", "Inc", "Incorporated", "Corp", "Corporation", "ՓԲԸ", "ԲԲԸ", "ΑΕ", "Tbk", "Bhd",
            "股份有限公司", "株式会社", "주식회사", "شركة مساهمة", "ش.م.ل",
        ]),
        ("company", ["Co", "Company", "Cie", "Compagnie", "Компания", "公司", "شركة", "Şirketi"]),
        ("partnership", ["LLP", "L.L.P.", "LP", "L.P.", "KG", "GmbH & Co KG", "OHG", "SNC", "S.n.c.", "Полное товарищество"]),
        ("sole-trader", ["ИП", "IP", "Индивидуальный предприниматель", "ФОП"]),
        ("state-enterprise", ["ФГУП", "FGUP", "ГУП", "GUP", "МУП", "Федеральное государственное унитарное предприятие", "ДП", "State Unitary Enterprise", "Federal State Unitary Enterprise"]),
        ("foundation", ["Stiftung", "Stichting", "e.V.", "АНО", "Автономная некоммерческая организация"]),
    ];

    /// <summary>Written without a space before or after it, so that it has to be cut off a word.</summary>
    private static readonly (string Text, string Class)[] Joined =
        [.. Table.SelectMany(t => t.Spellings.Where(IsJoined).Select(s => (s, t.Class))).OrderByDescending(j => j.s.Length)];

    private static readonly Dictionary<string, string> ByWords = Index();

    private static readonly int LongestForm = ByWords.Keys.Max(k => k.Count(c => c == ' ') + 1);

    /// <summary>The classes that spellings are put in.</summary>
    public static IReadOnlyList<string> Classes { get; } = [.. Table.Select(t => t.Class)];

    /// <summary>The group of a class; different classes have different groups.</summary>
    internal static uint Group(string @class) => WordGroup.Of(WordGroupKind.LegalForm, (uint)(Array.FindIndex(Table, t => t.Class == @class) + 1));

    /// <summary>The words with those of a legal form marked.</summary>
    internal static List<NameWord> Mark(List<NameWord> words)
    {
        words = [.. words.SelectMany(Cut)];
        var first = 0;
        var last = words.Count;
        while (AtEnd(words, first, last) is { } end)
        {
            MarkAs(words, end.From, last, end.Class);
            last = end.From;
        }
        while (AtBeginning(words, first, last) is { } beginning)
        {
            MarkAs(words, first, beginning.To, beginning.Class);
            first = beginning.To;
        }
        return words;
    }

    private static (int From, string Class)? AtEnd(List<NameWord> words, int first, int last)
    {
        for (var from = Math.Max(first + 1, last - LongestForm); from < last; from++)
        {
            if (FormOf(words, from, last) is { } found)
                return (from, found);
        }
        return null;
    }

    private static (int To, string Class)? AtBeginning(List<NameWord> words, int first, int last)
    {
        for (var to = Math.Min(last - 1, first + LongestForm); to > first; to--)
        {
            if (FormOf(words, first, to) is { } found)
                return (to, found);
        }
        return null;
    }

    private static string? FormOf(List<NameWord> words, int from, int to)
    {
        // Where a word was cut off as a form, it has its class already.
        if (to - from == 1 && words[from].LegalForm is { } known)
            return known;
        return ByWords.GetValueOrDefault(string.Join(' ', words.Skip(from).Take(to - from).Select(w => w.Text)));
    }

    private static void MarkAs(List<NameWord> words, int from, int to, string @class)
    {
        for (var i = from; i < to; i++)
            words[i] = words[i] with { LegalForm = @class };
    }

    private static IEnumerable<NameWord> Cut(NameWord word)
    {
        foreach (var (text, @class) in Joined)
        {
            if (word.Text.Length <= text.Length)
                continue;
            if (word.Text.EndsWith(text, StringComparison.Ordinal))
                return [.. NormalName.Split(word.Text[..^text.Length]), .. NormalName.Split(text).Select(w => w with { LegalForm = @class })];
            if (word.Text.StartsWith(text, StringComparison.Ordinal))
                return [.. NormalName.Split(text).Select(w => w with { LegalForm = @class }), .. NormalName.Split(word.Text[text.Length..])];
        }
        return [word];
    }

    private static bool IsJoined(string spelling) => spelling[0] is (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF');

    private static Dictionary<string, string> Index()
    {
        var index = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (@class, spellings) in Table)
        {
            foreach (var spelling in spellings)
                index.TryAdd(string.Join(' ', NormalName.Split(spelling.Normalize(System.Text.NormalizationForm.FormKC)).Select(w => w.Text)), @class);
        }
        return index;
    }
}
