namespace Simulation.Tests.Audit;

/// <summary>
/// Counts a unit's run and titles, naively: every year looks back on its own, one year at a time, through the
/// table of
/// docs/lifecycle.md.
/// </summary>
public static class Runs
{
    /// <param name="all">One unit's outcomes, oldest first.</param>
    public static RunModel Count(IEnumerable<OutcomeModel> all)
    {
        var outcomes = all.ToList();
        if (outcomes.Count == 0) return RunModel.None;
        var book = outcomes[^1].Book;
        outcomes = [.. outcomes.Where(o => o.Year >= book.Streak.FirstYear)];
        var undecided = outcomes.FindIndex(o => o.Now == "suspended");
        var counted = undecided < 0 ? outcomes : outcomes[..undecided];
        var years = counted.Count == 0 || BrokenBy(outcomes, undecided) ? [] : TrailingRun(counted);
        return new RunModel(
            years.Count,
            years.Count == 0 ? null : years.Min(),
            years.Count == 0 ? null : years.Max(),
            book.Rungs.UpTo(years.Count).Select(rung => rung.Tier).LastOrDefault(),
            Titles(outcomes, undecided < 0 ? outcomes.Count : undecided));
    }

    // A year without any outcome before the suspended one has broken the run already.
    private static bool BrokenBy(List<OutcomeModel> outcomes, int undecided) =>
        undecided > 0 && outcomes[undecided - 1].Year < outcomes[undecided].Year - 1;

    private static List<int> TrailingRun(List<OutcomeModel> counted)
    {
        var run = new List<int>();
        for (var year = counted[^1].Year; counted.Find(o => o.Year == year) is { Now: "designated" }; year--)
        {
            run.Add(year);
        }

        return run;
    }

    private static List<string> Titles(List<OutcomeModel> outcomes, int counted)
    {
        var titles = new List<string>();
        for (var i = 0; i < outcomes.Count; i++)
        {
            var outcome = outcomes[i];
            var isAfterGap = i > 0 && i <= counted && outcomes[i - 1].Year < outcome.Year - 1;
            if (isAfterGap && outcome.Book.Streak.WithdrawAfterBreak)
            {
                titles.Clear();
            }

            if (i >= counted) break;
            if (CountedIn(outcome, outcome.Year))
            {
                var length = LengthWhenConferred(outcomes, outcome.Year);
                titles.AddRange(outcome.Book.Rungs.UpTo(length)
                    .Where(rung => rung.Years == length && rung.Tier != "plaque")
                    .Select(rung => $"{rung.Tier} {outcome.Year}"));
            }
            else if (outcome.Book.Streak.WithdrawAfterBreak)
            {
                titles.Clear();
            }
        }

        return titles;
    }

    private static int LengthWhenConferred(List<OutcomeModel> outcomes, int year)
    {
        var length = 0;
        while (outcomes.Find(o => o.Year == year - length) is { } outcome && CountedIn(outcome, year))
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether an outcome counted when a later year (or itself) was published.</summary>
    private static bool CountedIn(OutcomeModel outcome, int year) => outcome.Now switch
    {
        "designated" => true,
        "revoked" => !outcome.Book.Streak.WithdrawAfterRevocation && outcome.RevokedAfter >= year,
        _ => false,
    };
}
