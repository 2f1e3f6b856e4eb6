namespace Cluster.Tests.Load;

/// <summary>
/// A rulebook that is right for reckoning in one's head: 100 points, of which 50 less one for each incident, and half of the
/// survey's percentage. 60 are enough, unless a veto is confirmed. Nothing needs to be reported: a year may be published empty.
/// </summary>
public static class BenchRulebook
{
    public const string Id = "bench";
    public const string IncidentKind = "fire";
    public const string Survey = "survey";
    public const string Ground = "falsified";
    public const int FirstYear = 2005;
    private const int PassMark = 60;
    private const int MostDeducted = 50;

    public const string Yaml =
        """
        id: bench
        semantics: 1
        zh: 故障试验规则(示范)
        en: Fault bench rulebook (demonstration)
        demonstration: true
        total: 100
        precision: {decimals: 2, rounding: half-even}
        missing: zero
        incident-kinds:
          - {id: fire, zh: 火灾, en: Fire}
        dimensions:
          - id: safety
            zh: 安全
            en: Safety
            points: 100
            indicators:
              - id: fires
                zh: 火灾
                en: Fires
                unit: 起
                points: 50
                incidents: [fire]
                roll-up: own
                scoring: {deduction-per-incident: {each: 1, cap: 50}}
              - id: survey
                zh: 满意率
                en: Survey
                unit: "%"
                direction: higher-is-better
                points: 50
                roll-up: own
                scoring: {linear-ramp: {floor: 0, target: 100}}
        ranking:
          mode: competition
          order:
            - {by: total, order: descending}
            - {by: code, order: ascending}
        vetoes:
          - id: falsified
            zh: 弄虚作假
            en: Falsified data
            when: {raised-by-person: true}
        naming:
          county: {pass-mark: 60, dimension-minimum: false, veto-blocks: true}
          city: {pass-mark: 60, dimension-minimum: false, veto-blocks: true, scores: figures}
        ladder:
          steps:
            - {years: 1, tier: plaque, zh: 平安牌, en: Plaque}
            - {years: 3, tier: tripod, zh: 平安鼎, en: Safety Tripod}
            - {years: 6, tier: bronze, zh: 平安铜鼎, en: Bronze Tripod}
          continues: {every-years: 3, tier: gold, zh: "{n}星平安金鼎", en: "{n}-star Gold Tripod"}
        streak:
          first-year: 2005
          title-after-break: keep
          titles-after-revocation: withdraw
          split-unit: by-decision
        """;

    /// <summary>The points of a region's year, by hand and not by Rules.</summary>
    /// <param name="survey">In per cent; null when none was reported.</param>
    public static decimal Score(int incidents, int? survey) => MostDeducted - Math.Min(incidents, MostDeducted) + ((survey ?? 0) / 2m);

    public static bool Passes(decimal score, bool vetoed) => score >= PassMark && !vetoed;
}
