namespace Cli.Tests;

public sealed class RulebookCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_good_rulebook_is_summed_up()
    {
        var file = _folder.Write("small.yaml", SmallRulebook.Yaml);

        var run = AwardRun.Of("rulebook", "check", file);

        Assert.Equal(
            $"""
            {file}: ok
              id          small
              name        小办法 / Small rulebook
              hash        {Sha256(SmallRulebook.Yaml)}
              points      100: order 60, life 40
              holds       2 groups, 6 indicators, 1 denominator, 1 veto ground
              pass mark   county 60, city 80
              ladder      plaque 1, tripod 3, then every 3

            """,
            run.Output);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Every_problem_of_every_file_is_named_as_file_line_path_and_reason()
    {
        var good = _folder.Write("small.yaml", SmallRulebook.Yaml);
        var bad = _folder.Write(
            "bad.yaml",
            SmallRulebook
                .Yaml.Replace("points: 60", "points: 61", StringComparison.Ordinal)
                .Replace("floor: 60, target: 20", "floor: 20, target: 60", StringComparison.Ordinal));

        var run = AwardRun.Of("rulebook", "check", good, bad);

        Assert.Equal(1, run.Code);
        Assert.Contains($"{good}: ok\n", run.Output, StringComparison.Ordinal);
        var problems = run
            .Output.Split('\n')
            .Where(line => line.StartsWith(bad + ":", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(
            problems,
            line => line.EndsWith("[RulebookPointsDoNotAddUp]", StringComparison.Ordinal));
        Assert.Contains(
            problems,
            line =>
                line.StartsWith($"{bad}:22: /dimensions/0/indicators/0/", StringComparison.Ordinal)
                && line.EndsWith("[RulebookTargetOnWrongSide]", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rulebook_of_the_repository_is_ok()
    {
        var files = Directory.GetFiles(
            AwardRun.Repository("rulebooks"),
            "*.yaml",
            SearchOption.AllDirectories);

        var run = AwardRun.Of(["rulebook", "check", .. files]);

        var good = run.Output.Split('\n').Count(line => line.EndsWith(": ok", StringComparison.Ordinal));
        Assert.Equal((0, files.Length), (run.Code, good));
    }

    [Fact]
    public void A_file_that_is_not_there_does_not_hide_the_others()
    {
        var good = _folder.Write("small.yaml", SmallRulebook.Yaml);

        var run = AwardRun.Of("rulebook", "check", Path.Combine(_folder.Path, "none.yaml"), good);

        Assert.Equal(3, run.Code);
        Assert.Contains("none.yaml: there is no such file", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{good}: ok", run.Output, StringComparison.Ordinal);
    }

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
