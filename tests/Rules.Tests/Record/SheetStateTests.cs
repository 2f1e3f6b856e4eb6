using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using CsCheck;
using Rules.Tests.Rating;

namespace Rules.Tests.Record;

public sealed class SheetStateTests
{
    private static readonly Person Ann = new("ann");

    [Fact]
    public void Empty_HoldsNothing()
    {
        var sheet = SheetState.Empty.ToSheet("330624", RegionLevel.County, "330600");
        Assert.Equal(
            ("330624", RegionLevel.County, "330600", SheetStatus.Assessed), (sheet.Key, sheet.Level, sheet.Parent, sheet.Status));
        Assert.Empty(sheet.Figures);
        Assert.Empty(sheet.Incidents);
        Assert.Empty(sheet.ConfirmedVetoes);
        Assert.Null(SheetState.Empty.Suspension);
    }

    [Fact]
    public void Version_CountsFacts() =>
        Assert.Equal(4, Given.SheetAfter("ann submits cases=1; bob amends cases=2; ann raises fraud; ann suspends").Version);

    [Fact]
    public void AmendedFigure_Stands_AndItsHistoryIsCounted()
    {
        var sheet = Given.SheetAfter("ann submits cases=1; bob amends cases=2; cy amends cases=3; ann submits growth=7");
        Assert.Equal(new Figure(3), sheet.Figures["cases"]);
        Assert.Equal(new FigureRecord(new Figure(3), null, 3, new Person("cy")), sheet.FigureRecords["cases"]);
        Assert.Equal(new FigureRecord(new Figure(7), null, 1, Ann), sheet.FigureRecords["growth"]);
    }

    [Fact]
    public void WithdrawnIncident_CountsNoLonger_AndKeepsItsNumber()
    {
        var sheet = Given.SheetAfter("ann records fire; ann records accident; ann changes 2; bob drops 1");
        Assert.Equal([Given.Incident(2) with { Deaths = 3 }], sheet.Incidents);
        Assert.True(sheet.FindIncident("330624-i-1")?.Withdrawn);
        Assert.Equal(2, sheet.IncidentRecords.Count);
    }

    [Fact]
    public void OnlyConfirmedVetoes_ReachTheRater_InOrder()
    {
        var sheet = Given.SheetAfter(
            "ann raises spill; ann raises fraud; ann raises blast; ann rewords 3; bob confirms 1; bob confirms 2; bob rejects 3");
        Assert.Equal(["fraud", "spill"], sheet.ToSheet("k", RegionLevel.County, null).ConfirmedVetoes);
        Assert.Equal(
            new VetoRecord("330624-v-3", "spill", "better", VetoState.Rejected, Ann, new Person("bob")), sheet.FindVeto("330624-v-3"));
        Assert.False(sheet.FindVeto("330624-v-3")!.Stands);
    }

    [Theory]
    [InlineData("", SheetStatus.Assessed)]
    [InlineData("ann suspends", SheetStatus.Suspended)]
    [InlineData("ann suspends; bob lifts 1", SheetStatus.Assessed)]
    [InlineData("ann suspends; bob upholds 1", SheetStatus.Barred)]
    [InlineData("ann suspends; bob lifts 1; ann suspends", SheetStatus.Suspended)]
    public void Suspension_DecidesTheStatus(string story, SheetStatus status) =>
        Assert.Equal(status, Given.SheetAfter(story).ToSheet("k", RegionLevel.County, null).Status);

    [Fact]
    public void UpheldSuspension_IsScoredAndRanked_ButNotDesignated()
    {
        var story = "ann submits growth=90; ann submits cases=40; ann submits people=2; ann submits centre=1";
        SheetRating Rate(string more)
        {
            var sheet = Given.SheetAfter(story + more).ToSheet("k", RegionLevel.County, null);
            return Given.Rulebook.Rate(sheet).Of("k");
        }

        var (clean, barred) = (Rate(""), Rate("; ann suspends; bob upholds 1"));
        Assert.Equal(Outcome.Designated, clean.Outcome);
        Assert.Equal((Outcome.NotDesignated, clean.Total, clean.Rank), (barred.Outcome, barred.Total, barred.Rank));
        Assert.Equal(ReasonCode.Suspended, Assert.Single(barred.Reasons).Code);
    }

    [Fact]
    public void SubmittersAndConfirmers_AreRemembered()
    {
        var sheet = Given.SheetAfter(
            "ann submits cases=1; bob amends cases=2; cy records fire; dan changes 1; eve drops 1; fay raises fraud;"
            + "gus confirms 1; fay raises spill; hal rejects 2; ivy suspends; joe lifts 1; fay raises spill; fay withdraws 3");
        var review = SheetReview.Of(Given.County, RegionLevel.County, false, Given.Rulebook, sheet);
        Assert.Equal(["ann", "bob", "cy", "dan", "eve"], review.Submitters.Select(p => p.Subject));
        Assert.Equal(["gus", "hal", "joe"], review.Confirmers.Select(p => p.Subject));
    }

