using Architecture.Tests.Checks;

namespace Architecture.Tests;

public sealed class BannedWordsTests
{
    [Theory]
    [InlineData("class SheetManager { }", "the type SheetManager says 'Manager'")]
    [InlineData("record CsvHelper;", "the type CsvHelper says 'Helper'")]
    [InlineData("static class StringUtils { }", "the type StringUtils says 'Utils'")]
    [InlineData("enum CommonCodes { A }", "the type CommonCodes says 'Common'")]
    [InlineData("interface IUtil { }", "the type IUtil says 'Util'")]
    public void A_type_whose_name_says_nothing_is_found(string declaration, string message)
    {
        var line = Assert.Single(
            Plant.Lines(BannedWords.Check(Plant.Tree(("src/Rules/A.cs", "\n" + declaration)))));

        Assert.StartsWith($"src/Rules/A.cs:2: {message}", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_whose_name_says_nothing_is_found() =>
        Assert.Equal(
            ["src/Rules/StringHelpers.cs:1: the file's name says 'Helpers', which says nothing"],
            Plant.Lines(BannedWords.Check(Plant.Tree(("src/Rules/StringHelpers.cs", "")))));

    [Theory]
    [InlineData("// TODO: later", "'TODO' is a mark of unfinished work")]
    [InlineData("# FIXME", "'FIXME' is a mark of unfinished work")]
    [InlineData(
        "throw new NotImplementedException();",
        "'NotImplementedException' is a mark of unfinished work"
    )]
    [InlineData(
        "curl https://api.nuget.org/v3/index.json",
        "'api.nuget.org' is the host of a package registry"
    )]
    [InlineData("from https://artifactory.example.org/nuget", "'artifactory.example.org' is the host")]
    [InlineData("cd /work/main && make", "'/work/m' is a path of one machine")]
    [InlineData("see /home/anna/award", "'/home/anna/a' is a path of one machine")]
    [InlineData("see /root/.nuget", "'/root/.' is a path of one machine")]
    [InlineData("written in an earlier session", "'earlier session' tells how the repository was written")]
    [InlineData("as issue 2 says", "'issue 2' tells how the repository was written")]
    [InlineData("the coding agent did it", "'coding agent' tells how the repository was written")]
    public void Text_about_a_machine_or_about_the_writing_is_found(string text, string message)
    {
        var line = Assert.Single(Plant.Lines(BannedWords.Check(Plant.Tree(("docs/a.md", "fine\n" + text)))));

        Assert.StartsWith($"docs/a.md:2: {message}", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a browser session and its cookie")]
    [InlineData("the User-Agent header")]
    [InlineData("GET /api/v1/award-years/330000/2017/root/x")]
    [InlineData("at /root/dimensions/0/points: 12")]
    [InlineData("the working sheet is in {root}/work/sheet")]
    [InlineData("a commonly used unit; tell the manager")]
    [InlineData("in brief, the brief note")]
    public void Plain_words_are_not_found(string text) =>
        Assert.Empty(
            BannedWords.Check(Plant.Tree(("docs/a.md", text), ("src/Api/Commons2.cs", "// " + text))));
}
