using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Rules.Tests.Streaks;

/// <summary>Streaks drawn a letter a year, from 2005: D designated, n not, S suspended, R revoked, a not assessed.</summary>
public sealed class StreakCounterTests
{
    //         2005      2010      2015
    //         |         |         |
    // 绍兴     n n n D D D D D D D D D D     ten in a row 2008-2017: silver since 2016, and gold is two years off
    //               |   3     6     9
    [Fact]
    public void Shaoxing2017_StandsAtTen_SilverInHand_TwoYearsFromGold()
    {
        var shaoxing = Runs.Count("nnnDDDDDDDDDD");
        Assert.Equal("10 2008-2017 silver, gold in 2 by 2019; tripod 2010, bronze 2013, silver 2016", Runs.Said(shaoxing));
        Assert.Equal(new BilingualName("平安银鼎", "silver"), shaoxing.Tier?.Name);
        Assert.False(shaoxing.Pending);
    }

    [Fact]
    public void TenForGold_GivesShaoxingGold() =>
        Assert.Equal(
            "10 2008-2017 gold, gold-1 in 3 by 2020; tripod 2010, bronze 2013, silver 2016, gold 2017",
            Runs.Said(Runs.Count("nnnDDDDDDDDDD", Runs.TenForGold)));

    [Theory]
    [InlineData("D", "1 2005-2005 plaque, tripod in 2 by 2007")]
    [InlineData("DD", "2 2005-2006 plaque, tripod in 1 by 2007")]
    [InlineData("DDD", "3 2005-2007 tripod, bronze in 3 by 2010; tripod 2007")]
    [InlineData("n", "0 -, plaque in 1 by 2006")]
    [InlineData("DDDn", "0 -, plaque in 1 by 2009; tripod 2007")]
    [InlineData("DDDnD", "1 2009-2009 plaque, tripod in 2 by 2011; tripod 2007")]
    public void ARun_ClimbsTheLadder_AndABreakSendsItToTheFoot(string letters, string said) =>
        Assert.Equal(said, Runs.Said(Runs.Count(letters)));

    [Fact]
    public void PastGold_EveryThreeYearsAddAStar() => Assert.Equal(
        "18 2005-2022 gold-2, gold-3 in 3 by 2025; "
        + "tripod 2007, bronze 2010, silver 2013, gold 2016, gold-1 2019, gold-2 2022",
        Runs.Said(Runs.Count(new string('D', 18))));

    [Fact]
    public void StarsAreNamedInWords() => Assert.Equal(
        new BilingualName("二星平安金鼎", "Two-star Gold Tripod"),
        Runs.Count(new string('D', 18)).Tier!.Name);

    //  2005  D D D n D D D      the second run reaches the tripod again, and is given it again
    [Fact]
    public void ARungReachedAgainAfterABreak_IsConferredAgain() =>
        Assert.Equal("3 2009-2011 tripod, bronze in 3 by 2014; tripod 2007, tripod 2011", Runs.Said(Runs.Count("DDDnDDD")));

    [Theory]
    [InlineData("DDDnDDD", "3 2009-2011 tripod, bronze in 3 by 2014; tripod 2011")]
    [InlineData("DDDn", "0 -, plaque in 1 by 2009")]
    [InlineData("DDD D", "1 2009-2009 plaque, tripod in 2 by 2011")]
    [InlineData("DDDRD", "1 2009-2009 plaque, tripod in 2 by 2011")]
    public void WhereTheRuleSaysSo_ABreakWithdrawsTitles(string letters, string said) =>
        Assert.Equal(said, Runs.Said(Runs.Count(letters, rules: Runs.Rules with { TitleAfterBreak = TitleAfterBreak.Withdraw })));

