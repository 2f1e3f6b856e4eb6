using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Support;

namespace Grains.Tests.Previews;

/// <summary>
/// All awards of the small province, computed from its whole record each time: every entry is read, every open year rated,
/// every run of every year counted, whatever was done. Knows nothing of scopes, plans and differences.
/// </summary>
internal sealed class NaiveAwards
{
    private readonly SortedDictionary<string, string> _rows = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _titles = new(StringComparer.Ordinal);

    public static async Task<NaiveAwards> OfAsync<TLedger>(TLedger ledger)
        where TLedger : ILedger, IPublished
    {
        var awards = new NaiveAwards();
        var entries = await ledger.ReadProvinceAsync(SmallProvince.Province, 0, int.MaxValue);
        var rulebooks = entries.Select(e => e.Fact).OfType<RulebookPublished>()
            .Select(f => RulebookLoader.Load(f.Source).Rulebook!).ToDictionary(r => r.Hash);
        var streams = entries.GroupBy(e => e.Stream).ToDictionary(s => s.Key, s => s.ToList());
        foreach (var (stream, facts) in streams)
        {
            if (stream.StartsWith("year/", StringComparison.Ordinal))
            {
                await awards.AddYearAsync(ledger, rulebooks, YearOnRecord.New(stream).Apply(facts).State, streams);
            }
            else if (stream.StartsWith("streak/", StringComparison.Ordinal))
            {
                awards.AddUnit(rulebooks, StreakOnRecord.New(stream).Apply(facts));
            }
        }

        return awards;
    }

    /// <summary>A line for each row and title that is not the same in both.</summary>
    public static IReadOnlyList<string> Difference(NaiveAwards before, NaiveAwards after) =>
    [
        .. before._rows.Keys.Union(after._rows.Keys).Order(StringComparer.Ordinal)
            .Select(key => (Key: key, Before: Row(before, key), After: Row(after, key)))
            .Where(row => row.Before != row.After)
            .Select(row => $"{row.Key}: {row.Before} -> {row.After}"),
        .. before._titles.Except(after._titles).Select(title => $"lost {title}"),
        .. after._titles.Except(before._titles).Select(title => $"gained {title}"),
    ];

    /// <summary>What a preview said, in the same words.</summary>
    public static IReadOnlyList<string> Said(byte[] bytes)
    {
        var document = DocumentJson.Read<DifferenceDocument>(bytes);
        return
        [
            .. document.Years.Select(row => $"{row.Year} {row.Code}: {Text(row.Before)} -> {Text(row.After)}"),
            .. document.Titles.SelectMany(u => u.Lost, (unit, t) => $"lost {unit.Unit} {t.Tier} {t.Year}")
                .Order(StringComparer.Ordinal),
            .. document.Titles.SelectMany(u => u.Gained, (unit, t) => $"gained {unit.Unit} {t.Tier} {t.Year}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task AddYearAsync(
        IPublished published, Dictionary<string, Rulebook> rulebooks, YearState year, Dictionary<string, List<Entry>> streams)
    {
        if (year.Stage is Stage.Draft or Stage.Published)
        {
            return;
        }

        var opened = year.Opened!;
        var register = new RegionRegister(SmallProvince.Regions, []);
        var sheets = register.RegionsOf(SmallProvince.Province, opened.Year).Select(row =>
        {
            var stream = StreamNames.Sheet(row.Level, opened.Year, row.Code);
            var sheet = SheetOnRecord.New(stream).Apply(streams.GetValueOrDefault(stream) ?? []);
            return new SealedRegion(row, register.LineageOf(row.Code)!.Value, sheet.Version, sheet.State);
        }).ToList();
        var previous = await published.FindAsync(
            DocumentKeys.References(SmallProvince.Province, opened.Year.Previous));
        var rating = YearMaterial.Rate(
            rulebooks[opened.RulebookHash], register, opened.Year, sheets,
            previous is null ? null : DocumentJson.Read<ReferencesDocument>(previous.Bytes.Span));
        foreach (var row in rating.Counties.Concat(rating.Cities))
        {
            _rows[$"{opened.Year} {row.Key}"] = $"working {row.Total} {row.Rank} {Texts.Of(row.Outcome)}  ";
        }
    }

    private void AddUnit(Dictionary<string, Rulebook> rulebooks, StreakOnRecord streak)
    {
        var rules = LadderSources.Of(
            streak.State.Outcomes.ToDictionary(o => o.Key, o => rulebooks[o.Value.Recorded.RulebookHash]));
        foreach (var (year, outcome) in streak.State.Outcomes)
        {
            var run = streak.State.StreakAsOf(year, rules)!;
            var recorded = outcome.Recorded;
            _rows[$"{year} {recorded.Code}"] =
                $"published {recorded.Score} {recorded.Rank} {Texts.Of(outcome.Effective)} {run.Years} {run.Tier?.Id}";
        }

        foreach (var title in streak.State.StreakAsOf(streak.State.LastYear!.Value, rules)!.Titles)
        {
            _titles.Add($"{streak.Stream["streak/".Length..]} {title.Tier.Id} {title.Year}");
        }
    }

    private static string Row(NaiveAwards awards, string key) => awards._rows.GetValueOrDefault(key, "none");

    private static string Text(AwardText? award) => award is null
        ? "none"
        : $"{award.Standing} {award.Score} {award.Rank} {award.Outcome} {award.StreakYears} {award.Tier?.Id}";
}
