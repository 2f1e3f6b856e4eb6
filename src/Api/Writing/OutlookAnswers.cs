using Award.Api.Public;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Outlook;
using Award.Rules.Outlook.Text;
using Award.Rules.Rating.Text;
using Award.Rules.Rulebooks;

namespace Award.Api.Writing;

/// <summary>How an open year would end for a region.</summary>
/// <param name="Score">Null while it is open, or withheld.</param>
/// <param name="Outcome">Null where it is withheld.</param>
/// <param name="Designated">Null where it is withheld.</param>
/// <param name="Streak">As of the year, by its rulebook's ladder; null with the outcome.</param>
internal sealed record EndAnswer(
    decimal? Score,
    int? Rank,
    string? Outcome,
    bool? Designated,
    IReadOnlyList<ReasonAnswer> Reasons,
    StreakAnswer? Streak,
    TierAnswer? Tier)
{
    public static EndAnswer Of(EndText end, Rulebook rulebook)
    {
        var streak = end.Streak is null ? null : Runs.Of(end.Streak);
        return new EndAnswer(
            Numbers.Points(end.Score, rulebook),
            end.Rank,
            end.Outcome,
            end.Outcome is null ? null : end.Outcome == Outcomes.Designated,
            [.. end.Reasons.Select(reason => ReasonAnswer.Of(reason, rulebook))],
            streak,
            streak?.Tier);
    }
}

/// <summary>What a requirement of the designation asks for, and what is lacking.</summary>
/// <param name="Code"><c>pass-mark|dimension-minimum|figure-minimum|county-share</c>.</param>
/// <param name="Lacking">Never negative; null while open or withheld.</param>
/// <param name="Better"><c>higher-is-better|lower-is-better</c>.</param>
internal sealed record GapAnswer(
    string Code,
    string Subject,
    NameAnswer Name,
    decimal Required,
    decimal? Actual,
    decimal? Lacking,
    bool Met,
    string Better,
    CountiesAnswer? Counties)
{
    private static readonly NameAnswer Total = new("总分", "Total");
    private static readonly NameAnswer Share = new("命名县（市、区）比例", "Share of counties designated");

    public static GapAnswer Of(GapText gap, Rulebook rulebook) => new(
        gap.Code,
        gap.Subject,
        gap.Code == Texts.Of(GapCode.PassMark) ? Total
            : gap.Code == Texts.Of(GapCode.CountyShare) ? Share
            : NameAnswer.Of(Subjects.NameOf(rulebook, gap.Subject)),
        Numbers.Exact(gap.Required),
        Numbers.ExactOrNull(gap.Actual),
        Numbers.ExactOrNull(gap.Lacking),
        gap.Met,
        gap.Better,
        gap.Counties is { } of ? new CountiesAnswer(of.Designated, of.Open, of.Assessed, of.Needed) : null);
}

/// <param name="Open">Not designated for want of figures alone.</param>
/// <param name="Needed">The least number of designated counties.</param>
internal sealed record CountiesAnswer(int Designated, int Open, int Assessed, int Needed);

/// <summary>预警: what threatens the designation, for machines and for people.</summary>
/// <param name="Code">Kebab-case of the codes in docs/outlook.md.</param>
internal sealed record WarningAnswer(
    string Code, string Subject, IReadOnlyList<string> Arguments, string Zh, string En)
{
    public static WarningAnswer Of(WarningText text, Rulebook rulebook)
    {
        var warning = new EarlyWarning(Texts.Parse<EarlyWarningCode>(text.Code), text.Subject, text.Arguments);
        return new WarningAnswer(
            text.Code,
            text.Subject,
            text.Arguments,
            EarlyWarningText.Of(rulebook, warning, Language.Chinese),
            EarlyWarningText.Of(rulebook, warning, Language.English));
    }
}

/// <summary>A ground for a veto that something speaks for.</summary>
internal sealed record VetoInSightAnswer(string Ground, NameAnswer Name, bool Confirmed, bool Raised, bool Holds)
{
    public static VetoInSightAnswer Of(VetoInSightText veto, Rulebook rulebook) => new(
        veto.Ground,
        NameAnswer.Of(Subjects.NameOf(rulebook, veto.Ground)),
        veto.Confirmed,
        veto.Raised,
        veto.Holds);
}

internal static class Runs
{
    public static StreakAnswer Of(RunText run) => new(
        run.Years,
        run.From,
        run.To,
        Tier(run.Tier, run.TierName),
        run.Next is { } next ? new NextAnswer(Tier(next.Tier, next.Name)!, next.YearsToGo, next.Earliest) : null,
        run.Pending);

    private static TierAnswer? Tier(string? id, NameText? name) =>
        id is null || name is null ? null : new TierAnswer(id, name.Zh, name.En);
}
