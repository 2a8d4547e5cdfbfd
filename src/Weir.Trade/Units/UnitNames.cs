using System.Collections.Frozen;

namespace Weir.Trade;

/// <summary>How English and Russian texts write the units. A name is here only where it means one unit wherever it stands.</summary>
internal static class UnitNames
{
    // "ton" is left out on purpose: it is 1,000 kg, 1,016.05 kg or 907.18 kg, depending on who writes. So are "gallon" and "ounce".
    private static readonly (string Code, string Names)[] Table =
    [
        ("m", "metre|metres|meter|meters|м|метр|метра|метров|метры"),
        ("km", "kilometre|kilometres|kilometer|kilometers|kms|км|километр|километра|километров|километры"),
        ("mile", "miles|mi|миля|мили|миль"),
        ("mm", "millimetre|millimetres|millimeter|millimeters|мм"),
        ("cm", "centimetre|centimetres|centimeter|centimeters|см"),
        ("foot", "feet|ft|фут|фута|футов"),
        ("yard", "yards|yd"),
        ("nmi", "nautical mile|nautical miles|морская миля|морские мили|морских миль"),
        ("kg", "kilogram|kilograms|kilogramme|kilogrammes|kilo|kilos|kgs|кг|килограмм|килограмма|килограммов"),
        ("t", "tonne|tonnes|metric ton|metric tons|metric tonne|metric tonnes|1000 kg|т|тонна|тонны|тонн"),
        ("g", "gram|grams|gramme|grammes|г|грамм|грамма|граммов"),
        ("mg", "milligram|milligrams|мг"),
        ("carat", "carats|карат|карата|каратов"),
        ("lb", "lbs|pound weight|фунт|фунта|фунтов"),
        ("u", "unit|units|item|items|piece|pieces|pcs|pc|number of items|number of item|head|шт|штука|штуки|штук|единица|единицы|единиц"),
        ("2u", "pair|pairs|number of pairs|пара|пары|пар"),
        ("12u", "dozen|dozens|дюжина|дюжины|дюжин"),
        ("100u", "hundred items|hundreds of items"),
        ("1000u", "thousand items|thousand units|thousand pieces|thousands of items|тыс шт|тысяча штук|тысяч штук"),
        ("1000000u", "million items|million units|million pieces|millions of items|млн шт|миллионов штук"),
        ("l", "litre|litres|liter|liters|л|литр|литра|литров"),
        ("1000l", "1000 l|kilolitre|kilolitres|kiloliter|kiloliters|kl"),
        ("m3", "m³|cubic metre|cubic metres|cubic meter|cubic meters|м³|м3|куб м|кубометр|кубометра|кубометров"),
        ("1000m3", "1000 m³|1000 m3|thousand cubic metres|thousand cubic meters"),
        ("bbl", "barrel|barrels|баррель|барреля|баррелей"),
        ("m2", "m²|square metre|square metres|square meter|square meters|sq m|м²|м2|кв м"),
        ("km2", "km²|square kilometre|square kilometres|square kilometer|square kilometers|км²|км2|кв км"),
        ("kWh", "kw h|kilowatt-hour|kilowatt-hours|kilowatt hour|kilowatt hours|квт·ч|квт⋅ч"),
        ("1000kWh", "1000 kwh|mwh|megawatt-hour|megawatt-hours|мвт·ч|мвт⋅ч"),
        ("TJ", "terajoule|terajoules|тдж"),
        ("Bq", "becquerel|becquerels|бк"),
        ("MBq", "megabecquerel|megabecquerels|million bq|мбк"),
        ("USD", "$|us$|us dollar|us dollars|dollar|dollars|долл|доллар|доллара|долларов|долларов сша"),
        ("CNY", "rmb|cn¥|yuan|renminbi|юань|юаня|юаней|元|人民币"),
        ("EUR", "€|euro|euros|евро"),
        ("RUB", "₽|rouble|roubles|ruble|rubles|руб|рубль|рубля|рублей"),
        ("GBP", "£|pound sterling|pounds sterling"),
        ("JPY", "yen|иена|иены|иен"),
        ("KRW", "₩"),
        ("INR", "₹"),
        ("UAH", "₴|hryvnia|hryvnias|гривна|гривны|гривен"),
        ("KZT", "₸|tenge|тенге"),
        ("AMD", "֏"),
        ("%", "per cent|percent|pct|процент|процента|процентов|％"),
        ("x", "fold|times|×|раз|раза"),
        ("pack", "package|packages"),
    ];

    private static readonly Lazy<FrozenDictionary<string, Unit>> ByName = new(() => Table
        .SelectMany(row => row.Names.Split('|').Append(row.Code), (row, name) => (Name: name, Unit: Units.Find(row.Code)))
        .ToFrozenDictionary(e => e.Name, e => e.Unit, StringComparer.OrdinalIgnoreCase));

    /// <summary>The unit that <paramref name="name"/> names; a full stop at its end (<c>шт.</c>) and double blanks don't matter.</summary>
    public static bool TryFind(string name, out Unit unit)
    {
        var plain = string.Join(' ', name.Replace('\u00a0', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => word.TrimEnd('.')));
        return ByName.Value.TryGetValue(plain, out unit!);
    }
}
