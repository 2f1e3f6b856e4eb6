using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Demonstration;

/// <summary>
/// The regions of Zhejiang since 2004 and the changes of their codes, as the data folder has them.
/// </summary>
public sealed record RegisterFiles(IReadOnlyList<RegisterRow> Regions, IReadOnlyList<LineageLink> Lineage)
{
    public static RegionCode Zhejiang { get; } = new("330000");

    private static readonly Dictionary<string, RegionLevel> Levels = new(StringComparer.Ordinal)
    {
        ["county"] = RegionLevel.County,
        ["city"] = RegionLevel.City,
    };

    private static readonly Dictionary<string, LineageKind> Kinds = new(StringComparer.Ordinal)
    {
        ["rename"] = LineageKind.Rename,
        ["merger"] = LineageKind.Merger,
        ["split"] = LineageKind.Split,
        ["part-moved"] = LineageKind.PartMoved,
    };

    private static readonly Dictionary<string, bool> YesNo = new(StringComparer.Ordinal)
    {
        ["yes"] = true,
        ["no"] = false,
    };

    /// <summary>Reads both files from <c>regions/</c> under the data folder.</summary>
    /// <exception cref="DataFileException">A file cannot be read, or the two do not fit together.</exception>
    public static RegisterFiles Read(string folder)
    {
        using var regions = Open(Path.Combine(folder, "regions", "zhejiang_register.csv"));
        using var lineage = Open(Path.Combine(folder, "regions", "zhejiang_lineage.csv"));
        return Read(regions, lineage);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static RegisterFiles Read(TextReader regions, TextReader lineage)
    {
        var known = new List<RegisterRow>();
        DataFile.Read(
            regions,
            "zhejiang_register.csv",
            ["code", "name_zh", "name_en", "level", "parent", "valid_from", "valid_to"],
            row => Add(known, row));
        var codes = known.Select(region => region.Code).ToHashSet();
        foreach (var region in known.Where(r => r.Parent != r.Code.Province && !codes.Contains(r.Parent)))
        {
            throw new DataFileException(
                $"zhejiang_register.csv: parent {region.Parent} of {region.Code} is no region");
        }

        var links = new List<LineageLink>();
        DataFile.Read(
            lineage,
            "zhejiang_lineage.csv",
            ["year", "old_code", "new_code", "old_survives", "kind", "inherits"],
            row => Add(links, codes, row));
        return new RegisterFiles(known, links);
    }

    private static RegisterRow Add(List<RegisterRow> known, DataRow row)
    {
        var region = new RegisterRow(
            row.Code("code"),
            new BilingualName(row.Text("name_zh"), row.Text("name_en")),
            row.OneOf("level", Levels),
            row.Code("parent"),
            row.Year("valid_from"),
            row.OptionalYear("valid_to"));
        if (region.ValidTo <= region.ValidFrom)
        {
            throw row.Wrong("valid_to", $"{region.ValidTo} is not after {region.ValidFrom}");
        }

        if (known.Any(other => other.Code == region.Code && Overlap(other, region)))
        {
            throw row.Wrong("code", $"{region.Code} is in force twice at one time");
        }

        known.Add(region);
        return region;
    }

    private static LineageLink Add(List<LineageLink> links, HashSet<RegionCode> codes, DataRow row)
    {
        var link = new LineageLink(
            row.Year("year"),
            row.Code("old_code"),
            row.Code("new_code"),
            row.OneOf("old_survives", YesNo),
            row.OneOf("kind", Kinds),
            row.OneOf("inherits", YesNo));
        if (!codes.Contains(link.Old))
        {
            throw row.Wrong("old_code", $"{link.Old} is not in the register");
        }

        if (!codes.Contains(link.New))
        {
            throw row.Wrong("new_code", $"{link.New} is not in the register");
        }

        if (link.Inherits && links.Any(other => other.Inherits && other.Year == link.Year
            && (other.Old == link.Old || other.New == link.New)))
        {
            throw row.Wrong("inherits", "one successor at most inherits a record, and inherits one");
        }

        links.Add(link);
        return link;
    }

    private static bool Overlap(RegisterRow a, RegisterRow b) =>
        a.ValidFrom < (b.ValidTo ?? int.MaxValue) && b.ValidFrom < (a.ValidTo ?? int.MaxValue);

    private static StreamReader Open(string path) =>
        File.Exists(path)
            ? new StreamReader(path)
            : throw new DataFileException($"{path}: there is no such file");
}
