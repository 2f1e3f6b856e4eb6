using Award.Rules.Rating.Text;
using Award.Rules.Rulebooks;

namespace Award.Rules.Outlook.Text;

/// <summary>Reads an early warning out to a person.</summary>
public static class EarlyWarningText
{
    /// <summary>
    /// The warning as one clause. In the phrases {0} is the subject, the arguments follow from {1} on.
    /// </summary>
    public static string Of(Rulebook rulebook, EarlyWarning warning, Language language)
    {
        string[] arguments = [warning.Subject, .. warning.Arguments];
        switch (warning.Code)
        {
            case EarlyWarningCode.VetoOneIncidentAway:
                arguments[1] = rulebook.IncidentKinds.FirstOrDefault(kind => kind.Id == arguments[1])
                    ?.Name.In(language) ?? arguments[1];
                arguments[3] = Severity(arguments[3]).In(language);
                break;
            case EarlyWarningCode.StreakInDanger when arguments[2].Length == 0:
                return Template.Fill(_longRun, arguments, rulebook, language);
            case EarlyWarningCode.StreakInDanger:
                arguments[2] = Tier(rulebook, arguments[1], arguments[2])?.In(language) ?? arguments[2];
                break;
            default:
                break;
        }

        return Template.Fill(Phrase(warning.Code), arguments, rulebook, language);
    }

    private static readonly BilingualName _longRun =
        new("连续 {1} 年的命名将中断", "a run of {1} years would end");

    private static BilingualName? Tier(Rulebook rulebook, string years, string tier) =>
        int.TryParse(years, out var run) && rulebook.Ladder.NextAfter(run) is { } next && next.Tier == tier
            ? next.Name
            : null;

    private static BilingualName Severity(string severity) => severity switch
    {
        "" => new("", ""),
        "ordinary" => new("一般,", "ordinary, "),
        "larger" => new("较大,", "larger, "),
        "major" => new("重大,", "major, "),
        _ => new("特别重大,", "extreme, "),
    };

    private static BilingualName Phrase(EarlyWarningCode code) => code switch
    {
        EarlyWarningCode.VetoRaised =>
            new("已提出一票否决,尚未确认:{@0}", "a veto was raised and is not decided: {@0}"),
        EarlyWarningCode.VetoConditionHolds =>
            new("具备一票否决情形:{@0}", "the condition of a veto holds: {@0}"),
        EarlyWarningCode.VetoOneIncidentAway => new(
            "再发生一起“{1}”({3}死亡 {2} 人)即具备一票否决情形:{@0}",
            "one more incident ({1}, {3}{2} deaths) would bring about the condition of a veto: {@0}"),
        EarlyWarningCode.VetoOneDeathAway => new(
            "事件 {1}(现死亡 {2} 人)再增一人死亡即具备一票否决情形:{@0}",
            "one more death in incident {1} (now {2}) would bring about the condition of a veto: {@0}"),
        EarlyWarningCode.VetoFigureNear => new(
            "“{@1}”为 {#2},再变化 {#3} 以内即具备一票否决情形:{@0}",
            "{@1} is {#2}; a move of {#3} would bring about the condition of a veto: {@0}"),
        EarlyWarningCode.PassMarkOutOfReach => new(
            "总分至多 {#2},达不到合格线 {#1}", "the total can be {#2} at most; the pass mark is {#1}"),
        EarlyWarningCode.PassMarkFailing =>
            new("总分 {#2} 低于合格线 {#1}", "the total of {#2} is below the pass mark of {#1}"),
        EarlyWarningCode.DimensionMinimumOutOfReach => new(
            "“{@0}”至多得 {#2} 分,达不到最低要求 {#1}", "{@0} can have {#2} points at most; it needs {#1}"),
        EarlyWarningCode.DimensionMinimumFailing => new(
            "“{@0}”得分 {#2} 低于最低要求 {#1}", "{@0}: {#2} points are below the least of {#1}"),
        EarlyWarningCode.FigureMinimumFailing =>
            new("“{@0}”为 {#2},未达到 {#1}", "{@0}: {#2} does not meet {#1}"),
        EarlyWarningCode.TooFewCounties => new(
            "所辖 {4} 个县(市、区)已可命名 {2} 个、未定 {3} 个,至少须 {5} 个",
            "of its {4} counties {2} would be designated and {3} are open; it needs {5}"),
        _ => new(
            "连续 {1} 年的命名将中断;距“{2}”含本年还差 {3} 年",
            "a run of {1} years would end; years to go to {2}, this one included: {3}"),
    };
}
