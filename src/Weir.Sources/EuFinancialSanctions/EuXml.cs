using Weir.Sources.Text;

namespace Weir.Sources.EuFinancialSanctions;

/// <summary>The list in XML (schema 1.1 of the Financial Sanctions Files).</summary>
internal static class EuXml
{
    public static readonly XmlListShape Shape = new("the EU list of financial sanctions", "export", ["sanctionEntity"])
    {
        NamespaceStart = "http://eu.europa.ec/fpi/fsd/export",
        MostRecords = 200_000,
    };

    public static EuRecord Record(XmlRecord record)
    {
        var fields = record.Fields;
        var subject = fields.First("subjectType");
        var read = new EuRecord(
            record.Line,
            new(name => name == "subjectType" ? subject?.Attribute("code") ?? subject?.Attribute("classificationCode") : fields.Attribute(name)),
            subject?.Attribute("classificationCode") switch
            {
                "P" => true,
                "E" => false,
                _ => subject?.Attribute("code") switch { "person" => true, "enterprise" => false, _ => null },
            },
            record.ToString());
        foreach (var child in fields.Children)
        {
            switch (child.Name)
            {
                case "remark" when child.Text is { } remark:
                    read.Remarks.Add(remark);
                    break;
                case "regulation":
                    read.Regulations.Add(new(name => name == "publicationUrl" ? child["publicationUrl"] : child.Attribute(name)));
                    break;
                case "nameAlias":
                    read.Names.Add(Detail(child));
                    break;
                case "birthdate":
                    read.Births.Add(Detail(child));
                    break;
                case "citizenship":
                    read.Citizenships.Add(Detail(child));
                    break;
                case "address":
                    read.Addresses.Add((Detail(child), [.. child.All("contactInfo").Select(c => (c.Attribute("key"), c.Attribute("value")))]));
                    break;
                case "identification":
                    read.Identifications.Add(Detail(child));
                    break;
                default:
                    break;
            }
        }
        return read;
    }

    private static EuDetail Detail(XmlField field) => new(name => name == "remark" ? field["remark"] : field.Attribute(name));
}
