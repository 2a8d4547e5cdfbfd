namespace Weir.Screening.Names;

/// <summary>The spellings of <see cref="LegalForms"/>, by class.</summary>
internal static class LegalFormTable
{
    /// <summary>Each class with its spellings; a spelling in two classes counts for the first.</summary>
    internal static readonly (string Class, string[] Spellings)[] All =
    [
        ("limited-liability",
        [
            "Societatea cu Răspundere Limitată", "Societate cu răspundere limitată", "Società a responsabilità limitata", "Société à responsabilité limitée", "Sociedad de responsabilidad limitada", "S.R.L. de C.V.",
            "Sociedade limitada", "Spoločnosť s ručením obmedzeným", "Společnost s ručením omezeným", "Društvo s ograničenom odgovornošću", "Друштво са ограниченом одговорношћу", "Дружество с ограничена отговорност",
            "Korlátolt Felelősségű Társaság", "Uždaroji akcinė bendrovė", "Sabiedrība ar ierobežotu atbildību", "Osaühing", "Osakeyhtiö", "Besloten Vennootschap met beperkte aansprakelijkheid", "BVBA", "B.V.B.A.", "SPRL", "BV SRL", "SàRL",
            "Anpartsselskab", "Privat Ltd", "Pty Ltd", "Pty Limited", "Proprietary Limited", "(Pty) Ltd", "Pvt Limited", "Private Ltd", "Pte Limited", "Company Ltd", "Co Limited", "Sendirian Berhad", "CV", "Limited Partnership Company", "Ltd Co",
            "Mas'uliyati cheklangan jamiyat", "Məhdud Məsuliyyətli Cəmiyyət", "ЖШС", "ЖЧК", "ХХК", "XXK", "Товариство з додатковою відповідальністю", "ТДВ", "Limited Liability Partnership Company", "DMCC", "FZ-LLC", "FZC", "L.L.C-FZ",
            "Εταιρεία Περιορισμένης Ευθύνης", "ΙΚΕ", "בע\"מ", "מ.פ", "บริษัท จำกัด", "TNHH", "Công ty TNHH", "Công ty trách nhiệm hữu hạn", "مسئولیت محدود", "با مسئولیت محدود", "محدودة", "ذات مسؤولية محدودة", "ش.ذ.م.م", "有限會社", "合資会社",
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
            "Joint-Stock Company", "Stock Company", "Public JSC", "Open JSC", "Closed JSC", "Private Joint Stock Company", "Public Limited Co", "PJS Company", "P.J.S.C.", "O.J.S.C.", "Aktsionernoe Obshchestvo", "Otkrytoe Aktsionernoe Obshchestvo",
            "Zakrytoe Aktsionernoe Obshchestvo", "Publichnoe Aktsionernoe Obshchestvo", "Непубличное акционерное общество", "ПрАТ", "PrAT", "PrJSC", "ВАТ", "VAT", "ЗАТ", "Приватне акціонерне товариство", "Публічне акціонерне товариство",
            "Відкрите акціонерне товариство", "ААТ", "ЗАТ", "Адкрытае акцыянернае таварыства", "Акционерно дружество", "АО", "Kommanditgesellschaft auf Aktien", "KGaA", "Societas Europaea", "Società per azioni", "Societate pe acțiuni", "S.A.B. de C.V.",
            "S.A. de C.V.", "SA de CV", "SAB de CV", "Sociedad Anónima de Capital Variable", "Sociedade Anónima", "Naamloze Vennootschap", "Aktieselskab", "Aktiebolag", "Aksjeselskap", "Allmennaksjeselskap", "Osakeyhtiö julkinen", "Akciová společnost",
            "Akciová spoločnosť", "Akcionarsko društvo", "Dioničko društvo", "Spółka Akcyjna", "Részvénytársaság", "Rt", "Akcinė bendrovė", "Akciju sabiedrība", "Aktsiaselts", "AS", "Aksiyadorlik jamiyati", "Açıq Səhmdar Cəmiyyəti", "ASC", "QSC", "АК", "ХК",
            "Ανώνυμη Εταιρεία", "Α.Ε.", "SAL", "S.A.L.", "SAE", "S.A.E.", "PSC", "P.S.C.", "QPSC", "KSC", "KSCP", "BSC", "SAOG", "SAOC", "سهامی خاص", "سهامی عام", "(سهامی خاص)", "شرکت سهامی", "المساهمة", "مساهمة عامة", "ש.מ", "Berhad", "PT", "P.T.", "Perseroan Terbatas", "PT Tbk",
            "Public Company Limited", "PCL", "Kabushiki Kaisha", "K.K.", "KK", "Chusik Hoesa", "股份公司", "股份有限责任公司", "(株)", "㈱", "㈜", "Công ty cổ phần", "CTCP", "SAIC", "SACI", "SpA", "EAD", "ЕАД",
            "JSC", "J.S.C.", "Joint Stock Company", "Joint-Stock Co", "PJSC", "OJSC", "CJSC", "Public Joint Stock Company", "Open Joint Stock Company", "Closed Joint Stock Company", "PLC", "P.L.C.", "Public Limited Company",
            "АО", "AO", "ПАО", "PAO", "ОАО", "OAO", "ЗАО", "ZAO", "НАО", "Акционерное общество", "Публичное акционерное общество", "Открытое акционерное общество", "Закрытое акционерное общество",
            "ПАТ", "АТ", "Акціонерне товариство", "AG", "Aktiengesellschaft", "SE", "S.A.", "SA", "Société anonyme", "Sociedad anónima", "S.A.S.", "SAS", "S.p.A.", "SpA", "N.V.", "NV", "A/S", "AB", "ASA", "Oyj",
            "a.s.", "a.d.", "АД", "d.d.", "Nyrt", "Zrt", "S.K.", "A.Ş.", "Anonim Şirketi", "Inc", "Incorporated", "Corp", "Corporation", "ՓԲԸ", "ԲԲԸ", "ΑΕ", "Tbk", "Bhd",
            "股份有限公司", "株式会社", "주식회사", "شركة مساهمة", "ش.م.ل",
        ]),
        ("company", ["Co", "Company", "Cie", "Compagnie", "Компания", "公司", "شركة", "Şirketi"]),
        ("partnership", [
            "Kommanditgesellschaft", "Offene Handelsgesellschaft", "KG mbH", "GmbH & Co. KGaA", "AG & Co KG", "GmbH and Co KG", "Société en nom collectif", "Société en commandite", "SCS", "SCA", "Limited Partnership", "Limited Liability Partnership",
            "General Partnership", "Vennootschap onder firma", "VOF", "Commanditaire vennootschap", "Spółka komandytowa", "Sp.k.", "Spółka jawna", "Sp.j.", "k.s.", "v.o.s.", "Kommandiittiyhtiö", "Ky", "Handelsbolag", "HB", "Kommanditbolag", "Коммандитное товарищество", "ΟΕ", "ΕΕ", "合伙企业",
            "LLP", "L.L.P.", "LP", "L.P.", "KG", "GmbH & Co KG", "OHG", "SNC", "S.n.c.", "Полное товарищество"]),
        ("sole-trader", [
            "Einzelunternehmen", "e.K.", "Entreprise individuelle", "EI", "Eenmanszaak", "Fyzická osoba", "Фізична особа-підприємець", "ПП", "Жеке кәсіпкер", "Sole Proprietorship", "Est", "Establishment", "Etablissement", "مؤسسة", "个体工商户",
            "ИП", "IP", "Индивидуальный предприниматель", "ФОП"]),
        ("state-enterprise", [
            "Государственное унитарное предприятие", "Муниципальное унитарное предприятие", "Федеральное казённое предприятие", "ФКП", "FKP", "ФГБУ", "FGBU", "ФГАУ", "ГБУ", "ФГБОУ", "Федеральное государственное бюджетное учреждение", "КП", "Державне підприємство", "State Enterprise",
            "SE Ukraine", "РУП", "Республиканское унитарное предприятие", "УП", "УП РБ", "Унитарное предприятие", "State Owned Enterprise", "Federal State Budgetary Institution", "Federal State Autonomous Institution", "Anstalt des öffentlichen Rechts", "AöR", "Établissement public", "EPIC", "Javno preduzeće",
            "ФГУП", "FGUP", "ГУП", "GUP", "МУП", "Федеральное государственное унитарное предприятие", "ДП", "State Unitary Enterprise", "Federal State Unitary Enterprise"]),
        ("foundation", [
            "Eingetragener Verein", "gGmbH", "Foundation Inc", "NPO", "NGO", "ANO", "Avtonomnaya Nekommercheskaya Organizatsiya", "НКО", "Vereniging", "Association loi 1901", "ASBL", "VZW", "A.S.B.L.", "Onlus", "o.p.s.", "z.s.", "Fundación",
            "Stiftung", "Stichting", "e.V.", "АНО", "Автономная некоммерческая организация"]),
    ];
}
