using System.Net;

namespace Cluster.Tests.Parts;

/// <summary>The parts themselves, on the one process that needs no cluster.</summary>
public sealed class EmbeddedPartsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_engine_is_killed_frozen_thawed_and_ended_and_comes_back_each_time(bool postgres)
    {
        await using var installation = await Installation.StartAsync(
            postgres ? InstallationPlan.EmbeddedOverPostgres : InstallationPlan.EmbeddedOverSqlite);
        var engine = Assert.Single(installation.Members);
        Assert.Equal(HttpStatusCode.OK, await AccessAsync(engine, installation.Token("wang", ["assessor"])));

        engine.Freeze();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), Support.RealClock.Instance);
        Assert.False(await engine.IsReadyAsync(patience.Token));
        engine.Thaw();
        await engine.UntilReadyAsync();

        await engine.KillAsync();
        Assert.Equal((false, 137), (engine.IsRunning, engine.ExitCode));
        Assert.False(await engine.IsReadyAsync());
        await engine.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await AccessAsync(engine, installation.Token("wang", ["assessor"])));

        Assert.Equal(0, await engine.TerminateAsync());
        Assert.Contains("was asked to end", engine.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_member_says_when_it_does_not_start_is_told()
    {
        await using var installation = await Installation.PrepareAsync(InstallationPlan.EmbeddedOverSqlite with
        {
            Settings = new Dictionary<string, string> { ["Award:Store"] = "Clay" },
        });

        var told = await Assert.ThrowsAsync<InvalidOperationException>(installation.StartMembersAsync);

        Assert.Contains("engine ended by 2", told.Message, StringComparison.Ordinal);
        Assert.Contains("Award:Store=Clay", told.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AccessAsync(Member member, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/access");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await member.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
