using Award.Api.Configuration;
using Award.Api.Pages;
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
    private const string PlainCookie = "award-operator";
    private const string Cookie = "__Host-award-operator";
    public const string SignIn = "/dashboard/sign-in";
    public const string Field = "token";

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
            ? request.Cookies[CookieOf(request)]
            : null;

    // Over plain HTTP, on the machine itself, browsers keep no cookie of that prefix.
    private static string CookieOf(HttpRequest request) => request.IsHttps ? Cookie : PlainCookie;

    private static async ValueTask<object?> LetInAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (IsOperator(http))
        {
            return await next(context);
        }

        return http.User.Identity is { IsAuthenticated: true }
            ? Problems.Refuse(RefusalCode.RoleForbids, "Authorization", "the token's role does not allow this")
            : SitePages.IsForPages(http.Request) ? SitePages.SignIn(http, refused: false)
            : Problems.Refuse(RefusalCode.NotSignedIn, "Authorization", "send a bearer token that is known here");
    }

    private static async Task<IResult> SignInAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var token = form?[Field].ToString().Trim() ?? "";
        if (!await IsOperatorsAsync(context, token))
        {
            return SitePages.SignIn(context, refused: true);
        }

        context.Response.Cookies.Append(CookieOf(context.Request), token, new CookieOptions
        {
            // The prefix asks for the whole site; it is read for the dashboard alone.
            Path = context.Request.IsHttps ? "/" : Path,
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
}
