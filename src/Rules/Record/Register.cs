namespace Award.Rules.Record;

/// <summary>
/// A region as the register has it: valid from 31 December of <paramref name="ValidFrom"/> until before that
/// of <paramref name="ValidTo"/>.
/// </summary>
/// <param name="Parent">
/// The city a county lies in; the province itself for cities and for counties directly under it.
/// </param>
public sealed record RegisterRow(
    RegionCode Code, BilingualName Name, RegionLevel Level, RegionCode Parent, int ValidFrom, int? ValidTo)
{
    /// <summary>Whether it existed on 31 December of that year.</summary>
    public bool IsValidIn(AwardYear year) => IsValidIn(year.Value);

    internal bool IsValidIn(int year) => ValidFrom <= year && !(ValidTo <= year);
}

public enum LineageKind
{
    /// <summary>Renamed or upgraded (县改区): the record goes on under the new code.</summary>
    Rename,

    /// <summary>Merged into a survivor: the survivor keeps its own record.</summary>
    Merger,

    /// <summary>A new unit split off: starts at nothing, or inherits by decision.</summary>
    Split,

    /// <summary>A part of the territory moved: no effect.</summary>
    PartMoved,
}

/// <summary>
/// A change of codes in one year (沿革). At most one successor of a code inherits its record.
/// </summary>
/// <param name="Year">The first year whose 31 December shows the new state.</param>
public sealed record LineageLink(
    int Year, RegionCode Old, RegionCode New, bool OldSurvives, LineageKind Kind, bool Inherits);
