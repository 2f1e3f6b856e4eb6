using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Awarding;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Streaks;

namespace Award.Grains.Recording;

/// <summary>The part of a province's awards that a plan can change: the rest is the same before and after it.</summary>
/// <param name="Years">Whose working rating it may move, while they are open.</param>
/// <param name="Units">Whose outcomes it may change: in that year, and run and titles in every later one.</param>
internal sealed record AwardsScope(IReadOnlyList<AwardYear> Years, IReadOnlyList<LineageId> Units)
{
    /// <summary>
    /// Read off the streams written. A sheet moves its year: places and relative scores of all its regions. A publication also
    /// moves the next year, which looks back on what was published; a revocation moves no other's score.
    /// </summary>
    public static AwardsScope Of(Plan plan)
    {
        var years = new SortedSet<AwardYear>();
        var units = new SortedSet<LineageId>();
        foreach (var append in plan.Appends)
        {
            switch (append.Stream.Split('/'))
            {
                case ["county" or "city", var year, _] when append.Facts.Any(fact => fact is not ObjectionRaised):
                    years.Add(Year(year));
                    break;
                case ["year", _, var year]:
                    years.Add(Year(year));
                    if (append.Facts.Any(fact => fact is YearPublished) && Year(year).Value < AwardYear.Last)
                    {
                        years.Add(Year(year).Next);
                    }

                    break;
                case ["streak", var unit]:
                    units.Add(new LineageId(new RegionCode(unit)));
                    break;
            }
        }

        return new AwardsScope([.. years], [.. units]);
    }

    private static AwardYear Year(string text) =>
        new(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>
/// Computes awards from a record by the ways of publication and recount: the working rating of open years, and of each unit the
/// outcomes on record with the run as of every year.
/// </summary>
internal sealed class AwardsOnRecord(ProvinceCatalogue catalogue)
{
    private readonly Dictionary<AwardYear, YearRating> _kept = [];

    /// <summary>The scope's awards, all of them. A second record that is like the first is rated with what the first left.</summary>
    public async Task<Awards> OfAsync(ForetoldRecord record, RegionCode province, AwardsScope scope)
    {
        var years = new Dictionary<AwardKey, YearAward>();
        var titles = new Dictionary<LineageId, IReadOnlyList<Title>>();
        foreach (var year in scope.Years)
        {
            await AddWorkingAsync(record, province, year, years);
        }

        foreach (var unit in scope.Units)
        {
            await AddPublishedAsync(record, province, unit, years, titles);
        }

        return new Awards(years, titles);
    }

    private async Task AddWorkingAsync(
        ForetoldRecord record, RegionCode province, AwardYear year, Dictionary<AwardKey, YearAward> years)
    {
        var onRecord = await YearOnRecord.LoadAsync(record, StreamNames.Year(province, year));
        if (onRecord.State.Opened is not { } opened || onRecord.State.Stage is Stage.Draft or Stage.Published)
        {
            return;
        }

        var loader = new YearLoader(record, record, catalogue);
        var rating = YearMaterial.Rate(
            await catalogue.RulebookAsync(province, opened.RulebookHash),
            await catalogue.RegisterAsync(province, opened.RegisterHash),
            year,
            await loader.SheetsAsync(opened),
            await PreviousAsync(record, loader, province, year),
            _kept.GetValueOrDefault(year));
        _kept[year] = rating;
        foreach (var row in rating.Counties.Concat(rating.Cities))
        {
            years[new AwardKey(year, new RegionCode(row.Key))] = new YearAward(
                AwardStanding.Working, row.Total, row.Rank, row.Outcome, null, null);
        }
    }

    /// <summary>Last year's references. They are written with its stream, which is therefore read before them.</summary>
    private static async Task<ReferencesDocument?> PreviousAsync(
        ForetoldRecord record, YearLoader loader, RegionCode province, AwardYear year)
    {
        if (year.Value == AwardYear.First)
        {
            return null;
        }

        await record.ReadStreamAsync(StreamNames.Year(province, year.Previous));
        return await loader.PreviousAsync(province, year);
    }

    private async Task AddPublishedAsync(
        ForetoldRecord record,
        RegionCode province,
        LineageId unit,
        Dictionary<AwardKey, YearAward> years,
        Dictionary<LineageId, IReadOnlyList<Title>> titles)
    {
        var streak = (await StreakOnRecord.LoadAsync(record, StreamNames.Streak(unit))).State;
        if (streak.LastYear is not { } last)
        {
            return;
        }

        var rules = await StreakPlans.RulesAsync(catalogue, province, streak);
        foreach (var (year, outcome) in streak.Outcomes)
        {
            var run = streak.StreakAsOf(year, rules)!;
            years[new AwardKey(year, outcome.Recorded.Code)] = new YearAward(
                AwardStanding.Published, outcome.Recorded.Score, outcome.Recorded.Rank, outcome.Effective, run.Years,
                run.Tier);
        }

        titles[unit] = streak.StreakAsOf(last, rules)!.Titles;
    }
}
