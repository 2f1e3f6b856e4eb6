using System.Globalization;
using System.Numerics;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Rating;
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

    private static ReasonAnswer Of(ReasonText reason, Rulebook rulebook)
    {
        var code = Texts.Parse<ReasonCode>(reason.Code);
        var name = Subjects.NameOf(rulebook, reason.Subject);
        var (zh, en) = Sentence(
            code, name, Shown(code, reason.Required), Shown(code, reason.Actual));
        return new ReasonAnswer(reason.Code, reason.Subject, reason.Required, reason.Actual, zh, en);
    }

    private static (string Zh, string En) Sentence(
        ReasonCode code, BilingualName name, string required, string actual) => code switch
        {
            ReasonCode.BelowPassMark =>
                ($"总分{actual}，未达到{required}分", $"Total of {actual} is below the pass mark of {required}"),
            ReasonCode.BelowDimensionMinimum =>
                ($"“{name.Zh}”得{actual}分，低于最低{required}分",
                    $"{name.En}: {actual} points, of which at least {required} are needed"),
            ReasonCode.BelowFigureMinimum =>
                ($"“{name.Zh}”为{actual}，未达到{required}", $"{name.En} is {actual}; {required} is required"),
            ReasonCode.Vetoed => ($"一票否决：{name.Zh}", $"Vetoed: {name.En}"),
            ReasonCode.TooFewCountiesDesignated =>
                ($"所辖县（市、区）获命名比例{actual}，低于{required}",
                    $"{actual} of its counties are designated; {required} is required"),
            ReasonCode.FigureMissing => ($"缺少数据：{name.Zh}", $"Missing: {name.En}"),
            ReasonCode.Suspended => ("暂缓命名，待决定", "Suspended; still to be decided"),
            ReasonCode.NotAssessed => ("未参加考核", "Not assessed"),
            ReasonCode.Revoked => ("命名被撤销", "The designation was revoked"),
            _ => throw new ArgumentOutOfRangeException(nameof(code), code, "no sentence for this reason"),
        };

    private static string Shown(ReasonCode code, string? number)
    {
        if (number is null)
        {
            return "—";
        }

        var slash = number.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 && code != ReasonCode.TooFewCountiesDesignated)
        {
            return number;
        }

        var ratio = slash < 0
            ? Ratio.From(Numbers.Exact(number))
            : new Ratio(
                BigInteger.Parse(number[..slash], CultureInfo.InvariantCulture),
                BigInteger.Parse(number[(slash + 1)..], CultureInfo.InvariantCulture));
        return code == ReasonCode.TooFewCountiesDesignated
            ? (ratio * new Ratio(100, 1)).ToDecimal(1).ToString("0.#", CultureInfo.InvariantCulture) + "%"
            : ratio.ToDecimal(2).ToString("0.##", CultureInfo.InvariantCulture);
    }
}

/// <summary>Names of what reasons and sheets are about.</summary>
internal static class Subjects
{
    /// <summary>
    /// The name of a node, denominator, incident kind or veto ground; its id where the rulebook has none.
    /// </summary>
    public static BilingualName NameOf(Rulebook rulebook, string id) =>
        Node(rulebook.Root, id)?.Name
        ?? rulebook.FindDenominator(id)?.Name
        ?? rulebook.Vetoes.FirstOrDefault(v => v.Id == id)?.Name
        ?? rulebook.IncidentKinds.FirstOrDefault(k => k.Id == id)?.Name
        ?? new BilingualName(id, id);

    private static ScoreNode? Node(ScoreNode node, string id) =>
        node.Id == id ? node
        : node is Group group
            ? group.Children.Select(child => Node(child, id)).FirstOrDefault(found => found is not null)
        : null;
}
