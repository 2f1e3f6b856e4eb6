using Award.Api.Configuration;
using Award.Api.People;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Microsoft.AspNetCore.Authentication;
using Orleans.Dashboard;

namespace Award.Api.Hosting;

/// <summary>
/// The Orleans dashboard shows the state of grains, so it is the operators'. A browser sends no bearer token by itself: whoever
/// opens it signs in with one, which the browser then keeps as a cookie for these pages alone.
/// </summary>
internal static class DashboardDoor
{
    public const string Path = "/dashboard";
    private const string Cookie = "award-operator";
    private const string SignIn = "/dashboard/sign-in";
    private const string Field = "token";

    public static void MapDashboard(this WebApplication app, AwardOptions options)
    {
        if (!options.Dashboard)
        {
            return;
        }

        app.MapPost(SignIn, (Delegate)SignInAsync).DisableAntiforgery().ExcludeFromDescription();
        app.MapOrleansDashboard(routePrefix: Path)
            .ExcludeFromDescription()
            .AddEndpointFilter(LetInAsync);
    }

    /// <summary>The cookie's token, for requests of the dashboard that bring no other.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Path.StartsWithSegments(Path) && request.Headers.Authorization.Count == 0
            ? request.Cookies[Cookie]
            : null;

    private static async ValueTask<object?> LetInAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (IsOperator(http))
        {
            return await next(context);
        }

        return http.User.Identity is { IsAuthenticated: true }
            ? Problems.Refuse(RefusalCode.RoleForbids, "Authorization", "the token's role does not allow this")
            : Wants(http.Request) ? Form("", StatusCodes.Status401Unauthorized)
            : Problems.Refuse(RefusalCode.NotSignedIn, "Authorization", "send a bearer token that is known here");
    }

    private static async Task<IResult> SignInAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var token = form?[Field].ToString().Trim() ?? "";
        if (!await IsOperatorsAsync(context, token))
        {
            return Form("这不是运维令牌。 This is no operator's token.", StatusCodes.Status401Unauthorized);
        }

        context.Response.Cookies.Append(Cookie, token, new CookieOptions
        {
            Path = Path,
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
        });
        return Results.Redirect(Path);
    }

    /// <summary>The token is looked at as if it had come with a request of its own: this one has been looked at already.</summary>
    private static async Task<bool> IsOperatorsAsync(HttpContext context, string token)
    {
        await using var scope = context.RequestServices.CreateAsyncScope();
        var asked = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        asked.Request.Headers.Authorization = $"Bearer {token}";
        var signedIn = await asked.AuthenticateAsync();
        asked.User = signedIn.Principal ?? asked.User;
        return signedIn.Succeeded && IsOperator(asked);
    }

    private static bool IsOperator(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true }
        && AccessRules.CheckRole(context.Caller().ToCaller(), Operation.SeeDashboard) is null;

    private static bool Wants(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static IResult Form(string said, int status) => Results.Content(
        $"""
        <!doctype html><html lang="zh"><head><meta charset="utf-8"><title>Award engine · operators</title>
        <meta name="viewport" content="width=device-width"></head><body>
        <main><h1>运维入口 Operators</h1><p>{said}</p>
        <form method="post" action="{SignIn}"><p><label>令牌 Token<br>
        <textarea name="{Field}" rows="6" cols="64" required autocomplete="off" spellcheck="false"></textarea></label></p>
        <p><button>登录 Sign in</button></p></form></main></body></html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}
