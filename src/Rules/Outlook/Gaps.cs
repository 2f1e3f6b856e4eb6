using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// What a region has of what it needs to be designated (差距), as its year is rated now. Numbers are compared
/// as the designation compares them, so a region is designated when nothing here is unmet, no figure is
/// missing, no veto bars and it is assessed.
/// </summary>
/// <param name="Status">Suspended, barred and not assessed regions are not designated whatever the gaps.</param>
/// <param name="Requirements">
/// In a fixed order: pass mark, dimensions in tree order, figure minima in the rulebook's order, counties.
/// Empty for a region that is not assessed.
/// </param>
/// <param name="MissingFigures">
/// Ids that keep the designation open, in the rulebook's order of reasons: indicators without a value that
/// hold the score open, figures with a minimum that nobody reported, or the root's id where nothing is
/// scored.
/// </param>
/// <param name="Vetoes">
/// Grounds that are confirmed, raised or whose condition holds: in the rulebook's order, then others.
/// </param>
public sealed record Gaps(
    string Key,
    SheetStatus Status,
    IReadOnlyList<Gap> Requirements,
    IReadOnlyList<string> MissingFigures,
    IReadOnlyList<VetoInSight> Vetoes)
{
    /// <summary>The gaps of one region.</summary>
    /// <param name="raised">Grounds of vetoes raised and not yet decided, which a rating does not know.</param>
    /// <exception cref="ArgumentException">The rating has no such region.</exception>
    public static Gaps Of(YearRating rating, string region, IReadOnlyList<string>? raised = null) =>
        throw new NotImplementedException();
}

/// <summary>What a requirement is about.</summary>
public enum GapCode
{
    /// <summary>The total against the pass mark; subject "total".</summary>
    PassMark,

    /// <summary>A group's points against the least it must have; subject is the group's id.</summary>
    DimensionMinimum,

    /// <summary>A figure such as the survey against its least (or greatest) value; subject is its id.</summary>
    FigureMinimum,

    /// <summary>The share of a city's assessed counties that are designated; subject "counties".</summary>
    CountyShare,
}

/// <summary>One requirement and how far the region is from it.</summary>
/// <param name="Required">
/// Points rounded to the rulebook's decimals, a figure in its scored unit, or a share of 0 to 1.
/// </param>
/// <param name="Actual">The same of the region; null while it is open.</param>
/// <param name="Lacking">How much is lacking, never negative, zero when met; null while open.</param>
/// <param name="Met">False while open.</param>
/// <param name="Better">Lower is better only for figures that have a greatest value.</param>
/// <param name="Counties">For the share of counties: the same in numbers; else null.</param>
public sealed record Gap(
    GapCode Code,
    string Subject,
    Ratio Required,
    Ratio? Actual,
    Ratio? Lacking,
    bool Met,
    Direction Better,
    CountiesDesignated? Counties);

/// <param name="Assessed">All assessed counties of the city; more than zero.</param>
/// <param name="Open">Of those not designated, the ones that nothing but missing figures holds back.</param>
/// <param name="Needed">The least number of designated counties that meets the share.</param>
public sealed record CountiesDesignated(int Designated, int Open, int Assessed, int Needed);

/// <summary>A ground for a veto that something speaks for.</summary>
/// <param name="Confirmed">A confirmed veto stands; where the rulebook lets vetoes block, it bars.</param>
/// <param name="Raised">A veto was raised and is not decided.</param>
/// <param name="Holds">Its condition holds by what is on record.</param>
public sealed record VetoInSight(string Ground, bool Confirmed, bool Raised, bool Holds);
