using Award.Rules;
using Award.Rules.Outlook;
using Award.Rules.Rating;
using CsCheck;
using Rules.Tests.Rating;

namespace Rules.Tests.Outlook;

/// <summary>What the least change claims, against every change there is.</summary>
public sealed class LeastChangeLaws
{
    [Fact]
    public void The_least_change_is_what_trying_all_of_them_finds() =>
        SmallYear.Any.Sample(
            year =>
            {
                var told = year.LeastChange();
                if (told.Verdict == LeastChangeVerdict.Designated || told.Before.Outcome == Outcome.NotAssessed)
                    return;

                var every = new EveryChange(year);
                Assert.Equal(Said(every.Least()), Said(told));
            },
            iter: 1000,
            print: Print);

    [Fact]
    public void Made_for_real_it_comes_true_and_gains_what_it_says() =>
        SmallYear.Any.Sample(
            year =>
            {
                var told = year.LeastChange();
                var every = new EveryChange(year);
                var before = every.Rate(new Dictionary<string, int>());
                var after = every.Rate(told.Moves.ToDictionary(move => move.Indicator, move => (int)move.To.Value));
                Assert.Equal(
                    told.Verdict is LeastChangeVerdict.Designated or LeastChangeVerdict.Found,
                    after.Outcome == Outcome.Designated);
                Assert.Equal((before.Total, before.Rank), (told.Before.Total, told.Before.Rank));
                Assert.Equal(told.Verdict == LeastChangeVerdict.Found, told.After is not null);
                Assert.Equal(told.Verdict == LeastChangeVerdict.None, told.Obstacles.Count > 0);
                Assert.InRange(told.Ratings, 1, LeastChange.MostRatings);
                if (told.After is { } end)
                    Assert.Equal((after.Total, after.Rank, 3), (end.Total, end.Rank, end.Streak.Years));

                Assert.All(told.Moves, move => Assert.Equal(
                    (after.Node(move.Indicator).Points ?? Points.Zero) - (before.Node(move.Indicator).Points ?? Points.Zero),
                    move.Gained));
            },
            iter: 500,
            print: Print);

    private static string Said(IReadOnlyDictionary<string, int>? change) =>
        change is null ? "none" : string.Join(' ', change.OrderBy(each => each.Key, StringComparer.Ordinal));

    private static string Said(LeastChange told) => told.Verdict == LeastChangeVerdict.Found
        ? Said(told.Moves.ToDictionary(move => move.Indicator, move => (int)move.To.Value))
        : told.Verdict.ToString().ToLowerInvariant();

    private static string Print(SmallYear year) =>
        string.Join('\n', year.Rulebook.Indicators.Select(i =>
            $"{i.Id} {i.Points} {i.Scoring} {i.Direction} per {i.Denominator} {i.Missing} {i.RollUp}"))
        + $"\nroot {year.Rulebook.Root.Aggregation} {string.Join(' ', year.Rulebook.Root.Children.Cast<Award.Rules.Rulebooks.Group>().Select(g => $"{g.Id} {g.Aggregation} {g.MinimumShare}"))}"
        + $"\npass {year.Rulebook.County} {string.Join(' ', year.Rulebook.County.FigureMinimums)}\n"
        + string.Join('\n', year.Sheets.Sheets.Select(s =>
            $"{s.Key} {s.Level} {s.Parent} {s.Status} {string.Join(' ', s.Figures)} {s.Incidents.Count} {s.ConfirmedVetoes.Count}"))
        + $"\n{year.Sheets.Previous?.Values.Count} {string.Join(' ', year.Sheets.Previous?.Values.Select(v => $"{v.Key}:{string.Join(',', v.Value)}") ?? [])}";
}
