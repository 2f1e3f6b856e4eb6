using Award.Api.Configuration;
using Award.Api.Telling;
using Award.Grains;
using Award.Ledger.People;
using Polly;
using Polly.Retry;

namespace Award.Api.Webhooks;

/// <summary>
/// Delivers one webhook's items in order, each until it is taken: the next is not sent before. The cursor
/// moves after the delivery, so an end in between sends an item twice rather than never; its id is the same.
/// </summary>
internal sealed class HookDelivery(
    Ledger.People.Webhooks hooks,
    IInboxes inboxes,
    IWebhookSender sender,
    ITokenRegistry tokens,
    WebhookOptions options,
    TimeProvider clock)
{
    /// <summary>How often the record is looked at for more.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private const int PageSize = 50;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly ResiliencePipeline<Attempt> _retries = new ResiliencePipelineBuilder<Attempt>
    {
        TimeProvider = clock,
    }.AddRetry(new RetryStrategyOptions<Attempt>
    {
        ShouldHandle = args => ValueTask.FromResult(args.Outcome is { Exception: null, Result.Final: false }),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.FirstRetry,
        MaxDelay = LongestWait,
        MaxRetryAttempts = int.MaxValue,
    }).Build();

    /// <summary>Ends when the webhook is given up, lapses, or its token is no longer good.</summary>
    public async Task RunAsync(Webhook hook, CancellationToken cancellation)
    {
        var caller = new CallerView(hook.Subject, hook.Roles, hook.Regions, [], hook.Token);
        var cursor = InboxCursor.TryParse(hook.Cursor, out var known) ? known : InboxCursor.Beginning;
        while (await StandsAsync(hook, cancellation))
        {
            var page = await inboxes.ReadAsync(caller, cursor, PageSize, null, cancellation);
            foreach (var (item, after) in page.Items)
            {
                if (!await DeliverAsync(hook, item, cancellation))
                {
                    return;
                }

                hooks.Advance(hook, after.ToString(), item.Id);
            }

            if (page.Next.ToString() != cursor.ToString())
            {
                cursor = page.Next;
                hooks.Advance(hook, cursor.ToString(), null);
            }

            if (!page.More)
            {
                await Task.Delay(Poll, clock, cancellation);
            }
        }
    }

    /// <summary>Whether what was allowed when it was set still is.</summary>
    private async Task<bool> StandsAsync(Webhook hook, CancellationToken cancellation) =>
        clock.GetUtcNow() < hook.Lapses
        && (hook.Token is null || await tokens.IsGoodAsync(hook.Token, cancellation));

    private async Task<bool> DeliverAsync(Webhook hook, InboxItemAnswer item, CancellationToken cancellation)
    {
        var attempt = await _retries.ExecuteAsync(
            async token => await TryAsync(hook, item, token), cancellation);
        return attempt.IsDelivered;
    }

    private async Task<Attempt> TryAsync(Webhook hook, InboxItemAnswer item, CancellationToken cancellation)
    {
        if (!await StandsAsync(hook, cancellation))
        {
            return new Attempt("it no longer stands", true);
        }

        var attempt = await sender.SendAsync(hook, item, cancellation);
        if (attempt.IsDelivered)
        {
            return attempt;
        }

        // How long it has failed is kept in the file, so that a restart does not begin the time anew.
        var noted = hooks.Fail(hook, attempt.Fault!);
        var final = attempt.Final || noted is null
            || noted.FailingSince + options.GiveUpAfter <= clock.GetUtcNow();
        if (final)
        {
            hooks.GiveUp(hook);
        }

        return attempt with { Final = final };
    }
}
