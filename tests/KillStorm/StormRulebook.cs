namespace KillStorm;

/// <summary>A rulebook that a year can be published under with no figure at all, so that the storm can be short.</summary>
internal static class StormRulebook
{
    public const string Yaml =
        """
        id: storm
        semantics: 1
        zh: 风暴规则(示范)
        en: Storm rulebook (demonstration)
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
                scoring: {deduction-per-incident: {each: 0.001, cap: 100}}
        ranking:
          mode: competition
          order:
            - {by: total, order: descending}
            - {by: code, order: ascending}
        naming:
          county: {pass-mark: 1, dimension-minimum: false, veto-blocks: true}
          city: {pass-mark: 1, dimension-minimum: false, veto-blocks: true, scores: figures}
        ladder:
          steps:
            - {years: 1, tier: plaque, zh: 平安牌, en: Plaque}
            - {years: 3, tier: tripod, zh: 平安鼎, en: Safety Tripod}
        streak:
          first-year: 2005
          title-after-break: keep
          titles-after-revocation: withdraw
          split-unit: by-decision
        """;
}
