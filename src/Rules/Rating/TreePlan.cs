using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// The rulebook's tree with each indicator's place among the leaves, made once for a rating.
/// </summary>
/// <param name="Leaf">Place in <see cref="Rulebook.Indicators"/>; −1 for a group.</param>
internal sealed record TreePlan(ScoreNode Node, int Leaf, IReadOnlyList<TreePlan> Children)
{
    /// <summary>Whether missing figures can leave the node out: every indicator under it says so.</summary>
    public bool CanBeExcluded { get; } =
        Node.Leaves().All(leaf => leaf.Missing == MissingPolicy.ExcludeAndRescale);

    public static TreePlan Of(Rulebook rulebook)
    {
        var leaves = 0;
        return Of(rulebook.Root, ref leaves);
    }

    private static TreePlan Of(ScoreNode node, ref int leaves)
    {
        if (node is not Group group)
            return new TreePlan(node, leaves++, []);

        var children = new TreePlan[group.Children.Count];
        for (var i = 0; i < children.Length; i++)
            children[i] = Of(group.Children[i], ref leaves);

        return new TreePlan(node, -1, children);
    }
}
