using Award.Rules.Streaks;

namespace Award.Rules.Awarding;

/// <param name="Before">Null where there was no award.</param>
/// <param name="After">Null where there is none any more.</param>
public sealed record AwardChange(AwardKey Key, YearAward? Before, YearAward? After);

/// <summary>Titles that a unit gains and loses, each oldest first.</summary>
public sealed record TitleChange(LineageId Unit, IReadOnlyList<Title> Gained, IReadOnlyList<Title> Lost);

/// <summary>
/// What makes one set of awards into another (奖项差异), and nothing that is the same in both.
/// Applied to the one it gives the other.
/// </summary>
/// <param name="Years">By year, then code.</param>
/// <param name="Titles">By unit.</param>
public sealed record AwardsDifference(IReadOnlyList<AwardChange> Years, IReadOnlyList<TitleChange> Titles)
{
    public bool IsEmpty => Years.Count == 0 && Titles.Count == 0;

    public static AwardsDifference Between(Awards before, Awards after) => new(
        [
            .. before.Years.Keys.Union(after.Years.Keys).Order()
                .Select(key => new AwardChange(
                    key, before.Years.GetValueOrDefault(key), after.Years.GetValueOrDefault(key)))
                .Where(change => change.Before != change.After),
        ],
        [
            .. before.Titles.Keys.Union(after.Titles.Keys).OrderBy(unit => unit.FirstCode)
                .Select(unit => Between(unit, TitlesOf(before, unit), TitlesOf(after, unit)))
                .Where(change => change.Gained.Count + change.Lost.Count > 0),
        ]);

    /// <summary>The awards as they are once this has come true.</summary>
    public Awards ApplyTo(Awards before)
    {
        var years = new Dictionary<AwardKey, YearAward>(before.Years);
        foreach (var change in Years)
        {
            if (change.After is { } after)
                years[change.Key] = after;
            else
                years.Remove(change.Key);
        }

        var titles = new Dictionary<LineageId, IReadOnlyList<Title>>(before.Titles);
        foreach (var change in Titles)
        {
            titles[change.Unit] =
            [
                .. TitlesOf(before, change.Unit).Except(change.Lost).Concat(change.Gained)
                    .OrderBy(title => title.Year),
            ];
        }

        return new Awards(years, titles);
    }

    /// <summary>The same, of some regions and units only.</summary>
    public AwardsDifference Where(Func<AwardChange, bool> year, Func<TitleChange, bool> unit) =>
        new([.. Years.Where(year)], [.. Titles.Where(unit)]);

    private static TitleChange Between(
        LineageId unit, IReadOnlyList<Title> before, IReadOnlyList<Title> after) =>
        new(unit, [.. after.Except(before)], [.. before.Except(after)]);

    private static IReadOnlyList<Title> TitlesOf(Awards awards, LineageId unit) =>
        awards.Titles.GetValueOrDefault(unit) ?? [];
}
