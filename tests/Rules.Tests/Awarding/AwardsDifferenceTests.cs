using Award.Rules;
using Award.Rules.Awarding;
using Award.Rules.Rating;
using Award.Rules.Streaks;
using CsCheck;

namespace Rules.Tests.Awarding;

/// <summary>What makes one set of awards into another: laws, and a table that names each way a row can differ.</summary>
public sealed class AwardsDifferenceTests
{
    private static readonly Gen<YearAward> AnyAward = Gen.Select(
        Gen.Enum<AwardStanding>(), Gen.Int[0, 3], Gen.Int[0, 3], Gen.Enum<Outcome>(), Gen.Int[0, 3], Gen.Int[0, 2],
        (standing, score, rank, outcome, years, tier) => new YearAward(
            standing,
            score == 0 ? null : Points.From(score),
            rank == 0 ? null : rank,
            outcome,
            years == 0 ? null : years,
            tier == 0 ? null : Tier(tier)));

    private static readonly Gen<AwardKey> AnyKey = Gen.Select(
        Gen.Int[2001, 2003], Gen.Int[1, 3], (year, code) => new AwardKey(new AwardYear(year), Code(code)));

    private static readonly Gen<LineageId> AnyUnit = Gen.Int[1, 3].Select(code => new LineageId(Code(code)));

    // One title a year at most, as a run confers them.
    private static readonly Gen<IReadOnlyList<Title>> AnyTitles = Gen.Dictionary(Gen.Int[2001, 2004], Gen.Int[1, 2])[0, 3]
        .Select(IReadOnlyList<Title> (titles) => [.. titles.OrderBy(t => t.Key).Select(t => Title(t.Value, t.Key))]);

    private static readonly Gen<Awards> AnyAwards = Gen.Select(
        Gen.Dictionary(AnyKey, AnyAward)[0, 6],
        Gen.Dictionary(AnyUnit, AnyTitles)[0, 3],
        (years, titles) => new Awards(years, titles));

    [Fact]
    public void Difference_OfEqualAwards_IsEmpty() => AnyAwards.Sample(awards =>
        Assert.True(AwardsDifference.Between(awards, new Awards(awards.Years.ToDictionary(), awards.Titles)).IsEmpty));

    [Fact]
    public void Before_PlusTheDifference_IsAfter() => Gen.Select(AnyAwards, AnyAwards).Sample((before, after) =>
        Assert.Equal(Told(after), Told(AwardsDifference.Between(before, after).ApplyTo(before))));

    [Fact]
    public void Difference_HoldsNothingThatIsTheSame() => Gen.Select(AnyAwards, AnyAwards).Sample((before, after) =>
    {
        var difference = AwardsDifference.Between(before, after);
        Assert.All(difference.Years, change => Assert.NotEqual(change.Before, change.After));
        Assert.All(difference.Titles, change => Assert.Empty(change.Gained.Intersect(change.Lost)));
        Assert.Equal(difference.IsEmpty, Told(before).SequenceEqual(Told(after)));
    });

    [Fact]
    public void Difference_ComesInOneOrder() => Gen.Select(AnyAwards, AnyAwards).Sample((before, after) =>
    {
        var difference = AwardsDifference.Between(before, after);
        Assert.Equal(difference.Years.Select(c => c.Key).Order(), difference.Years.Select(c => c.Key));
        Assert.Equal(difference.Titles.Select(c => c.Unit).Order(), difference.Titles.Select(c => c.Unit));
        Assert.All(difference.Titles, c => Assert.Equal(c.Gained.OrderBy(t => t.Year), c.Gained));
        Assert.All(difference.Titles, c => Assert.Equal(c.Lost.OrderBy(t => t.Year), c.Lost));
    });

    [Fact]
    public void Way_BackIsTheOtherWayRound() => Gen.Select(AnyAwards, AnyAwards).Sample((before, after) =>
    {
        var back = AwardsDifference.Between(after, before);
        Assert.Equal(
            AwardsDifference.Between(before, after).Years.Select(c => new AwardChange(c.Key, c.After, c.Before)),
            back.Years);
    });

    [Fact]
    public void EveryColumn_Tells()
    {
        var award = new YearAward(AwardStanding.Working, Points.From(90), 1, Outcome.Designated, 2, Tier(1));
        YearAward[] others =
        [
            award with { Standing = AwardStanding.Published },
            award with { Score = Points.From(90.01m) },
            award with { Rank = 2 },
            award with { Outcome = Outcome.Revoked },
            award with { StreakYears = 3 },
            award with { Tier = Tier(2) },
        ];
        Assert.Equal(typeof(YearAward).GetProperties().Length, others.Length);
        Assert.All(others, other => Assert.Single(AwardsDifference.Between(One(award), One(other)).Years));
    }

    [Fact]
    public void Titles_GainedAndLost_AreTold()
    {
        var unit = new LineageId(Code(1));
        var before = Awards.None with { Titles = Of(unit, Title(1, 2002), Title(2, 2004)) };
        var after = Awards.None with { Titles = Of(unit, Title(1, 2003), Title(2, 2004)) };
        var change = Assert.Single(AwardsDifference.Between(before, after).Titles);
        Assert.Equal([Title(1, 2003)], change.Gained);
        Assert.Equal([Title(1, 2002)], change.Lost);
    }

    [Fact]
    public void UnitWithoutTitles_IsLikeNone() => Assert.True(AwardsDifference.Between(
        Awards.None, Awards.None with { Titles = Of(new LineageId(Code(1))) }).IsEmpty);

    private static Dictionary<LineageId, IReadOnlyList<Title>> Of(LineageId unit, params Title[] titles) => new() { [unit] = titles };

    private static Awards One(YearAward award) => Awards.None with
    {
        Years = new Dictionary<AwardKey, YearAward> { [new AwardKey(new AwardYear(2001), Code(1))] = award },
    };

    private static RegionCode Code(int number) => new($"99010{number}");

    private static Title Title(int tier, int year) =>
        new(Tier(tier), new AwardYear(year));

    private static TripodTier Tier(int number) => new($"tier-{number}", new BilingualName("鼎", "tripod"));

    private static IEnumerable<string> Told(Awards awards) => awards.Years
        .Select(row => $"{row.Key.Year} {row.Key.Code}: {row.Value}")
        .Concat(awards.Titles.SelectMany(unit => unit.Value, (unit, title) => $"{unit.Key} {title.Tier.Id} {title.Year}"))
        .Order(StringComparer.Ordinal);
}
