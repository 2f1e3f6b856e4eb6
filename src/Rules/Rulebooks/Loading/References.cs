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

    public static void Unknown(ProblemList problems, YamlScalar word, string what, IEnumerable<string> known)
    {
        var hint = problems.IsFull ? "" : Spelling.Hint(word.Text, known);
        var message = $"no {what} is called {Spelling.Quote(word.Text)}{hint}";
        problems.Add(RefusalCode.RulebookReferenceUnknown, word, message);
    }

    /// <summary>A figure that can be compared: an indicator that is reported, or a denominator.</summary>
    public static void CheckFigure(ProblemList problems, Draft draft, YamlScalar? word, bool orDenominator)
    {
        if (word is null || (orDenominator && draft.Denominators.Any(found => found.Id == word.Text))) return;
        var indicators = draft.Indicators.Where(indicator => indicator.Text("id") is not null).ToList();
        var found = indicators.FirstOrDefault(indicator => indicator.Text("id") == word.Text);
        if (found is null)
        {
            var ids = indicators.Select(indicator => indicator.Text("id")!);
            var others = orDenominator ? draft.Denominators.Select(denominator => denominator.Id) : [];
            Unknown(problems, word, "indicator", ids.Concat(others));
        }
        else if (Draft.CountsIncidents(found))
        {
            problems.Add(
                RefusalCode.RulebookReferenceUnknown,
                word,
                $"{Spelling.Quote(word.Text)} counts incidents; it has no figure to compare");
        }
    }
}
