using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;
using CsCheck;
using Rules.Tests.Record;

namespace Rules.Tests.Streaks;

/// <summary>What holds of every streak, whatever the outcomes and the rules.</summary>
public sealed class StreakLaws
{
    private static readonly Gen<string> Letters = Drawn("DDDDDnaSR ");

    private static readonly Gen<string> Settled = Drawn("DDDDna");

    private static readonly Gen<StreakRules> AnyRules = Gen.Select(
        Gen.Int[2003, 2009], Gen.Enum<TitleAfterBreak>(), Gen.Bool,
        (first, after, withdraw) => new StreakRules(new(first), after, withdraw, true));

    [Fact]
    public void Run_IsNeverLongerThanTheYearsDesignated() =>
        Gen.Select(Letters, AnyRules).Sample((letters, rules) =>
            Runs.Count(letters, rules: rules).Years <= letters.Count(l => l == 'D'));

    [Fact]
    public void Run_IsWhatANaiveWalkBackwardsCounts() =>
        Gen.Select(Letters.Where(l => !l.Contains('S')), AnyRules).Sample((letters, rules) =>
        {
            var walked = letters[Math.Min(letters.Length, Math.Max(0, rules.FirstYear.Value - 2005))..]
                .Reverse().TakeWhile(l => l is 'D' or 'a').Count(l => l == 'D');
            Assert.Equal(walked, Runs.Count(letters, rules: rules).Years);
        });

    [Fact]
    public void Counting_IsPrefixStable() =>
        Gen.Select(Letters, Gen.Int[0, 23], AnyRules).Sample((letters, cut, rules) =>
        {
            var prefix = letters[..Math.Min(letters.Length, cut + 1)];
            Assert.Equal(
                Runs.Said(Runs.Count(prefix, rules: rules)),
                Runs.Said(Runs.Count(letters, rules: rules, asOf: 2005 + prefix.Length - 1)));
        });

    [Fact]
    public void OrderOfDelivery_DoesNotMatter() =>
        Gen.Select(Letters, Gen.Int, AnyRules).Sample((letters, seed, rules) =>
        {
            var shuffled = Runs.Of(letters).OrderBy(o => HashCode.Combine(o.Year, seed)).ToList();
            var last = new AwardYear(2005 + letters.Length - 1);
            Assert.Equal(
                Runs.Said(Runs.Count(letters, rules: rules)),
                Runs.Said(StreakCounter.Count(shuffled, last, _ => (Runs.Zhejiang, rules))));
        });

    [Fact]
    public void Streak_NeverSurvivesARevocation() =>
        Gen.Select(Settled, Gen.Int[0, 23], AnyRules).Where((l, i, r) => i < l.Length && l[i] == 'D').Sample((letters, i, rules) =>
        {
            var streak = Runs.Count(letters.Remove(i, 1).Insert(i, "R"), rules: rules);
            Assert.True(streak.From is null || streak.From.Value.Value > 2005 + i);
            Assert.True(streak.Years <= Runs.Count(letters, rules: rules).Years);
        });

    [Fact]
    public void WithdrawnOnRevocation_TitlesAreThoseOfAYearNeverDesignated() =>
        Gen.Select(Settled, Gen.Int[0, 23], AnyRules).Where((l, i, r) => i < l.Length).Sample((letters, i, rules) =>
        {
            var withdraw = rules with { WithdrawTitlesOnRevocation = true };
            Assert.Equal(
                Runs.Said(Runs.Count(letters.Remove(i, 1).Insert(i, "n"), rules: withdraw)),
                Runs.Said(Runs.Count(letters.Remove(i, 1).Insert(i, "R"), rules: withdraw)));
        });

    [Fact]
    public void KeptOnRevocation_EveryTitleConferredByThenStands() =>
        Gen.Select(Settled, Gen.Int[0, 23], Gen.Int[0, 23], AnyRules)
            .Where((l, i, after, r) => i <= after && after < l.Length && l[i] == 'D')
            .Sample((letters, i, after, rules) =>
            {
                var keep = rules with { WithdrawTitlesOnRevocation = false, TitleAfterBreak = TitleAfterBreak.Keep };
                var before = Runs.Count(letters[..(after + 1)], rules: keep);
                var revoked = Runs.Of(letters).Select((o, n) => n == i
                    ? o with { Outcome = Outcome.Revoked, RevokedAfter = new AwardYear(2005 + after) }
                    : o);
                var now = StreakCounter.Count(revoked, new(2005 + letters.Length - 1), _ => (Runs.Zhejiang, keep));
                Assert.Equal(before.Titles, now.Titles.Take(before.Titles.Count));
                Assert.All(now.Titles.Skip(before.Titles.Count), t => Assert.True(t.Year.Value > 2005 + after));
            });

    [Fact]
    public void Tier_IsTheLastRungNotAboveTheRun_AndNextTheFirstAboveIt() =>
        Gen.Select(Letters, AnyRules).Sample((letters, rules) =>
        {
            var streak = Runs.Count(letters, rules: rules);
            Assert.Equal(streak.Years > 0, streak.Tier is not null);
            var gap = streak.Next!.YearsToGo;
            Assert.InRange(gap, 1, 3);
            Assert.Equal(streak.Next.Tier, Runs.Zhejiang.TierAt(streak.Years + gap)?.ToTier());
            Assert.Equal(streak.Tier, Runs.Zhejiang.TierAt(streak.Years + gap - 1)?.ToTier());
        });

    [Fact]
    public void Recount_IsIdempotent_AndFollowsWhatIsOnTheStream() =>
        Gen.Select(Settled, Gen.Int[0, 23], AnyRules).Where((l, i, r) => i < l.Length && l[i] == 'D').Sample((letters, i, rules) =>
        {
            LadderSource source = _ => (Runs.Zhejiang, rules);
            var streak = StreakState.Empty;
            foreach (var outcome in Runs.Of(letters))
            {
                streak = Recounted(Then(streak, StreakTables.Recorded(outcome.Year.Value, outcome.Outcome)), source);
            }

            Assert.False(streak.NeedsRecount);
            Assert.Null(StreakDecider.Recount(streak, source));
            streak = Then(streak, new RevocationProposed("x", new(2005 + i), "r"));
            Assert.Null(StreakDecider.Recount(streak, source));
            streak = Then(streak, new RevocationConfirmed("x", new(2005 + i), null));
            var version = streak.Version;
            streak = Recounted(streak, source);
            Assert.Equal((version, version + 1), (streak.LastRecount!.UpTo, streak.Version));
            Assert.Null(StreakDecider.Recount(streak, source));

            var expected = StreakCounter.Count(streak.EffectiveOutcomes, new(2005 + letters.Length - 1), source);
            Assert.Equal(
                (expected.Years, expected.From, expected.To, expected.Tier?.Id),
                (streak.LastRecount.Years, streak.LastRecount.From, streak.LastRecount.To, streak.LastRecount.Tier));
            Assert.Equal(expected.Titles, streak.LastRecount.Titles);
        }, iter: 300);

    private static Gen<string> Drawn(string letters) =>
        Gen.Int[0, letters.Length - 1].Array[1, 24].Select(picks => string.Concat(picks.Select(i => letters[i])));

    private static StreakState Recounted(StreakState streak, LadderSource source) =>
        Then(streak, StreakDecider.Recount(streak, source)!);

    private static StreakState Then(StreakState streak, Fact fact) =>
        streak.Apply(fact, Person.Engine, streak.Version + 1);
}
