using System.Net;
using System.Net.Sockets;
using System.Text;
using Api.Tests.Hosts;
using Award.Api.Configuration;
using Award.Api.Streams;
using Award.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Api.Tests.Streams;

/// <summary>How many streams may be open, over real connections, and what becomes of a client that does not read.</summary>
public sealed class OpenStreamsTests : IAsyncLifetime
{
    private const int PerClient = 3;
    private const int AtOnce = 5;
    private const int Rows = 4000;
    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly StreamPlaces _places = new(new StreamOptions(PerClient, AtOnce));
    private readonly BoardFeed _feed;
    private WebApplication _app = null!;
    private HttpClient _client = null!;
    private int _version = 1;

    public OpenStreamsTests() => _feed = new BoardFeed(_ => Task.FromResult<LiveBoardView?>(Board(_version)), _clock);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            if (context.Request.Headers["X-From"].ToString() is { Length: > 0 } from)
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(from);
            }

            return next(context);
        });
        _app.MapMethods("/live", ["GET", "HEAD"], IResult () => new EventStreamResult(_feed, null, _places));
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        _ = _feed.RunAsync(_stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _client.Dispose();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    [Fact]
    public async Task One_client_has_so_many_and_another_is_not_held_up_by_it()
    {
        var open = new List<HttpResponseMessage>();
        for (var n = 0; n < PerClient; n++)
        {
            open.Add(await OpenAsync("192.0.2.1"));
        }

        Assert.All(open, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        using (var more = await OpenAsync("192.0.2.1"))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, more.StatusCode);
            Assert.Equal("429 TooManyRequests [ TooManyRequests]", await Asking.ProblemAsync(more));
            Assert.NotNull(more.Headers.RetryAfter);
        }

        using (var head = await _client.SendAsync(Ask(HttpMethod.Head, "192.0.2.1")))
        {
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        }

        using var other = await OpenAsync("192.0.2.2");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        open[0].Dispose();
        await UntilAsync(() => _places.Taken == PerClient);
        using var again = await OpenAsync("192.0.2.1");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        open.ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task When_all_places_are_taken_the_next_is_told_to_come_again()
    {
        var open = new List<HttpResponseMessage>();
        for (var n = 0; n < AtOnce; n++)
        {
            open.Add(await OpenAsync($"192.0.2.{n / 2}"));
        }

        using var more = await OpenAsync("192.0.2.99");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, more.StatusCode);
        Assert.Equal("503 RecordBusy [ RecordBusy]", await Asking.ProblemAsync(more));
        Assert.NotNull(more.Headers.RetryAfter);

        open.ForEach(answer => answer.Dispose());
        await UntilAsync(() => _places.Taken == 0 && _feed.Listening == 0);
    }

    /// <summary>It takes what its own and the network's buffers hold, and no more; then its place is free.</summary>
    [Fact]
    public async Task A_client_that_does_not_read_is_dropped_and_another_hears_everything()
    {
        using var slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(IPAddress.Loopback, _client.BaseAddress!.Port);
        await slow.SendAsync(Encoding.ASCII.GetBytes("GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        using var quick = await OpenAsync("192.0.2.1");
        await using var body = await quick.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(body);
        await UntilAsync(() => _feed.Listening == 2);

        await HearAsync(reader, 1);
        for (var version = 2; _feed.Listening == 2; version++)
        {
            Assert.True(version < 2000, "the slow client is still there");
            Interlocked.Increment(ref _version);
            _clock.Advance(BoardFeed.LookEvery);
            await HearAsync(reader, version);
        }

        await UntilAsync(() => _places.Taken == 1);
        Assert.Equal(1, _feed.Listening);
    }

    private static async Task HearAsync(StreamReader reader, int version)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == $"id: {version}")
            {
                return;
            }
        }

        Assert.Fail("the stream ended");
    }

    private Task<HttpResponseMessage> OpenAsync(string from) =>
        _client.SendAsync(Ask(HttpMethod.Get, from), HttpCompletionOption.ResponseHeadersRead);

    private static HttpRequestMessage Ask(HttpMethod method, string from) =>
        new(method, "/live") { Headers = { { "X-From", from } } };

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var attempt = 0; !isSo(); attempt++)
        {
            Assert.True(attempt < 600, "it has not come about");
            await Task.Delay(TimeSpan.FromMilliseconds(50), timeProvider: Support.RealClock.Instance);
        }
    }

    /// <summary>A board of many rows that all differ from version to version.</summary>
    private static LiveBoardView Board(int version) => new(
        "collecting", false, version, $"print {version}", "small", "hash", true,
        [.. Enumerable.Range(100_000, Rows).Select(code => $"{code}").Select(
            code => new LiveRow(code, code, code, code, version, false, null, "designated", null))]);
}
