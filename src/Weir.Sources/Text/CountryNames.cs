using System.Collections.Frozen;
using Weir.Trade;

namespace Weir.Sources.Text;

/// <summary>
/// Countries as publishers of lists print them, as ISO 3166-1 alpha-2 in lower case: the short English names, the formal and older names that the
/// United Nations, the European Union, the United Kingdom, the United States, Canada and Switzerland use, and the words for their citizens. States
/// that are no more (the Soviet Union, Yugoslavia) are none of today's, and are not found.
/// </summary>
public static class CountryNames
{
    // code: names that differ from the short English one; then | and the words for citizens.
    private static readonly string[] Printed =
    [
        "ae: UAE; Emirates; U.A.E. | Emirati",
        "af: Islamic Republic of Afghanistan | Afghan; Afghani",
        "ag: Antigua & Barbuda",
        "al: | Albanian",
        "am: Republic of Armenia | Armenian",
        "ao: | Angolan",
        "ar: | Argentine; Argentinian",
        "at: | Austrian",
        "au: | Australian",
        "az: Republic of Azerbaijan | Azerbaijani; Azeri",
        "ba: Bosnia & Herzegovina; Bosnia; Bosnia-Herzegovina | Bosnian; Bosnia and Herzegovinian",
        "bd: | Bangladeshi",
        "be: | Belgian",
        "bg: | Bulgarian",
        "bh: Kingdom of Bahrain | Bahraini",
        "bi: | Burundian",
        "bm: | Bermudian",
        "bn: Brunei Darussalam",
        "bo: Bolivia (Plurinational State of); Bolivia, Plurinational State of | Bolivian",
        "br: | Brazilian",
        "bs: The Bahamas; Bahamas, The",
        "by: Republic of Belarus; Byelorussia; Bélarus; Biélorussie | Belarusian; Belarussian; Byelorussian",
        "bz: | Belizean",
        "ca: | Canadian",
        "cd: Congo, Democratic Republic of the; Congo, Democratic Republic of; Congo (Democratic Republic of the); Congo (Democratic Republic); Congo, the Democratic Republic of the; Democratic Republic of Congo; Democratic Republic of the Congo; DR Congo; DRC; Zaire | Congolese (DRC)",
        "cf: Central African Rep.; CAR | Central African",
        "cg: Congo; Republic of the Congo; Congo, Republic of the; Congo (Republic)",
        "ch: Swiss Confederation | Swiss",
        "ci: Côte d'Ivoire; Cote d'Ivoire; Cote d Ivoire; Ivory Coast | Ivorian",
        "cl: | Chilean",
        "cm: | Cameroonian",
        "cn: People's Republic of China; China, People's Republic of; PRC; Mainland China; China (People's Republic of) | Chinese",
        "co: | Colombian",
        "cr: | Costa Rican",
        "cu: | Cuban",
        "cv: Cabo Verde; Cape Verde",
        "cw: Curacao",
        "cy: Republic of Cyprus | Cypriot",
        "cz: Czech Republic; Czechia; The Czech Republic | Czech",
        "de: Federal Republic of Germany | German",
        "dj: | Djiboutian",
        "dk: | Danish",
        "dm: Commonwealth of Dominica",
        "do: | Dominican (Republic)",
        "dz: | Algerian",
        "ec: | Ecuadorian; Ecuadorean",
        "ee: | Estonian",
        "eg: Arab Republic of Egypt | Egyptian",
        "er: | Eritrean",
        "es: | Spanish",
        "et: | Ethiopian",
        "fi: | Finnish",
        "fk: Falkland Islands (Malvinas)",
        "fm: Micronesia (Federated States of); Micronesia, Federated States of; Federated States of Micronesia",
        "fr: | French",
        "gb: UK; U.K.; Great Britain; United Kingdom of Great Britain and Northern Ireland; England; Scotland; Wales; Northern Ireland | British; United Kingdom citizen",
        "ge: Republic of Georgia | Georgian",
        "gh: | Ghanaian",
        "gm: Gambia (Republic of The); The Gambia; Gambia, The | Gambian",
        "gn: | Guinean",
        "gr: Hellenic Republic | Greek",
        "gt: | Guatemalan",
        "gw: Guinea Bissau | Bissau-Guinean",
        "gy: | Guyanese",
        "hk: China, Hong Kong Special Administrative Region; Hong Kong Special Administrative Region; Hong Kong SAR; Hong Kong, China; Hong Kong (China); China (Hong Kong); Hongkong; Hong Kong S.A.R.; Hong Kong SAR, China",
        "hn: | Honduran",
        "hr: | Croatian; Croat",
        "ht: | Haitian",
        "hu: | Hungarian",
        "id: Republic of Indonesia | Indonesian",
        "ie: Republic of Ireland; Ireland, Republic of | Irish",
        "il: | Israeli",
        "im: Isle of Man",
        "in: Republic of India | Indian",
        "iq: Republic of Iraq | Iraqi",
        "ir: Iran (Islamic Republic of); Islamic Republic of Iran; Iran, Islamic Republic of | Iranian",
        "is: | Icelandic",
        "it: | Italian",
        "jm: | Jamaican",
        "jo: Hashemite Kingdom of Jordan | Jordanian",
        "jp: | Japanese",
        "ke: | Kenyan",
        "kg: Kyrgyz Republic; Republic of Kyrgyzstan; Kirghizia; Kirgizstan | Kyrgyz; Kyrgyzstani; Kirghiz",
        "kh: Kingdom of Cambodia | Cambodian",
        "km: Union of the Comoros | Comoran",
        "kn: St Kitts and Nevis; St. Kitts and Nevis; Saint Kitts & Nevis; St. Kitts & Nevis; Federation of Saint Kitts and Nevis",
        "kp: Democratic People's Republic of Korea; DPRK; Korea, Democratic People's Republic of; Korea (Democratic People's Republic of); Korea, North; Korea (North); North Korea (DPRK); Korea, Democratic Peoples Republic of; DPR Korea | North Korean",
        "kr: Republic of Korea; Korea, Republic of; Korea (Republic of); Korea, South; Korea (South) | South Korean",
        "kw: | Kuwaiti",
        "ky: The Cayman Islands | Caymanian",
        "kz: Republic of Kazakhstan | Kazakh; Kazakhstani",
        "la: Lao People's Democratic Republic; Lao PDR; Lao | Lao; Laotian",
        "lb: Lebanese Republic | Lebanese",
        "lc: St Lucia; St. Lucia",
        "li: | Liechtensteiner",
        "lk: | Sri Lankan",
        "lr: | Liberian",
        "lt: | Lithuanian",
        "lu: | Luxembourgish; Luxembourger",
        "lv: | Latvian",
        "ly: Libyan Arab Jamahiriya; State of Libya | Libyan",
        "ma: Kingdom of Morocco | Moroccan",
        "mc: | Monegasque",
        "md: Republic of Moldova; Moldova, Republic of; Moldova (Republic of); Moldavia | Moldovan",
        "me: | Montenegrin",
        "mg: | Malagasy",
        "mh: The Marshall Islands; Republic of the Marshall Islands | Marshallese",
        "mk: Macedonia; Former Yugoslav Republic of Macedonia; The former Yugoslav Republic of Macedonia; Republic of North Macedonia; Macedonia, the Former Yugoslav Republic of; FYROM | Macedonian; North Macedonian",
        "ml: Republic of Mali | Malian",
        "mm: Burma; Myanmar (Burma); Burma (Myanmar); Myanmar/Burma; Burma/Myanmar; Union of Myanmar; Birmanie | Burmese; Myanma",
        "mn: | Mongolian",
        "mo: China, Macao Special Administrative Region; Macau; Macao SAR; Macau SAR; Macao, China; Macao Special Administrative Region",
        "mr: | Mauritanian",
        "mt: Republic of Malta | Maltese",
        "mu: | Mauritian",
        "mv: | Maldivian",
        "mx: | Mexican",
        "my: | Malaysian",
        "mz: | Mozambican",
        "na: | Namibian",
        "ne: | Nigerien",
        "ng: Federal Republic of Nigeria | Nigerian",
        "ni: | Nicaraguan",
        "nl: Netherlands (Kingdom of the); The Netherlands; Netherlands, The; Kingdom of the Netherlands; Holland | Dutch",
        "no: | Norwegian",
        "np: | Nepalese; Nepali",
        "nz: | New Zealander",
        "om: Sultanate of Oman | Omani",
        "pa: Republic of Panama | Panamanian",
        "pe: | Peruvian",
        "ph: Republic of the Philippines; The Philippines | Filipino; Philippine",
        "pk: Islamic Republic of Pakistan | Pakistani",
        "pl: | Polish",
        "ps: Palestinian Territories; Occupied Palestinian Territories; Occupied Palestinian Territory; State of Palestine; Palestinian Territory; Palestinian Territory, Occupied; Palestinian; Gaza; West Bank; Palestinian Authority; Palestine, State of",
        "pt: | Portuguese",
        "py: | Paraguayan",
        "qa: State of Qatar | Qatari",
        "ro: | Romanian",
        "rs: Republic of Serbia | Serbian; Serb",
        "ru: Russian Federation; The Russian Federation; Russie; Fédération de Russie | Russian",
        "rw: | Rwandan",
        "sa: Kingdom of Saudi Arabia; KSA | Saudi; Saudi Arabian",
        "sc: | Seychellois",
        "sd: Republic of the Sudan; The Sudan; Soudan | Sudanese",
        "se: | Swedish",
        "sg: Republic of Singapore | Singaporean",
        "sh: St Helena",
        "si: | Slovenian; Slovene",
        "sk: Slovak Republic | Slovak",
        "sl: | Sierra Leonean",
        "sn: | Senegalese",
        "so: Federal Republic of Somalia; Somalie | Somali",
        "sr: | Surinamese",
        "ss: Republic of South Sudan; Soudan du Sud | South Sudanese",
        "st: Sao Tome and Principe; Sao Tome & Principe; São Tomé & Príncipe",
        "sv: | Salvadoran",
        "sy: Syrian Arab Republic; Syrian Arab Rep.; Syrie | Syrian",
        "sz: Swaziland; Eswatini (Swaziland)",
        "tc: Turks & Caicos Islands",
        "td: | Chadian",
        "tg: | Togolese",
        "th: Kingdom of Thailand | Thai",
        "tj: Republic of Tajikistan; Tadzhikistan | Tajik; Tajikistani; Tajik (Tajikistan)",
        "tl: East Timor",
        "tm: | Turkmen",
        "tn: Republic of Tunisia | Tunisian",
        "tr: Turkey; Republic of Turkey; Republic of Türkiye; Turkiye | Turkish",
        "tt: Trinidad & Tobago; Trinidad | Trinidadian",
        "tw: Taiwan, Province of China; Taiwan (Province of China); Taiwan, Republic of China; Taiwan, China; Chinese Taipei | Taiwanese",
        "tz: United Republic of Tanzania; Tanzania, United Republic of | Tanzanian",
        "ua: Republic of Ukraine; The Ukraine | Ukrainian",
        "ug: | Ugandan",
        "us: United States of America; USA; U.S.; U.S.A.; The United States; The United States of America | American; United States citizen",
        "uy: | Uruguayan",
        "uz: Republic of Uzbekistan | Uzbek; Uzbekistani",
        "va: Holy See; Vatican; Holy See (Vatican City State); Vatican City State",
        "vc: St Vincent and the Grenadines; St. Vincent and the Grenadines; Saint Vincent; St Vincent; Saint Vincent & the Grenadines",
        "ve: Venezuela (Bolivarian Republic of); Venezuela, Bolivarian Republic of; Bolivarian Republic of Venezuela | Venezuelan",
        "vg: Virgin Islands, British; Virgin Islands (British); BVI; British Virgin Islands (BVI)",
        "vi: Virgin Islands, U.S.; U.S. Virgin Islands",
        "vn: Viet Nam; Socialist Republic of Vietnam | Vietnamese",
        "ws: Western Samoa",
        "xk: Kosovo (UNSCR 1244); Republic of Kosovo; Kosovo* | Kosovar; Kosovan",
        "ye: Republic of Yemen; Yemen, Republic of | Yemeni; Yemenite",
        "za: Republic of South Africa | South African",
        "zm: | Zambian",
        "zw: Republic of Zimbabwe | Zimbabwean",
    ];

