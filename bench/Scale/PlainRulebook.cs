namespace Award.Scale;

/// <summary>The rulebook of the years that are only history here: who has a fire of consequence fails, everybody else is designated.</summary>
internal static class PlainRulebook
{
    public const string Id = "scale";

    public const string Yaml =
        """
        id: scale
        semantics: 1
        zh: 规模规则(示范)
        en: Scale rulebook (demonstration)
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
                points: 100
                incidents: [fire]
                roll-up: own
                scoring: {deduction-per-incident: {each: 50, cap: 100}}
        ranking:
          mode: competition
          order:
            - {by: total, order: descending}
            - {by: code, order: ascending}
        naming:
          county: {pass-mark: 60, dimension-minimum: false, veto-blocks: true}
          city: {pass-mark: 60, dimension-minimum: false, veto-blocks: true, scores: figures}
        ladder:
          steps:
            - {years: 1, tier: plaque, zh: 平安牌, en: Plaque}
            - {years: 3, tier: tripod, zh: 平安鼎, en: Safety Tripod}
            - {years: 6, tier: bronze, zh: 平安铜鼎, en: Bronze Tripod}
            - {years: 9, tier: silver, zh: 平安银鼎, en: Silver Tripod}
            - {years: 12, tier: gold, zh: 平安金鼎, en: Gold Tripod}
        streak:
          first-year: 2005
          title-after-break: keep
          titles-after-revocation: withdraw
          split-unit: by-decision
        """;
}
