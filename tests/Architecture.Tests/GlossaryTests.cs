using Architecture.Tests.Checks;

namespace Architecture.Tests;

public sealed class GlossaryTests
{
    private const string Glossary = "# Words\n\n| 中文 | identifier | meaning |\n|---|---|---|\n";

    [Fact]
    public void A_word_that_no_code_declares_is_found()
    {
        var tree = Plant.Tree(
            ("docs/glossary.md", Glossary + "| 连冠 | `Streak`, `Streak.Length` | a run |\n"),
            ("src/Rules/Streaks/Streak.cs", "public sealed record Streak(int Years);"));

        Assert.Equal(
            ["docs/glossary.md:5: 'Streak.Length' is in the glossary but not in src"],
            Plant.Lines(Checks.Glossary.Check(tree)));
    }

    [Fact]
    public void A_fact_or_a_vocabulary_that_the_glossary_leaves_out_is_found()
    {
        var tree = Plant.Tree(
            ("docs/glossary.md", Glossary + "| 连冠 | `Streak.Years` | a run |\n"),
            ("src/Rules/Streaks/Streak.cs", "public sealed record Streak(int Years);"),
            (
                "src/Rules/Record/Facts.cs",
                "public abstract record Fact;\n\npublic sealed record VetoRaised(string Id) : Fact;"),
            ("src/Rules/Record/Stage.cs", "\npublic enum Stage { Draft }"));

        Assert.Equal(
            [
                "src/Rules/Record/Facts.cs:3: VetoRaised is not in docs/glossary.md",
                "src/Rules/Record/Stage.cs:2: Stage is not in docs/glossary.md",
            ],
            Plant.Lines(Checks.Glossary.Check(tree)));
    }

    [Fact]
    public void A_missing_glossary_is_found() =>
        Assert.Equal(["docs/glossary.md:1: there is no glossary"], Plant.Lines(Checks.Glossary.Check([])));
}
