using Award.Rules.Rulebooks;

namespace Award.Rules.Record;

/// <summary>What somebody asks for who changes a year's rulebook.</summary>
/// <param name="Asked">
/// Id or hash as asked for; <paramref name="Rulebook"/> is what the province has on record under it, or null.
/// </param>
/// <param name="Register">The register the year was opened with; null while it is not open.</param>
public sealed record RulebookChange(
    string Asked, Rulebook? Rulebook, RegionRegister? Register, string? Reason);

public static partial class YearDecider
{
    /// <summary>
    /// Another rulebook for a year that is not under notice yet. Figures and incidents stay on record; those the new
    /// rulebook does not know do not count, and what it asks for beside them is missing from now on.
    /// </summary>
    /// <param name="which">The year, for messages.</param>
    public static Decision ChangeRulebook(YearState year, AwardYear which, RulebookChange change)
    {
        if (Checks.Stage(year, which, Operation.ChangeRulebook) is { } forbidden)
            return Decision.Refuse(forbidden);
        if (Checks.Reason(change.Reason) is { } malformed)
            return Decision.Refuse(malformed);
        if (change.Rulebook is not { } rulebook)
            return Refuse(
                RefusalCode.RulebookUnknown,
                "/rulebook",
                $"no rulebook '{change.Asked}' is on record in the province");
        if (rulebook.Hash == year.Opened!.RulebookHash)
            return Refuse(
                RefusalCode.RulebookUnchanged, "/rulebook", $"award year {which} is rated with it already");
        if (Split(change.Register, rulebook, which) is { } split)
            return Decision.Refuse(split);

        return Decision.Accept(new YearRulebookChanged(
            rulebook.Id,
            rulebook.Hash,
            rulebook.Semantics,
            year.Opened.Demonstration || rulebook.Demonstration,
            change.Reason!));
    }
}
