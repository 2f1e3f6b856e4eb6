using Architecture.Tests.Checks;

namespace Architecture.Tests;

public sealed class PurityTests
{
    [Theory]
    [InlineData("async Task M() { await N(); }", "Rules is synchronous")]
    [InlineData("double x;", "Rules computes exactly")]
    [InlineData("float M() => 1;", "Rules computes exactly")]
    [InlineData("int X { get; set; }", "values of Rules do not change")]
    [InlineData("static int x;", "Rules has no static state that changes")]
    [InlineData("void M() { lock (this) { } }", "Rules shares nothing")]
    public void An_impure_member_is_found_in_the_source_of_Rules(string member, string message)
    {
        var tree = Plant.Tree(
            ("src/Rules/A.cs", $"class A\n{{\n    {member}\n}}"),
            ("src/Ledger/A.cs", $"class A\n{{\n    {member}\n}}"));

        var lines = Plant.Lines(PureSource.Check(tree));

        Assert.NotEmpty(lines);
        Assert.All(
            lines,
            line => Assert.StartsWith($"src/Rules/A.cs:3: {message}", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("System.IO")]
    [InlineData("System.Net.Http")]
    [InlineData("System.Threading.Channels")]
    public void A_namespace_of_the_outside_world_is_found_in_the_source_of_Rules(string name) =>
        Assert.Equal(
            [$"src/Rules/A.cs:2: Rules does no I/O and starts nothing: {name}"],
            Plant.Lines(
                PureSource.Check(Plant.Tree(("src/Rules/A.cs", $"using System.Numerics;\nusing {name};")))));

    [Fact]
    public void Words_in_comments_and_strings_and_init_properties_are_pure() =>
        Assert.Empty(
            PureSource.Check(
                Plant.Tree(
                    (
                        "src/Rules/A.cs",
                        "using System.Diagnostics.CodeAnalysis;\n// a double deduction, async\nclass A { int X { get; init; } static readonly string Y = \"float\"; }"))));

    [Theory]
    [InlineData("public async Task M() { await Task.Yield(); }", "Planted.A.M: async")]
    [InlineData("public Task M() => null!;", "Planted.A.M: returns a task")]
    [InlineData("public ValueTask<int> M() => default;", "Planted.A.M: returns a task")]
    [InlineData("public int X { get; set; }", "Planted.A.X: has a setter")]
    [InlineData("public int X { get; private set; }", "Planted.A.X: has a setter")]
    [InlineData("double x = 1; public object M() => x;", "Planted.A.x: floating point")]
    [InlineData(
        "public void M(System.Collections.Generic.List<float[]> x) { }",
        "Planted.A.M: floating point in its signature"
    )]
    [InlineData(
        "public int M(int n) { double r = n; for (; r < 9; r *= 2) { } return (int)r; }",
        "Planted.A.M: a floating-point local"
    )]
    [InlineData("public object M() => DateTime.UtcNow;", "refers to System.DateTime.get_UtcNow")]
    [InlineData("public object M() => Guid.NewGuid();", "refers to System.Guid.NewGuid")]
    [InlineData("public object M() => System.IO.File.ReadAllText(\"a\");", "refers to System.IO.File")]
    [InlineData(
        "public object M() => Environment.TickCount64;",
        "refers to System.Environment.get_TickCount64"
    )]
    [InlineData("public object M() => new Random(1);", "refers to System.Random")]
    [InlineData("public void M() => Console.WriteLine();", "refers to System.Console")]
    [InlineData("public object M() => new System.Net.IPAddress(0);", "refers to System.Net.IPAddress")]
    public void An_impure_member_is_found_in_a_compiled_assembly(string member, string breach)
    {
        var (assembly, image) = Plant.Compile($"public class A {{ {member} }}");

        Assert.Contains(breach, PureAssembly.Check(assembly, image));
    }

    [Fact]
    public void A_pure_assembly_has_no_breach()
    {
        var (assembly, image) = Plant.Compile(
            "public sealed record A(decimal X) { public int Y { get; init; } public decimal Twice() => X * 2; }");

        Assert.Empty(PureAssembly.Check(assembly, image));
    }
}
