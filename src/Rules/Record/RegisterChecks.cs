namespace Award.Rules.Record;

public enum RegisterRule
{
    /// <summary>A row ends before it begins, or two rows of one code overlap.</summary>
    ValidityOverlaps,

    /// <summary>
    /// A county's parent is neither its province nor a city of the register; a city's is not its province.
    /// </summary>
    ParentUnknown,

    /// <summary>A link names a code that no row has.</summary>
    LinkCodeUnknown,

    /// <summary>
    /// An abolished old code is still valid in the link's year, a surviving one is not, or the new code is
    /// not valid.
    /// </summary>
    LinkContradictsRows,

    /// <summary>Two successors inherit one old code's record.</summary>
    TwoHeirs,

    /// <summary>One new code inherits two records, or one on top of its own.</summary>
    TwoRecords,

    /// <summary>
    /// The old code survives and keeps its record, yet a successor is to inherit it; or a part moved
    /// inherits.
    /// </summary>
    NothingToInherit,

    /// <summary>Inheritance goes round in a circle.</summary>
    Circle,
}

/// <param name="Path">
/// JSON pointer into <see cref="RegisterPublished"/>: "/regions/3", "/lineage/0/new".
/// </param>
public sealed record RegisterProblem(RegisterRule Rule, string Path, string Message);

/// <summary>What a register must satisfy before it is published. Finds every problem, rows first.</summary>
public static class RegisterChecks
{
    public static IReadOnlyList<RegisterProblem> Find(
        IReadOnlyList<RegisterRow> rows, IReadOnlyList<LineageLink> links)
    {
        var byCode = rows.ToLookup(r => r.Code);
        var problems = rows.SelectMany((row, i) => OfRow(row, i, byCode)).ToList();
        problems.AddRange(links.SelectMany((link, i) => OfLink(link, i, byCode)));

        var heirs = links.Index().Where(l => l.Item.Inherits && l.Item.Old != l.Item.New).ToList();
        problems.AddRange(Twice(heirs, l => l.Old, RegisterRule.TwoHeirs, "old", "has two heirs"));
        problems.AddRange(Twice(heirs, l => l.New, RegisterRule.TwoRecords, "new", "inherits two records"));
        problems.AddRange(Circles(heirs));
        return problems;
    }

    private static IEnumerable<RegisterProblem> OfRow(
        RegisterRow row, int i, ILookup<RegionCode, RegisterRow> byCode)
    {
        if (row.ValidTo <= row.ValidFrom || byCode[row.Code].Any(other => other != row && Overlap(row, other))
            || byCode[row.Code].Count(other => other == row) > 1)
            yield return new(
                RegisterRule.ValidityOverlaps,
                $"/regions/{i}",
                $"{row.Code} is valid twice at a time, or never");
        var province = row.Code.Province;
        var parentKnown = row.Parent == province
            || (row.Level == RegionLevel.County && byCode[row.Parent].Any(p => p.Level == RegionLevel.City));
        if (!parentKnown)
            yield return new(
                RegisterRule.ParentUnknown,
                $"/regions/{i}/parent",
                $"{row.Parent} is no parent for {row.Code}");
    }

    private static IEnumerable<RegisterProblem> OfLink(
        LineageLink link, int i, ILookup<RegionCode, RegisterRow> byCode)
    {
        if (!byCode.Contains(link.Old) || !byCode.Contains(link.New))
        {
            var side = byCode.Contains(link.Old) ? "new" : "old";
            yield return new(
                RegisterRule.LinkCodeUnknown,
                $"/lineage/{i}/{side}",
                $"{link.Old} to {link.New}: unknown code");
            yield break;
        }

        var oldLives = byCode[link.Old].Any(r => r.IsValidIn(link.Year));
        var newLives = byCode[link.New].Any(r => r.IsValidIn(link.Year));
        if (!newLives || (link.Old != link.New && oldLives != link.OldSurvives))
            yield return new(
                RegisterRule.LinkContradictsRows,
                $"/lineage/{i}",
                $"{link.Old} to {link.New} in {link.Year}: the rows say otherwise");
        if (!link.Inherits || link.Old == link.New)
            yield break;
        if (link.OldSurvives || link.Kind == LineageKind.PartMoved)
            yield return new(
                RegisterRule.NothingToInherit,
                $"/lineage/{i}/inherits",
                $"{link.Old} leaves no record to {link.New}");
        if (byCode[link.New].Any(r => r.ValidFrom < link.Year))
            yield return new(
                RegisterRule.TwoRecords, $"/lineage/{i}/new", $"{link.New} has a record of its own");
    }

    private static IEnumerable<RegisterProblem> Twice(
        List<(int Index, LineageLink Item)> heirs,
        Func<LineageLink, RegionCode> side,
        RegisterRule rule,
        string field,
        string what) =>
        heirs.GroupBy(l => side(l.Item)).SelectMany(g => g.Skip(1).Select(l =>
            new RegisterProblem(rule, $"/lineage/{l.Index}/{field}", $"{g.Key} {what}")));

    private static IEnumerable<RegisterProblem> Circles(List<(int Index, LineageLink Item)> heirs)
    {
        var heirOf = heirs.GroupBy(l => l.Item.Old).ToDictionary(g => g.Key, g => g.First().Item.New);
        foreach (var (index, link) in heirs)
        {
            var code = link.New;
            for (var steps = 0; steps < heirs.Count && code != link.Old; steps++)
            {
                code = heirOf.GetValueOrDefault(code, code);
            }

            if (code == link.Old)
                yield return new(
                    RegisterRule.Circle, $"/lineage/{index}", $"{link.Old} inherits from itself");
        }
    }

    private static bool Overlap(RegisterRow a, RegisterRow b) =>
        (b.ValidTo is null || a.ValidFrom < b.ValidTo) && (a.ValidTo is null || b.ValidFrom < a.ValidTo);
}
