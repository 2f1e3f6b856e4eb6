using Award.Rules;
using Award.Rules.Record;

namespace Rules.Tests.Record;

public sealed class YearStateTests
{
    [Fact]
    public void YearNobodyOpened_IsNotOpen()
    {
        Assert.False(YearState.Empty.IsOpen);
        Assert.False(YearState.Empty.IsPublished);
        Assert.Equal(0, YearState.Empty.Version);
    }

    [Fact]
    public void Life_FromDraftToRecount()
    {
        var year = Given.YearIn("Notice")
            .Apply(new StageMoved(Stage.Notice, Stage.Review, "objection"), new Person("pub"))
            .Apply(new StageMoved(Stage.Review, Stage.Notice, null), new Person("ray"))
            .Apply(YearTables.Result, new Person("pub"))
            .Apply(new StageMoved(Stage.Notice, Stage.Published, null), new Person("pub"));
        Assert.Equal((8L, Stage.Published, true, false), (year.Version, year.Stage, year.IsPublished, year.IsRecounted));
        Assert.Equal(2017, year.Opened?.Year.Value);
        Assert.Equal(
            [Stage.Collecting, Stage.Review, Stage.Notice, Stage.Review, Stage.Notice, Stage.Published],
            year.Moves.Select(m => m.To));
        Assert.Equal(["ray", "rev"], year.NoticeGivers.Select(p => p.Subject).Order());
        Assert.True(year.Apply(new RecountFinished(), Person.Engine).IsRecounted);
    }

    [Fact]
    public void WhoeverGaveNoticeOnce_DoesNotPublish_EvenAfterASecondNotice()
    {
        var year = Given.YearIn("Notice", noticeBy: "rev")
            .Apply(new StageMoved(Stage.Notice, Stage.Review, "objection"), new Person("ray"))
            .Apply(new StageMoved(Stage.Review, Stage.Notice, null), new Person("ray"));
        var context = new StageContext(new DateOnly(2018, 3, 1), [], []);
        Decision Publish(string person) =>
            YearDecider.MoveStage(year, Given.Year, Stage.Published, null, new Person(person), context);
        Assert.Equal("SamePersonTwice", Said.By(Publish("rev")));
        Assert.Equal("SamePersonTwice", Said.By(Publish("ray")));
        Assert.Equal("ok Notice->Published", Said.By(Publish("pub")));
    }

    [Fact]
    public void ChangedRulebook_IsTheYearsFromThenOn_AndAllElseStays()
    {
        var before = Given.YearIn("Collecting");
        var after = before.Apply(new YearRulebookChanged("other", "o", 1, true, "revised"), new Person("pub"));
        Assert.Equal(
            before.Opened! with { RulebookId = "other", RulebookHash = "o", Demonstration = true }, after.Opened);
        Assert.Equal((Stage.Collecting, before.Version + 1), (after.Stage, after.Version));
    }

    [Fact]
    public void MissingFigures_AreListedRegionByRegion()
    {
        var sheets = new[] { "330604", "330624" }
            .Select(code => new SheetReview(new(code), ["cases", "growth"], [], [], [])).ToList();
        var decision = YearDecider.MoveStage(
            Given.YearIn("Review"), Given.Year, Stage.Notice, null, new Person("rev"), new StageContext(default, [], sheets));
        Assert.Equal(
            ["330604 lacks cases, growth", "330624 lacks cases, growth"],
            Assert.IsType<Decision.Refused>(decision).Refusals.Select(r => r.Message));
    }

    [Fact]
    public void OpenedYear_IsRatedWithTheRulebookOnRecord()
    {
        var opening = new YearOpening(
            new("330000"), 2017, "test", Given.Rulebook, "r", null, Visibility.LiveUntilFreeze, new YearDates(), Demonstration: true);
        var fact = Assert.IsType<YearOpened>(
            Assert.Single(Assert.IsType<Decision.Accepted>(YearDecider.Open(YearState.Empty, opening, [])).Facts));
        Assert.Equal(
            new YearOpened(
                new("330000"), Given.Year, "test", Given.Rulebook.Hash, "r", 1, Visibility.LiveUntilFreeze, new YearDates(), true),
            fact);
    }
}
