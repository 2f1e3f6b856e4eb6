using Award.Ledger.Published;

namespace Award.Api.Public;

/// <summary>Outcomes as documents and answers name them.</summary>
internal static class Outcomes
{
    public const string Designated = "designated";
    public const string Suspended = "suspended";
    public const string Revoked = "revoked";
    public const string NotAssessed = "not-assessed";

    /// <summary>
    /// How often a year's outcome was decided anew since it was published: a suspension decided, a
    /// revocation.
    /// </summary>
    public static int Decisions(StreakYear year) =>
        (year.Published == Suspended && year.Outcome != Suspended ? 1 : 0)
        + (year.Outcome == Revoked && year.Published != Revoked ? 1 : 0);
}
