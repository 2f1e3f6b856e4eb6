using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;
using CsCheck;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

public sealed class IncrementalTests
{
    /// <summary>
    /// A rulebook, a year, and a run of changes to it: a sheet replaced, taken away or added, a status, a
    /// veto, last year. Each time the rating that keeps what it may says exactly what rating the whole year
    /// says.
    /// </summary>
    [Fact]
    public void Rating_with_what_is_kept_equals_rating_the_whole() =>
        (from rulebook in AnyYear.Rulebook
         from first in AnyYear.Sheets(rulebook)
         from changes in Change(rulebook).Array[1, 6]
         select (rulebook, first, changes)).Sample(
            run =>
            {
                var sheets = run.first;
                var kept = Rater.Rate(run.rulebook, sheets);
                foreach (var change in run.changes)
                {
                    sheets = change(sheets);
                    kept = Rater.Rate(run.rulebook, sheets, kept);
                    Assert.Equal(Dump.Of(Rater.Rate(run.rulebook, sheets)), Dump.Of(kept));
                }
            },
            iter: 400);

    [Fact]
    public void What_is_unchanged_is_kept_even_when_its_sheet_was_made_anew()
    {
        var first = Rater.Rate(_book, Year());
        var again = Rater.Rate(_book, Year(), first);
        Assert.All(["a", "b", "x", "y"], key => Assert.Same(first.Of(key).Score, again.Of(key).Score));
    }

    [Fact]
    public void A_countys_change_scores_it_and_its_city_again_and_no_other()
    {
        var first = Rater.Rate(_book, Year());
        var again = Rater.Rate(_book, Year(a: 45), first);
        Assert.All(["b", "y"], key => Assert.Same(first.Of(key).Score, again.Of(key).Score));
        Assert.All(["a", "x"], key => Assert.NotSame(first.Of(key).Score, again.Of(key).Score));
        Assert.Equal(("95", 2), (again.Of("x").Node("i").Value.ToString(), again.Of("a").Rank));
    }

    [Fact]
    public void Relative_scores_move_when_a_peer_does_and_are_kept_when_the_peers_extremes_stay()
    {
        var book = Rulebook(Indicator("i", 40, new Relative(RelativeMethod.MinMax, R(0), R(0), R(0))));
        YearSheets Peers(decimal c) => new([County("a", ("i", 0)), County("b", ("i", 10)), County("c", ("i", c))], null);
        var first = Rater.Rate(book, Peers(5));
        var within = Rater.Rate(book, Peers(6), first);
        Assert.Same(first.Of("b").Score, within.Of("b").Score);
        var beyond = Rater.Rate(book, Peers(20), within);
        Assert.Equal((20, 40), (beyond.Of("b").PointsOf("i"), beyond.Of("c").PointsOf("i")));
    }

    [Fact]
    public void A_veto_or_a_suspension_is_heeded_though_the_score_is_kept()
    {
        var first = Rater.Rate(_book, Year());
        var sheets = Year().Sheets.Select(sheet => sheet.Key switch
        {
            "a" => sheet with { ConfirmedVetoes = ["v"] },
            "b" => sheet with { Status = SheetStatus.Suspended },
            _ => sheet,
        }).ToArray();
        var again = Rater.Rate(_book, new YearSheets(sheets, null), first);
        Assert.Same(first.Of("a").Score, again.Of("a").Score);
        Assert.Equal((Outcome.NotDesignated, Outcome.Suspended), (again.Of("a").Outcome, again.Of("b").Outcome));
    }

    [Fact]
    public void Nothing_is_kept_of_another_rulebooks_rating()
    {
        var other = Rulebook(Indicator("i", 200, rollUp: RollUp.Sum));
        var kept = Rater.Rate(other, Year());
        Assert.Equal(Dump.Of(Rater.Rate(_book, Year())), Dump.Of(Rater.Rate(_book, Year(), kept)));
    }

    private static readonly Rulebook _book = Rulebook(Indicator("i", 100, rollUp: RollUp.Sum));

    private static YearSheets Year(decimal a = 40) => new(
        [County("a", "x", ("i", a)), County("b", "x", ("i", 50)), City("x"), City("y", ("i", 80))], null);

    private static Gen<Func<YearSheets, YearSheets>> Change(Rulebook rulebook) => Gen.Int[0, 8].SelectMany(i =>
    {
        var key = i < 2 ? $"c{i}" : $"k{i - 2}";
        var level = i < 2 ? RegionLevel.City : RegionLevel.County;
        return Gen.OneOf(
            AnyYear.Sheet(rulebook, key, level).Select(Func<YearSheets, YearSheets> (sheet) => year => Put(year, key, _ => sheet)),
            Gen.Const<Func<YearSheets, YearSheets>>(year => Put(year, key, _ => null)),
            Gen.Enum<SheetStatus>().Select(Func<YearSheets, YearSheets> (status) => year =>
                Put(year, key, old => old is null ? null : old with { Status = status })),
            AnyYear.Incident.Array[0, 3].Select(Func<YearSheets, YearSheets> (incidents) => year =>
                Put(year, key, old => old is null ? null : old with { Incidents = incidents, ConfirmedVetoes = [] })),
            Gen.Int[0, 2].Select(Func<YearSheets, YearSheets> (parent) => year =>
                Put(year, key, old => old?.Level == RegionLevel.County ? old with { Parent = $"c{parent}" } : old)),
            AnyYear.Previous(rulebook).Select(Func<YearSheets, YearSheets> (previous) => year => year with { Previous = previous }),
            Gen.Const<Func<YearSheets, YearSheets>>(MadeAnew));
    });

    private static YearSheets Put(YearSheets year, string key, Func<Sheet?, Sheet?> change)
    {
        var changed = change(year.Sheets.SingleOrDefault(sheet => sheet.Key == key));
        var others = year.Sheets.Where(sheet => sheet.Key != key);
        return year with { Sheets = changed is null ? [.. others] : [.. others, changed] };
    }

    private static YearSheets MadeAnew(YearSheets year) => year with
    {
        Sheets =
        [
            .. year.Sheets.Select(sheet => sheet with
            {
                Figures = sheet.Figures.Reverse().ToDictionary(),
                Incidents = [.. sheet.Incidents.Reverse().Select(incident => incident with { })],
            }),
        ],
    };
}
