using System.Security.Claims;
using Award.Api.Configuration;
using Award.Api.Hosting;
using Award.Ledger.People;
using Award.Rules;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Award.Api.People;

/// <summary>
/// Signs in the bearer of an access token: one of the configured OIDC issuer, or one issued here. Issuer, audience, signature,
/// times and <c>typ</c> are checked; what remains of it is a person, roles, regions and dimensions.
/// </summary>
internal static partial class Authentication
{
    private const string Either = "Bearer";
    private const string Local = "local";
    private const string Oidc = "oidc";
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>How long a key that its issuer has withdrawn may still be taken.</summary>
    private static readonly TimeSpan KeysFor = TimeSpan.FromMinutes(10);

    /// <summary>How often tokens that name unknown keys may make us fetch the issuer's.</summary>
    private static readonly TimeSpan FetchEvery = TimeSpan.FromMinutes(1);

    /// <summary>An issuer publishes its public keys, so no algorithm is taken that could use one as a secret.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddPeople(this IServiceCollection services, AuthOptions options)
    {
        var local = options.Local;
        var authentication = services.AddAuthentication(Either).AddPolicyScheme(Either, Either, scheme =>
            scheme.ForwardDefaultSelector = context =>
                local && (options.Authority is null || IsLocal(context.Request)) ? Local : Oidc);
        if (local)
        {
            authentication.AddJwtBearer(Local);
            services.AddOptions<JwtBearerOptions>(Local).Configure<IIssuedHere>(Configure);
        }

        if (options.Authority is not null)
        {
            authentication.AddJwtBearer(Oidc, bearer => Configure(bearer, options));

            // After the handler has made it: what an issuer shows no more is not remembered as good.
            services.PostConfigure<JwtBearerOptions>(
                Oidc, bearer => ((BaseConfigurationManager)bearer.ConfigurationManager!).UseLastKnownGoodConfiguration = false);
        }

        services.AddAuthorization();
        services.AddSingleton<IAuthorizationHandler, PermitHandler>();
    }

