using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rulebooks;

namespace Award.Cli.Rating;

/// <summary>Reasons and outcomes as a person reads them, in English or Chinese.</summary>
internal sealed class ReasonText(Rulebook rulebook, bool chinese)
{
    private readonly Dictionary<string, BilingualName> _names = Names(rulebook);

    public string Of(Reason reason)
    {
        var name = NameOf(reason.Subject);
        return (reason.Code, chinese) switch
        {
            (ReasonCode.BelowPassMark, false) => $"total {reason.Actual} is below the pass mark {reason.Required}",
            (ReasonCode.BelowPassMark, true) => $"总分 {reason.Actual}，未达到合格线 {reason.Required}",
            (ReasonCode.BelowDimensionMinimum, false) => $"{name} scored {reason.Actual}, at least {reason.Required} is needed",
            (ReasonCode.BelowDimensionMinimum, true) => $"{name}得 {reason.Actual} 分，至少要 {reason.Required} 分",
            (ReasonCode.BelowFigureMinimum, false) => $"{name} is {reason.Actual}, the limit is {reason.Required}",
            (ReasonCode.BelowFigureMinimum, true) => $"{name}为 {reason.Actual}，底线是 {reason.Required}",
            (ReasonCode.Vetoed, false) => $"vetoed: {name}",
            (ReasonCode.Vetoed, true) => $"一票否决：{name}",
            (ReasonCode.FigureMissing, false) => $"{name} is missing",
            (ReasonCode.FigureMissing, true) => $"{name}缺报",
            (_, _) => $"{reason.Code}: {name}",
        };
    }

    public string NameOf(string id) => _names.TryGetValue(id, out var name) ? Pick(name) : id;

    public string Outcome(SheetRating row) => (row.Pending, row.Outcome, chinese) switch
    {
        (true, _, false) => "pending",
        (true, _, true) => "待定",
        (_, Rules.Rating.Outcome.Designated, false) => "designated",
        (_, Rules.Rating.Outcome.Designated, true) => "命名",
        (_, _, false) => "not designated",
        (_, _, true) => "不予命名",
    };

    public string Pick(BilingualName name) => chinese ? name.Zh : name.En;

    private static Dictionary<string, BilingualName> Names(Rulebook rulebook)
    {
        var names = new Dictionary<string, BilingualName>(StringComparer.Ordinal);
        foreach (var (id, name) in rulebook.Vetoes.Select(v => (v.Id, v.Name))
            .Concat(rulebook.Denominators.Select(d => (d.Id, d.Name)))
            .Concat(Nodes(rulebook.Root).Select(n => (n.Id, n.Name))))
        {
            names[id] = name;
        }

        return names;
    }

    private static IEnumerable<ScoreNode> Nodes(ScoreNode node) =>
        node is Group group ? group.Children.SelectMany(Nodes).Prepend(node) : [node];
}
