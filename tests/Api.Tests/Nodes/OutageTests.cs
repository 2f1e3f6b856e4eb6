using System.Net;
using Api.Tests.Hosts;
using Support;

namespace Api.Tests.Nodes;

/// <summary>
/// Nodes answer what is published byte by byte alike, as one process over the same record does, with every silo and the database
/// gone, and after their own restart. Whatever needs a silo says 503, and never that somebody is unknown.
/// </summary>
public sealed class OutageTests(ClusterHost cluster) : IClassFixture<ClusterHost>
{
    [Fact]
    public async Task Public_answers_are_the_same_from_every_node_with_everything_gone_and_after_a_restart()
    {
        PostgresServer.Require();
        IReadOnlyList<string> expected;
        await using (var embedded = cluster.Embedded())
        {
            await embedded.InitializeAsync();
            expected = await PublicBytes.AskAsync(embedded);
        }

        Assert.True(expected.Count(text => text.Contains("ETag", StringComparison.Ordinal)) > 80);
        await cluster.StartAsync();
        foreach (var node in cluster.Nodes)
        {
            Assert.Equal(expected, await PublicBytes.AskAsync(node));
        }

        var (_, token) = cluster.Token("auditor", "auditor");
        using (var asked = await cluster.One.SendAsync(HttpMethod.Get, "/api/v1/access", token))
        {
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        }

        await cluster.LoseEverythingAsync();
        foreach (var node in cluster.Nodes)
        {
            Assert.Equal(expected, await PublicBytes.AskAsync(node));
        }

        await UntilTokensLapseAsync(cluster.One, token);
        await AssertAwayAsync(cluster.One, token);
        await UntilTokensLapseAsync(cluster.Two, token);
        await AssertAwayAsync(cluster.Two, token);

        await cluster.One.KillAsync();
        await cluster.One.StartAgainAsync();
        Assert.Equal(expected, await PublicBytes.AskAsync(cluster.One));
        await ClusterHost.UntilReadyAsync(cluster.One, "degraded");
        await AssertAwayAsync(cluster.One, token);

        await cluster.One.KillAsync();
        foreach (var part in Directory.EnumerateFiles(cluster.One.DataFolder, "copies.db*"))
        {
            File.WriteAllText(part, "these are no copies");
        }

        await cluster.One.StartAgainAsync();
        using var ready = await cluster.One.SendAsync(HttpMethod.Get, "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        await AssertAwayAsync(cluster.One, HttpMethod.Get, PublicBytes.Paths[0], null, null);
    }

    /// <summary>What silos said of a token holds for two seconds.</summary>
    private static async Task UntilTokensLapseAsync(RunningHost node, string token)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            // An auditor may not: as long as the token is taken the answer is 403.
            using var answer = await node.SendAsync(
                HttpMethod.Post, $"/api/v1/award-years/990000/{ClusterHost.Live}/figures", token, "[]", ("Idempotency-Key", "lapse"));
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), timeProvider: RealClock.Instance);
        }

        Assert.Fail("a token is still taken half a minute after the silos have gone");
    }

    /// <summary>Writes, whatever else asks silos, and tokens: neither good nor bad.</summary>
    private static async Task AssertAwayAsync(RunningHost node, string token)
    {
        var year = $"/api/v1/award-years/990000/{ClusterHost.Live}";
        await AssertAwayAsync(node, HttpMethod.Post, $"{year}/figures", token, "[]");
        await AssertAwayAsync(node, HttpMethod.Post, $"{year}/figures?preview=true", token, "[]");
        await AssertAwayAsync(node, HttpMethod.Post, $"{year}/import", token, "region,survey");
        await AssertAwayAsync(node, HttpMethod.Post, $"{year}/regions/990101/what-if", token, "{}");
        await AssertAwayAsync(node, HttpMethod.Post, "/api/v1/award-years", token, "{}");
        await AssertAwayAsync(node, HttpMethod.Get, $"{year}/progress", token, null);
        await AssertAwayAsync(node, HttpMethod.Get, "/api/v1/access-log?province=990000", token, null);
        await AssertAwayAsync(node, HttpMethod.Post, $"{year}/objections", null, """{"region": "990101", "text": "t", "contact": "c"}""");

        // A live board may have been frozen or taken back: it is never answered from a copy.
        await AssertAwayAsync(
            node, HttpMethod.Get, $"/api/v1/standings?province=990000&year={ClusterHost.Live}&level=city", null, null);

        // What is public is answered whoever asks.
        using var known = await node.SendAsync(HttpMethod.Get, PublicBytes.Paths[0], token);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    private static async Task AssertAwayAsync(
        RunningHost node, HttpMethod method, string path, string? token, string? body)
    {
        using var answer = await node.SendAsync(method, path, token, body, ("Idempotency-Key", Guid.NewGuid().ToString("n")));
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{method} {path}: {answer.StatusCode}");
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
