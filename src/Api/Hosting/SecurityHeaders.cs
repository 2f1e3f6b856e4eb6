namespace Award.Api.Hosting;

/// <summary>Headers that every answer carries. Pages set a policy of their own, which stands.</summary>
internal static class SecurityHeaders
{
    /// <summary>An answer that is no page loads nothing and is shown in no frame.</summary>
    private const string Data = "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    /// <summary>The reference and the dashboard bring their scripts and styles along, some of them inline.</summary>
    private const string Tool = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.ContentSecurityPolicy = IsTool(context.Request.Path) ? Tool : Data;
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        return next(context);
    });

    private static bool IsTool(PathString path) =>
        path.StartsWithSegments("/reference") || path.StartsWithSegments(DashboardDoor.Path);
}
