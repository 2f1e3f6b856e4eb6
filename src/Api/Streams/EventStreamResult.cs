using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Award.Api.Answers;
using Award.Api.Hosting;
using Award.Api.Public;

namespace Award.Api.Streams;

/// <summary>
/// Sends a feed as server-sent events, with a comment now and then so that everyone between knows the connection is alive. The
/// framework's own result knows no comments; its formatter writes each event here.
/// </summary>
internal sealed class EventStreamResult(BoardFeed feed, int? after, StreamPlaces places) : IResult
{
    public const string ContentType = "text/event-stream";

    internal static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    private static readonly byte[] Heartbeat = ": \n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var isHead = HttpMethods.IsHead(httpContext.Request.Method);
        var (taken, refusal) = isHead ? default : places.Take(RateLimits.ClientOf(httpContext));
        using var place = taken;
        if (refusal is not null)
        {
            await Problems.Refuse([refusal]).ExecuteAsync(httpContext);
            return;
        }

        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (isHead)
        {
            return;
        }

        using var listener = feed.Listen(after);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, listener.Dropped);
        try
        {
            await response.StartAsync(ends.Token);
            await SendAsync(response.Body, listener, feed.Clock, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Gone, or too slow: whatever stands in its buffers is not worth keeping.
            httpContext.Abort();
        }
    }

    private static async Task SendAsync(
        Stream body, Listener listener, TimeProvider clock, CancellationToken cancellation)
    {
        await body.FlushAsync(cancellation);
        var next = listener.Events.WaitToReadAsync(cancellation).AsTask();
        while (true)
        {
            try
            {
                if (!await next.WaitAsync(HeartbeatEvery, clock, cancellation))
                {
                    return;
                }
            }
            catch (TimeoutException)
            {
                await body.WriteAsync(Heartbeat, cancellation);
                await body.FlushAsync(cancellation);
                continue;
            }

            while (listener.Events.TryRead(out var told))
            {
                await SseFormatter.WriteAsync(One(told), body, Write, cancellation);
                await body.FlushAsync(cancellation);
            }

            next = listener.Events.WaitToReadAsync(cancellation).AsTask();
        }
    }

    private static async IAsyncEnumerable<SseItem<BoardEvent>> One(BoardEvent told)
    {
        await Task.CompletedTask;
        yield return new SseItem<BoardEvent>(told)
        {
            EventId = told.Version.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static void Write(SseItem<BoardEvent> item, System.Buffers.IBufferWriter<byte> writer)
    {
        using var json = new Utf8JsonWriter(writer, new JsonWriterOptions { Encoder = Json.Options.Encoder });
        JsonSerializer.Serialize(json, item.Data, Json.Options);
    }
}
