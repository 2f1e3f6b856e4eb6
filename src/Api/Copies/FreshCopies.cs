using Award.Api.People;

namespace Award.Api.Copies;

/// <summary>
/// Signed-in people work on the record as it is: before their request the node takes in what is published by then, and after a
/// write what the write has published, so that they see it in their next read here.
/// </summary>
internal static partial class FreshCopies
{
    /// <summary>How long an answer to a write waits for that; the write itself is on record.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>After authorization: whoever is refused makes no silo work.</summary>
    public static void UseFreshCopies(this WebApplication app)
    {
        if (app.Services.GetService<NodeCopies>() is not { } copies)
        {
            return;
        }

        var log = app.Services.GetRequiredService<ILogger<NodeCopies>>();
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<Permitted>() is null)
            {
                await next(context);
                return;
            }

            await copies.CatchUpAsync(context.RequestAborted);
            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            {
                context.Response.OnStarting(() => AfterAsync(context.Response, copies, log));
            }

            await next(context);
        });
    }

    private static async Task AfterAsync(HttpResponse response, NodeCopies copies, ILogger log)
    {
        if (response.StatusCode is not (StatusCodes.Status200OK or StatusCodes.Status201Created))
        {
            return;
        }

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await copies.CatchUpAsync(patience.Token);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or IOException or OperationCanceledException)
        {
            // The receipt is worth more than the copy, which the next renewal brings.
            SayLate(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "what a write published could not be fetched before its answer")]
    private static partial void SayLate(ILogger log, Exception fault);
}
