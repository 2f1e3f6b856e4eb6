namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// Each scoring function's numbers are in the order that its direction asks for, and within the indicator's
/// points.
/// </summary>
internal sealed class ScoringChecks(
    Draft draft, IReadOnlyDictionary<YamlMap, Points?> full, ProblemList problems)
{
    public void Check()
    {
        foreach (var indicator in draft.Indicators)
        {
            if (indicator.Map("scoring") is not { Entries: [var function] }) continue;
            var direction = Draft.DirectionOf(indicator);
            var points = full.GetValueOrDefault(indicator);
            var map = function.Value as YamlMap;
            switch (function.Key)
            {
                case "linear-ramp": CheckRamp(map, direction); break;
                case "relative-z-score": CheckRamp(map, Direction.HigherIsBetter); break;
                case "change-on-last-year": CheckChange(map, direction); break;
                case "bands": CheckBands(map, direction); break;
                case "stepped-table": CheckSteps(indicator, direction, points); break;
                case "pass-fail": Limits.Check(problems, map, direction); break;
                case "below-reference": CheckAmounts(map, points, "per-unit", "cap"); break;
                case "deduction-per-incident": CheckAmounts(map, points, "each", "cap"); break;
                case "deduction-tiered": CheckTiered(indicator, map, points); break;
            }
        }
    }

    private void CheckRamp(YamlMap? ramp, Direction? direction)
    {
        if (ramp.Number("floor") is not { } floor || ramp.Number("target") is not { } target) return;
        if (direction is not { } better || Better(target, floor, better)) return;
        var side = direction == Direction.HigherIsBetter ? "above" : "below";
        problems.Add(
            RefusalCode.RulebookTargetOnWrongSide,
            ramp.Item("target")!,
            $"the target {target} must lie {side} the floor {floor}: the floor is where points begin, "
            + "the target where they are full");
    }

    private void CheckChange(YamlMap? change, Direction? direction)
    {
        CheckRamp(change, direction);
        var percent = change.Text("in") == "percent";
        if (percent && !change.Has("zero-base"))
            problems.Add(
                RefusalCode.RulebookKeyMissing,
                change!,
                "the key 'zero-base' is missing: a change in percent on a year of zero must be settled");
        if (change.Text("in") == "units" && change.Has("zero-base"))
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                change.Item("zero-base")!,
                "a change in units has no need of a base; leave 'zero-base' out");
    }

    private void CheckBands(YamlMap? bands, Direction? direction)
    {
        var previous = bands.Number("full-at");
        foreach (var band in bands.Maps("bands"))
        {
            if (band.Number("from") is not { } from || band.Number("to") is not { } to) return;
            if (previous is { } end && from != end)
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    band.Item("from")!,
                    $"bands follow each other without gap or overlap: this one begins at {from}, "
                    + $"the line before ends at {end}");
            if (direction is { } better && !Better(from, to, better))
                problems.Add(
                    RefusalCode.RulebookTargetOnWrongSide,
                    band.Item("to")!,
                    $"a band runs from its better end to its worse end, and {to} is not worse than {from}");
            CheckAmounts(band, null, "per-unit");
            previous = to;
        }
    }

    private void CheckSteps(YamlMap indicator, Direction? direction, Points? full)
    {
        YamlMap? before = null;
        foreach (var step in indicator.Map("scoring").Maps("stepped-table"))
        {
            Limits.Check(problems, step, direction);
            CheckAmounts(step, full, "points");
            if (before is not null && direction is { } better
                && Limits.Of(before) is { } last
                && Limits.Of(step) is { } limit
                && !Better(last, limit, better))
            {
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    step,
                    $"steps go from the best down, and {limit} is not worse than {last}");
            }

            CheckFalling(before, step, "steps");
            before = step;
        }
    }

    private void CheckTiered(YamlMap indicator, YamlMap? tiered, Points? full)
    {
        CheckAmounts(tiered, full, "cap");
        if (tiered.Number("key-period-multiplier") is > 1 && draft.Root.Items("key-periods").Count == 0)
            problems.Add(
                RefusalCode.RulebookReferenceUnknown,
                tiered.Item("key-period-multiplier")!,
                "the rulebook names no key-periods in which to multiply");
        var own = indicator.Scalars("incidents").Select(kind => kind.Text).ToList();
        var tiers = tiered.Maps("tiers");
        for (var i = 0; i < tiers.Count; i++)
        {
            CheckAmounts(tiers[i], null, "points");
            CheckFalling(i == 0 ? null : tiers[i - 1], tiers[i], "tiers");
            Filters.Check(problems, draft, tiers[i]);
            foreach (var kind in tiers[i].Scalars("kinds").Where(kind => !own.Contains(kind.Text)))
            {
                var declared = draft.IncidentKinds.Any(found => found.Id == kind.Text);
                if (declared && Draft.CountsIncidents(indicator))
                    problems.Add(
                        RefusalCode.RulebookReferenceUnknown,
                        kind,
                        $"this indicator does not count {Spelling.Quote(kind.Text)}");
            }

            if (tiers.Take(i).FirstOrDefault(earlier => Filters.Covers(earlier, tiers[i])) is { } taken)
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    tiers[i],
                    "no incident reaches this tier: the first tier that fits counts, "
                    + $"and line {taken.Line} takes all of these");
        }
    }

    private void CheckFalling(YamlMap? before, YamlMap now, string what)
    {
        if (before.Number("points") is { } more && now.Number("points") is { } less && less > more)
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                now.Item("points")!,
                $"{what} go from the most points down, and {less} is more than {more}");
    }

    private void CheckAmounts(YamlMap? map, Points? most, params string[] keys)
    {
        foreach (var key in keys)
        {
            if (map.Number(key) is not { } number) continue;
            if (decimal.Round(number, Points.Decimals) != number)
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    map.Item(key)!,
                    $"points have at most {Points.Decimals} decimals");
            else if (most is { } full && key is "cap" or "points" && map.Points(key) > full)
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    map.Item(key)!,
                    $"{number} is more than the indicator's {full} points");
        }
    }

    private static bool Better(decimal a, decimal b, Direction direction) =>
        direction == Direction.HigherIsBetter ? a > b : a < b;
}