    private static void Configure(JwtBearerOptions bearer, IIssuedHere tokens)
    {
        Configure(bearer, [LocalTokens.Type], "sub");
        bearer.TokenValidationParameters.ValidIssuer = LocalTokens.Issuer;
        bearer.TokenValidationParameters.ValidAudience = LocalTokens.Audience;
        bearer.TokenValidationParameters.IssuerSigningKeyResolver = (_, _, keyId, _) => tokens.Keys.Where(key => key.KeyId == keyId);
        bearer.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
        var received = bearer.Events.OnMessageReceived;
        bearer.Events.OnMessageReceived = async context =>
        {
            await received(context);
            if (Read(context.Request) is { } token && !await TryAsync(
                context.HttpContext, () => tokens.PrepareAsync(token.Kid, context.HttpContext.RequestAborted)))
            {
                context.NoResult();
            }
        };
        var named = bearer.Events.OnTokenValidated;
        bearer.Events.OnTokenValidated = async context =>
        {
            await named(context);
            var id = context.Principal?.FindFirst(JwtRegisteredClaimNames.Jti)?.Value;
            var isGood = false;
            if (id is not null && !await TryAsync(context.HttpContext, async () =>
                isGood = await tokens.IsGoodAsync(id, context.HttpContext.RequestAborted)))
            {
                context.NoResult();
                return;
            }

            if (!isGood)
            {
                context.Fail("the token was revoked");
                return;
            }

            ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(Claims.LocalToken, id!));
        };
    }

    /// <summary>
    /// False where those who know tokens are away and nothing depends on who asks: what is public is answered to anyone. Else
    /// the fault goes on, and is answered 503: neither good nor bad.
    /// </summary>
    private static async Task<bool> TryAsync(HttpContext context, Func<Task> check)
    {
        try
        {
            await check();
            return true;
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or IOException
            && context.GetEndpoint()?.Metadata.GetMetadata<Permitted>() is null
            && !context.Request.Path.StartsWithSegments(DashboardDoor.Path))
        {
            return false;
        }
    }

    private static void Configure(JwtBearerOptions bearer, AuthOptions options)
    {
        Configure(bearer, options.TokenTypes, options.PersonClaim);
        bearer.Authority = options.Authority;
        bearer.Audience = options.Audience;
        bearer.RequireHttpsMetadata = options.RequireHttps;
        bearer.AutomaticRefreshInterval = KeysFor;
        bearer.RefreshInterval = FetchEvery;
        bearer.TokenValidationParameters.ValidAlgorithms = Algorithms;
    }

    private static void Configure(JwtBearerOptions bearer, IReadOnlyList<string> types, string personClaim)
    {
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.TokenValidationParameters.ValidTypes = types;
        bearer.TokenValidationParameters.ClockSkew = ClockSkew;
        bearer.TokenValidationParameters.RequireExpirationTime = true;
        bearer.TokenValidationParameters.RequireSignedTokens = true;
        bearer.TokenValidationParameters.RoleClaimType = Claims.Role;
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context =>
            {
                context.Token ??= DashboardDoor.TokenOf(context.Request);
                return Task.CompletedTask;
            },
            OnTokenValidated = context => Name(context, personClaim),
            OnChallenge = ChallengeAsync,
            OnForbidden = context => ForbidAsync(context.HttpContext),
        };
    }

    /// <summary>A token that names no person, or two, is of no use: every write is somebody's.</summary>
    private static Task Name(TokenValidatedContext context, string personClaim)
    {
        if (context.Principal?.Identity is not ClaimsIdentity identity
            || identity.FindAll(personClaim).ToList() is not [{ Value.Length: > 0 } person])
        {
            context.Fail($"the token has not one '{personClaim}'");
            return Task.CompletedTask;
        }

        // A token cannot bring what only the engine sets.
        foreach (var forged in identity.FindAll(c => c.Type is Claims.Subject or Claims.LocalToken).ToList())
        {
            identity.RemoveClaim(forged);
        }

        identity.AddClaim(new Claim(Claims.Subject, Claims.SubjectOf(context.SecurityToken.Issuer, person.Value)));
        return Task.CompletedTask;
    }

    private static Task ChallengeAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = Either;
        if (context.AuthenticateFailure is { } failure)
        {
            // Neither the token nor anything it says: only what kind of fault it has, and of what endpoint.
            SayRefused(
                context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Authentication)),
                failure.GetType().Name,
                context.HttpContext.GetEndpoint()?.DisplayName ?? "",
                context.HttpContext.TraceIdentifier);
        }

        return Problems
            .Refuse(RefusalCode.NotSignedIn, "Authorization", "send a bearer token that is known here")
            .ExecuteAsync(context.HttpContext);
    }

    [LoggerMessage(LogLevel.Warning, "a token was refused: {Fault} ({Endpoint}, trace {Trace})")]
    private static partial void SayRefused(ILogger log, string fault, string endpoint, string trace);

    private static Task ForbidAsync(HttpContext context) => Problems
        .Refuse(RefusalCode.RoleForbids, "Authorization", "the token's role does not allow this")
        .ExecuteAsync(context);

    /// <summary>Whether the token says it was issued here; whether that is true is checked afterwards.</summary>
    private static bool IsLocal(HttpRequest request) => Read(request)?.Issuer == LocalTokens.Issuer;

    /// <summary>The token as it says of itself, unchecked; null when there is none.</summary>
    private static JsonWebToken? Read(HttpRequest request)
    {
        var text = request.Headers.Authorization.ToString() is ['B' or 'b', ..] header && header.IndexOf(' ') is > 0 and var at
            ? header[(at + 1)..].Trim()
            : DashboardDoor.TokenOf(request) ?? "";
        try
        {
            return text.Length > 0 ? new JsonWebTokenHandler().ReadJsonWebToken(text) : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }
}
