using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Rules.Streaks;

/// <summary>
/// Counts runs of designations and the titles they confer. Pure: the same outcomes give the same streak, in
/// whatever order they come.
/// </summary>
/// <remarks>
/// The meanings, year by year (docs/lifecycle.md tells them in prose): designated adds a year and confers the
/// rung it completes, by the ladder of that year; not designated, and a year without any outcome, break the
/// run: titles are kept or withdrawn by that year's rules; not assessed neither adds nor breaks; an undecided
/// suspension stops the count there and makes the rest pending; revoked breaks the run, and either takes back
/// every title the count no longer supports, or none, by that year's rules.
/// </remarks>
public static class StreakCounter
{
    /// <summary>The rung that is given every year (平安牌): it is no tripod, so no title held.</summary>
    public const string Plaque = "plaque";

    /// <summary>
    /// The streak as of a year. Later outcomes are ignored, so are those before the first year that counts.
    /// </summary>
    /// <param name="outcomes">One lineage's outcomes, at most one a year, in any order.</param>
    /// <param name="rulesOf">Asked for <paramref name="asOf"/> and for years with an outcome.</param>
    /// <exception cref="ArgumentException">Two outcomes of one year.</exception>
    public static Streak Count(IEnumerable<YearOutcome> outcomes, AwardYear asOf, LadderSource rulesOf)
    {
        var (ladder, rules) = rulesOf(asOf);
        var years = outcomes
            .Where(o => o.Year.CompareTo(rules.FirstYear) >= 0 && o.Year.CompareTo(asOf) <= 0)
            .OrderBy(o => o.Year)
            .Select(o => Ruled.By(o, rulesOf(o.Year)))
            .ToList();
        var tally = new Tally();
        for (var i = 0; i < years.Count; i++)
        {
            if (i > 0 && years[i].Year == years[i - 1].Year)
            {
                throw new ArgumentException($"two outcomes of {years[i].Year}", nameof(outcomes));
            }

            tally.MeetGap(years, i);
            if (years[i].Outcome == Outcome.Suspended)
            {
                return tally.ToStreak(ladder, years[i].Year.Value - 1, pending: true);
            }

            tally.Take(years, i);
        }

        if (years.Count > 0 && years[^1].Year != asOf)
        {
            tally.Break(rules);
        }

        return tally.ToStreak(ladder, asOf.Value, pending: false);
    }

    private sealed record Ruled(
        AwardYear Year, Outcome Outcome, AwardYear RevokedAfter, Ladder Ladder, StreakRules Rules)
    {
        public static Ruled By(YearOutcome o, (Ladder Ladder, StreakRules Rules) source) =>
            new(o.Year, o.Outcome, o.RevokedAfter ?? o.Year, source.Ladder, source.Rules);

        /// <summary>A revocation that takes no titles: what the year had conferred by then stands.</summary>
        public bool KeepsTitlesThough => Outcome == Outcome.Revoked && !Rules.WithdrawTitlesOnRevocation;

        /// <summary>
        /// Whether this year counted in a run when <paramref name="year"/> conferred its title.
        /// </summary>
        public bool CountedWhen(AwardYear year) =>
            Outcome == Outcome.Designated || (KeepsTitlesThough && RevokedAfter.CompareTo(year) >= 0);
    }

    private sealed class Tally
    {
        private readonly List<Title> _titles = [];
        private int _run;
        private AwardYear? _from;
        private AwardYear? _to;

        public void MeetGap(List<Ruled> years, int i)
        {
            if (i > 0 && Gap(years, i))
            {
                Break(years[i].Rules);
            }
        }

        public void Take(List<Ruled> years, int i)
        {
            var year = years[i];
            switch (year.Outcome)
            {
                case Outcome.Designated:
                    _run++;
                    _from ??= year.Year;
                    _to = year.Year;
                    Confer(years, i);
                    break;
                case Outcome.Revoked when year.KeepsTitlesThough:
                    ResetRun();
                    Confer(years, i);
                    break;
                case Outcome.NotDesignated or Outcome.Revoked:
                    Break(year.Rules);
                    break;
                default:
                    break;
            }
        }

        public void Break(StreakRules rules)
        {
            ResetRun();
            if (rules.TitleAfterBreak == TitleAfterBreak.Withdraw)
            {
                _titles.Clear();
            }
        }

        public Streak ToStreak(Ladder ladder, int countedThrough, bool pending) =>
            new(
                _run,
                _from,
                _to,
                ladder.TierAt(_run)?.ToTier(),
                Next(ladder, countedThrough),
                _titles,
                pending);

        // While a suspension is undecided the run can only go on if the suspended year comes to count: hence
        // from there.
        private NextTier? Next(Ladder ladder, int countedThrough) =>
            ladder.NextAfter(_run) is { } next
            && AwardYear.TryFrom(countedThrough + next.Years - _run, out var earliest)
                ? new NextTier(next.ToTier(), next.Years - _run, earliest)
                : null;

        private void ResetRun()
        {
            _run = 0;
            _from = null;
            _to = null;
        }

        private void Confer(List<Ruled> years, int i)
        {
            if (years[i].Ladder.StepReached(RunWhenConferred(years, i)) is { Tier: not Plaque } step)
            {
                _titles.Add(new Title(step.ToTier(), years[i].Year));
            }
        }

        // Differs from the present run only where a revocation takes no titles.
        private static int RunWhenConferred(List<Ruled> years, int last)
        {
            var run = 0;
            for (var i = last; i >= 0; i--)
            {
                if (years[i].CountedWhen(years[last].Year))
                {
                    run++;
                }
                else if (years[i].Outcome != Outcome.NotAssessed)
                {
                    break;
                }

                if (i > 0 && Gap(years, i))
                {
                    break;
                }
            }

            return run;
        }

        private static bool Gap(List<Ruled> years, int i) =>
            years[i].Year.Value > years[i - 1].Year.Value + 1;
    }
}
