using Award.Rules.Rating;
using Award.Rules.Streaks;

namespace Award.Rules.Awarding;

/// <summary>Whether an award stands or is only what the figures come to so far.</summary>
public enum AwardStanding
{
    /// <summary>Of an open year, from collecting on: nothing in it is settled, and no run counts it.</summary>
    Working,

    Published,
}

/// <summary>A region's award of one year.</summary>
/// <param name="Score">Rounded total; null while open and for what is not assessed.</param>
/// <param name="Rank">Place in the level's table; null while pending and for what is not assessed.</param>
/// <param name="Outcome">As it stands now, after revocations and suspensions decided.</param>
/// <param name="StreakYears">Length of the run as of the year; null before publication.</param>
/// <param name="Tier">Rung that run stands on; null without one and before publication.</param>
public sealed record YearAward(
    AwardStanding Standing, Points? Score, int? Rank, Outcome Outcome, int? StreakYears, TripodTier? Tier);

public readonly record struct AwardKey(AwardYear Year, RegionCode Code) : IComparable<AwardKey>
{
    public int CompareTo(AwardKey other) =>
        Year.CompareTo(other.Year) is var byYear and not 0 ? byYear : Code.CompareTo(other.Code);
}

/// <summary>What a province's record awards (奖项): to each region in each year, and the titles that each unit holds.</summary>
/// <param name="Titles">Oldest first; a unit without titles may be left out.</param>
public sealed record Awards(
    IReadOnlyDictionary<AwardKey, YearAward> Years, IReadOnlyDictionary<LineageId, IReadOnlyList<Title>> Titles)
{
    public static Awards None { get; } = new(
        new Dictionary<AwardKey, YearAward>(), new Dictionary<LineageId, IReadOnlyList<Title>>());
}
