using Architecture.Tests.Checks;

namespace Architecture.Tests;

public sealed class BannedCallsTests
{
    [Theory]
    [InlineData("var x = DateTime.Now;", "DateTime.Now is the wall clock")]
    [InlineData("var x = System.DateTime.UtcNow;", "DateTime.UtcNow is the wall clock")]
    [InlineData("var x = DateTime.Today;", "DateTime.Today is the wall clock")]
    [InlineData("var x = DateTimeOffset.Now;", "DateTimeOffset.Now is the wall clock")]
    [InlineData("var x = DateTimeOffset.UtcNow.AddDays(1);", "DateTimeOffset.UtcNow is the wall clock")]
    [InlineData("var x = Environment.TickCount64;", "Environment.TickCount64 is the wall clock")]
    [InlineData("var x = TimeProvider.System;", "TimeProvider.System is the wall clock")]
    [InlineData("var x = Random.Shared.Next();", "Random.Shared is unseeded chance")]
    [InlineData("var x = new Random();", "new Random() is unseeded chance")]
    [InlineData("Random x = new();", "new Random() is unseeded chance")]
    [InlineData("System.Threading.Thread.Sleep(1);", "Thread.Sleep is a sleep")]
    [InlineData("await Task.Delay(10);", "Task.Delay without a TimeProvider")]
    [InlineData("await Task.Delay(TimeSpan.Zero, cancellation);", "Task.Delay without a TimeProvider")]
    public void A_call_to_the_clock_chance_or_sleep_is_found_in_source_and_in_tests(
        string statement,
        string message)
    {
        foreach (var path in new[] { "src/Grains/Plant.cs", "tests/Grains.Tests/Plant.cs" })
        {
            var line = Assert.Single(Plant.Lines(BannedCalls.Check(Plant.Tree((path, Method(statement))))));
            Assert.StartsWith($"{path}:4: {message}", line, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("var x = LoadAsync().Result;", ".Result blocks")]
    [InlineData("Task<int> task = LoadAsync(); var x = task.Result;", ".Result blocks")]
    [InlineData("var loading = store.LoadAsync(1); var x = loading.Result;", ".Result blocks")]
    [InlineData("LoadAsync().Wait();", ".Wait( blocks")]
    [InlineData("var x = LoadAsync().GetAwaiter().GetResult();", ".GetAwaiter().GetResult() blocks")]
    public void Blocking_on_a_task_is_found_in_source(string statement, string message)
    {
        var line = Assert.Single(
            Plant.Lines(BannedCalls.Check(Plant.Tree(("src/Silo/Plant.cs", Method(statement))))));

        Assert.StartsWith($"src/Silo/Plant.cs:4: {message}", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// DateTime.Now would be wrong here")]
    [InlineData("var x = \"DateTime.Now\";")]
    [InlineData("var x = new Random(42);")]
    [InlineData("var x = clock.GetUtcNow();")]
    [InlineData("await Task.Delay(TimeSpan.Zero, _clock, cancellation);")]
    [InlineData("await Task.Delay(TimeSpan.Zero, services.TimeProvider);")]
    [InlineData("var x = outcome.Result;")]
    public void What_only_looks_like_one_is_not_found(string statement) =>
        Assert.Empty(BannedCalls.Check(Plant.Tree(("src/Silo/Plant.cs", Method(statement)))));

    [Fact]
    public void The_real_clock_enters_at_a_composition_root() =>
        Assert.Empty(
            BannedCalls.Check(Plant.Tree(("src/Api/Program.cs", Method("Use(TimeProvider.System);")))));

    private static string Method(string statement) =>
        $"class P\n{{\n    async Task M()\n    {{ {statement}\n    }}\n}}\n";
}
