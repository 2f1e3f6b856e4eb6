using Award.Rules.Rulebooks;

namespace Award.Rules.Rating.Text;

/// <summary>
/// Reads a derivation out to a person: figure → points → dimension → total → rank → designation.
/// </summary>
public static class DerivationText
{
    /// <summary>
    /// The whole derivation of one sheet, a line a step, children indented by two spaces under their
    /// parent; the last lines are the total, the place, the outcome and every reason.
    /// </summary>
    public static IReadOnlyList<string> Lines(Rulebook rulebook, SheetRating rating, Language language)
    {
        var lines = new List<string>();
        Add(lines, "", rulebook, rating.Score, language);
        lines.Add((language, rating.Total) switch
        {
            (Language.Chinese, { } total) => $"总分 {total},第 {rating.Rank} 位",
            (_, { } total) => $"Total {total}, place {rating.Rank}",
            (Language.Chinese, null) => rating.Pending ? "总分待定" : "没有总分",
            _ => rating.Pending ? "The total is pending" : "No total",
        });
        lines.Add(language == Language.Chinese
            ? $"结果:{Outcome(rating.Outcome, language)}"
            : $"Outcome: {Outcome(rating.Outcome, language)}");
        lines.AddRange(rating.Reasons.Select(reason => $"  {Of(rulebook, reason, language)}"));
        lines.AddRange(rating.ProposedVetoes.Select(ground => language == Language.Chinese
            ? $"  具备一票否决情形:{Template.NameOf(ground, rulebook, language)}"
            : $"  The condition of a veto holds: {Template.NameOf(ground, rulebook, language)}"));
        return lines;
    }

    /// <summary>Why a region was not designated, as one clause.</summary>
    public static string Of(Rulebook rulebook, Reason reason, Language language) =>
        Template.Fill(
            Phrases.Reason(reason.Code),
            [reason.Required ?? "", reason.Actual ?? "", reason.Subject],
            rulebook,
            language);

    /// <summary>A line of working as one clause.</summary>
    /// <exception cref="KeyNotFoundException">The code is none of rating semantics version 1.</exception>
    public static string Of(Rulebook rulebook, WorkingLine line, Language language) =>
        Template.Fill(Phrases.Working[line.Code], line.Arguments, rulebook, language);

    public static string Outcome(Outcome outcome, Language language) =>
        Phrases.Outcome(outcome).In(language);

    private static void Add(
        List<string> lines, string indent, Rulebook rulebook, NodeScore score, Language language)
    {
        lines.Add($"{indent}{Node(score, language)}");
        lines.AddRange(score.Working.Select(line => $"{indent}  · {Of(rulebook, line, language)}"));
        foreach (var child in score.Children)
            Add(lines, indent + "  ", rulebook, child, language);
    }

    /// <summary>"Criminal cases filed: 33.5 起/万人 (reported) → 29.8125 of 45 (straight from 60 …)".</summary>
    private static string Node(NodeScore score, Language language)
    {
        var chinese = language == Language.Chinese;
        var name = score.Node.Name.In(language);
        var provenance = Phrases.Provenances[score.Provenance].In(language);
        var value = (score.Node, score.Value) switch
        {
            (Indicator indicator, { } number) =>
                $"{Template.Number(number)} {indicator.Unit} ({provenance}) → ",
            (Indicator, null) => $"{provenance} → ",
            _ => "",
        };
        var points = score switch
        {
            { Excluded: true } => chinese ? "不计分" : "not scored",
            { Points: null } => chinese ? $"待定,满分 {score.Full}" : $"open, of {score.Full}",
            _ => chinese ? $"{score.Points} 分,满分 {score.Full}" : $"{score.Points} of {score.Full}",
        };
        return $"{name}: {value}{points} ({RuleText.Of(score, language)})";
    }
}