    [Theory]
    [InlineData("DDD DDD", "3 2009-2011 tripod, bronze in 3 by 2014; tripod 2007, tripod 2011")]
    [InlineData("DDD ", "0 -, plaque in 1 by 2009; tripod 2007")]
    [InlineData("DDDa D", "1 2010-2010 plaque, tripod in 2 by 2012; tripod 2007")]
    public void AYearWithoutOutcome_BreaksTheRun(string letters, string said) =>
        Assert.Equal(said, Runs.Said(Runs.Count(letters)));

    [Theory]
    [InlineData("DDaD", "3 2005-2008 tripod, bronze in 3 by 2011; tripod 2008")]
    [InlineData("DDDa", "3 2005-2007 tripod, bronze in 3 by 2011; tripod 2007")]
    [InlineData("aD", "1 2006-2006 plaque, tripod in 2 by 2008")]
    [InlineData("aa", "0 -, plaque in 1 by 2007")]
    public void AYearNotAssessed_NeitherAddsNorBreaks(string letters, string said) =>
        Assert.Equal(said, Runs.Said(Runs.Count(letters)));

    //  2005  D D S D n      from 2007 on all is pending; should 2007 come to count, it completes the tripod itself
    [Theory]
    [InlineData("DDS", "2 2005-2006 plaque, tripod in 1 by 2007 pending")]
    [InlineData("DDSDn", "2 2005-2006 plaque, tripod in 1 by 2007 pending")]
    [InlineData("DDSS", "2 2005-2006 plaque, tripod in 1 by 2007 pending")]
    [InlineData("S", "0 -, plaque in 1 by 2005 pending")]
    [InlineData("DD SD", "0 -, plaque in 1 by 2008 pending")]
    public void AnUndecidedSuspension_NeitherAddsNorBreaks_AndLaterYearsWait(string letters, string said) =>
        Assert.Equal(said, Runs.Said(Runs.Count(letters)));

    [Theory]
    [InlineData("DDR", "0 -, plaque in 1 by 2008")]
    [InlineData("DDRDDD", "3 2008-2010 tripod, bronze in 3 by 2013; tripod 2010")]
    [InlineData("DDDRDD", "2 2009-2010 plaque, tripod in 1 by 2011; tripod 2007")]
    public void ARevocation_BreaksTheRun_AndTitlesItNoLongerSupportsAreGone(string letters, string said) =>
        Assert.Equal(said, Runs.Said(Runs.Count(letters)));

    //  2005  D D D R D D D D D    2008 was revoked after 2010 was published:
    //  conferred by then: tripod 2007, bronze 2010 (six years, 2008 among them). They stand. The run from 2009 reaches three
    //  years in 2011, after the revocation: that tripod is conferred.
    [Fact]
    public void WhereTheRuleSaysSo_ARevocationTakesNoTitle()
    {
        var outcomes = Runs.Of("DDDRDDDDD")
            .Select(o => o.Outcome == Outcome.Revoked ? o with { RevokedAfter = new AwardYear(2010) } : o);
        var rules = Runs.Rules with { WithdrawTitlesOnRevocation = false };
        var streak = StreakCounter.Count(outcomes, new(2013), _ => (Runs.Zhejiang, rules));
        Assert.Equal("5 2009-2013 tripod, bronze in 1 by 2014; tripod 2007, bronze 2010, tripod 2011", Runs.Said(streak));
    }

    [Theory]
    [InlineData("DDR", "0 -, plaque in 1 by 2008; tripod 2007")] // conferred for the revoked year itself
    [InlineData("DDRD", "1 2008-2008 plaque, tripod in 2 by 2010; tripod 2007")]
    [InlineData("DaDR", "0 -, plaque in 1 by 2009; tripod 2008")]
    [InlineData("D DR", "0 -, plaque in 1 by 2009")]
    [InlineData("DnDR", "0 -, plaque in 1 by 2009")]
    public void ARevocationAtOnce_LeavesWhatTheYearHadCompleted(string letters, string said) => Assert.Equal(
        said, Runs.Said(Runs.Count(letters, rules: Runs.Rules with { WithdrawTitlesOnRevocation = false })));

