using System.Globalization;
using System.Numerics;
using Award.Rules.Rulebooks;

namespace Award.Rules.Rating.Text;

/// <summary>Why a region was not designated, as a sentence for people.</summary>
public static class ReasonSentence
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <param name="rulebook">The one the year was rated with; it gives the names.</param>
    public static BilingualName Of(Reason reason, Rulebook rulebook)
    {
        var name = Subjects.NameOf(rulebook, reason.Subject);
        var required = Shown(reason.Code, reason.Required);
        var actual = Shown(reason.Code, reason.Actual);
        return reason.Code switch
        {
            ReasonCode.BelowPassMark => new(
                $"总分{actual}，未达到{required}分", $"Total of {actual} is below the pass mark of {required}"),
            ReasonCode.BelowDimensionMinimum => new(
                $"“{name.Zh}”得{actual}分，低于最低{required}分",
                $"{name.En}: {actual} points, of which at least {required} are needed"),
            ReasonCode.BelowFigureMinimum => new(
                $"“{name.Zh}”为{actual}，未达到{required}", $"{name.En} is {actual}; {required} is required"),
            ReasonCode.Vetoed => new($"一票否决：{name.Zh}", $"Vetoed: {name.En}"),
            ReasonCode.TooFewCountiesDesignated => new(
                $"所辖县（市、区）获命名比例{actual}，低于{required}",
                $"{actual} of its counties are designated; {required} is required"),
            ReasonCode.FigureMissing => new($"缺少数据：{name.Zh}", $"Missing: {name.En}"),
            ReasonCode.Suspended => new("暂缓命名，待决定", "Suspended; still to be decided"),
            ReasonCode.NotAssessed => new("未参加考核", "Not assessed"),
            ReasonCode.Revoked => new("命名被撤销", "The designation was revoked"),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason.Code, "no sentence for this reason"),
        };
    }

    private static string Shown(ReasonCode code, string? number)
    {
        if (number is null)
            return "—";

        var slash = number.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 && code != ReasonCode.TooFewCountiesDesignated)
            return number;

        var ratio = slash < 0
            ? Ratio.From(decimal.Parse(number, Plain, CultureInfo.InvariantCulture))
            : new Ratio(
                BigInteger.Parse(number[..slash], CultureInfo.InvariantCulture),
                BigInteger.Parse(number[(slash + 1)..], CultureInfo.InvariantCulture));
        return code == ReasonCode.TooFewCountiesDesignated
            ? (ratio * new Ratio(100, 1)).ToDecimal(1).ToString("0.#", CultureInfo.InvariantCulture) + "%"
            : ratio.ToDecimal(2).ToString("0.##", CultureInfo.InvariantCulture);
    }
}
