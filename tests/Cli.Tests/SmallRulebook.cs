namespace Cli.Tests;

/// <summary>A rulebook small enough to rate by hand: order 60, life 40; pass mark 60.</summary>
internal static class SmallRulebook
{
    public const string Yaml = """
        id: small
        semantics: 1
        zh: 小办法
        en: Small rulebook
        total: 100
        precision: {decimals: 2, rounding: half-even}
        missing: error
        denominators:
          - {id: residents, zh: 常住人口, en: Resident population, unit: 万人}
        incident-kinds:
          - {id: fire, zh: 火灾, en: Fire}
          - {id: riot, zh: 骚乱, en: Riot}
        key-periods:
          - {zh: 岁首, en: New Year, from: 01-01, to: 01-31}
        dimensions:
          - id: order
            zh: 秩序
            en: Order
            points: 60
            minimum-share: 0.5
            indicators:
              - {id: crime, zh: 案件, en: Crime, unit: 起/万人, direction: lower-is-better, points: 30, denominator: residents, scoring: {linear-ramp: {floor: 60, target: 20}}}
              - {id: fires, zh: 火灾起数, en: Fires, unit: 起, points: 10, incidents: [fire], scoring: {deduction-per-incident: {each: 2, not-rectified-multiplier: 2}}}
              - {id: riots, zh: 骚乱起数, en: Riots, unit: 起, points: 10, incidents: [riot], scoring: {deduction-tiered: {tiers: [{severities: [major, extreme], points: 5}, {severities: [ordinary], points: 1}], repeat-multiplier: 2, key-period-multiplier: 2}}}
              - {id: centre, zh: 中心达标, en: Centre, unit: 是/否, direction: higher-is-better, points: 10, scoring: {pass-fail: {at-least: 1}}}
          - id: life
            zh: 生活
            en: Life
            points: 40
            aggregation: geometric-mean
            indicators:
              - {id: survey, zh: 满意率, en: Survey, unit: "%", direction: higher-is-better, scoring: {linear-ramp: {floor: 0, target: 100}}}
              - {id: income, zh: 收入, en: Income, unit: 万元, direction: higher-is-better, missing: zero, scoring: {linear-ramp: {floor: 0, target: 10}}}
        ranking:
          mode: competition
          order:
            - {by: total}
            - {by: survey}
        vetoes:
          - {id: veto_riot, zh: 特别重大骚乱, en: Extreme riot, when: {incidents: {kinds: [riot], severities: [extreme]}}}
        naming:
          county: {pass-mark: 60, dimension-minimum: true, figure-minimums: [{indicator: survey, at-least: 40}], veto-blocks: true}
          city: {pass-mark: 80, dimension-minimum: false, veto-blocks: true}
        ladder:
          steps:
            - {years: 1, tier: plaque, zh: 牌, en: Plaque}
            - {years: 3, tier: tripod, zh: 鼎, en: Tripod}
          continues: {every-years: 3, tier: tripod, zh: "{n}星鼎", en: "{n}-star Tripod"}
        streak: {first-year: 2005, title-after-break: keep, titles-after-revocation: withdraw, split-unit: by-decision}
        """;
}
