using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Api.Tests.People;

/// <summary>An OIDC issuer as far as a resource server sees one: a discovery document, its keys, and tokens signed by them.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    public const string Audience = "award-engine";

    private readonly WebApplication _app;
    private readonly List<SecurityKey> _published = [];
    private int _asked;

    private FakeIssuer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>How often the keys were fetched.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>The key that tokens are signed with.</summary>
    public SecurityKey Current { get; private set; } = NewRsa("first");

    public static async Task<FakeIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new FakeIssuer(builder.Build());
        issuer.Publish(issuer.Current);
        issuer._app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = issuer.Address,
            jwks_uri = $"{issuer.Address}/keys",
        }));
        issuer._app.MapGet("/keys", issuer.Keys);
        await issuer._app.StartAsync();
        return issuer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static SecurityKey NewRsa(string id) => new RsaSecurityKey(RSA.Create(2048)) { KeyId = id };

    public static SecurityKey NewEc(string id) =>
        new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id };

    /// <summary>Signs with a new key from now on, and shows no other.</summary>
    public void Rotate(SecurityKey key)
    {
        lock (_published)
        {
            _published.Clear();
        }

        Publish(key);
        Current = key;
    }

    public string Token(string person, params string[] roles) =>
        Token(person, roles, _ => { });

    /// <summary>A token as this issuer makes them, once it has been spoiled.</summary>
    public string Token(string person, string[] roles, Action<SecurityTokenDescriptor> spoil)
    {
        var now = Support.RealClock.UtcNow;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Audience,
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(10),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = $"account of {person}",
                ["employee"] = person,
                ["role"] = roles,
                ["region"] = "330000",
            },
            SigningCredentials = SigningBy(Current),
        };
        spoil(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public static SigningCredentials SigningBy(SecurityKey key) => new(
        key, key is RsaSecurityKey ? SecurityAlgorithms.RsaSha256 : SecurityAlgorithms.EcdsaSha256);

    private void Publish(SecurityKey key)
    {
        lock (_published)
        {
            _published.Add(key);
        }
    }

    private IResult Keys()
    {
        Interlocked.Increment(ref _asked);
        lock (_published)
        {
            return Results.Json(new { keys = _published.Select(Shown).ToList() });
        }
    }

    private static Dictionary<string, string> Shown(SecurityKey key)
    {
        var shown = key is RsaSecurityKey rsa
            ? Rsa(rsa.Rsa.ExportParameters(false))
            : Ec(((ECDsaSecurityKey)key).ECDsa.ExportParameters(false));
        shown["kid"] = key.KeyId;
        shown["use"] = "sig";
        return shown;
    }

    private static Dictionary<string, string> Rsa(RSAParameters key) => new()
    {
        ["kty"] = "RSA", ["n"] = Base64UrlEncoder.Encode(key.Modulus), ["e"] = Base64UrlEncoder.Encode(key.Exponent),
    };

    private static Dictionary<string, string> Ec(ECParameters key) => new()
    {
        ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(key.Q.X), ["y"] = Base64UrlEncoder.Encode(key.Q.Y),
    };
}
