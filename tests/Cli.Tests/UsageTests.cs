namespace Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("rate")]
    [InlineData("rulebook")]
    [InlineData("rulebook check")]
    [InlineData("streak")]
    [InlineData("verify")]
    [InlineData("status")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("migrate")]
    [InlineData("token")]
    [InlineData("token issue")]
    [InlineData("token list")]
    [InlineData("token revoke")]
    [InlineData("access-log")]
    [InlineData("access-log erase")]
    public void Help_of_every_command_ends_with_an_example(string command)
    {
        var run = AwardRun.Of([.. command.Split(' '), "--help"]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"Example:\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"    award {command}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_and_docs_list_the_same_exit_codes()
    {
        var help = AwardRun.Of("--help").Output;
        var docs = File.ReadAllText(AwardRun.Repository("docs/cli.md"));

        foreach (
            var (code, meaning) in new[]
            {
                (0, "done, nothing to complain about"),
                (1, "the input was refused, or a check found something"),
                (2, "the command line was wrong"),
                (3, "a file or folder could not be read or written"),
                (70, "a fault of the program"),
            }
        )
        {
            Assert.Contains($"  {code, -3} {meaning}", help, StringComparison.Ordinal);
            Assert.Contains($"| {code} | {meaning} |", docs, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "Required command was not provided.", "award")]
    [InlineData("polish", "Unrecognized command or argument 'polish'.", "award")]
    [InlineData("rate --data a.csv", "Option '--rulebook' is required.", "award rate")]
    [InlineData(
        "rate --rulebook a --data b --level village",
        "Argument 'village' not recognized.",
        "award rate"
    )]
    [InlineData("rate --rulebook a --data b --format xml", "Argument 'xml' not recognized.", "award rate")]
    [InlineData("rulebook check", "Required argument missing for command: 'check'.", "award rulebook check")]
    [InlineData(
        "streak --rulebook a --data b --as-of 1900",
        "'1900' is no award year from 1981 to 2999",
        "award streak"
    )]
    [InlineData("verify", "Required argument missing for command: 'verify'.", "award verify")]
    public void A_wrong_command_line_is_exit_code_two_and_says_where_help_is(
        string line,
        string message,
        string command)
    {
        var run = AwardRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains($"award: {message}", run.Error, StringComparison.Ordinal);
        Assert.EndsWith($"See '{command} --help'.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_or_written_is_exit_code_three()
    {
        using var folder = new TempFolder();
        var rulebook = folder.Write("small.yaml", SmallRulebook.Yaml);
        var data = folder.Write("d.csv", "key,crime\nA,1\n");
        var none = Path.Combine(folder.Path, "none");

        foreach (
            var arguments in new string[][]
            {
                ["rate", "--rulebook", none, "--data", data],
                ["rate", "--rulebook", rulebook, "--data", none],
                ["rate", "--rulebook", rulebook, "--data", folder.Path],
                ["rate", "--rulebook", rulebook, "--data", data, "--previous", none],
                ["rate", "--rulebook", rulebook, "--data", data, "--out", Path.Combine(none, "x.csv")],
                ["streak", "--rulebook", rulebook, "--data", none],
                ["verify", none],
                ["verify", rulebook],
                ["verify", folder.Path],
                ["verify", folder.Path, "--receipt", none],
            }
        )
        {
            var run = AwardRun.Of(arguments);

            Assert.Equal((3, ""), (run.Code, run.Output));
            Assert.StartsWith(
                "award: ",
                run.Error[run.Error.IndexOf("award: ", StringComparison.Ordinal)..],
                StringComparison.Ordinal);
            Assert.Single(
                run.Error.Split('\n'),
                line => line.StartsWith("award: ", StringComparison.Ordinal));
        }
    }
}
