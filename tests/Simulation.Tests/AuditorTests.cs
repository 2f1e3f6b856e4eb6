using Simulation.Tests.Audit;
using Simulation.Tests.World;

namespace Simulation.Tests;

/// <summary>The auditor itself, against results worked out by hand.</summary>
public sealed class AuditorTests
{
    private static readonly Book Plain = Books.Make(new Chance(1), "plain") with
    {
        Decimals = 2,
        Rounding = "half-even",
        Cases = new Leaf("cases", 60, "error", "sum", 10, 2),
        Accidents = new Leaf("accidents", 20, "error", "sum", 5, 20),
        Survey = new Leaf("survey", 12, "exclude-and-rescale", "own", 80, 100),
        Green = new Leaf("green", 8, "zero", "own", 0, 4, 0.5m),
        Rungs = new Rungs([(1, "plaque"), (2, "tripod"), (4, "gold")], 2, "gold", 0),
        Streak = new StreakRules(2001, false, true, true),
    };

    /// <summary>
    /// Three of ten cases a resident: 60 × 7/8 = 52.5. One accident: 15. No survey: life's 20 all go to
    /// green, of which the first
    /// year gives half: 10. Together 77.5.
    /// </summary>
    [Fact]
    public void A_county_is_rated_as_by_hand()
    {
        var auditor = Opened(Plain);
        auditor.Apply(new Submit("a", 2001,
            [
                new FigureLine("110101", "cases", "9"), new FigureLine("110101", "residents", "3"),
                new FigureLine("110101", "green", "7"),
            ], false));
        auditor.Apply(new RecordIncidents(
            "a", 2001, [new IncidentLine("110101", "accident", new DateOnly(2001, 5, 1), 0, null, true)], false));
        var row = auditor.Rate(2001).Counties.Single();
        Assert.Equal("77.5", row.Score);
        Assert.Equal(
            ("52.5", "15", "10"), (row.Points["cases"], row.Points["accidents"], row.Points["green"]));
    }

    /// <summary>
    /// The rung is conferred by exactly the year that completes it; after four years another star every two.
    /// </summary>
    [Theory]
    [InlineData("dd", 2, "tripod", "tripod 2002")]
    [InlineData("dddd", 4, "gold", "tripod 2002, gold 2004")]
    [InlineData("dddddd", 6, "gold-1", "tripod 2002, gold 2004, gold-1 2006")]
    [InlineData("ddndd", 2, "tripod", "tripod 2002, tripod 2005")]
    [InlineData("ddrdd", 2, "tripod", "tripod 2002, tripod 2005")]
    [InlineData("rd", 1, "plaque", "")]
    [InlineData("ddsdd", 2, "tripod", "tripod 2002")]
    [InlineData("dd.d", 1, "plaque", "tripod 2002")]
    public void Runs_and_titles_follow_the_table(string years, int run, string tier, string titles)
    {
        var counted = Runs.Count(years.Select((letter, i) => (letter, Year: 2001 + i))
            .Where(y => y.letter != '.')
            .Select(y => new OutcomeModel(y.Year, "110101", false, "designated", "80", 1, Plain, null)
            {
                Now = y.letter switch { 'd' => "designated", 'n' => "not-designated", 'r' => "revoked", _ => "suspended" },
                RevokedAfter = 2001 + years.Length - 1,
            }));
        Assert.Equal((run, tier, titles), (counted.Years, counted.Tier, string.Join(", ", counted.Titles)));
    }

    /// <summary>
    /// Where a revocation takes no titles, what had been conferred by then stands, and the run is broken all
    /// the same.
    /// </summary>
    [Fact]
    public void A_revocation_that_keeps_titles_breaks_the_run_only()
    {
        var keeps = Plain with { Streak = Plain.Streak with { WithdrawAfterRevocation = false } };
        var counted = Runs.Count(Enumerable.Range(2001, 4).Select(year =>
            new OutcomeModel(year, "110101", false, "designated", "80", 1, keeps, null)
            {
                Now = year == 2001 ? "revoked" : "designated",
                RevokedAfter = 2003,
            }));
        Assert.Equal("3 years 2002..2004 tier tripod titles [tripod 2002]", counted.ToString());
    }

    private static Auditor Opened(Book book)
    {
        var auditor = new Auditor();
        auditor.Apply(new PublishLand("c", new Land(
            "110000", [new Place("110100", true, "110000", 1990, null), new Place("110101", false, "110100", 1990, null)], [])));
        auditor.Apply(new PublishBook("c", book));
        auditor.Apply(new OpenYear("c", 2001, book.Id, null));
        auditor.Apply(new MoveStage("c", 2001, "collecting", null));
        return auditor;
    }
}