    [Fact]
    public void OutcomesBeforeTheFirstYear_AreIgnored() => Assert.Equal(
        "2 2007-2008 plaque, tripod in 1 by 2009",
        Runs.Said(Runs.Count("DDDD", rules: Runs.Rules with { FirstYear = new(2007) })));

    [Theory]
    [InlineData(2004, "0 -, plaque in 1 by 2005")]
    [InlineData(2007, "3 2005-2007 tripod, bronze in 3 by 2010; tripod 2007")]
    [InlineData(2012, "0 -, plaque in 1 by 2013; tripod 2007, bronze 2010")]
    public void LaterOutcomes_AreIgnored_AndNoOutcomeYetIsAGap(int asOf, string said) =>
        Assert.Equal(said, Runs.Said(Runs.Count("DDDDDD", asOf: asOf)));

    //  2005-2014 by the old ladder (silver at nine), from 2015 on ten for gold:
    //  the silver of 2013 stands, gold would have come in 2014, but that year's ladder did not give it; the run is on gold
    //  now, and the next rung is the first star.
    [Fact]
    public void TitlesStandByTheLadderTheyWereConferredUnder_AndTheRungIsThatOfTheYearAskedAbout()
    {
        LadderSource changing = year => (year.Value < 2015 ? Runs.Zhejiang : Runs.TenForGold, Runs.Rules);
        var streak = StreakCounter.Count(Runs.Of(new string('D', 11)), new(2015), changing);
        Assert.Equal("11 2005-2015 gold, gold-1 in 2 by 2017; tripod 2007, bronze 2010, silver 2013", Runs.Said(streak));
    }

    [Fact]
    public void RulesOfTheBreakingYear_DecideOnTitles()
    {
        LadderSource milder = year => (
            Runs.Zhejiang,
            Runs.Rules with { TitleAfterBreak = year.Value < 2010 ? TitleAfterBreak.Withdraw : TitleAfterBreak.Keep });
        Assert.Equal("tripod 2012", Titles("DDDnnDDDn"));
        Assert.Equal("tripod 2007, tripod 2013", Titles("DDDDDnDDDn"));

        string Titles(string letters) => Runs.Titles(
            StreakCounter.Count(Runs.Of(letters), new(2005 + letters.Length - 1), milder).Titles);
    }

    [Fact]
    public void AtTheTopOfALadderThatEnds_NothingIsNext()
    {
        var ladder = new Ladder([.. Runs.Zhejiang.Steps.Take(2)], null);
        Assert.Equal("4 2005-2008 tripod; tripod 2007", Runs.Said(Runs.Count("DDDD", ladder)));
    }

    [Fact]
    public void BelowTheFirstRung_ThereIsNone()
    {
        var ladder = new Ladder([.. Runs.Zhejiang.Steps.Skip(1)], null);
        Assert.Equal("2 2005-2006 -, tripod in 1 by 2007", Runs.Said(Runs.Count("DD", ladder)));
    }

    [Fact]
    public void ARungAfterTheLastAwardYear_IsNotPromised()
    {
        var outcomes = Runs.Of("DD", from: 2998);
        Assert.Null(StreakCounter.Count(outcomes, new(2999), _ => (Runs.Zhejiang, Runs.Rules)).Next);
    }

    [Fact]
    public void TwoOutcomesOfOneYear_AreABrokenInvariant() => Assert.Throws<ArgumentException>(() =>
        StreakCounter.Count([.. Runs.Of("DD"), .. Runs.Of("n")], new(2006), _ => (Runs.Zhejiang, Runs.Rules)));

    [Fact]
    public void RulesAreAskedOnlyForTheYearAskedAboutAndYearsThatCount()
    {
        var asked = new HashSet<int>();
        StreakCounter.Count(Runs.Of("DD DD"), new(2010), year =>
        {
            asked.Add(year.Value);
            return (Runs.Zhejiang, Runs.Rules with { FirstYear = new(2006) });
        });
        Assert.Equal([2006, 2008, 2009, 2010], asked.Order());
    }
}
