using Award.Ledger.Published;
using Award.Rules.Rating;
using Award.Rules.Rating.Text;
using Award.Rules.Rulebooks;

namespace Award.Api.Public;

/// <summary>
/// Why a region was not designated, for machines (code, subject, bounds) and for people (a sentence each).
/// </summary>
/// <param name="Subject">
/// Id of the dimension, indicator or veto ground it is about; empty for the total.
/// </param>
public sealed record ReasonAnswer(
    string Code, string Subject, string? Required, string? Actual, string Zh, string En)
{
    private static readonly ReasonText Revoked = new(Texts.Of(ReasonCode.Revoked), "", null, null);

    /// <summary>
    /// The reasons of a year as it stands now. What was decided after publication takes the place of what
    /// was published: a suspension that ended in a designation leaves none, a revocation is its own.
    /// </summary>
    public static IReadOnlyList<ReasonAnswer> Of(
        IReadOnlyList<ReasonText> reasons, string outcome, Rulebook rulebook)
    {
        var standing = outcome switch
        {
            Outcomes.Designated => [],
            Outcomes.Revoked => [Revoked],
            _ => reasons,
        };
        return [.. standing.Select(reason => Of(reason, rulebook))];
    }

    internal static ReasonAnswer Of(ReasonText text, Rulebook rulebook)
    {
        var reason = new Reason(Texts.Parse<ReasonCode>(text.Code), text.Subject, text.Required, text.Actual);
        var (zh, en) = ReasonSentence.Of(reason, rulebook);
        return new ReasonAnswer(text.Code, text.Subject, text.Required, text.Actual, zh, en);
    }
}
