using Award.Api.Configuration;
using Award.Api.People;
using Award.Api.Webhooks;
using Award.Api.Writing;
using Award.Grains;
using Award.Ledger.People;
using Award.Ledger.Published;
using Award.Rules;

namespace Award.Api.Telling;

/// <summary>Where the caller's inbox is sent to, and how that goes.</summary>
/// <param name="State">
/// <c>active</c>, <c>failing</c> (it is tried again), <c>given-up</c> or <c>lapsed</c> (set it anew).
/// </param>
/// <param name="Lapses">When it ends unless it is set anew.</param>
/// <param name="LastDelivery">The item delivered last, or null.</param>
/// <param name="Failures">Attempts that failed since then.</param>
/// <param name="GivesUpAt">When a failing one is given up, or null.</param>
internal sealed record WebhookAnswer(
    string Url,
    string State,
    string Made,
    string Lapses,
    DeliveryAnswer? LastDelivery,
    int Failures,
    string? FailingSince,
    string? LastFault,
    string? GivesUpAt);

internal sealed record DeliveryAnswer(string Item, string At);

/// <param name="Secret">What deliveries are signed with. It is shown this once.</param>
internal sealed record WebhookSetAnswer(string Url, string Secret, string Lapses);

internal static class InboxWebhook
{
    private const string Path = "/inbox/webhook";

    public static void MapInboxWebhook(this IEndpointRouteBuilder api)
    {
        api.MapGet(Path, ShowAsync)
            .Told<WebhookAnswer>("Where the caller's inbox is sent to, and how that goes.")
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
        api.MapPut(Path, SetAsync)
            .Told<WebhookSetAnswer>("Sends the caller's inbox to an https address from now on; answers the secret, once.")
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, "application/problem+json");
        api.MapDelete(Path, RemoveAsync)
            .Told<object>("Sends no more.")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        IWebhookSettings hooks,
        ITokenRegistry tokens,
        AwardOptions options,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        if (await hooks.FindAsync(context.Caller().Subject, cancellation) is not { } hook)
        {
            return None();
        }

        var lapsed = hook.Lapses <= clock.GetUtcNow()
            || (hook.Token is not null && !await tokens.IsGoodAsync(hook.Token, cancellation));
        return PrivateResult.Of(Of(hook, options.Webhooks, lapsed));
    }

    private static async Task<IResult> SetAsync(
        HttpContext context,
        IWebhookSettings hooks,
        IInboxes inboxes,
        OutgoingGuard guard,
        AwardOptions options,
        CancellationToken cancellation)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Problems.Http(StatusCodes.Status415UnsupportedMediaType);
        }

        var (document, refusal) = await RequestBody.ReadAsync(context.Request, RequestBody.ObjectBytes, cancellation);
        if (refusal is not null)
        {
            return Problems.Refuse([refusal]);
        }

        using (document)
        {
            if (!RequestBody.IsWholeText(document!.RootElement))
            {
                return Problems.Refuse([RequestBody.HalfText]);
            }

            var body = new BodyForm(document.RootElement);
            var url = body.Object(o => o.RequiredText("url"));
            if (!body.IsGood)
            {
                return Problems.Refuse(body.Refusals);
            }

            if (await FaultOfAsync(guard, url, cancellation) is { } fault)
            {
                return Problems.Refuse(RefusalCode.WebhookForbidden, "/url", fault);
            }

            var caller = context.Caller();
            var end = await inboxes.EndAsync(caller, cancellation);
            var hook = await hooks.SetAsync(caller, url!, options.Webhooks.Lifetime, end.ToString(), cancellation);
            return PrivateResult.Of(new WebhookSetAnswer(hook.Url, hook.Secret, Texts.Of(hook.Lapses)));
        }
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, IWebhookSettings hooks, CancellationToken cancellation) =>
        await hooks.RemoveAsync(context.Caller().Subject, cancellation) ? TypedResults.NoContent() : None();

    /// <summary>A first look; each delivery looks again.</summary>
    private static async Task<string?> FaultOfAsync(OutgoingGuard guard, string? url, CancellationToken cancellation)
    {
        if (guard.FaultOf(url) is { } fault)
        {
            return fault;
        }

        try
        {
            await guard.AddressesAsync(new Uri(url!), cancellation);
            return null;
        }
        catch (AddressForbiddenException forbidden)
        {
            return forbidden.Message;
        }
    }

    private static WebhookAnswer Of(WebhookView hook, WebhookOptions options, bool lapsed) => new(
        hook.Url,
        hook.GivenUp is not null ? "given-up"
            : lapsed ? "lapsed"
            : hook.FailingSince is not null ? "failing"
            : "active",
        Texts.Of(hook.Made),
        Texts.Of(hook.Lapses),
        hook.DeliveredAt is { } at ? new DeliveryAnswer(hook.Delivered!, Texts.Of(at)) : null,
        hook.Failures,
        Text(hook.FailingSince),
        hook.Fault,
        hook.GivenUp is null ? Text(hook.FailingSince + options.GiveUpAfter) : null);

    private static string? Text(DateTimeOffset? at) => at is { } known ? Texts.Of(known) : null;

    private static IResult None() =>
        Problems.Refuse(RefusalCode.WebhookUnknown, "", "you have set no webhook");
}
