using Architecture.Tests.Checks;

namespace Architecture.Tests;

/// <summary>
/// The house rules, held against the whole source tree. Each rule is a checker of its own under Checks/,
/// and each has a planted fault elsewhere in this project that shows it can go red.
/// </summary>
public sealed class HouseRulesTests(ITestOutputHelper output)
{
    [Fact]
    public void References_between_rooms_point_down_only() => Hold(RoomReferences.Check(SourceTree.Files));

    [Fact]
    public void What_is_public_reaches_published_documents_and_live_boards_only() =>
        Hold(PublicReach.Check(SourceTree.Files));

    [Fact]
    public void No_code_calls_the_clock_chance_or_sleep() => Hold(BannedCalls.Check(SourceTree.Files));

    [Fact]
    public void No_name_says_nothing_and_no_text_ties_to_a_machine() =>
        Hold(BannedWords.Check(SourceTree.Files));

    [Fact]
    public void No_file_is_over_four_hundred_lines()
    {
        foreach (var warning in Lengths.Warn(SourceTree.Files))
        {
            output.WriteLine($"warning: {warning}");
        }

        Hold(Lengths.Check(SourceTree.Files));
    }

    [Fact]
    public void The_glossary_and_the_code_say_the_same_words() => Hold(Glossary.Check(SourceTree.Files));

    [Fact]
    public void Every_link_of_the_documents_leads_somewhere() =>
        Hold(Links.Check(SourceTree.Files, path => Path.Exists(Path.Combine(SourceTree.Root, path))));

    [Fact]
    public void Every_test_that_the_table_of_security_names_is_there() =>
        Hold(NamedTests.Check(SourceTree.Files, "docs/asvs.md"));

    [Fact]
    public void The_source_of_Rules_is_pure() => Hold(PureSource.Check(SourceTree.Files));

    [Fact]
    public void The_compiled_Rules_are_pure()
    {
        var rules = typeof(Award.Rules.Points).Assembly;
        using var image = File.OpenRead(rules.Location);
        var breaches = PureAssembly.Check(rules, image).ToList();
        Assert.True(
            breaches.Count == 0,
            $"src/Rules/Rules.csproj:1: {string.Join("\nsrc/Rules/Rules.csproj:1: ", breaches)}");
    }

    [Fact]
    public void The_scan_sees_the_tree()
    {
        var paths = SourceTree.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string>
            {
                "src/Rules/Values/Points.cs",
                "tests/Rules.Tests/Rules.Tests.csproj",
                "README.md",
                "eng/test",
            },
            paths);
        Assert.DoesNotContain(paths, path => path.Contains("/obj/", StringComparison.Ordinal));
    }

    private static void Hold(IEnumerable<Finding> findings)
    {
        var lines = findings.Select(finding => finding.ToString()).ToList();
        Assert.True(lines.Count == 0, $"{lines.Count} broken:\n{string.Join('\n', lines)}");
    }
}
