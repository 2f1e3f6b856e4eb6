namespace Award.Rules.Rulebooks.Loading;

/// <summary>What an indicator refers to is declared, and its keys fit the way it is scored.</summary>
internal sealed class IndicatorChecks(Draft draft, ProblemList problems)
{
    public void Check()
    {
        foreach (var indicator in draft.Indicators)
        {
            CheckDirection(indicator);
            CheckIncidents(indicator);
            References.Check(problems, draft.Denominators, indicator.Scalar("denominator"), "denominator");
            CheckRollUp(indicator);
        }
    }

    private void CheckDirection(YamlMap indicator)
    {
        if (Draft.IsDeduction(indicator))
        {
            if (indicator.Text("direction") == "higher-is-better")
                problems.Add(
                    RefusalCode.RulebookTargetOnWrongSide,
                    indicator.Item("direction")!,
                    "a deduction for incidents can only be lower-is-better");
        }
        else if (!indicator.Has("direction") && indicator.Map("scoring") is { Entries.Count: > 0 })
        {
            problems.Add(
                RefusalCode.RulebookKeyMissing,
                indicator,
                "the key 'direction' is missing from this indicator");
        }
    }

    private void CheckIncidents(YamlMap indicator)
    {
        var kinds = indicator.Scalars("incidents");
        NameChecks.Unique(kinds, "these incident kinds", problems);
        foreach (var kind in kinds) References.Check(problems, draft.IncidentKinds, kind, "incident kind");
        if (!Draft.CountsIncidents(indicator))
        {
            if (Draft.IsDeduction(indicator))
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    indicator.Item("scoring")!,
                    "a deduction is for incidents, and this indicator is a reported figure; "
                    + "name the kinds in 'incidents', or score it by another function");
            return;
        }

        if (indicator.Has("denominator") && Draft.IsDeduction(indicator))
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                indicator.Item("denominator")!,
                "a deduction is for each incident and is not divided; leave 'denominator' out");
        if (indicator.Has("missing") && !indicator.Has("denominator"))
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                indicator.Item("missing")!,
                "incidents are counted, so nothing can be missing; leave 'missing' out");
    }

    private void CheckRollUp(YamlMap indicator)
    {
        var rollUp = indicator.Text("roll-up") ?? draft.Root.Text("roll-up");
        var at = indicator.Item("roll-up") ?? indicator;
        if (rollUp == "mean" && Draft.IsDeduction(indicator))
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                at,
                "a deduction is for each incident, and incidents have no mean; "
                + "'roll-up' is 'own' or 'sum' here");
        if (indicator.Scalar("weighted-by") is not { } weight) return;
        References.Check(problems, draft.Denominators, weight, "denominator");
        if (rollUp != "mean")
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                weight,
                "'weighted-by' says how a mean is weighted; 'roll-up' is no mean here");
    }
}
