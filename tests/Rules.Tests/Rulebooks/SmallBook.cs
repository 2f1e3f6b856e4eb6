namespace Rules.Tests.Rulebooks;

/// <summary>A rulebook with one of everything, to be broken one place at a time.</summary>
internal static class SmallBook
{
    public const string Text =
        """
        id: small
        semantics: 1
        en: Small
        total: 100
        precision: {decimals: 2, rounding: half-even}
        missing: error
        denominators:
          - {id: people, en: People, unit: heads}
        incident-kinds:
          - {id: fire, en: Fire}
          - {id: flood, en: Flood}
        key-periods:
          - {en: Holidays, from: 12-20, to: 01-05}
        dimensions:
          - id: order
            en: Order
            points: 60
            minimum-share: 0.6
            indicators:
              - id: crime
                en: Crime
                unit: cases
                direction: lower-is-better
                points: 10
                denominator: people
                roll-up: sum
                scoring: {linear-ramp: {floor: 60, target: 20}}
              - id: fires
                en: Fires
                unit: fires
                points: 10
                incidents: [fire]
                scoring: {deduction-per-incident: {each: 2.5, cap: 10}}
              - id: disasters
                en: Disasters
                unit: events
                points: 10
                incidents: [fire, flood]
                scoring:
                  deduction-tiered:
                    tiers:
                      - {kinds: [flood], severities: [extreme], points: 8}
                      - {min-deaths: 3, max-deaths: 9, points: 5}
                      - {points: 1}
                    repeat-multiplier: 2
                    key-period-multiplier: 2
              - id: survey
                en: Survey
                unit: "%"
                direction: higher-is-better
                points: 30
                roll-up: mean
                weighted-by: people
                scoring:
                  bands:
                    full-at: 96
                    bands:
                      - {from: 96, to: 90, per-unit: 1}
                      - {from: 90, to: 0, per-unit: 2}
          - id: economy
            en: Economy
            points: 40
            aggregation: geometric-mean
            indicators:
              - id: growth
                en: Growth
                unit: "%"
                direction: higher-is-better
                weight: 2
                missing: zero
                scoring: {stepped-table: [{at-least: 5, points: 10}, {at-least: 2, points: 4}]}
              - id: debt
                en: Debt
                unit: "%"
                direction: lower-is-better
                weight: 1
                scoring: {pass-fail: {at-most: 100}}
              - id: awareness
                en: Awareness
                unit: "%"
                direction: higher-is-better
                weight: 1
                scoring: {below-reference: {per-unit: 0.5, without-reference: 1}}
              - id: births
                en: Births
                unit: births
                direction: higher-is-better
                weight: 1
                scoring:
                  change-on-last-year: {in: percent, floor: -5, target: 5, without-previous: 1, zero-base: {still-zero: 0, risen: 1}}
              - id: wealth
                en: Wealth
                unit: yuan
                direction: higher-is-better
                weight: 1
                scoring: {relative-z-score: {floor: -2, target: 2, without-spread: 0.5}}
        ranking:
          mode: dense
          order:
            - {by: total}
            - {by: crime}
            - {by: code, order: descending}
        vetoes:
          - id: disaster
            en: Disaster
            levels: [county]
            when:
              any:
                - {incidents: {kinds: [fire], severities: [major, extreme], min-deaths: 10, at-least: 2}}
                - {all: [{figure: {id: survey, below: 50}}, {not: {figure: {id: people, at-least: 9}}}]}
          - id: fraud
            en: Fraud
            when: {raised-by-person: true}
        naming:
          county:
            pass-mark: 60
            dimension-minimum: true
            figure-minimums: [{indicator: survey, at-least: 90}, {indicator: debt, at-most: 120}]
            veto-blocks: true
          city:
            pass-mark: 70
            dimension-minimum: false
            veto-blocks: false
            scores: weighted-mean-of-counties
            scores-weighted-by: people
            minimum-county-share: 0.8
        ladder:
          steps:
            - {years: 1, tier: plaque, en: Plaque}
            - {years: 4, tier: gold, en: Gold}
          continues: {every-years: 2, tier: gold, stars-so-far: 1, en: "{n}-star Gold"}
        streak:
          first-year: 2005
          title-after-break: withdraw
          titles-after-revocation: keep
          split-unit: starts-anew

        """;

    /// <summary>
    /// The text with one occurrence of <paramref name="old"/> replaced, which must be there exactly once.
    /// </summary>
    public static string With(string old, string replacement)
    {
        Assert.Equal(2, Text.Split(old).Length);
        return Text.Replace(old, replacement, StringComparison.Ordinal);
    }
}
