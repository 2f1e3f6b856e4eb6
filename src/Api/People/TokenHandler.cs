using System.Security.Claims;
using System.Text.Encodings.Web;
using Award.Rules;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Award.Api.People;

/// <summary>Signs in the bearer of a development token, and answers 401 and 403 as problem details.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    DevelopmentTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (tokens.RoleOf(header[Prefix.Length..].Trim()) is not { } role)
        {
            return Task.FromResult(AuthenticateResult.Fail("unknown token"));
        }

        var identity = new ClaimsIdentity(
            [new Claim(Claims.Subject, $"development:{role}"), new Claim(Claims.Role, role)],
            SchemeName,
            Claims.Subject,
            Claims.Role);
        return Task.FromResult(
            AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        return Problems
            .Refuse(RefusalCode.NotSignedIn, "Authorization", "send a bearer token that is known here")
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems
        .Refuse(RefusalCode.RoleForbids, "Authorization", "the token's role does not allow this")
        .ExecuteAsync(Context);
}

internal static class PeopleSetup
{
    public static void AddPeople(this IServiceCollection services, DevelopmentTokens tokens)
    {
        services.AddSingleton(tokens);
        services
            .AddAuthentication(TokenHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Assessor, policy => policy.RequireRole(Roles.Assessor))
            .AddPolicy(Roles.Reviewer, policy => policy.RequireRole(Roles.Reviewer))
            .AddPolicy(Roles.Publisher, policy => policy.RequireRole(Roles.Publisher))
            .AddPolicy(
                Roles.ReviewerOrPublisher, policy => policy.RequireRole(Roles.Reviewer, Roles.Publisher))
            .AddPolicy(Roles.Any, policy => policy.RequireRole(Roles.All));
    }
}
