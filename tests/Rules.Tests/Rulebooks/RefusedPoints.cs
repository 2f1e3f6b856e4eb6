using Award.Rules;
using static Award.Rules.RefusalCode;

namespace Rules.Tests.Rulebooks;

/// <summary>Points, weights, targets, bands, steps and tiers.</summary>
/// <remarks>What is written, what stands there instead; the code, path, line and message that it gets.</remarks>
internal static class RefusedPoints
{
    public static readonly TheoryData<string, string, RefusalCode, string, int, string> Rows = new()
    {
        // ---- points, weights and their sums
        { "total: 100", "total: 99",
          RulebookPointsDoNotAddUp, "/total", 4, "the points below add up to 100, not 99" },
        { "        points: 10\n        denominator", "        points: 11\n        denominator",
          RulebookPointsDoNotAddUp, "/dimensions/0/points", 17, "the points below add up to 61, not 60" },
        { "        weight: 2\n", "        weight: 0\n",
          RulebookValueInvalid, "/dimensions/1/indicators/0/weight", 69,
          "0 is too small; it must be more than 0" },
        { "        weight: 2\n", "        weight: -2\n",
          RulebookValueInvalid, "/dimensions/1/indicators/0/weight", 69,
          "-2 is too small; it must be more than 0" },
        { "        points: 10\n        denominator", "        points: 0\n        denominator",
          RulebookValueInvalid, "/dimensions/0/indicators/0/points", 24,
          "0 is too small; it must be more than 0" },
        { "        weight: 2\n", "        points: 2\n",
          RulebookValueInvalid, "/dimensions/1/indicators/0", 65,
          "has points where line 72 has a weight; siblings all have points, or all have a weight, or "
              + "all have neither" },
        { "        weight: 2\n", "",
          RulebookValueInvalid, "/dimensions/1/indicators/0", 65,
          "has neither points nor a weight where line 71 has a weight; siblings all have points, or "
              + "all have a weight, or all have neither" },
        { "        weight: 2\n", "        weight: 2\n        points: 2\n",
          RulebookValueInvalid, "/dimensions/1/indicators/0", 65,
          "has both points and a weight where line 73 has a weight; siblings all have points, or all "
              + "have a weight, or all have neither" },
        { "        weight: 2\n", "        weight: 2.0001\n",
          RulebookValueInvalid, "/dimensions/1/aggregation", 63,
          "the weights in lowest whole numbers add up to more than 1000; use rounder weights for a "
              + "geometric mean" },
        { "geometric-mean", "mean",
          RulebookValueInvalid, "/dimensions/1/aggregation", 63,
          "'mean' counts all alike, and line 65 has a weight; leave that out, or use 'weighted-mean'" },
        { "total: 100", "total: 100.000000001",
          RulebookValueInvalid, "/total", 4, "points have at most 8 decimals" },
        { "each: 2.5", "each: 2.512345678",
          RulebookValueInvalid, "/dimensions/0/indicators/1/scoring/deduction-per-incident/each", 33,
          "points have at most 8 decimals" },
        { "    pass-mark: 60", "    pass-mark: 60.000000001",
          RulebookValueInvalid, "/naming/county/pass-mark", 116, "points have at most 8 decimals" },
        { "each: 2.5, cap: 10", "each: 2.5, cap: 11",
          RulebookValueInvalid, "/dimensions/0/indicators/1/scoring/deduction-per-incident/cap", 33,
          "11 is more than the indicator's 10 points" },
        { "            repeat-multiplier: 2", "            cap: 10.5\n            repeat-multiplier: 2",
          RulebookValueInvalid, "/dimensions/0/indicators/2/scoring/deduction-tiered/cap", 45,
          "10.5 is more than the indicator's 10 points" },
        { "without-reference: 1", "without-reference: 1, cap: 60",
          RulebookValueInvalid, "/dimensions/1/indicators/2/scoring/below-reference/cap", 83,
          "60 is more than the indicator's 6.66666667 points" },
        { "{at-least: 5, points: 10}", "{at-least: 5, points: 14}",
          RulebookValueInvalid, "/dimensions/1/indicators/0/scoring/stepped-table/0/points", 71,
          "14 is more than the indicator's 13.33333333 points" },
        { "    pass-mark: 60", "    pass-mark: 101",
          RulebookValueInvalid, "/naming/county/pass-mark", 116, "the pass mark 101 is above the total" },

        // ---- targets, limits and bands on the wrong side
        { "floor: 60, target: 20", "floor: 20, target: 60",
          RulebookTargetOnWrongSide, "/dimensions/0/indicators/0/scoring/linear-ramp/target", 27,
          "the target 60 must lie below the floor 20: the floor is where points begin, the target "
              + "where they are full" },
        { "floor: 60, target: 20", "floor: 60, target: 60",
          RulebookTargetOnWrongSide, "/dimensions/0/indicators/0/scoring/linear-ramp/target", 27,
          "the target 60 must lie below the floor 60: the floor is where points begin, the target "
              + "where they are full" },
        { "floor: -5, target: 5", "floor: 5, target: -5",
          RulebookTargetOnWrongSide, "/dimensions/1/indicators/3/scoring/change-on-last-year/target", 90,
          "the target -5 must lie above the floor 5: the floor is where points begin, the target "
              + "where they are full" },
        { "floor: -2, target: 2", "floor: 2, target: -2",
          RulebookTargetOnWrongSide, "/dimensions/1/indicators/4/scoring/relative-z-score/target", 96,
          "the target -2 must lie above the floor 2: the floor is where points begin, the target "
              + "where they are full" },
        { "{pass-fail: {at-most: 100}}", "{pass-fail: {at-least: 100}}",
          RulebookTargetOnWrongSide, "/dimensions/1/indicators/1/scoring/pass-fail/at-least", 77,
          "lower is better here: write 'at-most'" },
        { "{at-least: 2, points: 4}", "{at-most: 2, points: 4}",
          RulebookTargetOnWrongSide, "/dimensions/1/indicators/0/scoring/stepped-table/1/at-most", 71,
          "higher is better here: write 'at-least'" },
        { "{from: 90, to: 0, per-unit: 2}", "{from: 90, to: 95, per-unit: 2}",
          RulebookTargetOnWrongSide, "/dimensions/0/indicators/3/scoring/bands/bands/1/to", 59,
          "a band runs from its better end to its worse end, and 95 is not worse than 90" },
        { "        unit: fires\n", "        unit: fires\n        direction: higher-is-better\n",
          RulebookTargetOnWrongSide, "/dimensions/0/indicators/1/direction", 31,
          "a deduction for incidents can only be lower-is-better" },
        { "{indicator: debt, at-most: 120}", "{indicator: debt, at-least: 120}",
          RulebookTargetOnWrongSide, "/naming/county/figure-minimums/1/at-least", 118,
          "lower is better here: write 'at-most'" },

        // ---- bands, steps and tiers in order
        { "{from: 90, to: 0, per-unit: 2}", "{from: 85, to: 0, per-unit: 2}",
          RulebookValueInvalid, "/dimensions/0/indicators/3/scoring/bands/bands/1/from", 59,
          "bands follow each other without gap or overlap: this one begins at 85, the line before "
              + "ends at 90" },
        { "{from: 90, to: 0, per-unit: 2}", "{from: 93, to: 0, per-unit: 2}",
          RulebookValueInvalid, "/dimensions/0/indicators/3/scoring/bands/bands/1/from", 59,
          "bands follow each other without gap or overlap: this one begins at 93, the line before "
              + "ends at 90" },
        { "full-at: 96", "full-at: 97",
          RulebookValueInvalid, "/dimensions/0/indicators/3/scoring/bands/bands/0/from", 58,
          "bands follow each other without gap or overlap: this one begins at 96, the line before "
              + "ends at 97" },
        { "{at-least: 2, points: 4}", "{at-least: 5, points: 4}",
          RulebookValueInvalid, "/dimensions/1/indicators/0/scoring/stepped-table/1", 71,
          "steps go from the best down, and 5 is not worse than 5" },
        { "{at-least: 2, points: 4}", "{at-least: 2, points: 12}",
          RulebookValueInvalid, "/dimensions/1/indicators/0/scoring/stepped-table/1/points", 71,
          "steps go from the most points down, and 12 is more than 10" },
        { "severities: [extreme], points: 8", "severities: [extreme], points: 4",
          RulebookValueInvalid, "/dimensions/0/indicators/2/scoring/deduction-tiered/tiers/1/points", 43,
          "tiers go from the most points down, and 5 is more than 4" },
        { "{min-deaths: 3, max-deaths: 9, points: 5}", "{min-deaths: 9, max-deaths: 3, points: 5}",
          RulebookValueInvalid, "/dimensions/0/indicators/2/scoring/deduction-tiered/tiers/1/max-deaths", 43,
          "'max-deaths' is less than 'min-deaths'" },
        {
          "{min-deaths: 3, max-deaths: 9, points: 5}",
          "{kinds: [flood], severities: [extreme], min-deaths: 3, points: 5}",
          RulebookValueInvalid, "/dimensions/0/indicators/2/scoring/deduction-tiered/tiers/1", 43,
          "no incident reaches this tier: the first tier that fits counts, and line 42 takes all of these" },
    };
}
