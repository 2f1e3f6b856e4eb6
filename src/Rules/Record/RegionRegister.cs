using System.Collections.Immutable;

namespace Award.Rules.Record;

/// <summary>
/// The regions of every year and how their codes changed (沿革). The regions of year Y are those of 31 December
/// of Y.
/// </summary>
/// <remarks>
/// What each kind of change does to a record: a rename (an upgrade too) carries it to the new code; a merger
/// leaves the survivor its own; a split starts at nothing, or inherits by decision; a part moved has no
/// effect. A surviving code keeps its record, so only an abolished code's can be inherited, by one successor.
/// <see cref="RegisterChecks"/> refuses anything else.
/// </remarks>
public sealed class RegionRegister
{
    private readonly Dictionary<RegionCode, RegisterRow[]> _byCode;
    private readonly Dictionary<RegionCode, LineageId> _lineages;
    private readonly ILookup<LineageId, RegionCode> _codes;

    /// <param name="rows">At least one row a code; rows of one code follow one another.</param>
    /// <param name="splitInheritsByDecision">
    /// Whether a split-off unit inherits where its link says so:
    /// <see cref="Rulebooks.StreakRules.SplitInheritsByDecision"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The rows and links break a rule of <see cref="RegisterChecks"/>.
    /// </exception>
    public RegionRegister(
        IEnumerable<RegisterRow> rows, IEnumerable<LineageLink> links, bool splitInheritsByDecision = true)
    {
        Rows = [.. rows.OrderBy(r => r.Code).ThenBy(r => r.ValidFrom)];
        Links = [.. links.OrderBy(l => l.Year).ThenBy(l => l.Old).ThenBy(l => l.New)];
        if (RegisterChecks.Find(Rows, Links) is [var problem, ..])
            throw new ArgumentException(problem.Message, nameof(rows));

        _byCode = Rows.GroupBy(r => r.Code).ToDictionary(g => g.Key, g => g.ToArray());
        var inherited = Links
            .Where(l =>
                l.Inherits && l.Old != l.New && (l.Kind != LineageKind.Split || splitInheritsByDecision))
            .ToDictionary(l => l.New, l => l.Old);
        _lineages = _byCode.Keys.ToDictionary(code => code, code => First(code, inherited));
        _codes = _lineages.ToLookup(pair => pair.Value, pair => pair.Key);
    }

    /// <summary>By code, then year.</summary>
    public ImmutableArray<RegisterRow> Rows { get; }

    /// <summary>By year, then old and new code.</summary>
    public ImmutableArray<LineageLink> Links { get; }

    /// <summary>The regions of a province in a year, by code; cities and counties.</summary>
    public IReadOnlyList<RegisterRow> RegionsOf(RegionCode province, AwardYear year) =>
        [.. Rows.Where(r => r.Code.Province == province && r.IsValidIn(year))];

    /// <summary>The counties that lie in a city in a year, by code.</summary>
    public IReadOnlyList<RegisterRow> CountiesOf(RegionCode city, AwardYear year) =>
        [.. Rows.Where(r => r.Level == RegionLevel.County && r.Parent == city && r.IsValidIn(year))];

    /// <summary>The region under this code in a year, or null.</summary>
    public RegisterRow? Find(RegionCode code, AwardYear asOf) =>
        _byCode.GetValueOrDefault(code)?.FirstOrDefault(r => r.IsValidIn(asOf));

    /// <summary>
    /// The last state of a code known by a year, even when it is abolished by then; null when it is unknown.
    /// </summary>
    public RegisterRow? LastStateOf(RegionCode code, AwardYear asOf) =>
        _byCode.GetValueOrDefault(code)?.LastOrDefault(r => r.ValidFrom <= asOf.Value);

    /// <summary>Whether any year knows the code.</summary>
    public bool Knows(RegionCode code) => _byCode.ContainsKey(code);

    /// <summary>The lineage a code belongs to, in every year; null when the code is unknown.</summary>
    public LineageId? LineageOf(RegionCode code) =>
        _lineages.TryGetValue(code, out var lineage) ? lineage : null;

    /// <summary>The code a lineage goes by in a year; null before its first and after its last.</summary>
    public RegionCode? CodeOf(LineageId lineage, AwardYear year)
    {
        var codes = _codes[lineage].Where(code => Find(code, year) is not null).ToList();
        return codes.Count == 0 ? null : codes[0];
    }

    /// <summary>Every code of a lineage, oldest first.</summary>
    public IReadOnlyList<RegionCode> CodesOf(LineageId lineage) =>
        [.. _codes[lineage].OrderBy(code => _byCode[code][0].ValidFrom).ThenBy(code => code)];

    /// <summary>
    /// The changes that took up an abolished code, the inheriting one first. None for a code that survives;
    /// parts moved are left out, for they have no effect.
    /// </summary>
    public IReadOnlyList<LineageLink> SuccessorsOf(RegionCode code) =>
        [.. Links
            .Where(l => l.Old == code && l.New != code && !l.OldSurvives && l.Kind != LineageKind.PartMoved)
            .OrderByDescending(l => l.Inherits)];

    /// <summary>
    /// The changes up to a year that a code came from or took others up by; parts moved are left out.
    /// </summary>
    public IReadOnlyList<LineageLink> PredecessorsOf(RegionCode code, AwardYear asOf) =>
        [.. Links.Where(
            l => l.New == code && l.Old != code && l.Kind != LineageKind.PartMoved && l.Year <= asOf.Value)];

    /// <summary>
    /// The region a row of input is about, or why it is not assessed in that province and year.
    /// </summary>
    /// <param name="row">Zero-based row of the input, or null.</param>
    public (RegisterRow? Region, Refusal? Refusal) Admit(
        string? code, RegionCode province, AwardYear year, int? row = null)
    {
        var path = Checks.Path(row, "region");
        if (string.IsNullOrWhiteSpace(code))
            return (null, new(RefusalCode.FieldMissing, path, "a region is required", row));
        if (!RegionCode.TryFrom(code, out var known) || known.Province != province || !Knows(known))
            return (null, new(
                RefusalCode.RegionUnknown, path, $"no region '{code}' in province {province}", row));
        return Find(known, year) is { } region
            ? (region, null)
            : (null, new(
                RefusalCode.RegionNotAssessedThatYear,
                path,
                $"{code} did not exist on 31 December {year}",
                row));
    }

    private static LineageId First(RegionCode code, Dictionary<RegionCode, RegionCode> inherited)
    {
        while (inherited.TryGetValue(code, out var older))
        {
            code = older;
        }

        return new LineageId(code);
    }
}
