using System.Net;
using Award.Api.Hosting;
using Award.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Api.Tests.Plumbing;

/// <summary>What callers see when something behind the API is slow, away or broken.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddPlumbing(deadline: TimeSpan.FromMilliseconds(200));
        _app = builder.Build();
        _app.UsePlumbing();
        _app.UseRouting();
        _app.UseRequestTimeouts();
        _app.MapGet("/never", async (HttpContext context) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
            return "";
        });
        _app.MapGet("/slow-grain", string () => throw new TimeoutException("the grain did not answer"));
        _app.MapGet("/no-silo", string () => throw new SiloUnavailableException("no silo"));
        _app.MapGet("/unplaced", string () => throw new OperationCanceledException("the message expired before placement"));
        _app.MapGet("/busy", string () => throw new LedgerBusyException("the database is away"));
        _app.MapGet("/unknown", string () => throw new LedgerOutcomeUnknownException("lost during the commit"));
        _app.MapGet("/failed", string () => throw new LedgerFailedException("a synchronisation failed"));
        _app.MapGet("/broken", string () => throw new InvalidOperationException("a secret of the inside"));
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/never")]
    [InlineData("/slow-grain")]
    [InlineData("/no-silo")]
    [InlineData("/unplaced")]
    [InlineData("/busy")]
    [InlineData("/unknown")]
    [InlineData("/failed")]
    public async Task What_does_not_answer_in_time_is_503_with_a_time_to_retry(string path)
    {
        using var answer = await _client.GetAsync(path);

        Assert.Equal("503 RecordBusy [ RecordBusy]", await Hosts.Asking.ProblemAsync(answer));
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_fault_tells_nothing_of_the_inside()
    {
        using var answer = await _client.GetAsync("/broken");

        Assert.Equal("500 Unexpected", await Hosts.Asking.ProblemAsync(answer));
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_page_is_a_page_only_for_those_who_ask_for_pages()
    {
        using var answer = await _client.GetAsync("/nothing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("404 NotFound", await Hosts.Asking.ProblemAsync(answer));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }
}
