using Award.Rules.Rulebooks;

namespace Award.Rules.Rating.Text;

/// <summary>Names of what reasons, sheets and decisions are about.</summary>
public static class Subjects
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
