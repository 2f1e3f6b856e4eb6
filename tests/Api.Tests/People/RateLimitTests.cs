using System.Net;
using Api.Tests.Hosts;

namespace Api.Tests.People;

/// <summary>A host that allows little, so that its limits are met.</summary>
public sealed class StrictHost() : RunningHost(
    "--Award:Demonstration", "false", "--Award:RateLimits:PerClient", "1", "--Award:RateLimits:PerToken", "1",
    "--Award:RateLimits:Burst", "20");

/// <summary>Who asks too often is told so; others, and whoever watches the process, are not held up by it.</summary>
public sealed class RateLimitTests(StrictHost host) : IClassFixture<StrictHost>
{
    [Fact]
    public async Task Beyond_the_burst_a_client_is_told_to_wait_and_tokens_have_buckets_of_their_own()
    {
        var anonymous = await ManyAsync("/api/v1/award-years", null);
        var assessor = await ManyAsync("/api/v1/access", "assessor");

        foreach (var answers in new[] { anonymous, assessor })
        {
            Assert.Equal(HttpStatusCode.OK, answers[0].Status);
            Assert.Contains(answers, a => a is { Status: HttpStatusCode.TooManyRequests, RetryAfter: "1" });
        }

        using var reviewer = await host.SendAsync(HttpMethod.Get, "/api/v1/access", "reviewer");
        Assert.Equal(HttpStatusCode.OK, reviewer.StatusCode);
        for (var i = 0; i < 60; i++)
        {
            using var health = await host.SendAsync(HttpMethod.Get, "/health/live");
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }
    }

    private async Task<List<(HttpStatusCode Status, string? RetryAfter)>> ManyAsync(string path, string? role)
    {
        var answers = new List<(HttpStatusCode, string?)>();
        for (var i = 0; i < 200; i++)
        {
            using var answer = await host.SendAsync(HttpMethod.Get, path, role);
            answers.Add((answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.Equal("429 TooManyRequests [ TooManyRequests]", await Asking.ProblemAsync(answer));
                break;
            }
        }

        return answers;
    }
}
