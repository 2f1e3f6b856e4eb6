using Award.Api.Public;

namespace Award.Api.Pages;

/// <summary>What a region's page shows.</summary>
/// <param name="Parent">The city a county lies in, or null.</param>
/// <param name="ParentCode">Its code.</param>
/// <param name="Rungs">The ladder, up to the rung after the present one.</param>
/// <param name="Years">Published years, latest first.</param>
public sealed record RegionModel(
    Speech Speech,
    string Address,
    RegionAnswer Region,
    NameAnswer? Parent,
    string? ParentCode,
    IReadOnlyList<RungModel> Rungs,
    IReadOnlyList<int> Years)
{
    /// <summary>The title a year conferred, if it is still held.</summary>
    public TierAnswer? ConferredIn(int year) => Region.Tripods.LastOrDefault(t => t.Year == year)?.Tier;
}

/// <param name="Reached">The present run has got there.</param>
/// <param name="Year">The award year that reached it or, if the run goes on, will.</param>
public sealed record RungModel(TierAnswer Tier, int Years, bool Reached, int? Year);
