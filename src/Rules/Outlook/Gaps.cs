using Award.Rules.Access;
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
    /// <param name="sight">What hangs on peers that are not seen is open, and the share of counties is left out.</param>
    /// <exception cref="ArgumentException">The rating has no such region.</exception>
    public static Gaps Of(
        YearRating rating,
        string region,
        IReadOnlyList<string>? raised = null,
        PeerSight sight = PeerSight.All)
    {
        var view = RegionView.Of(rating, region, sight);
        return view.Rated is not { } rated
            ? new Gaps(region, SheetStatus.NotAssessed, [], [], [])
            : new Gaps(
                region,
                rated.Inputs.Sheet.Status,
                [.. Needs(view, rated)],
                [
                    .. view.Sheet.Reasons
                        .Where(reason => reason.Code == ReasonCode.FigureMissing)
                        .Select(reason => reason.Subject)
                        .Distinct(),
                ],
                [.. InSight(view, rated, raised ?? [])]);
    }

    private static IEnumerable<Gap> Needs(RegionView view, RatedRegion rated)
    {
        var rules = view.Rules;
        yield return OfPoints(GapCode.PassMark, "total", rules.PassMark, view.Sheet.Total);
        if (rules.DimensionMinimum)
        {
            foreach (var gap in Dimensions(view.Rulebook.Precision, view.Sheet.Score))
                yield return gap;
        }

        foreach (var minimum in rules.FigureMinimums)
        {
            var actual = Conditions.FigureOf(minimum.Indicator, view.Rulebook, rated.Inputs, rated.Values);
            var better =
                view.Rulebook.FindIndicator(minimum.Indicator)?.Direction ?? Direction.HigherIsBetter;
            yield return Of(GapCode.FigureMinimum, minimum.Indicator, minimum.Value, actual, better);
        }

        if (!view.HidesPeers && rules.MinimumCountyShare is { } share && view.Counties(share) is { } counties)
        {
            var actual = new Ratio(counties.Designated, counties.Assessed);
            yield return Of(GapCode.CountyShare, "counties", share, actual) with { Counties = counties };
        }
    }

    private static IEnumerable<Gap> Dimensions(Precision precision, NodeScore score)
    {
        if (Designating.MinimumOf(precision, score) is var (required, actual))
            yield return OfPoints(GapCode.DimensionMinimum, score.Node.Id, required, actual);

        foreach (var gap in score.Children.SelectMany(child => Dimensions(precision, child)))
            yield return gap;
    }

    private static Gap OfPoints(GapCode code, string subject, Points required, Points? actual) =>
        Of(code, subject, required.ToRatio(), actual?.ToRatio());

    private static Gap Of(
        GapCode code,
        string subject,
        Ratio required,
        Ratio? actual,
        Direction better = Direction.HigherIsBetter)
    {
        var below = better == Direction.HigherIsBetter ? required - actual : actual - required;
        Ratio? lacking = below is { } by ? Ratio.Max(by, Ratio.Zero) : null;
        return new Gap(code, subject, required, actual, lacking, lacking is { Sign: 0 }, better, null);
    }

    private static IEnumerable<VetoInSight> InSight(
        RegionView view, RatedRegion rated, IReadOnlyList<string> raised)
    {
        var (confirmed, holding) = (rated.Inputs.Sheet.ConfirmedVetoes, rated.ProposedVetoes);
        return view.InOrder([.. confirmed, .. raised, .. holding])
            .Select(ground => new VetoInSight(
                ground, confirmed.Contains(ground), raised.Contains(ground), holding.Contains(ground)));
    }
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
