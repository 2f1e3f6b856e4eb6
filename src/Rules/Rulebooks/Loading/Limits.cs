namespace Award.Rules.Rulebooks.Loading;

/// <summary>
/// A limit reads <c>at-least</c> where higher is better and <c>at-most</c> where lower is better.
/// </summary>
internal static class Limits
{
    public static decimal? Of(YamlMap map) => map.Number("at-least") ?? map.Number("at-most");

    public static void Check(ProblemList problems, YamlMap? map, Direction? direction)
    {
        var wrong = direction == Direction.HigherIsBetter ? "at-most" : "at-least";
        if (direction is null || map.Item(wrong) is not { } item) return;
        problems.Add(
            RefusalCode.RulebookTargetOnWrongSide,
            item,
            direction == Direction.HigherIsBetter
                ? "higher is better here: write 'at-least'"
                : "lower is better here: write 'at-most'");
    }
}
