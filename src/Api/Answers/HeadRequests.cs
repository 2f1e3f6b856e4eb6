namespace Award.Api.Answers;

/// <summary>
/// Lets HEAD reach what GET reaches. Routing sees GET, everything after it sees HEAD again, so that the
/// server itself keeps the body back and the reference lists each operation once.
/// </summary>
internal static class HeadRequests
{
    private static readonly object Mark = new();

    public static void UseRoutingWithHead(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (HttpMethods.IsHead(context.Request.Method))
            {
                context.Items[Mark] = Mark;
                context.Request.Method = HttpMethods.Get;
            }

            return next(context);
        });
        app.UseRouting();
        app.Use((context, next) =>
        {
            if (context.Items.ContainsKey(Mark))
            {
                context.Request.Method = HttpMethods.Head;
            }

            return next(context);
        });
    }
}
