namespace Award.Rules.Rulebooks.Loading;

/// <summary>Words that must have been declared elsewhere in the rulebook.</summary>
internal static class References
{
    public static void Check(
        ProblemList problems, IReadOnlyList<(string Id, YamlMap Map)> declared, YamlScalar? word, string what)
    {
        if (word is not null && !declared.Any(found => found.Id == word.Text))
            Unknown(problems, word, what, declared.Select(found => found.Id));
    }

    public static void Unknown(ProblemList problems, YamlScalar word, string what, IEnumerable<string> known) =>
        problems.Add(
            RefusalCode.RulebookReferenceUnknown,
            word,
            $"no {what} is called {Spelling.Quote(word.Text)}{(problems.IsFull ? "" : Spelling.Hint(word.Text, known))}");

    /// <summary>A figure that can be compared: an indicator that is reported, or a denominator.</summary>
    public static void CheckFigure(ProblemList problems, Draft draft, YamlScalar? word, bool orDenominator)
    {
        if (word is null || (orDenominator && draft.Denominators.Any(found => found.Id == word.Text))) return;
        var indicators = draft.Indicators.Where(indicator => indicator.Text("id") is not null).ToList();
        var found = indicators.FirstOrDefault(indicator => indicator.Text("id") == word.Text);
        if (found is null)
        {
            var ids = indicators.Select(indicator => indicator.Text("id")!);
            Unknown(problems, word, "indicator", orDenominator ? ids.Concat(draft.Denominators.Select(d => d.Id)) : ids);
        }
        else if (Draft.CountsIncidents(found))
        {
            problems.Add(
                RefusalCode.RulebookReferenceUnknown, word, $"{Spelling.Quote(word.Text)} counts incidents; it has no figure to compare");
        }
    }
}
