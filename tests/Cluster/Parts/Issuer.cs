using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Support;

namespace Cluster.Tests.Parts;

/// <summary>An OIDC issuer as production has one: members take its tokens without asking any store.</summary>
public sealed class Issuer : IAsyncDisposable
{
    private const string Audience = "award-engine";
    private const string KeyId = "bench";
    private readonly WebApplication _app;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private Issuer(WebApplication app) => _app = app;

    /// <summary>What a member has to be told of it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Award:Auth:Authority"] = Address,
        ["Award:Auth:Audience"] = Audience,
        ["Award:Auth:RequireHttps"] = "false",
        ["Award:Auth:Local"] = "true",
    };

    private string Address => _app.Urls.First();

    /// <param name="address">Where members reach it: 127.0.0.1, or this process' address in a network of the test's own.</param>
    public static async Task<Issuer> StartAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{address}:0");
        var issuer = new Issuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = issuer.Address,
            jwks_uri = $"{issuer.Address}/keys",
        }));
        issuer._app.MapGet("/keys", () => Results.Json(new { keys = new[] { issuer.Shown() } }));
        await issuer._app.StartAsync();
        return issuer;
    }

    public string Token(string person, IReadOnlyList<string> roles, IReadOnlyList<string> regions, TimeSpan lifetime)
    {
        var now = RealClock.UtcNow;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Audience,
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = new Dictionary<string, object> { ["sub"] = person, ["role"] = roles, ["region"] = regions },
            SigningCredentials = new SigningCredentials(
                new ECDsaSecurityKey(_key) { KeyId = KeyId }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private object Shown()
    {
        var point = _key.ExportParameters(false).Q;
        return new
        {
            kty = "EC", crv = "P-256", kid = KeyId, use = "sig",
            x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y),
        };
    }
}
