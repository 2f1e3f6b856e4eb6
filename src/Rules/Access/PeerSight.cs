using Award.Rules.Record;

namespace Award.Rules.Access;

/// <summary>
/// 所见: how much of the other regions' work may show in what someone is told about one region before publication
/// (docs/outlook.md). What is public shows to everyone.
/// </summary>
public enum PeerSight
{
    /// <summary>Nothing of it: a city, while the public sees no board or one that stands still.</summary>
    None,

    /// <summary>Places and points, as the board of a live year has them: a city while it moves.</summary>
    Board,

    /// <summary>All of it: who works on the year, and everyone once it is published.</summary>
    All,
}

public static class PeerSights
{
    /// <summary>What a caller who may read the region's sheet sees of the others.</summary>
    public static PeerSight Of(Caller caller, YearState year) =>
        year.Stage == Stage.Published || caller.Roles.Any(IsInside) ? PeerSight.All
        : (year.Opened?.Visibility, year.Stage) is (Visibility.Live, Stage.Collecting or Stage.Review or Stage.Notice)
            or (Visibility.LiveUntilFreeze, Stage.Collecting)
            ? PeerSight.Board
        : PeerSight.None;

    private static bool IsInside(Role role) =>
        role != Role.City && AccessRules.Of(Operation.ReadSheet).Roles.Contains(role);
}
