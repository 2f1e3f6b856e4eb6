using Architecture.Tests.Checks;

namespace Architecture.Tests;

public sealed class LengthsTests
{
    [Fact]
    public void A_file_of_401_lines_is_found_and_one_of_400_is_not()
    {
        var tree = Plant.Tree(("src/Rules/A.cs", LinesOf(401)), ("src/Rules/B.cs", LinesOf(400)));

        Assert.Equal(
            ["src/Rules/A.cs:401: 401 lines; a file has at most 400"],
            Plant.Lines(Lengths.Check(tree)));
    }

    [Fact]
    public void A_file_of_251_lines_is_told_but_stands()
    {
        var tree = Plant.Tree(("src/Rules/A.cs", LinesOf(251)), ("src/Rules/B.cs", LinesOf(250)));

        Assert.Equal(["src/Rules/A.cs:251: 251 lines; mostly under 250"], Plant.Lines(Lengths.Warn(tree)));
        Assert.Empty(Lengths.Check(tree));
    }

    [Fact]
    public void A_function_of_71_lines_is_told()
    {
        var tree = Plant.Tree(
            ("src/Rules/A.cs", $"class A\n{{\n    void M()\n    {{\n{LinesOf(68)}    }}\n}}\n"));

        Assert.Equal(["src/Rules/A.cs:3: M has 71 lines; mostly under 70"], Plant.Lines(Lengths.Warn(tree)));
    }

    [Fact]
    public void Lines_over_110_characters_are_told_once_a_file()
    {
        var tree = Plant.Tree(
            ("src/Rules/A.cs", $"// fine\n{new string('/', 111)}\n{new string('/', 111)}\n"),
            ("src/Rules/B.cs", new string('/', 110)));

        Assert.Equal(
            ["src/Rules/A.cs:2: 2 lines over 110 characters, the first here"],
            Plant.Lines(Lengths.Warn(tree)));
    }

    private static string LinesOf(int count) => string.Concat(Enumerable.Repeat("// line\n", count));
}
