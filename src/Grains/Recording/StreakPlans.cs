using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Award.Rules.Streaks;

namespace Award.Grains.Recording;

/// <summary>Appends to a streak stream, each with the document that shows the streak as it is after them.</summary>
internal static class StreakPlans
{
    public static Plan Append(
        RegionCode province,
        LineageId lineage,
        StreakOnRecord streak,
        Person actor,
        IReadOnlyList<Fact> facts,
        IReadOnlyList<StreamGuard>? guards = null) =>
        Plan.Append(
            [new StreamAppend(streak.Stream, streak.Version, facts)],
            guards,
            documents: [StreakDocuments.Of(province, lineage, After(streak, actor, facts))]);

    public static StreakState After(StreakOnRecord streak, Person actor, IReadOnlyList<Fact> facts)
    {
        var state = streak.State;
        for (var i = 0; i < facts.Count; i++)
        {
            state = state.Apply(facts[i], actor, streak.Version + i + 1);
        }

        return state;
    }

    /// <summary>The ladder and streak rules of each year: those of the rulebook the year was rated with.</summary>
    public static async Task<LadderSource> RulesAsync(
        ProvinceCatalogue catalogue, RegionCode province, StreakState state)
    {
        var byYear = new SortedDictionary<AwardYear, Rulebook>();
        foreach (var outcome in state.Outcomes.Values)
        {
            byYear[outcome.Recorded.Year] = await catalogue.RulebookAsync(province, outcome.Recorded.RulebookHash);
        }

        return LadderSources.Of(byYear);
    }
}
