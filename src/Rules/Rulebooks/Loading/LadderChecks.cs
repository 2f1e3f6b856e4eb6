using System.Globalization;

namespace Award.Rules.Rulebooks.Loading;

/// <summary>A ladder rises step by step, and its continuation counts stars.</summary>
internal static class LadderChecks
{
    public static void Check(Draft draft, ProblemList problems)
    {
        var ladder = draft.Root.Map("ladder");
        var steps = ladder.Maps("steps");
        for (var i = 1; i < steps.Count; i++)
        {
            var below = steps[i - 1].Integer("years");
            if (steps[i].Integer("years") is { } years && years <= below)
                problems.Add(
                    RefusalCode.RulebookLadderDoesNotRise,
                    steps[i].Item("years")!,
                    $"each step takes more years than the one before, and {years} is not more than {below}");
        }

        if (ladder.Map("continues") is not { } continues) return;
        foreach (var name in new[] { continues.Scalar("zh"), continues.Scalar("en") }.OfType<YamlScalar>())
        {
            if (name.Text.Split(Numerals.Placeholder).Length != 2)
                problems.Add(
                    RefusalCode.RulebookValueInvalid,
                    name,
                    "the name says once where the number of stars goes, as {n}");
        }

        var stars = continues.Integer("stars-so-far") ?? 0;
        foreach (var tier in steps.Select(step => step.Scalar("tier")).OfType<YamlScalar>())
        {
            if (continues.Text("tier") is { } stem
                && tier.Text.StartsWith(stem + "-", StringComparison.Ordinal)
                && Number(tier.Text[(stem.Length + 1)..]) > stars)
            {
                problems.Add(
                    RefusalCode.RulebookIdDuplicate,
                    tier,
                    $"{Spelling.Quote(tier.Text)} will also be a tier of the ladder's continuation");
            }
        }
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
