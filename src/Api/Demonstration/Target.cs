using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Api.Demonstration;

/// <summary>What a region's figures are to add up to, from the outcome it is to have.</summary>
/// <param name="Total">The total aimed at.</param>
/// <param name="Least">
/// The total it must not fall below whatever else happens; null where it is to fail by its total.
/// </param>
/// <param name="Failing">The dimension that is to miss its minimum, or null.</param>
internal sealed record Target(decimal Total, decimal? Least, string? Failing)
{
    private const int FirstYear = 2005;

    /// <param name="city">
    /// The outcome of the city that a county lies in: what its counties score rolls up to it.
    /// </param>
    public static Target Of(Rulebook rulebook, SheetPlan plan, OutcomeRow? city)
    {
        var pass = rulebook.Naming(plan.Region.Level).PassMark.ToDecimal();
        var room = rulebook.Root.Points.ToDecimal() - pass;
        return plan.Outcome.Cause switch
        {
            ReasonCode.BelowPassMark =>
                new Target(pass - (room * plan.Between(0.08m, 0.3m, "total")), null, null),
            ReasonCode.BelowDimensionMinimum =>
                new Target(pass + (room * plan.Between(0.05m, 0.15m, "total")), pass, plan.Outcome.Subject),
            null or ReasonCode.Suspended => new Target(pass + (room * Standing(plan, city)), pass, null),
            _ => new Target(pass + (room * plan.Between(0.06m, 0.3m, "total")), pass, null),
        };
    }

    // Between barely and nearly all: what the region is like, a little better every year, and the year's
    // luck. Where the city is to fail by its total its counties are weak; where it is to fail otherwise, they
    // make up for those that fail with it.
    private static decimal Standing(SheetPlan plan, OutcomeRow? city)
    {
        var standing = 0.33m
            + (0.016m * (plan.Year.Value - FirstYear))
            + plan.Always(-0.2m, 0.2m, "standing")
            + plan.Between(-0.1m, 0.1m, "luck");
        return city?.Cause switch
        {
            null => Math.Clamp(standing, 0.08m, 0.86m),
            ReasonCode.BelowPassMark => Math.Clamp(standing, 0.08m, 0.25m),
            _ => Math.Clamp(standing, 0.45m, 0.86m),
        };
    }
}
