using System.Text;
using Award.Api.Tables;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Api.Tests.Tables;

/// <summary>
/// A year small enough to write its tables by hand: one city with three counties, two of which share a name, and a
/// rulebook with one figure for each way to report.
/// </summary>
internal static class SmallBook
{
    public static ImportLimits Limits { get; } = ImportLimits.Default with { Rows = 50, Cells = 500, TextLength = 30, Figures = 20 };

    public static FigureBook Book { get; } = Make(
    [
        Region("990100", "东海市", "Donghai", RegionLevel.City),
        Region("990101", "西湖区", "West Lake", RegionLevel.County),
        Region("990102", "新区", "New District", RegionLevel.County),
        Region("990103", "新区", "New District", RegionLevel.County),
    ]);

    public static FigureBook Make(IReadOnlyList<RegisterRow> regions)
    {
        var loaded = RulebookLoader.Load(Yaml);
        return new(new AwardYear(2017), regions, loaded.Rulebook
            ?? throw new InvalidOperationException(string.Join('\n', loaded.Problems)));
    }

    /// <summary>Reads a table as an import does.</summary>
    public static (IReadOnlyList<ImportedFigure> Figures, ImportReport Report) Read(
        byte[] bytes, string? contentType = null, ImportLimits? limits = null, TimeProvider? clock = null) =>
        new TableFile(bytes, contentType).Read(Book, limits ?? Limits, clock ?? new StillClock());

    /// <summary>What was read and what was wrong: <c>990101/cases=5 | /B2 ImportCellMalformed</c>.</summary>
    public static string Said(byte[] bytes, string? contentType = null, ImportLimits? limits = null)
    {
        var (figures, report) = Read(bytes, contentType, limits);
        return Said(figures, report);
    }

    public static string Said(IReadOnlyList<ImportedFigure> figures, ImportReport report) => string.Join(' ',
    [
        .. figures.Select(f =>
            $"{f.Row.Region}/{f.Row.Indicator}={f.Row.Value}{(f.Row.Evidence is { Length: > 0 } e ? $"({e})" : "")}"),
        .. report.Refusals.Select(r => $"{r.Path}!{r.Code}"),
    ]);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static RegisterRow Region(string code, string zh, string en, RegionLevel level) => new(
        new RegionCode(code), new BilingualName(zh, en), level,
        new RegionCode(level == RegionLevel.City ? "990000" : "990100"), 2000, null);

    private sealed class StillClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    private const string Yaml =
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
            points: 100
            indicators:
              - id: cases
                zh: 案件
                en: Cases (all)
                unit: 起/万人
                direction: lower-is-better
                points: 20
                denominator: residents
                roll-up: sum
                scoring: {linear-ramp: {floor: 10, target: 2}}
              - id: loss
                zh: 损失占比
                en: Loss share
                unit: "%"
                direction: lower-is-better
                points: 20
                denominator: residents
                roll-up: sum
                scoring: {linear-ramp: {floor: 10, target: 2}}
              - id: accidents
                zh: 事故数
                en: Accidents
                unit: 起
                points: 20
                incidents: [accident]
                roll-up: sum
                scoring: {deduction-per-incident: {each: 5, cap: 20}}
              - id: survey
                zh: 满意率
                en: Survey
                unit: "%"
                direction: higher-is-better
                points: 20
                roll-up: own
                scoring: {linear-ramp: {floor: 80, target: 100}}
              - id: centre
                zh: 综治中心
                en: Centre
                unit: 是/否
                direction: higher-is-better
                points: 10
                roll-up: own
                scoring: {pass-fail: {at-least: 1}}
              - id: twin
                zh: 满意率
                en: Twin
                unit: 人
                direction: higher-is-better
                points: 10
                roll-up: own
                scoring: {linear-ramp: {floor: 80, target: 100}}
        ranking:
          mode: competition
          order:
            - {by: total, order: descending}
            - {by: code, order: ascending}
        naming:
          county: {pass-mark: 60, dimension-minimum: false, veto-blocks: true}
          city: {pass-mark: 60, dimension-minimum: false, veto-blocks: true, scores: figures, minimum-county-share: 0.5}
        ladder:
          steps:
            - {years: 1, tier: plaque, zh: 平安牌, en: Plaque}
            - {years: 2, tier: tripod, zh: 平安鼎, en: Safety Tripod}
        streak:
          first-year: 2001
          title-after-break: keep
          titles-after-revocation: withdraw
          split-unit: by-decision
        """;
}
