using System.Globalization;

namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// Vetoes, naming, ranking and key periods refer to what there is, and ask for what can be reached.
/// </summary>
internal sealed class PolicyChecks(Draft draft, ProblemList problems)
{
    public void Check()
    {
        foreach (var period in draft.Root.Maps("key-periods"))
        {
            CheckDay(period.Scalar("from"));
            CheckDay(period.Scalar("to"));
        }

        foreach (var veto in draft.Root.Maps("vetoes"))
        {
            NameChecks.Unique(veto.Scalars("levels"), "these levels", problems);
            CheckCondition(veto.Map("when"), top: true);
        }

        foreach (var column in draft.Root.Map("ranking").Maps("order"))
        {
            if (column.Scalar("by") is { Text: not ("total" or "code") } by && draft.Node(by.Text) is null)
                References.Unknown(problems, by, "group or indicator", [.. NodeIds(), "total", "code"]);
        }

        CheckNaming(draft.Root.Map("naming").Map("county"));
        CheckNaming(draft.Root.Map("naming").Map("city"));
        CheckCityScores(draft.Root.Map("naming").Map("city"));
        CheckPlausibility(draft.Root.Map("plausibility"));
    }

    private void CheckPlausibility(YamlMap? plausibility)
    {
        var figures = plausibility.Maps("figures");
        NameChecks.Unique(
            figures.Select(figure => figure.Scalar("indicator")), "the figures of 'plausibility'", problems);
        foreach (var figure in figures)
        {
            References.CheckFigure(problems, draft, figure.Scalar("indicator"), orDenominator: false);
            if (!figure.Has("last-year") && !figure.Has("peers"))
                problems.Add(
                    RefusalCode.RulebookKeyMissing, figure, "one of the keys 'last-year' and 'peers' is missing");
        }

        foreach (var kind in plausibility.Maps("deaths").SelectMany(deaths => deaths.Scalars("incidents")))
            References.Check(problems, draft.IncidentKinds, kind, "incident kind");
    }

    private IEnumerable<string> NodeIds() => draft.Nodes.Select(node => node.Text("id")).OfType<string>();

    private void CheckDay(YamlScalar? day)
    {
        // 2024 is a leap year, so that 02-29 is a day.
        if (day is { Text: { Length: 5 } text } && !IsDay($"2024-{text}"))
            problems.Add(RefusalCode.RulebookValueInvalid, day, $"there is no day '{text}' (month-day)");
    }

    private static bool IsDay(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private void CheckCondition(YamlMap? condition, bool top)
    {
        if (condition is null) return;
        if (condition.Map("incidents") is { } filter) Filters.Check(problems, draft, filter);
        References.CheckFigure(problems, draft, condition.Map("figure").Scalar("id"), orDenominator: true);
        if (!top && condition.Item("raised-by-person") is { } alone)
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                alone,
                "'raised-by-person' stands alone; no other condition goes with it");
        CheckCondition(condition.Map("not"), top: false);
        foreach (var part in condition.Maps("any").Concat(condition.Maps("all")))
            CheckCondition(part, top: false);
    }

    private void CheckNaming(YamlMap? naming)
    {
        if (naming.Number("pass-mark") is { } mark)
        {
            if (decimal.Round(mark, Points.Decimals) != mark)
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    naming.Item("pass-mark")!,
                    $"points have at most {Points.Decimals} decimals");
            if (mark > draft.Root.Number("total"))
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    naming.Item("pass-mark")!,
                    $"the pass mark {mark} is above the total");
        }

        var minimums = draft.Groups.Any(group => group.Has("minimum-share"));
        if (naming.Flag("dimension-minimum") == true && !minimums)
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                naming.Item("dimension-minimum")!,
                "no group has a 'minimum-share' that could be asked for");
        NameChecks.Unique(
            naming.Maps("figure-minimums").Select(minimum => minimum.Scalar("indicator")),
            "the figure minimums",
            problems);
        foreach (var minimum in naming.Maps("figure-minimums"))
        {
            References.CheckFigure(problems, draft, minimum.Scalar("indicator"), orDenominator: false);
            if (minimum.Text("indicator") is { } id && draft.Node(id) is { } indicator)
                Limits.Check(problems, minimum, Draft.DirectionOf(indicator));
        }
    }

    private void CheckCityScores(YamlMap? city)
    {
        var weighted = city.Text("scores") == "weighted-mean-of-counties";
        References.Check(problems, draft.Denominators, city.Scalar("scores-weighted-by"), "denominator");
        if (weighted && !city.Has("scores-weighted-by"))
            problems.Add(
                RefusalCode.RulebookKeyMissing,
                city!,
                "the key 'scores-weighted-by' is missing: the mean is to be weighted");
        if (!weighted && city.Item("scores-weighted-by") is { } unused)
            problems.Add(
                RefusalCode.RulebookValueInvalid,
                unused,
                "'scores-weighted-by' goes with 'scores: weighted-mean-of-counties'");
    }
}
