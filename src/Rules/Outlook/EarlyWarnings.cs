using Award.Rules.Access;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// 预警: what threatens a region's designation while the year is open (docs/outlook.md). In the order of <see
/// cref="EarlyWarningCode"/>, within a code by the rulebook's order; no code twice for one subject, but that a
/// veto may have several figures near it.
/// </summary>
public static class EarlyWarnings
{
    /// <summary>The warnings of one region; none for a region that is not assessed.</summary>
    /// <exception cref="ArgumentException">The rating has no such region.</exception>
    public static IReadOnlyList<EarlyWarning> Of(
        YearRating rating, string region, StreakSoFar streak, WarningTerms? terms = null)
    {
        terms ??= WarningTerms.None;
        var view = RegionView.Of(rating, region, terms.Sight);
        if (view.Rated is not { } rated)
            return [];

        var best = new BestAttainable(rating, terms.Changeable, view.HidesPeers).Of(rated);
        EarlyWarning[] warnings =
        [
            .. view.Rules.VetoBlocks ? Vetoes(view, rated, terms) : [],
            .. PassMark(view, best),
            .. view.Rules.DimensionMinimum ? Dimensions(view, best) : [],
            .. view.Sheet.Reasons.Where(reason => reason.Code == ReasonCode.BelowFigureMinimum)
                .Select(r => new EarlyWarning(
                    EarlyWarningCode.FigureMinimumFailing, r.Subject, [r.Required!, r.Actual!])),
            .. Counties(view),
        ];
        return [.. warnings, .. Streak(view, rated, streak, warnings)];
    }

    private static IEnumerable<EarlyWarning> Vetoes(RegionView view, RatedRegion rated, WarningTerms terms)
    {
        var confirmed = rated.Inputs.Sheet.ConfirmedVetoes;
        var watch = new VetoWatch(view, rated);
        VetoGround[] quiet =
        [
            .. view.Rulebook.Vetoes
                .Where(ground => ground.Levels.Contains(view.Sheet.Level))
                .Where(ground => !confirmed.Contains(ground.Id) && !rated.ProposedVetoes.Contains(ground.Id)),
        ];
        var (incidents, deaths) = (watch.OneIncidentAway(), watch.OneDeathAway());
        return
        [
            .. view.InOrder(terms.RaisedVetoes).Except(confirmed)
                .Select(ground => new EarlyWarning(EarlyWarningCode.VetoRaised, ground, [])),
            .. rated.ProposedVetoes.Except(confirmed)
                .Select(ground => new EarlyWarning(EarlyWarningCode.VetoConditionHolds, ground, [])),
            .. from ground in quiet
               where incidents.ContainsKey(ground.Id)
               let incident = incidents[ground.Id]
               let severity = incident.Severity?.ToString().ToLowerInvariant() ?? ""
               select new EarlyWarning(
                   EarlyWarningCode.VetoOneIncidentAway,
                   ground.Id,
                   [incident.Kind, Text(incident.Deaths), severity]),
            .. from ground in quiet
               where deaths.ContainsKey(ground.Id)
               let incident = deaths[ground.Id]
               select new EarlyWarning(
                   EarlyWarningCode.VetoOneDeathAway, ground.Id, [incident.Id, Text(incident.Deaths)]),
            .. from ground in quiet
               from near in watch.Near(ground, terms.Margins)
               select new EarlyWarning(
                   EarlyWarningCode.VetoFigureNear,
                   ground.Id,
                   [near.Figure, near.Value.ToPlainText(), terms.Margins[near.Figure].ToPlainText()]),
        ];
    }

    private static IEnumerable<EarlyWarning> PassMark(RegionView view, NodeScore best)
    {
        var (required, total) = (view.Rules.PassMark, view.Sheet.Total);
        // No points even so: the weights of a city's counties are missing, and they may be anything.
        var most = Shown(view, best.Points ?? view.Rulebook.Root.Points);
        return Fallen("total", required, total, required, most) is { } warning
            ? [warning(EarlyWarningCode.PassMarkOutOfReach, EarlyWarningCode.PassMarkFailing)]
            : [];
    }

    private static IEnumerable<EarlyWarning> Dimensions(RegionView view, NodeScore best)
    {
        var found = new List<EarlyWarning>();
        Add(view.Sheet.Score, best);
        return found.OrderBy(warning => warning.Code);

        void Add(NodeScore score, NodeScore most)
        {
            var precision = view.Rulebook.Precision;
            if (Designating.MinimumOf(precision, most) is var (required, points))
            {
                var now = Designating.MinimumOf(precision, score);
                if (Fallen(
                    score.Node.Id,
                    now?.Required ?? required,
                    now?.Actual,
                    required,
                    points ?? Shown(view, most.Full)) is { } warning)
                {
                    found.Add(warning(
                        EarlyWarningCode.DimensionMinimumOutOfReach,
                        EarlyWarningCode.DimensionMinimumFailing));
                }
            }

            foreach (var (child, likewise) in score.Children.Zip(most.Children))
                Add(child, likewise);
        }
    }

    /// <summary>
    /// Out of reach when neither what it has nor the best it can have is enough; failing when only what it has
    /// is not.
    /// </summary>
    private static Func<EarlyWarningCode, EarlyWarningCode, EarlyWarning>? Fallen(
        string subject, Points required, Points? actual, Points requiredAtBest, Points best) =>
        actual >= required ? null
        : best < requiredAtBest
            ? (outOfReach, _) => new EarlyWarning(outOfReach, subject, [$"{requiredAtBest}", $"{best}"])
        : actual is not null
            ? (_, failing) => new EarlyWarning(failing, subject, [$"{required}", $"{actual}"])
        : null;

