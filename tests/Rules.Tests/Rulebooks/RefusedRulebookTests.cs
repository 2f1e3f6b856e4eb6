using Award.Rules;
using Award.Rules.Rulebooks;
using static Award.Rules.RefusalCode;

namespace Rules.Tests.Rulebooks;

/// <summary>
/// What is wrong with a rulebook is told by code, path, line and a sentence; and nothing else is told.
/// </summary>
public class RefusedRulebookTests
{
    public static TheoryData<string, string, RefusalCode, string, int, string> Rows =>
        [.. RefusedStructure.Rows, .. RefusedPoints.Rows, .. RefusedReferences.Rows];

    [Theory]
    [MemberData(nameof(Rows))]
    public void One_fault_is_one_problem(
        string old, string replacement, RefusalCode code, string path, int line, string message)
    {
        var load = RulebookLoader.Load(SmallBook.With(old, replacement));

        Assert.Equal([new RulebookProblem(code, path, line, message)], load.Problems);
        Assert.Null(load.Rulebook);
    }

    public static TheoryData<string, int, string> Unreadable => new()
    {
        { "", 1, "the text is empty" },
        { " \n\n", 1, "the text is empty" },
        { "# nothing but a comment\n", 1, "a rulebook is a mapping: lines of 'key: value'" },
        { "just words", 1, "a rulebook is a mapping: lines of 'key: value'" },
        { "\n- a list\n", 2, "a rulebook is a mapping: lines of 'key: value'" },
        { "id: a\n\ttotal: 3", 2, "a tab in the indentation; indent with spaces" },
        { "id: a\u0000b", 1, "the control character U+0000" },
        { "id: a\nen: \uD800", 2, "half a character, U+D800" },
        { "id: a\nen: \uDC00", 2, "half a character, U+DC00" },
        { "id: a\nen: \uD800x", 2, "half a character, U+D800" },
        { "id: &anchor a", 1, "an anchor (&); write the value out where it is used" },
        { "id: *anchor", 1, "an alias (*); write the value out" },
        { "id: !!str a", 1, "a tag (!); quote text instead" },
        { "id: a\n---\nid: b", 2, "a second document (---); a rulebook is one" },
        { "? [a]\n: b", 1, "a key that is no plain text" },
        { "? {a: b}\n: b", 1, "a key that is no plain text" },
        { $"? {new string('k', 101)}\n: b", 1, "a key longer than 100 characters" },
        { "id: 'never closed", 1, "this is no YAML: while scanning a quoted scalar, found unexpected end of stream." },
        { "id: a: b", 1, "this is no YAML: " },
        { "id: [a, b", 1, "this is no YAML: " },
        { "id: a\n  total: 3", 2, "this is no YAML: " },
        { "a: @", 1, "this is no YAML: " },
        { "en: a\n{b c\n\nt: 1\n", 1, "this is no YAML from here on" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_cannot_be_read_is_told_at_its_line(string yaml, int line, string message)
    {
        var problem = Assert.Single(RulebookLoader.Load(yaml).Problems);

        Assert.Equal((RulebookUnreadable, line), (problem.Code, problem.Line));
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_written_twice_is_told_with_the_line_of_the_first()
    {
        var load = RulebookLoader.Load(SmallBook.With("    points: 60\n", "    points: 60\n    points: 60\n"));

        var twice = "the key 'points' stands here twice; first on line 17";
        Assert.Equal([new RulebookProblem(RulebookUnreadable, "/dimensions/0/points", 18, twice)], load.Problems);
    }

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_their_lines()
    {
        var yaml = SmallBook.Text
            .Replace("total: 100", "totl: 100", StringComparison.Ordinal)
            .Replace("floor: 60, target: 20", "floor: 20, target: 60", StringComparison.Ordinal)
            .Replace("kinds: [fire]", "kinds: [fyre]", StringComparison.Ordinal)
            .Replace("years: 4", "years: 1", StringComparison.Ordinal)
            .Replace("id: fraud", "id: disaster", StringComparison.Ordinal);

        RefusalCode[] codes =
        [
            RulebookKeyMissing, RulebookKeyUnknown, RulebookTargetOnWrongSide, RulebookReferenceUnknown, RulebookIdDuplicate,
            RulebookLadderDoesNotRise,
        ];
        Assert.Equal(codes, RulebookLoader.Load(yaml).Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void One_wrong_number_can_be_wrong_for_two_sums()
    {
        var load = RulebookLoader.Load(SmallBook.With("    points: 60\n", "    points: 61\n"));

        Assert.Equal(["/total", "/dimensions/0/points"], load.Problems.Select(problem => problem.Path));
        Assert.All(load.Problems, problem => Assert.Equal(RulebookPointsDoNotAddUp, problem.Code));
    }

    [Fact]
    public void A_weight_that_leaves_no_points_is_refused()
    {
        var load = RulebookLoader.Load(SmallBook.With("geometric-mean", "weighted-mean")
            .Replace("        weight: 2\n", "        weight: 0.0000000001\n", StringComparison.Ordinal)
            .Replace("points: 10}, {at-least: 2, points: 4}", "points: 0}", StringComparison.Ordinal));

        var message = "the weight is so small that no points remain";
        Assert.Equal([new RulebookProblem(RulebookValueInvalid, "/dimensions/1/indicators/0", 65, message)], load.Problems);
    }

    [Fact]
    public void Points_and_weights_together_are_refused_even_where_all_have_both()
    {
        var load = RulebookLoader.Load(SmallBook.Text.Replace("weight: 1\n", "weight: 1\n        points: 8\n", StringComparison.Ordinal)
            .Replace("weight: 2\n", "weight: 2\n        points: 8\n", StringComparison.Ordinal));

        Assert.Equal("has both points and a weight; give one of them", Assert.Single(load.Problems).Message);
    }

    [Fact]
    public void A_default_roll_up_is_refused_where_it_cannot_be()
    {
        var load = RulebookLoader.Load(SmallBook.With("missing: error", "missing: error\nroll-up: mean"));

        Assert.Equal(
            ["/dimensions/0/indicators/1", "/dimensions/0/indicators/2"], load.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Beyond_two_hundred_problems_are_counted()
    {
        var kinds = string.Concat(Enumerable.Range(0, 150).Select(i => $"  - {{id: k{i}, x: 1}}\n"));
        var load = RulebookLoader.Load(SmallBook.With("incident-kinds:\n", "incident-kinds:\n" + kinds));

        Assert.Equal(201, load.Problems.Count);
        Assert.Equal("and 100 more problems after these", load.Problems[^1].Message);
    }

    [Fact]
    public void A_problem_reads_as_one_line()
    {
        Assert.Equal("line 1: the text is empty", $"{RulebookLoader.Load("").Problems[0]}");
        Assert.Equal(
            "line 4, /total: the points below add up to 100, not 99",
            $"{RulebookLoader.Load(SmallBook.With("total: 100", "total: 99")).Problems[0]}");
    }

    [Fact]
    public void Every_code_about_rulebooks_occurs()
    {
        var occurring = Rows.Select(row => row.Data.Item3).Append(RulebookUnreadable);

        // RulebookUnknown and RulebookUnchanged are about naming a rulebook, not about a text.
        var all = Enum.GetValues<RefusalCode>().Where(code => $"{code}".StartsWith("Rulebook", StringComparison.Ordinal));
        Assert.Equal(all.Except([RulebookUnknown, RulebookUnchanged]).Order(), occurring.Distinct().Order());
    }
}
