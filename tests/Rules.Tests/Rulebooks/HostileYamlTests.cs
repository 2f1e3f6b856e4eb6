using System.Text;
using Award.Rules;
using Award.Rules.Rulebooks;
using CsCheck;

namespace Rules.Tests.Rulebooks;

/// <summary>Nothing that can be written makes the loader throw, hang or run out of room.</summary>
public class HostileYamlTests
{
    [Fact]
    public void Many_megabytes_are_refused_unread()
    {
        var problem = Assert.Single(RulebookLoader.Load(new string('a', 50_000_000)).Problems);

        Assert.Equal(RefusalCode.RulebookUnreadable, problem.Code);
        Assert.Equal("the text is longer than 1,000,000 characters", problem.Message);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Depth_is_refused_before_it_hurts(string opening)
    {
        var load = RulebookLoader.Load("id: deep\nnote:\n  " + string.Concat(Enumerable.Repeat(opening, 100_000)));

        Assert.Equal("nested deeper than 64 levels", Assert.Single(load.Problems).Message);
    }

    [Fact]
    public void Groups_within_groups_are_read_to_the_deepest_level_allowed()
    {
        // Each group is a mapping and a list, so 29 take 58 levels; the root, the list of dimensions, the indicator, its
        // scoring and the function's own mapping take five more.
        Assert.Empty(RulebookLoader.Load(Nested(29)).Problems);
        Assert.Equal("nested deeper than 64 levels", Assert.Single(RulebookLoader.Load(Nested(40)).Problems).Message);
    }

    [Fact]
    public void An_alias_bomb_stops_at_its_first_anchor()
    {
        var bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (var c = 'b'; c <= 'z'; c++)
        {
            var nine = string.Join(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 9));
            bomb.Append($"{c}: &{c} [{nine}]\n");
        }

        var problem = Assert.Single(RulebookLoader.Load(bomb.ToString()).Problems);
        Assert.StartsWith("an anchor", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_items_are_refused()
    {
        var load = RulebookLoader.Load("id: many\nnote: [" + string.Concat(Enumerable.Repeat("1,", 30_000)) + "]");

        Assert.Equal("more than 20000 items", Assert.Single(load.Problems).Message);
    }

    [Fact]
    public void A_list_beyond_its_bound_stops_the_checks_that_compare_each_with_each()
    {
        var tiers = string.Concat(Enumerable.Repeat("{points: 1}, ", 4_000));
        var load = RulebookLoader.Load(SmallBook.With(
            "{deduction-per-incident: {each: 2.5, cap: 10}}", $"{{deduction-tiered: {{tiers: [{tiers}]}}}}"));

        var problem = Assert.Single(load.Problems);
        Assert.Equal("the list is longer than 100 entries", problem.Message);
        Assert.Equal("/dimensions/0/indicators/1/scoring/deduction-tiered/tiers", problem.Path);
    }

    [Fact]
    public void Thousands_of_unknown_words_are_told_without_searching_for_each()
    {
        var columns = string.Concat(Enumerable.Range(0, 90).Select(i => $"    - {{by: unknown{i}}}\n"));
        var load = RulebookLoader.Load(SmallBook.With("  order:\n", "  order:\n" + columns));

        Assert.Equal(90, load.Problems.Count);
    }

    [Fact]
    public void Text_cut_anywhere_or_garbled_anywhere_never_throws()
    {
        var text = Books.Text("examples/three-dimension-index.yaml");
        const string marks = "[]{}:,-?#&*!|>'\"%@` \n\t\0\uD800é一0~<=";
        var garbled =
            from at in Gen.Int[0, text.Length - 1]
            from length in Gen.Int[0, 3]
            from put in Gen.Char[marks].Array[0, 3]
            select string.Concat(text[..at], new string(put), text[Math.Min(at + length, text.Length)..]);

        garbled.Sample(yaml => Judged(RulebookLoader.Load(yaml)), iter: 400, print: yaml => yaml);
        Gen.Int[0, text.Length].Sample(at => Judged(RulebookLoader.Load(text[..at])), iter: 100);
        Gen.Char[marks].Array[0, 40].Sample(put => Judged(RulebookLoader.Load(new string(put))), iter: 2000);
    }

    // Either a rulebook or problems, and every problem fit to be shown.
    private static bool Judged(RulebookLoad load) =>
        load.Rulebook is null == load.Problems.Count > 0
        && load.Problems.All(problem => problem.Line >= 1 && problem.Message is [_, ..] text && !text.Contains('\n'));

    private static string Nested(int groups)
    {
        var yaml = new StringBuilder("id: deep\nsemantics: 1\nen: Deep\ntotal: 1\nmissing: zero\n");
        yaml.Append("precision: {decimals: 0, rounding: down}\ndimensions: [");
        for (var i = 0; i < groups; i++) yaml.Append($"{{id: g{i}, en: G, indicators: [");
        yaml.Append("{id: leaf, en: L, unit: u, direction: higher-is-better, scoring: {pass-fail: {at-least: 1}}}");
        return yaml.Insert(yaml.Length, "]}", groups).Append(']').ToString();
    }
}