    private static IEnumerable<EarlyWarning> Counties(RegionView view) =>
        !view.HidesPeers
        && view.Rules.MinimumCountyShare is { } share
        && view.Counties(share) is var (designated, open, assessed, needed)
        && designated + open < needed
            ?
            [
                new EarlyWarning(
                    EarlyWarningCode.TooFewCounties,
                    "counties",
                    [share.ToPlainText(), Text(designated), Text(open), Text(assessed), Text(needed)]),
            ]
            : [];

    private static IEnumerable<EarlyWarning> Streak(
        RegionView view, RatedRegion rated, StreakSoFar streak, IReadOnlyList<EarlyWarning> warnings)
    {
        var inDanger = rated.Inputs.Sheet.Status == SheetStatus.Barred
            || view.Sheet.Reasons.Any(reason => reason.Code == ReasonCode.Vetoed)
            || warnings.Any(warning => warning.Code
                is not (EarlyWarningCode.VetoOneIncidentAway
                    or EarlyWarningCode.VetoOneDeathAway
                    or EarlyWarningCode.VetoFigureNear));
        var ifDesignated = streak.IfYearEnds(view.Rulebook, Outcome.Designated);
        var years = ifDesignated.Years - 1;
        if (!inDanger || ifDesignated.Pending || years < 1)
            return [];

        var next = view.Rulebook.Ladder.NextAfter(years);
        var (tier, toGo) = next is null ? ("", "") : (next.Tier, Text(next.Years - years));
        return
            [new EarlyWarning(EarlyWarningCode.StreakInDanger, view.Sheet.Key, [Text(years), tier, toGo])];
    }

    private static Points Shown(RegionView view, Points points) =>
        points.Round(view.Rulebook.Precision.Decimals, view.Rulebook.Precision.Rounding);

    private static string Text(int count) => ScoredValue.Text(count);
}

/// <summary>A warning: a stable code, what it is about, and its numbers as canonical text.</summary>
/// <param name="Subject">A veto ground, a node, a figure, "total", "counties" or the region's key.</param>
/// <param name="Arguments">As listed at the code.</param>
public sealed record EarlyWarning(EarlyWarningCode Code, string Subject, IReadOnlyList<string> Arguments);

public enum EarlyWarningCode
{
    /// <summary>A veto was raised and is not decided. Subject: ground. No arguments.</summary>
    VetoRaised,

    /// <summary>A veto's condition holds; nobody confirmed it. Subject: ground. No arguments.</summary>
    VetoConditionHolds,

    /// <summary>
    /// It would hold with one more incident, because of those on record: an incident that would do by itself is
    /// no warning, as every region is that one away. Subject: ground. Arguments: kind, deaths, severity ("ordinary",
    /// "larger", "major", "extreme" or empty) of the mildest that would do.
    /// </summary>
    VetoOneIncidentAway,

    /// <summary>
    /// It would hold with one more death in an incident on record. Subject: ground. Arguments: the incident's
    /// id, its deaths now.
    /// </summary>
    VetoOneDeathAway,

    /// <summary>
    /// It would hold if a figure moved by no more than its margin. Subject: ground. Arguments: the figure's
    /// id, its value, the margin.
    /// </summary>
    VetoFigureNear,

    /// <summary>Subject "total". Arguments: required, best attainable.</summary>
    PassMarkOutOfReach,

    /// <summary>Below it as rated, but not out of reach. Subject "total". Arguments: required, actual.</summary>
    PassMarkFailing,

    /// <summary>Subject: group. Arguments: required, best attainable.</summary>
    DimensionMinimumOutOfReach,

    /// <summary>Below it as rated, but not out of reach. Subject: group. Arguments: required, actual.</summary>
    DimensionMinimumFailing,

    /// <summary>Subject: figure. Arguments: required, actual.</summary>
    FigureMinimumFailing,

    /// <summary>
    /// Even if every open county were designated. Subject "counties". Arguments: share required, designated,
    /// open, assessed, needed.
    /// </summary>
    TooFewCounties,

    /// <summary>
    /// A run would end with the year. Subject: the region's key. Arguments: its years; the next tier's id and
    /// the years to go to it, this one included (1: this year would complete it), both empty at the top of a
    /// ladder that ends.
    /// </summary>
    StreakInDanger,
}

/// <summary>What the caller knows besides the rating.</summary>
/// <param name="Margins">
/// By figure, how near to a veto's limit is near, in the figure's scored unit. A figure without one gives no
/// such warning.
/// </param>
/// <param name="Changeable">
/// Indicators whose reported figures may still change: taken at full marks, like missing ones, when the best
/// attainable points are found.
/// </param>
/// <param name="RaisedVetoes">Grounds of vetoes raised and not yet decided.</param>
/// <param name="Sight">
/// Where peers are compared and not seen, only what is out of reach whatever the peers have is told of points.
/// </param>
public sealed record WarningTerms(
    IReadOnlyDictionary<string, Ratio> Margins,
    IReadOnlyCollection<string> Changeable,
    IReadOnlyList<string> RaisedVetoes,
    PeerSight Sight = PeerSight.All)
{
    /// <summary>No margins, nothing but missing figures open, no veto raised.</summary>
    public static WarningTerms None { get; } = new(new Dictionary<string, Ratio>(), [], []);
}
