using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Api.Tests.Webhooks;

/// <summary>What a receiver was sent.</summary>
internal sealed record Delivery(string Id, string Timestamp, string Signature, string Body);

/// <summary>A real receiver of webhooks on this machine.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly WebApplication _app;
    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>();
    private int _requests;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>What the nth request (from 1) is answered; only 200 counts as taken.</summary>
    public Func<int, int> Answers { get; set; } = _ => StatusCodes.Status200OK;

    public int Requests => Volatile.Read(ref _requests);

    public Uri Url => new(_app.Urls.First());

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async Task<Delivery> NextAsync() =>
        await _deliveries.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var status = Answers(Interlocked.Increment(ref _requests));
        context.Response.StatusCode = status;
        context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
        if (status == StatusCodes.Status200OK)
        {
            var headers = context.Request.Headers;
            _deliveries.Writer.TryWrite(new Delivery(
                headers["webhook-id"].ToString(),
                headers["webhook-timestamp"].ToString(),
                headers["webhook-signature"].ToString(),
                body));
        }
    }
}
