using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Streaks;
using Rules.Tests.Record;

namespace Rules.Tests.Streaks;

/// <summary>2015 designated, 2016 not, 2017 suspended, 2018 designated; then as told.</summary>
public sealed class StreakStateTests
{
    private static readonly LadderSource Source = _ => (Runs.Zhejiang, Runs.Rules);

    [Fact]
    public void Empty_HasNoStreakAndNothingToRecount()
    {
        Assert.Null(StreakState.Empty.LastYear);
        Assert.Null(StreakState.Empty.StreakAsOf(new(2017), Source));
        Assert.False(StreakState.Empty.NeedsRecount);
        Assert.Null(StreakDecider.Recount(StreakState.Empty, Source));
    }

    [Theory]
    [InlineData("", "0 -, plaque in 1 by 2017 pending")]
    [InlineData("bob resolves designated", "2 2017-2018 plaque, tripod in 1 by 2019")]
    [InlineData("bob resolves not", "1 2018-2018 plaque, tripod in 2 by 2020")]
    [InlineData("bob resolves designated; ann proposes 2017; bob confirms 1", "1 2018-2018 plaque, tripod in 2 by 2020")]
    [InlineData("bob resolves designated; ann proposes 2017; bob rejects 1", "2 2017-2018 plaque, tripod in 1 by 2019")]
    [InlineData("bob resolves designated; ann proposes 2018; bob confirms 1", "0 -, plaque in 1 by 2019")]
    public void LaterDecisions_ChangeTheStreak(string story, string said) =>
        Assert.Equal(said, Runs.Said(StreakTables.After(story).StreakAsOf(new(2018), Source)!));

    [Fact]
    public void AfterTheLastOutcome_TheStreakAnswersItsLastState()
    {
        var streak = StreakTables.After("bob resolves designated");
        Assert.Equal(Runs.Said(streak.StreakAsOf(new(2018), Source)!), Runs.Said(streak.StreakAsOf(new(2022), Source)!));
    }

    [Fact]
    public void BeforeTheFirstOutcome_ThereIsNoStreak()
    {
        Assert.Null(StreakTables.After("").StreakAsOf(new(2014), Source));
        Assert.Equal("1 2015-2015 plaque, tripod in 2 by 2017", Runs.Said(StreakTables.After("").StreakAsOf(new(2015), Source)!));
    }

    [Fact]
    public void AHoleBetweenOutcomes_IsAGap_NotTheLastState()
    {
        var streak = new[] { 2015, 2017 }.Aggregate(StreakState.Empty, (state, year) =>
            state.Apply(StreakTables.Recorded(year, Outcome.Designated), Person.Engine, state.Version + 1));
        Assert.Equal("0 -, plaque in 1 by 2017", Runs.Said(streak.StreakAsOf(new(2016), Source)!));
    }

    [Fact]
    public void Revocation_RemembersWhoAndAfterWhichYear_AndThePublishedOutcomeStays()
    {
        var streak = StreakTables.After("ann proposes 2015; ann rewords 1; bob confirms 1");
        Assert.Equal(
            new RevocationRecord("330624-r-1", new(2015), "better", RevocationState.Confirmed, new("ann"), new("bob")),
            Assert.Single(streak.Revocations));
        var outcome = streak.Outcomes[new(2015)];
        Assert.Equal(
            (Outcome.Designated, Outcome.Revoked, new AwardYear(2018)),
            (outcome.Recorded.Outcome, outcome.Effective, outcome.RevokedAfter!.Value));
    }

    [Theory]
    [InlineData("", 4)]
    [InlineData("ann proposes 2015", 4)]
    [InlineData("ann proposes 2015; ann withdraws 1", 4)]
    [InlineData("ann proposes 2015; bob rejects 1", 4)]
    [InlineData("ann proposes 2015; bob confirms 1", 6)]
    [InlineData("ann proposes 2015; bob resolves not", 6)]
    public void OnlyWhatChangesAnOutcome_AsksForARecount(string story, long version) =>
        Assert.Equal(version, StreakTables.After(story).OutcomeVersion);

    [Fact]
    public void TwoOutcomesOfOneYear_AreABrokenInvariant() => Assert.Throws<ArgumentException>(() =>
        StreakTables.After("").Apply(StreakTables.Recorded(2015, Outcome.NotDesignated), Person.Engine, 9));
}
