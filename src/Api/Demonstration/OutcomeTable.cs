using Award.Rules;
using Award.Rules.Rating;

namespace Award.Api.Demonstration;

/// <summary>What the demonstration says became of one region in one year.</summary>
/// <param name="Outcome">As published: designated, not designated or suspended.</param>
/// <param name="Cause">Why it was not designated; null when it was.</param>
/// <param name="Subject">The dimension, figure or veto ground of the cause, where it has one.</param>
/// <param name="Award">The title the year conferred (平安铜鼎), after later decisions; null for none.</param>
/// <param name="Source">Where a reported outcome was read; null for an illustrative one.</param>
public sealed record OutcomeRow(
    AwardYear Year,
    RegionCode Code,
    RegionLevel Level,
    Outcome Outcome,
    ReasonCode? Cause,
    string? Subject,
    string? Award,
    string? Source)
{
    /// <summary>Read out of a press report; the others are made up to fit.</summary>
    public bool Reported => Source is not null;
}

/// <summary>A decision that came after a year was published.</summary>
/// <param name="Year">The award year it is about.</param>
/// <param name="Outcome">What holds from then on: designated, not designated or revoked.</param>
/// <param name="After">The award year after whose publication it was made.</param>
public sealed record LaterDecision(
    AwardYear Year, RegionCode Code, Outcome Outcome, AwardYear After, string Reason);

/// <summary>
/// The outcomes the demonstration is built on (data/demonstration): every region of every year. Figures are
/// derived from it, so that rating them gives it back.
/// </summary>
public sealed record OutcomeTable(IReadOnlyList<OutcomeRow> Rows, IReadOnlyList<LaterDecision> Later)
{
    private static readonly Dictionary<string, RegionLevel> Levels = new(StringComparer.Ordinal)
    {
        ["county"] = RegionLevel.County,
        ["city"] = RegionLevel.City,
    };

    private static readonly Dictionary<string, Outcome> Outcomes = new(StringComparer.Ordinal)
    {
        ["designated"] = Outcome.Designated,
        ["not-designated"] = Outcome.NotDesignated,
        ["suspended"] = Outcome.Suspended,
        ["revoked"] = Outcome.Revoked,
    };

    private static readonly Dictionary<string, ReasonCode> Causes = new(StringComparer.Ordinal)
    {
        ["below-pass-mark"] = ReasonCode.BelowPassMark,
        ["below-dimension-minimum"] = ReasonCode.BelowDimensionMinimum,
        ["below-figure-minimum"] = ReasonCode.BelowFigureMinimum,
        ["vetoed"] = ReasonCode.Vetoed,
        ["too-few-counties-designated"] = ReasonCode.TooFewCountiesDesignated,
        ["suspended"] = ReasonCode.Suspended,
    };

    private static readonly Dictionary<string, bool> Bases = new(StringComparer.Ordinal)
    {
        ["reported"] = true,
        ["illustrative"] = false,
    };

    /// <summary>Reads both files from <c>demonstration/</c> under the data folder.</summary>
    /// <exception cref="DataFileException">A file cannot be read or a row contradicts itself.</exception>
    public static OutcomeTable Read(string folder) => new(
        DataFile.Read(
            Path.Combine(folder, "demonstration", "outcomes.csv"),
            ["year", "code", "level", "outcome", "cause", "subject", "award", "basis", "source"],
            ReadOutcome),
        DataFile.Read(
            Path.Combine(folder, "demonstration", "later_decisions.csv"),
            ["year", "code", "outcome", "after", "reason"],
            ReadDecision));

    private static OutcomeRow ReadOutcome(DataRow row)
    {
        var outcome = new OutcomeRow(
            new AwardYear(row.Year("year")),
            row.Code("code"),
            row.OneOf("level", Levels),
            row.OneOf("outcome", Outcomes),
            row.Optional("cause") is null ? null : row.OneOf("cause", Causes),
            row.Optional("subject"),
            row.Optional("award"),
            row.Optional("source"));
        if (outcome.Outcome == Outcome.Designated != outcome.Cause is null)
        {
            throw row.Wrong("cause", "it goes with every outcome but 'designated'");
        }

        if (row.OneOf("basis", Bases) != outcome.Reported)
        {
            throw row.Wrong("source", "it goes with every reported outcome and no other");
        }

        return outcome;
    }

    private static LaterDecision ReadDecision(DataRow row) => new(
        new AwardYear(row.Year("year")),
        row.Code("code"),
        row.OneOf("outcome", Outcomes),
        new AwardYear(row.Year("after")),
        row.Text("reason"));
}
