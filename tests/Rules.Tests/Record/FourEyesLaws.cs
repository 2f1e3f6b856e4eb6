using Award.Rules;
using Award.Rules.Record;
using CsCheck;

namespace Rules.Tests.Record;

/// <summary>
/// Four eyes over whatever anybody tries: random commands by four people are decided as the engine decides them, and what was
/// recorded is read by a checker that knows entries only. It keeps no state of a sheet or a year: it asks of each entry whether
/// the same person wrote something before that they may not have written.
/// </summary>
public sealed class FourEyesLaws
{
    private const string City = "330600";
    private const string County = "330624";
    private static readonly DateOnly Today = new(2018, 3, 24);
    private static readonly string[] People = ["ann", "bob", "cy", "dee"];

    private static readonly Gen<(int Verb, int Person, int Region, int Number)[]> Attempts =
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[1, 3]).Array[40, 160];

    [Fact]
    public void NobodyHasTwoParts_InWhateverIsRecorded() => Attempts.Sample(attempts =>
    {
        var world = new World();
        foreach (var attempt in attempts)
        {
            world.Try(attempt.Verb, People[attempt.Person], attempt.Region == 0 ? City : County, attempt.Number);
        }

        Assert.Equal([], Breaches(world.Entries));
    });

    [Fact]
    public void TheAttempts_ReachEveryKindOfEntry()
    {
        var seen = new HashSet<string>();
        Attempts.Sample(
            attempts =>
            {
                var world = new World();
                foreach (var attempt in attempts)
                {
                    world.Try(attempt.Verb, People[attempt.Person], attempt.Region == 0 ? City : County, attempt.Number);
                }

                lock (seen)
                {
                    seen.UnionWith(world.Entries.Select(e => e.Fact.GetType().Name));
                }
            },
            iter: 1_000);
        Assert.Superset(
            new HashSet<string>(
            [
                "FiguresSubmitted", "VetoRaised", "VetoConfirmed", "VetoRejected", "VetoWithdrawn", "DesignationSuspended",
                "SuspensionDecided", "ObjectionRaised", "ObjectionDecided", "FigureAmended", "RecusalDeclared", "RecusalWithdrawn",
                "YearPublished", "RevocationProposed", "RevocationConfirmed",
            ]),
            seen);
    }

    [Theory]
    [InlineData("an objection decided by the one who raised it", "ann raises o; ann decides o")]
    [InlineData("a veto confirmed by the one who raised it", "ann raises v; ann decides v")]
    [InlineData("a publication by the one who decided", "ann raises o; bob decides o; bob publishes")]
    [InlineData("a publication by the one who gave notice", "cy gives notice; cy publishes")]
    [InlineData("notice by the one who submitted", "ann submits; ann gives notice")]
    [InlineData("an act of somebody recused", "ann recuses; ann submits")]
    public void TheChecker_Finds(string what, string story) => Assert.True(Breaches(Told(story)).Count > 0, what);

    /// <summary>Every breach in a list of entries, oldest first.</summary>
    private static List<string> Breaches(IReadOnlyList<Written> entries)
    {
        var breaches = new List<string>();
        for (var i = 0; i < entries.Count; i++)
        {
            var (region, fact, by) = entries[i];
            var before = entries.Take(i).ToList();
            var own = before.Where(e => e.By == by).ToList();
            string? Id(Fact of) => of switch
            {
                VetoRaised f => f.Id,
                VetoConfirmed f => f.Id,
                VetoRejected f => f.Id,
                DesignationSuspended f => f.Id,
                SuspensionDecided f => f.Id,
                ObjectionRaised f => f.Id,
                ObjectionDecided f => f.Id,
                RevocationProposed f => f.Id,
                RevocationConfirmed f => f.Id,
                RevocationRejected f => f.Id,
                _ => null,
            };
            var decides = fact is VetoConfirmed or VetoRejected or SuspensionDecided or ObjectionDecided or RevocationConfirmed
                or RevocationRejected;
            if (decides && own.Any(e => e.Region == region && Id(e.Fact) == Id(fact)))
                breaches.Add($"{by} raised and decided {Id(fact)}");
            if (fact is VetoConfirmed or VetoRejected or ObjectionDecided
                && own.Any(e => e.Region == region && e.Fact is FiguresSubmitted or FigureAmended && e.Region == region))
                breaches.Add($"{by} submitted for {region} and decided {Id(fact)}");
            if (fact is StageMoved { To: Stage.Notice } && own.Any(e => e.Fact is FiguresSubmitted or FigureAmended))
                breaches.Add($"{by} submitted and gave notice");
            if (fact is YearPublished && own.Any(e => e.Fact is StageMoved { To: Stage.Notice } or VetoConfirmed or VetoRejected
                or SuspensionDecided or ObjectionDecided))
                breaches.Add($"{by} decided or gave notice, and published");
            if (region.Length > 0 && fact is not ObjectionRaised && IsRecused(own, region))
                breaches.Add($"{by} is recused from {region} and recorded {fact}");
        }

        return breaches;
    }

    private static bool IsRecused(List<Written> own, string region)
    {
        var open = own.Select(e => e.Fact).OfType<RecusalDeclared>().ToDictionary(f => f.Id, f => f.Region.Value);
        foreach (var withdrawn in own.Select(e => e.Fact).OfType<RecusalWithdrawn>())
        {
            open.Remove(withdrawn.Id);
        }

        return open.Values.Any(code => code == region || (code == City && region == County));
    }

    private static List<Written> Told(string story) =>
    [
        .. story.Split("; ").Select(sentence => sentence.Split(' ')).Select(words => (words[1], words.ElementAtOrDefault(2)) switch
        {
            ("raises", "o") => new Written(County, new ObjectionRaised("o", ObjectionOrigin.City, null, "d"), words[0]),
            ("raises", _) => new Written(County, new VetoRaised("v", "fraud", "r"), words[0]),
            ("decides", "o") => new Written(County, new ObjectionDecided("o", true, "r"), words[0]),
            ("decides", _) => new Written(County, new VetoConfirmed("v", null), words[0]),
            ("submits", _) => new Written(County, new FiguresSubmitted([]), words[0]),
            ("gives", _) => new Written("", new StageMoved(Stage.Review, Stage.Notice, null), words[0]),
            ("recuses", _) => new Written("", new RecusalDeclared("c", new RegionCode(City), "r"), words[0]),
            _ => new Written("", YearTables.Result, words[0]),
        }),
    ];

    /// <param name="Region">Whose sheet or streak it is on; "" for the year.</param>
    private sealed record Written(string Region, Fact Fact, string By);

    /// <summary>A city, a county in it and their year, as the engine keeps and decides them.</summary>
    private sealed class World
    {
        private readonly Dictionary<string, SheetState> _sheets = new()
        {
            [City] = SheetState.Empty, [County] = SheetState.Empty,
        };

        private StreakState _streak = StreakState.Empty;
        private YearState _year = Given.YearIn("Collecting");

        public List<Written> Entries { get; } = [];

        public void Try(int verb, string who, string code, int number)
        {
            var sheet = _sheets[code];
            var person = new Person(who);
            var context = Context(code, person);
            var given = new StageContext(Today, [], [.. _sheets.Select(s => SheetReview.Of(
                new RegionCode(s.Key), Context(s.Key, person).Level, true, Given.Rulebook, s.Value) with { Missing = [] })]);
            switch (verb)
            {
                case 0:
                    OnSheet(code, who, SheetDecider.SubmitFigures(
                        sheet, _year, context, [new FigureInput(number == 1 ? "growth" : number == 2 ? "people" : "centre", "1")]));
                    break;
                case 1:
                    OnSheet(code, who, SheetDecider.RaiseVeto(sheet, _year, context, "fraud", "r"));
                    break;
                case 2:
                    OnSheet(code, who, SheetDecider.ConfirmVeto(sheet, _year, context, $"{code}-v-{number}"));
                    break;
                case 3:
                    OnSheet(code, who, SheetDecider.RejectVeto(sheet, _year, context, $"{code}-v-{number}", "r"));
                    break;
                case 4:
                    OnSheet(code, who, SheetDecider.WithdrawVeto(sheet, _year, context, $"{code}-v-{number}", "r"));
                    break;
                case 5:
                    OnSheet(code, who, SheetDecider.Suspend(sheet, _year, context, "r"));
                    break;
                case 6:
                    OnSheet(code, who, SheetDecider.DecideSuspension(sheet, _year, context, $"{code}-s-{number}", true, "r"));
                    break;
                case 7 or 8:
                    OnSheet(code, who, SheetDecider.RaiseObjection(
                        sheet, _year, context, new ObjectionInput(ObjectionOrigin.City, "t", null, null, null, "d"), 9));
                    break;
                case 9 or 10:
                    Answer(sheet, context, code, who, number);
                    break;
                case 11:
                    OnYear(who, RecusalDecider.Declare(_year, context, "r"));
                    break;
                case 12:
                    OnYear(who, RecusalDecider.Withdraw(_year, Given.Year, $"{code}-c-{number}", "r", person));
                    break;
                case 13:
                    OnYear(who, YearDecider.MoveStage(_year, Given.Year, Stage.Review, "r", person, given));
                    break;
                case 14 or 15:
                    OnYear(who, YearDecider.MoveStage(_year, Given.Year, Stage.Notice, null, person, given));
                    break;
                case 16 or 17:
                    Publish(who, YearDecider.Publish(_year, Given.Year, null, person, given, YearTables.Result));
                    break;
                default:
                    Revoke(verb, who, number);
                    break;
            }
        }

        private void Answer(SheetState sheet, SheetContext context, string code, string who, int number)
        {
            var decision = SheetDecider.DecideObjection(
                sheet, _year, context, $"{code}-o-{number}", number == 1, "r",
                number == 1 && sheet.Figures.TryGetValue("growth", out var growth)
                    ? [new FigureCorrection("growth", growth.Value == 1 ? "2" : "1")]
                    : []);
            OnSheet(code, who, decision);
            if (decision is Decision.Accepted && number == 1)
                OnYear(who, new Decision.Accepted([YearDecider.ReturnToReview(_year, "r")]));
        }

        private void Publish(string who, Decision decision)
        {
            OnYear(who, decision);
            if (decision is Decision.Accepted)
            {
                _streak = _streak.Apply(
                    StreakTables.Recorded(2017, Award.Rules.Rating.Outcome.Designated), Person.Engine, _streak.Version + 1);
            }
        }

        // As a streak's grain does: the year's recusals first.
        private void Revoke(int verb, string who, int number)
        {
            var person = new Person(who);
            if (RecusalDecider.Check(_year, person, new RegionCode(County), new RegionCode(City)) is not null)
                return;
            var id = $"{County}-r-{number}";
            var decision = verb switch
            {
                18 => StreakDecider.ProposeRevocation(_streak, Given.Year, "r"),
                19 => StreakDecider.ConfirmRevocation(_streak, id, null, person),
                _ => StreakDecider.RejectRevocation(_streak, id, "r", person),
            };
            foreach (var fact in (decision as Decision.Accepted)?.Facts ?? [])
            {
                _streak = _streak.Apply(fact, person, _streak.Version + 1);
                Entries.Add(new Written(County, fact, who));
            }
        }

        private void OnSheet(string code, string who, Decision decision)
        {
            foreach (var fact in (decision as Decision.Accepted)?.Facts ?? [])
            {
                _sheets[code] = _sheets[code].Apply(fact, new Person(who));
                Entries.Add(new Written(code, fact, who));
            }
        }

        private void OnYear(string who, Decision decision)
        {
            foreach (var fact in (decision as Decision.Accepted)?.Facts ?? [])
            {
                _year = _year.Apply(fact, new Person(who));
                Entries.Add(new Written("", fact, who));
            }
        }

        private static SheetContext Context(string code, Person person) => new(
            new RegionCode(code), code == City ? RegionLevel.City : RegionLevel.County, Given.Year, Given.Rulebook, person,
            Today, Parent: new RegionCode(code == City ? "330000" : City));
    }
}
