using System.Text;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Awarding;
using Award.Rules.Rating;
using Award.Rules.Streaks;

namespace Ledger.Tests.Published;

/// <summary>A difference has one canonical form, and whatever stands in it moves its hash.</summary>
public sealed class DifferenceDocumentsTests
{
    private static readonly YearAward Award =
        new(AwardStanding.Published, Points.From(905.5m), 3, Outcome.Designated, 9, Tier("silver", "银鼎"));

    private static readonly AwardChange Change = new(
        new AwardKey(new AwardYear(2017), new RegionCode("330624")),
        Award,
        Award with { Outcome = Outcome.Revoked, StreakYears = 0, Tier = null });

    private static readonly TitleChange Titles =
        new(new LineageId(new RegionCode("330624")), [], [Title("silver", "银鼎", 2017)]);

    private static readonly AwardsDifference Difference = new([Change], [Titles]);

    [Fact]
    public void The_form_is_this() => Assert.Equal(
        """
        {"titles":[{"gained":[],"lost":[{"name":{"en":"silver","zh":"银鼎"},"tier":"silver","year":2017}],"unit":"330624"}],
        "years":[{"after":{"outcome":"revoked","rank":3,"score":"905.5","standing":"published","streakYears":0},
        "before":{"outcome":"designated","rank":3,"score":"905.5","standing":"published","streakYears":9,
        "tier":{"id":"silver","name":{"en":"silver","zh":"银鼎"}}},
        "code":"330624","year":2017}]}
        """.ReplaceLineEndings(""),
        Encoding.UTF8.GetString(DifferenceDocuments.Bytes(Difference).Span));

    [Fact]
    public void Whatever_differs_has_another_hash()
    {
        AwardsDifference[] others =
        [
            new([], [Titles]),
            new([Change], []),
            With(Change with { Key = Change.Key with { Year = new AwardYear(2016) } }),
            With(Change with { Key = Change.Key with { Code = new RegionCode("330603") } }),
            With(Change with { Before = null }),
            With(Change with { After = null }),
            With(Change with { After = Change.Before, Before = Change.After }),
            .. Columns().Select(award => With(Change with { Before = award })),
            .. Columns().Select(award => With(Change with { After = award })),
            With(Titles with { Unit = new LineageId(new RegionCode("330603")) }),
            With(Titles with { Gained = Titles.Lost }),
            With(Titles with { Lost = [] }),
            With(Titles with { Lost = [Title("gold", "银鼎", 2017)] }),
            With(Titles with { Lost = [Title("silver", "银鼎", 2016)] }),
            With(Titles with { Lost = [Title("silver", "铜鼎", 2017)] }),
        ];
        var hashes = others.Append(Difference).Select(Hash).ToList();
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
    }

    [Fact]
    public void The_same_difference_by_another_command_has_another_hash() => Assert.NotEqual(
        DifferenceDocuments.Hash(ContentHash.Of("a"), DifferenceDocuments.Bytes(Difference).Span),
        DifferenceDocuments.Hash(ContentHash.Of("b"), DifferenceDocuments.Bytes(Difference).Span));

    [Fact]
    public void It_reads_back() => Assert.Equal(
        DifferenceDocuments.Bytes(Difference).ToArray(),
        DocumentJson.Write("", DocumentJson.Read<DifferenceDocument>(DifferenceDocuments.Bytes(Difference).Span))
            .Bytes.ToArray());

    // The award with each of its columns changed; one that is added to it must be added here.
    private static YearAward[] Columns()
    {
        YearAward[] changed =
        [
            Award with { Standing = AwardStanding.Working },
            Award with { Score = Points.From(905.51m) },
            Award with { Rank = null },
            Award with { Outcome = Outcome.Suspended },
            Award with { StreakYears = 8 },
            Award with { Tier = Tier("bronze", "银鼎") },
            Award with { Tier = Tier("silver", "铜鼎") },
        ];
        Assert.Equal(typeof(YearAward).GetProperties().Length + 1, changed.Length);
        return changed;
    }

    private static AwardsDifference With(AwardChange change) => Difference with { Years = [change] };

    private static AwardsDifference With(TitleChange change) => Difference with { Titles = [change] };

    private static Title Title(string tier, string zh, int year) =>
        new(Tier(tier, zh), new AwardYear(year));

    private static TripodTier Tier(string id, string zh) => new(id, new BilingualName(zh, id));

    private static string Hash(AwardsDifference difference) =>
        DifferenceDocuments.Hash(ContentHash.Of("body"), DifferenceDocuments.Bytes(difference).Span);
}
