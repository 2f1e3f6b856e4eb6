using Award.Api.People;
using Award.Api.Public;
using Award.Api.Writing;
using Award.Rules.Record;

namespace Award.Api.Telling;

/// <summary>What a city is told.</summary>
internal static class InboxEndpoints
{
    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        api.MapGet("/inbox", ReadAsync)
            .Told<InboxAnswer>("What was amended, raised, decided or announced about the caller's regions, oldest first.");
        api.MapInboxWebhook();
    }

    /// <summary>Documents what an inbox and its webhook answer, for whoever may read the inbox.</summary>
    public static RouteHandlerBuilder Told<T>(this RouteHandlerBuilder route, string summary) => route
        .For(Operation.ReadInbox)
        .WithTags("Inbox")
        .WithSummary(summary)
        .Produces<T>()
        .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status401Unauthorized, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json");

    private static async Task<IResult> ReadAsync(
        string? after, string? limit, string? year, HttpContext context, IInboxes inboxes, CancellationToken cancellation)
    {
        var form = new QueryForm();
        var cursor = form.Cursor(after);
        var most = form.Window(null, limit).Limit;
        var only = form.YearNumber(year);
        if (form.Refused is { } refused)
        {
            return refused;
        }

        var reading = await inboxes.ReadAsync(context.Caller(), cursor!, most, only, cancellation);
        return reading.Refusals.Count > 0 ? Problems.Refuse(reading.Refusals) : PrivateResult.Of(new InboxAnswer(
            [.. reading.Items.Select(told => told.Item)], reading.Next.ToString(), reading.More));
    }
}
