using Award.Rules.Awarding;
using Award.Rules.Streaks;

namespace Award.Ledger.Published;

/// <summary>A difference of awards in its one canonical form. Never stored: it is shown, and its hash confirms it.</summary>
public sealed record DifferenceDocument(IReadOnlyList<YearDifference> Years, IReadOnlyList<TitleDifference> Titles);

/// <param name="Before">Left out where there was no award.</param>
/// <param name="After">Left out where there is none any more.</param>
public sealed record YearDifference(int Year, string Code, AwardText? Before, AwardText? After);

/// <param name="Standing">"working" or "published".</param>
/// <param name="Score">Rounded total as decimal text.</param>
/// <param name="Tier">The rung the run stands on as of the year.</param>
public sealed record AwardText(
    string Standing, string? Score, int? Rank, string Outcome, int? StreakYears, TierText? Tier);

public sealed record TierText(string Id, NameText Name);

/// <param name="Unit">Its lineage.</param>
public sealed record TitleDifference(
    string Unit, IReadOnlyList<TitleText> Gained, IReadOnlyList<TitleText> Lost);

/// <summary>Canonical bytes of a difference, and the hash that a command is confirmed by.</summary>
public static class DifferenceDocuments
{
    public static DifferenceDocument Of(AwardsDifference difference) => new(
        [
            .. difference.Years.Select(change => new YearDifference(
                change.Key.Year.Value, change.Key.Code.Value, Text(change.Before), Text(change.After))),
        ],
        [
            .. difference.Titles.Select(change => new TitleDifference(
                change.Unit.ToString(), Texts(change.Gained), Texts(change.Lost))),
        ]);

    public static ReadOnlyMemory<byte> Bytes(AwardsDifference difference) =>
        DocumentJson.Write("", Of(difference)).Bytes;

    /// <summary>Names this difference made by this command, and no other: lower-case hex SHA-256.</summary>
    /// <param name="bodyHash">Of the command: method, path and body.</param>
    /// <param name="difference">Its canonical bytes.</param>
    public static string Hash(string bodyHash, ReadOnlySpan<byte> difference) => ContentHash.Of(
        [.. System.Text.Encoding.ASCII.GetBytes($"{bodyHash}\n"), .. difference]);

    private static AwardText? Text(YearAward? award) => award is null ? null : new AwardText(
        Published.Texts.Of(award.Standing),
        award.Score?.ToString(),
        award.Rank,
        Published.Texts.Of(award.Outcome),
        award.StreakYears,
        award.Tier is { } tier ? new TierText(tier.Id, Published.Texts.Of(tier.Name)) : null);

    private static List<TitleText> Texts(IReadOnlyList<Title> titles) => [.. titles.Select(title => new TitleText(
        title.Tier.Id, Published.Texts.Of(title.Tier.Name), title.Year.Value))];
}
