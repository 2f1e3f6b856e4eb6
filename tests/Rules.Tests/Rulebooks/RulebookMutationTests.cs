using System.Text.RegularExpressions;
using Award.Rules;
using Award.Rules.Rulebooks;
using CsCheck;

namespace Rules.Tests.Rulebooks;

/// <summary>The real rulebook with one thing wrong, at every place where that can be.</summary>
public partial class RulebookMutationTests
{
    private static readonly string[] _lines = Books.Text("zhejiang-demonstration.yaml").Split('\n');

    private static readonly int[] _keyed =
        [.. Enumerable.Range(0, _lines.Length).Where(i => KeyLine().IsMatch(_lines[i]))];

    // Keys that a rulebook may leave out: remarks, and what has a default (docs/rulebook-format.md).
    private static readonly HashSet<string> _optional =
    [
        "note", "basis", "url", "zh", "en", "demonstration", "roll-up", "weighted-by", "denominator", "direction",
        "minimum-share", "cap", "repeat-multiplier", "key-period-multiplier", "levels", "figure-minimums", "scores",
        "minimum-county-share", "continues",
    ];

    [Fact]
    public void A_misspelt_key_is_refused_at_its_line_wherever_it_stands()
    {
        OneOf(_keyed).Sample(i =>
        {
            var load = Load(i, KeyLine().Replace(_lines[i], "${before}${key}zzz:${rest}", 1));
            var source = load.Problems.All(problem => problem.Code == RefusalCode.RulebookKeyMissing);

            // A source may have any name; its own keys are "url" and "gives".
            return load.Problems.Any(p => p.Code == RefusalCode.RulebookKeyUnknown && p.Line == i + 1)
                || (source && InSources(i));
        }, iter: 40);
    }

    [Fact]
    public void A_key_written_twice_is_refused_wherever_it_stands()
    {
        var let = _keyed.Where(i => Scalar().IsMatch(_lines[i])).Where(i =>
        {
            var again = DashLine().Replace(_lines[i], "  ", 1);
            var load = Load(i, _lines[i] + "\n" + again);
            return !load.Problems.Any(p => p.Code == RefusalCode.RulebookUnreadable && p.Line == i + 2);
        });
        Assert.Empty(let.Select(i => _lines[i]));
    }

    [Fact]
    public void A_dropped_line_is_refused_or_was_optional()
    {
        var let = _keyed.Where(i => Scalar().IsMatch(_lines[i])).Where(i =>
        {
            var load = Load(i, null);
            var key = KeyLine().Match(_lines[i]).Groups["key"].Value;
            return load.Problems.Count == 0 && !_optional.Contains(key);
        });
        Assert.Empty(let.Select(i => _lines[i]));
    }

    [Fact]
    public void Negative_points_are_refused_at_their_line()
    {
        var points = Enumerable.Range(0, _lines.Length).Where(i => Points().IsMatch(_lines[i])).ToArray();
        Assert.Equal(1 + 6 + 39 + 7, points.Length);
        foreach (var i in points)
        {
            var load = Load(i, Points().Replace(_lines[i], "${before}-${number}", 1));
            Assert.Contains(load.Problems, p => p.Code == RefusalCode.RulebookValueInvalid && p.Line == i + 1);
        }
    }

    [Fact]
    public void Lines_swapped_taken_out_or_doubled_never_throw()
    {
        var where = Gen.Int[0, _lines.Length - 2];
        Gen.Select(where, Gen.Int[0, 2]).Sample((i, how) =>
        {
            var load = how switch
            {
                0 => Load(i, null),
                1 => Load(i, _lines[i] + "\n" + _lines[i]),
                _ => Load(i, _lines[i + 1] + "\n" + _lines[i]),
            };
            return load.Rulebook is null == load.Problems.Count > 0;
        }, iter: 40);
    }

    private static Gen<int> OneOf(int[] places) => Gen.Int[0, places.Length - 1].Select(i => places[i]);

    private static RulebookLoad Load(int line, string? replacement)
    {
        var lines = _lines.ToList();
        lines.RemoveAt(line);
        if (replacement is not null) lines.Insert(line, replacement);
        return RulebookLoader.Load(string.Join('\n', lines));
    }

    private static bool InSources(int line) =>
        line > Array.IndexOf(_lines, "sources:") && line < Array.IndexOf(_lines, "total: 1000");

    [GeneratedRegex(@"^(?<before>(  )*(- )?)(?<key>[a-z0-9-]+):(?<rest>.*)", RegexOptions.IgnoreCase)]
    private static partial Regex KeyLine();

    [GeneratedRegex(@"^( *)(- )?[A-Za-z0-9-]+: *[^ >]")]
    private static partial Regex Scalar();

    [GeneratedRegex("- ")]
    private static partial Regex DashLine();

    [GeneratedRegex(@"(?<before>^total: |\bpoints: )(?<number>\d+)")]
    private static partial Regex Points();
}
