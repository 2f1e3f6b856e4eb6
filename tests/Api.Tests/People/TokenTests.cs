using System.Net;
using System.Security.Cryptography;
using Api.Tests.Hosts;
using Award.Ledger.People;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Api.Tests.People;

/// <summary>Tokens issued here: what is taken for one, and what ends one.</summary>
[Collection(BlankCollection.Name)]
public sealed class TokenTests(BlankHost host)
{
    private const string NotSignedIn = "401 NotSignedIn [Authorization NotSignedIn]";
    private const string Asked = "/api/v1/access";

    private LocalTokens Tokens => new(host.DataFolder, Support.RealClock.Instance);

    [Fact]
    public async Task A_token_issued_beside_the_running_host_is_taken_and_one_person_is_one_whatever_the_token()
    {
        var first = Issue("wang", ["assessor"]);
        var second = Issue("wang", ["reviewer"]);
        var other = Issue("li", ["reviewer"]);

        Assert.Equal(await PersonAsync(first), await PersonAsync(second));
        Assert.NotEqual(await PersonAsync(first), await PersonAsync(other));
        Assert.DoesNotContain("wang", await PersonAsync(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_tells_what_the_caller_may_do_and_where()
    {
        var answer = await host.GetAsync(Asked, Issue("li", ["city", "nobody"], "330600"));

        Assert.Equal(["city"], answer.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal(["330600"], answer.GetProperty("regions").EnumerateArray().Select(r => r.GetString()));
        var operations = answer.GetProperty("operations").EnumerateArray().Select(o => o.GetProperty("operation").GetString()).ToList();
        Assert.Contains("ReadSheet", operations);
        Assert.DoesNotContain("SubmitFigures", operations);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_once()
    {
        var (token, text) = Tokens.Issue("zhou", ["assessor"], ["330000"], [], TimeSpan.FromHours(1));
        using (var before = await host.SendAsync(HttpMethod.Get, Asked, text))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        Assert.True(Tokens.Revoke(token.Id));

        using var read = await host.SendAsync(HttpMethod.Get, Asked, text);
        using var write = await host.WriteAsync("POST", "/api/v1/award-years/330000/2099/figures", text, "[]");
        Assert.Equal(NotSignedIn, await Asking.ProblemAsync(read));
        Assert.Equal(NotSignedIn, await Asking.ProblemAsync(write));
    }

    public static TheoryData<string> Forged => [.. Forgeries.Keys];

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task A_token_that_is_not_quite_one_is_refused(string what)
    {
        var (token, _) = Tokens.Issue("zhao", ["publisher"], ["330000"], [], TimeSpan.FromHours(1));
        using var answer = await host.SendAsync(HttpMethod.Get, Asked, Forgeries[what](this, token));
        Assert.Equal(NotSignedIn, await Asking.ProblemAsync(answer));
    }

    [Fact]
    public async Task A_refused_token_is_a_line_of_the_log_that_tells_nothing_of_it()
    {
        var (token, _) = Tokens.Issue("zhao", ["publisher"], ["330000"], [], TimeSpan.FromHours(1));
        var text = Forgeries["signed by another key"](this, token);
        var before = Refused();
        using var answer = await host.SendAsync(HttpMethod.Get, Asked, text);

        Assert.Equal(NotSignedIn, await Asking.ProblemAsync(answer));
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50), Support.RealClock.Instance);
        for (var attempt = 0; Refused() == before; attempt++)
        {
            Assert.True(attempt < 200, host.Said);
            await pulse.WaitForNextTickAsync();
        }

        Assert.All(text.Split('.'), part => Assert.DoesNotContain(part, host.Said, StringComparison.Ordinal));

        int Refused() => host.Said.Split("a token was refused: SecurityToken").Length;
    }

    [Fact]
    public async Task The_same_descriptor_untouched_is_taken()
    {
        var (token, _) = Tokens.Issue("zhao", ["publisher"], ["330000"], [], TimeSpan.FromHours(1));
        using var answer = await host.SendAsync(HttpMethod.Get, Asked, Sign(token, _ => { }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static readonly Dictionary<string, Func<TokenTests, LocalToken, string>> Forgeries = new()
    {
        ["of another issuer"] = (t, token) => t.Sign(token, d => d.Issuer = "https://issuer.example"),
        ["for another audience"] = (t, token) => t.Sign(token, d => d.Audience = "another"),
        ["an id token, not an access token"] = (t, token) => t.Sign(token, d => d.TokenType = "JWT"),
        ["expired beyond the skew"] = (t, token) => t.Sign(token, d =>
            (d.NotBefore, d.Expires) = (Support.RealClock.UtcNow.AddHours(-2), Support.RealClock.UtcNow.AddMinutes(-2))),
        ["not yet valid"] = (t, token) => t.Sign(token, d =>
            (d.NotBefore, d.Expires) = (Support.RealClock.UtcNow.AddHours(1), Support.RealClock.UtcNow.AddHours(2))),
        ["never expiring"] = (t, token) => t.Sign(token, d => d.Expires = null),
        ["without an id"] = (t, token) => t.Sign(token, d => d.Claims.Remove("jti")),
        ["with an id that was never issued"] = (t, token) => t.Sign(token, d => d.Claims["jti"] = "0123456789abcdef"),
        ["without a person"] = (t, token) => t.Sign(token, d => d.Claims.Remove("sub")),
        ["signed by another key"] = (t, token) => t.Sign(token, d => d.SigningCredentials = new SigningCredentials(
            new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)), SecurityAlgorithms.EcdsaSha256)),
        ["signed by the public key as a secret"] = (t, token) => t.Sign(token, d => d.SigningCredentials = new SigningCredentials(
            new SymmetricSecurityKey(((ECDsaSecurityKey)t.Tokens.Key).ECDsa.ExportSubjectPublicKeyInfo()),
            SecurityAlgorithms.HmacSha256)),
        ["not signed"] = (t, token) => t.Sign(token, d => d.SigningCredentials = null),
        ["with a changed role"] = (t, token) =>
        {
            var parts = t.Sign(token, _ => { }).Split('.');
            var payload = Base64UrlEncoder.Decode(parts[1]).Replace("publisher", "operator", StringComparison.Ordinal);
            return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
        },
        ["no token at all"] = (_, _) => "bearer-of-nothing",
        ["three dots"] = (_, _) => "...",
    };

    private string Sign(LocalToken token, Action<SecurityTokenDescriptor> spoil)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = LocalTokens.Issuer,
            Audience = LocalTokens.Audience,
            TokenType = LocalTokens.Type,
            NotBefore = Support.RealClock.UtcNow.AddMinutes(-1),
            Expires = Support.RealClock.UtcNow.AddHours(1),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = token.Person,
                ["jti"] = token.Id,
                ["role"] = token.Roles,
                ["region"] = token.Regions,
            },
            SigningCredentials = new SigningCredentials(Tokens.Key, SecurityAlgorithms.EcdsaSha256),
        };
        spoil(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private string Issue(string person, string[] roles, string region = "330000") =>
        Tokens.Issue(person, roles, [region], [], TimeSpan.FromHours(1)).Text;

    private async Task<string> PersonAsync(string token) =>
        (await host.GetAsync(Asked, token)).GetProperty("person").GetString()!;
}
