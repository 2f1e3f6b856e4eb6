using Award.Rules.Access;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook;

/// <summary>
/// Takes away from a rating what hangs on the figures of other regions, for those who are not shown them. What is
/// left is the same whatever the others' figures are: points of what compares peers are open, and so is every sum
/// they go into; a reason that hangs on such points is not told.
/// </summary>
public static class OwnSight
{
    /// <summary>Whether some of a rulebook's points hang on the year's peers.</summary>
    public static bool ComparesPeers(this Rulebook rulebook) => ComparesPeers(rulebook.Root);

    internal static bool ComparesPeers(this ScoreNode node) => node.Leaves().Any(leaf => leaf.Scoring is Relative);

    /// <summary>The sheet as somebody with such a sight is told of it.</summary>
    internal static SheetRating Seen(this SheetRating sheet, PeerSight sight, bool comparesPeers) => sight switch
    {
        PeerSight.All => sheet,
        PeerSight.Board => sheet with { Score = Seen(sheet.Score, keepsPoints: true) },
        _ when !comparesPeers => sheet with { Rank = null },
        _ => sheet with
        {
            Rank = null,
            Total = null,
            Score = Seen(sheet.Score, keepsPoints: false),
            Reasons = [.. sheet.Reasons.Where(reason => !Hangs(reason, sheet.Score))],
        },
    };

    // The working of such a leaf names peers' values, least and greatest: no board shows these.
    private static NodeScore Seen(NodeScore score, bool keepsPoints) => !score.Node.ComparesPeers()
        ? score
        : score with
        {
            Points = keepsPoints ? score.Points : null,
            Working = score.Node is Indicator ? [] : score.Working,
            Children = [.. score.Children.Select(child => Seen(child, keepsPoints))],
        };

    private static bool Hangs(Reason reason, NodeScore score) => reason.Code switch
    {
        ReasonCode.BelowPassMark or ReasonCode.TooFewCountiesDesignated => true,
        ReasonCode.BelowDimensionMinimum => Ranking.Find(score, reason.Subject)?.Node.ComparesPeers() ?? true,
        _ => false,
    };
}
