using Award.Rules.Rulebooks;

namespace Award.Rules.Rating;

/// <summary>
/// What a rulebook must keep to so that every set of sheets can be rated exactly and in bounded time.
/// </summary>
public static class RatingLimits
{
    /// <summary>
    /// The greatest sum of a geometric mean's weights in lowest whole numbers: the degree of the root it
    /// takes.
    /// </summary>
    public const int MaxRootDegree = 1000;

    /// <summary>The first limit broken, as a refusal with the node's path ("/root/d1"), or null.</summary>
    public static Refusal? FirstBroken(Rulebook rulebook)
    {
        if (rulebook.Semantics != Rater.Semantics)
        {
            return new Refusal(
                RefusalCode.RulebookValueInvalid,
                "/semantics",
                $"rating semantics {rulebook.Semantics} are not known; 1 is");
        }

        if (rulebook.Precision.Decimals is < 0 or > Points.Decimals)
        {
            return new Refusal(
                RefusalCode.RulebookValueInvalid,
                "/precision/decimals",
                $"decimals lie between 0 and {Points.Decimals}");
        }

        return FirstBroken(rulebook.Root, "");
    }

    private static Refusal? FirstBroken(ScoreNode node, string parent)
    {
        var path = $"{parent}/{node.Id}";
        if (node.Points <= Points.Zero || node.Weight.Sign <= 0)
            return new Refusal(RefusalCode.RulebookValueInvalid, path, $"'{node.Id}' has no points to give");

        if (node is not Group group)
            return null;

        if (group.Aggregation == Aggregation.GeometricMean
            && TreeScore.RootDegree([.. group.Children.Select(child => child.Weight)]) > MaxRootDegree)
        {
            return new Refusal(
                RefusalCode.ArithmeticOverflow,
                path,
                $"the weights of '{node.Id}' need a root of a degree above {MaxRootDegree}; round them");
        }

        return group.Children
            .Select(child => FirstBroken(child, path))
            .FirstOrDefault(broken => broken is not null);
    }
}
