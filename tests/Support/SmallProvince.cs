using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;

namespace Support;

/// <summary>
/// A province small enough to follow by eye: two cities, five counties, two figures, one kind of incident, two grounds for a
/// veto. 990100 has the counties 990101-990103, 990200 has 990201 and 990202.
/// </summary>
public static class SmallProvince
{
    public static RegionCode Province { get; } = new("990000");

    public static RegionCode City { get; } = new("990100");

    public static IReadOnlyList<RegisterRow> Regions { get; } =
    [
        Row("990100", RegionLevel.City, "990000"),
        Row("990101", RegionLevel.County, "990100"),
        Row("990102", RegionLevel.County, "990100"),
        Row("990103", RegionLevel.County, "990100"),
        Row("990200", RegionLevel.City, "990000"),
        Row("990201", RegionLevel.County, "990200"),
        Row("990202", RegionLevel.County, "990200"),
    ];

    public const string RulebookId = "small";

    /// <summary>
    /// 100 points: 60 for cases per resident (10 down to 2), 20 for the survey (80 up to 100), 20 less 5 an incident. Counties pass
    /// with 60 points, cities also need half of their counties.
    /// </summary>
    public const string Rulebook =
        """
        id: small
        semantics: 1
        zh: 小考核规则(示范)
        en: Small rulebook (demonstration)
        demonstration: true
        total: 100
        precision: {decimals: 2, rounding: half-even}
        missing: error
        denominators:
          - {id: residents, zh: 常住人口, en: Residents, unit: 万人}
        incident-kinds:
          - {id: accident, zh: 事故, en: Accident}
        dimensions:
          - id: order
            zh: 治安
            en: Order
            points: 80
            minimum-share: 0.25
            indicators:
              - id: cases
                zh: 案件
                en: Cases
                unit: 起/万人
                direction: lower-is-better
                points: 60
                denominator: residents
                roll-up: sum
                scoring: {linear-ramp: {floor: 10, target: 2}}
              - id: accidents
                zh: 事故
                en: Accidents
                unit: 起
                points: 20
                incidents: [accident]
                roll-up: sum
                scoring: {deduction-per-incident: {each: 5, cap: 20}}
          - id: life
            zh: 生活
            en: Life
            points: 20
            indicators:
              - id: survey
                zh: 满意率
                en: Survey
                unit: "%"
                direction: higher-is-better
                points: 20
                roll-up: own
                scoring: {linear-ramp: {floor: 80, target: 100}}
        ranking:
          mode: competition
          order:
            - {by: total, order: descending}
            - {by: code, order: ascending}
        vetoes:
          - id: deadly
            zh: 重大事故
            en: An accident with ten or more deaths
            when: {incidents: {kinds: [accident], min-deaths: 10}}
          - id: falsified
            zh: 弄虚作假
            en: Falsified data
            when: {raised-by-person: true}
        naming:
          county: {pass-mark: 60, dimension-minimum: true, veto-blocks: true}
          city: {pass-mark: 60, dimension-minimum: true, veto-blocks: true, scores: figures, minimum-county-share: 0.5}
        ladder:
          steps:
            - {years: 1, tier: plaque, zh: 平安牌, en: Plaque}
            - {years: 2, tier: tripod, zh: 平安鼎, en: Safety Tripod}
            - {years: 4, tier: gold, zh: 平安金鼎, en: Gold Tripod}
          continues: {every-years: 2, tier: gold, zh: "{n}星平安金鼎", en: "{n}-star Gold Tripod"}
        streak:
          first-year: 2001
          title-after-break: keep
          titles-after-revocation: withdraw
          split-unit: by-decision
        """;

    /// <summary>Puts the register and the rulebook on record.</summary>
    public static async Task PublishAsync(IGrainFactory grains)
    {
        var province = grains.GetGrain<IProvinceGrain>(StreamNames.Province(Province));
        await Must(province.PublishRulebookAsync(By("engine", "rulebook"), Rulebook));
        await Must(province.PublishRegisterAsync(
            By("engine", "register"),
            [.. Regions.Select(Texts.Of).Select(r => new RegisterRowView(
                r.Code, r.Name.Zh, r.Name.En, r.Level, r.Parent, r.ValidFrom, r.ValidTo))],
            []));
    }

    public static IAwardYearGrain Year(IGrainFactory grains, int year) =>
        grains.GetGrain<IAwardYearGrain>(StreamNames.Year(Province, new AwardYear(year)));

    public static IRegionYearGrain Sheet(IGrainFactory grains, int year, string code)
    {
        var row = Regions.Single(r => r.Code.Value == code);
        var key = StreamNames.Sheet(row.Level, new AwardYear(year), row.Code);
        return row.Level == RegionLevel.County ? grains.GetGrain<ICountyGrain>(key) : grains.GetGrain<ICityGrain>(key);
    }

    public static WriteRequest By(string person, string key) => new(CallerView.Unbounded(person), key, ContentHash.Of(key));

    /// <summary>The result of a write that must not be refused.</summary>
    public static async Task<WriteResult> Must(Task<WriteResult> write)
    {
        var result = await write;
        return result.Receipt is not null
            ? result
            : throw new InvalidOperationException(
                string.Join("; ", result.Refusals.Select(r => $"{r.Code} {r.Path}: {r.Message}")));
    }

    private static RegisterRow Row(string code, RegionLevel level, string parent) => new(
        new RegionCode(code), new BilingualName($"区{code}", $"Region {code}"), level, new RegionCode(parent), 2000, null);
}
