using Award.Api.Answers;

namespace Api.Tests.Public;

/// <summary>Kept answers are bounded, and what is asked for often stays.</summary>
public sealed class AnswerCacheTests
{
    [Fact]
    public void However_much_is_asked_for_no_more_is_kept_than_the_bound()
    {
        var cache = new AnswerCache(limit: 1000, bytes: 100_000);
        for (var n = 0; n < 5000; n++)
        {
            cache.Get($"sheet/{n}", () => Of(n));
            Assert.True(cache.Size <= 100_000);
        }

        var many = new AnswerCache(limit: 10, bytes: 100_000_000);
        var kept = Enumerable.Range(0, 100).Count(n => many.Get($"{n}", () => Of(n)) is not null && many.Find($"{n}") is not null);
        Assert.Equal(100, kept);
        Assert.True(Enumerable.Range(0, 100).Count(n => many.Find($"{n}") is not null) <= 10);
    }

    [Fact]
    public void What_is_asked_for_again_and_again_is_made_once()
    {
        var cache = new AnswerCache(limit: 20, bytes: 100_000_000);
        var made = 0;
        for (var n = 0; n < 1000; n++)
        {
            cache.Get($"sheet/{n}", () => Of(n));
            cache.Get("table", () => Of(++made));
        }

        Assert.Equal(1, made);
    }

    private static Answer Of(int n) => new(new byte[1000 + (n % 7)], "text/plain");
}
