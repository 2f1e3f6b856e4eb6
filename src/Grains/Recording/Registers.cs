using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>Register rows as they come in, checked and hashed.</summary>
internal static class Registers
{
    public static (RegisterPublished? Fact, IReadOnlyList<Refusal> Refusals) Read(
        IReadOnlyList<RegisterRowView> regions, IReadOnlyList<LineageLinkView> lineage)
    {
        try
        {
            var rows = regions.Select(row => Texts.Row(new RegisterRowText(
                row.Code, new NameText(row.NameZh, row.NameEn), row.Level, row.Parent, row.ValidFrom, row.ValidTo))).ToList();
            var links = lineage.Select(link => Texts.Link(new LineageText(
                link.Year, link.Old, link.New, link.OldSurvives, link.Kind, link.Inherits))).ToList();
            var problems = RegisterChecks.Find(rows, links);
            return problems.Count > 0
                ? (null, [.. problems.Select(p => new Refusal(RefusalCode.MalformedInput, p.Path, p.Message))])
                : (new RegisterPublished(Hash(rows, links), rows, links), []);
        }
        catch (FormatException malformed)
        {
            return (null, [new Refusal(RefusalCode.MalformedInput, "", malformed.Message)]);
        }
    }

    private static string Hash(List<RegisterRow> rows, List<LineageLink> links)
    {
        var document = DocumentJson.Write("", new RegisterDocument(
            "", "", [.. rows.Select(Texts.Of)], [.. links.Select(Texts.Of)]));
        return Award.Ledger.ContentHash.Of(document.Bytes.Span);
    }
}
