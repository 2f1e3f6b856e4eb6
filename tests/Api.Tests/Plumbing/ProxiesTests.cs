using Award.Api.Configuration;
using Award.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Api.Tests.Plumbing;

/// <summary>Whose word is taken on where a request comes from and by which scheme.</summary>
public sealed class ProxiesTests
{
    [Fact]
    public async Task A_named_proxy_is_believed_and_over_https_browsers_are_told_to_stay_there()
    {
        await using var app = await StartAsync("127.0.0.1");
        using var answer = await AskAsync(app);

        Assert.Equal("192.0.2.7 https", await answer.Content.ReadAsStringAsync());
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("192.0.2.1")]
    public async Task Nobody_else_can_say_that_they_come_from_elsewhere(string? proxy)
    {
        await using var app = await StartAsync(proxy);
        using var answer = await AskAsync(app);

        Assert.Equal("127.0.0.1 http", await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    private static async Task<WebApplication> StartAsync(string? proxy)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Award:TrustedProxies"] = proxy }).Build();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddPlumbing();
        var app = builder.Build();
        app.UseProxies(AwardOptions.Read(settings));
        app.UsePlumbing();
        app.MapGet("/", (HttpContext context) => $"{context.Connection.RemoteIpAddress!.MapToIPv4()} {context.Request.Scheme}");
        await app.StartAsync();
        return app;
    }

    private static async Task<HttpResponseMessage> AskAsync(WebApplication app)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        return await client.SendAsync(request);
    }
}
