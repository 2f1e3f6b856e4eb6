using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>Register rows as they come in, checked and hashed.</summary>
internal static class Registers
{
    /// <summary>As they are, whether or not they fit together.</summary>
    public static (RegisterPublished? Fact, Refusal? Refusal) Parse(
        IReadOnlyList<RegisterRowView> regions, IReadOnlyList<LineageLinkView> lineage)
    {
        try
        {
            var rows = regions.Select(row => Texts.Row(new RegisterRowText(
                row.Code, new NameText(row.NameZh, row.NameEn), row.Level, row.Parent, row.ValidFrom, row.ValidTo))).ToList();
            var links = lineage.Select(link => Texts.Link(new LineageText(
                link.Year, link.Old, link.New, link.OldSurvives, link.Kind, link.Inherits))).ToList();
            return (new RegisterPublished(Hash(rows, links), rows, links), null);
        }
        catch (FormatException malformed)
        {
            return (null, new Refusal(RefusalCode.MalformedInput, "", malformed.Message));
        }
    }

    public static (RegisterPublished? Fact, IReadOnlyList<Refusal> Refusals) Read(
        IReadOnlyList<RegisterRowView> regions, IReadOnlyList<LineageLinkView> lineage)
    {
        var (fact, malformed) = Parse(regions, lineage);
        if (fact is null)
        {
            return (null, [malformed!]);
        }

        var problems = RegisterChecks.Find(fact.Regions, fact.Lineage);
        return problems.Count > 0
            ? (null, [.. problems.Select(p => new Refusal(RefusalCode.MalformedInput, p.Path, p.Message))])
            : (fact, []);
    }

    private static string Hash(List<RegisterRow> rows, List<LineageLink> links)
    {
        var document = DocumentJson.Write("", new RegisterDocument(
            "", "", [.. rows.Select(Texts.Of)], [.. links.Select(Texts.Of)]));
        return Award.Ledger.ContentHash.Of(document.Bytes.Span);
    }
}