    [Fact]
    public void Review_NamesWhatIsMissingAndUndecided()
    {
        var sheet = Given.SheetAfter("ann submits growth=1; ann raises fraud; ann raises spill; bob confirms 1");
        var review = SheetReview.Of(Given.County, RegionLevel.County, false, Given.Rulebook, sheet);
        Assert.Equal(["cases", "people"], review.Missing);
        Assert.Equal(["330624-v-2"], review.UndecidedVetoes);
    }

    [Theory]
    [InlineData("ann suspends", 0)]
    [InlineData("ann suspends; bob upholds 1", 3)]
    public void Review_AsksNoFiguresOfASuspendedRegion(string story, int missing) => Assert.Equal(
        missing, SheetReview.Of(Given.County, RegionLevel.County, false, Given.Rulebook, Given.SheetAfter(story)).Missing.Count);

    [Fact]
    public void FactOfAnotherStream_IsABrokenInvariant()
    {
        Assert.Throws<ArgumentException>(() => SheetState.Empty.Apply(new RecountFinished(), Ann));
        Assert.Throws<ArgumentException>(() => SheetState.Empty.Apply(new VetoConfirmed("330624-v-1", null), Ann));
        Assert.Throws<ArgumentException>(() => YearState.Empty.Apply(new VetoConfirmed("330624-v-1", null), Ann));
        Assert.Throws<ArgumentException>(() => StreakState.Empty.Apply(new RecountFinished(), Ann, 1));
        Assert.Throws<ArgumentException>(() => StreakState.Empty.Apply(new RevocationAmended("x", Given.Year, "r"), Ann, 1));
    }

    [Fact]
    public void AcceptedCommands_AlwaysEvolve_AndRefusedOnesNameAReason() =>
        Commands.Array[1, 40].Sample(commands =>
        {
            var (sheet, year) = (SheetState.Empty, Given.YearIn("Review"));
            foreach (var command in commands)
            {
                sheet = command(sheet, year).Match(
                    facts => facts.Aggregate(sheet, (state, fact) => state.Apply(fact, Ann)),
                    refusals =>
                    {
                        Assert.NotEmpty(refusals);
                        return sheet;
                    });
            }

            // No two of anything stand that may stand once, and numbers go up without a gap.
            Assert.Equal(sheet.Vetoes.Count(v => v.Stands), sheet.Vetoes.Where(v => v.Stands).DistinctBy(v => v.Ground).Count());
            Assert.InRange(sheet.Suspensions.Count(s => s.Undecided), 0, 1);
            Assert.Equal(
                Enumerable.Range(1, sheet.IncidentRecords.Count).Select(n => $"330624-i-{n}"),
                sheet.IncidentRecords.Select(i => i.Incident.Id));
            Assert.All(sheet.Vetoes, v => Assert.NotEqual(v.RaisedBy, v.DecidedBy));
        }, iter: 300);

    private static Gen<Func<SheetState, YearState, Decision>> Commands
    {
        get
        {
            var number = Gen.Int[1, 4];
            var ground = Gen.Bool.Select(fraud => fraud ? "fraud" : "spill");
            var ann = Given.Sheet("ann");
            return Gen.OneOf(
                Gen.Int[0, 9].Select(v => Do((s, y) =>
                    SheetDecider.SubmitFigures(s, y, ann, [new FigureInput("growth", $"{v}")]))),
                Gen.Int[0, 9].Select(v => Do((s, y) => SheetDecider.AmendFigure(s, y, ann, "growth", $"{v}", "r", s.Version))),
                Gen.Int[1, 2].Select(n => Do((s, y) => SheetDecider.RecordIncidents(
                    s, y, ann, [.. Enumerable.Repeat(new IncidentInput("fire", new DateOnly(2017, 1, n)), n)]))),
                number.Select(n => Do((s, y) => SheetDecider.WithdrawIncident(s, y, ann, $"330624-i-{n}", "r"))),
                ground.Select(g => Do((s, y) => SheetDecider.RaiseVeto(s, y, ann, g, "r"))),
                number.Select(ground).Select(x => Do((s, y) => SheetDecider.AmendVeto(s, y, ann, $"330624-v-{x.Item1}", x.Item2, "r"))),
                number.Select(n => Do((s, y) => SheetDecider.WithdrawVeto(s, y, ann, $"330624-v-{n}", "r"))),
                number.Select(n => Do((s, y) => SheetDecider.ConfirmVeto(s, y, ann, $"330624-v-{n}"))),
                Gen.Const(Do((s, y) => SheetDecider.Suspend(s, y, ann, "r"))));
        }
    }

    private static Func<SheetState, YearState, Decision> Do(Func<SheetState, YearState, Decision> command) => command;
}