    private static readonly Lazy<FrozenDictionary<string, string>> Codes = new(Table);
    private static readonly Lazy<FrozenSet<string>> Alpha2 = new(() =>
        Economies.All.Where(e => e.Alpha2.Length == 2).Select(e => e.Alpha2.ToLowerInvariant()).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>The code, or null where the text names no country of today.</summary>
    public static string? Find(string? text)
    {
        if (text is null)
            return null;
        var name = Plain(text);
        return Codes.Value.GetValueOrDefault(name)
            ?? (name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? Codes.Value.GetValueOrDefault(name[4..]) : null);
    }

    /// <summary>The code, where the text names a country of today or is its ISO 3166-1 alpha-2 code in either case.</summary>
    public static string? FindNameOrCode(string? text) => FindCode(text) ?? Find(text);

    /// <summary>The code in lower case, where the text is the ISO 3166-1 alpha-2 code of a country of today.</summary>
    public static string? FindCode(string? text) =>
        text?.Trim() is { Length: 2 } code && Alpha2.Value.Contains(code.ToLowerInvariant()) ? code.ToLowerInvariant() : null;

    private static string Plain(string text) =>
        string.Join(' ', text.Replace('’', '\'').Replace('`', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static FrozenDictionary<string, string> Table()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var economy in Economies.All.Where(e => e.Alpha2.Length == 2))
            codes.TryAdd(Plain(economy.EnglishName), economy.Alpha2.ToLowerInvariant());
        foreach (var line in Printed)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var name in line[(colon + 1)..].Split([';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                codes[Plain(name)] = line[..colon];
        }
        return codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
