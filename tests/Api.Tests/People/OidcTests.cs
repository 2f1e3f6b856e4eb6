using System.Net;
using System.Security.Cryptography;
using Api.Tests.Hosts;
using Api.Tests.Writing;
using Award.Ledger.People;
using Microsoft.IdentityModel.Tokens;

namespace Api.Tests.People;

/// <summary>A host that takes the tokens of an issuer beside it, and those issued here too.</summary>
public sealed class OidcSetting : IAsyncLifetime
{
    internal FakeIssuer Issuer { get; private set; } = null!;

    internal RunningHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Issuer = await FakeIssuer.StartAsync();
        Host = new OidcHost(
            "--Award:Demonstration", "false", "--Award:Auth:Authority", Issuer.Address, "--Award:Auth:RequireHttps", "false",
            "--Award:Auth:Audience", FakeIssuer.Audience, "--Award:Auth:PersonClaim", "employee", "--Award:Auth:Local", "true");
        await Host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private sealed class OidcHost(params string[] arguments) : RunningHost(arguments);
}

/// <summary>Tokens of an OIDC issuer: what is taken for one, whom it names, and what happens when the issuer's key changes.</summary>
public sealed class OidcTests(OidcSetting setting) : IClassFixture<OidcSetting>
{
    private const string NotSignedIn = "401 NotSignedIn [Authorization NotSignedIn]";
    private const string Asked = "/api/v1/access";
    private const int Guesses = 200;

    private FakeIssuer Issuer => setting.Issuer;

    private RunningHost Host => setting.Host;

    [Fact]
    public async Task A_token_of_the_issuer_is_taken_with_all_of_its_roles_and_by_the_claim_that_names_a_person()
    {
        var answer = await Host.GetAsync(Asked, Issuer.Token("wang", "assessor", "reviewer", "janitor"));

        Assert.Equal(["assessor", "reviewer"], answer.GetProperty("roles").EnumerateArray().Select(r => r.GetString()!).Order());
        Assert.Equal(["330000"], answer.GetProperty("regions").EnumerateArray().Select(r => r.GetString()));
        Assert.DoesNotContain("wang", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_issuer_and_claim_whatever_else_the_token_says()
    {
        var local = new LocalTokens(Host.DataFolder, Support.RealClock.Instance)
            .Issue("wang", ["assessor"], ["330000"], [], TimeSpan.FromHours(1)).Text;
        var account = Issuer.Token("wang", ["reviewer"], d => d.Claims["sub"] = "a second account");

        Assert.Equal(await PersonAsync(Issuer.Token("wang", "assessor")), await PersonAsync(account));
        Assert.NotEqual(await PersonAsync(Issuer.Token("wang", "assessor")), await PersonAsync(Issuer.Token("li", "assessor")));
        Assert.NotEqual(await PersonAsync(Issuer.Token("wang", "assessor")), await PersonAsync(local));
    }

    [Fact]
    public async Task A_token_cannot_bring_the_claims_that_only_the_engine_sets()
    {
        var li = await PersonAsync(Issuer.Token("li", "reviewer"));
        var forged = Issuer.Token("wang", ["reviewer"], d =>
            (d.Claims["award:subject"], d.Claims["award:local-token"]) = (li, "0123456789abcdef"));

        Assert.Equal(await PersonAsync(Issuer.Token("wang", "reviewer")), await PersonAsync(forged));
    }

    /// <summary>Whoever raised a veto does not confirm it under a token with another role, nor with another account.</summary>
    [Fact]
    public async Task One_person_under_two_tokens_is_one_person_for_four_eyes()
    {
        var publisher = Issuer.Token("zhou", "publisher");
        await Host.MustWriteAsync("POST", "/api/v1/award-years", publisher, new
        {
            province = "330000", year = 2005, rulebook = YearBook.RulebookId,
        });
        await YearBook.MoveAsync(Host, 2005, "collecting", publisher);
        var raised = await Host.MustWriteAsync(
            "POST", $"{YearBook.Path(2005)}/vetoes", Issuer.Token("wang", "assessor"),
            new { region = "330624", ground = "veto_falsified", reason = "two sets of books" });
        await YearBook.MoveAsync(Host, 2005, "review", publisher);
        var confirm = $"{YearBook.Path(2005)}/vetoes/{raised.GetProperty("created")[0].GetString()}/confirm";
        var local = new LocalTokens(Host.DataFolder, Support.RealClock.Instance)
            .Issue("wang", ["reviewer"], ["330000"], [], TimeSpan.FromHours(1)).Text;

        foreach (var second in new[]
        {
            Issuer.Token("wang", "reviewer"),
            Issuer.Token("wang", ["reviewer"], d => d.Claims["sub"] = "a second account"),
        })
        {
            using var answer = await Host.WriteAsync("POST", confirm, second, "{}");
            Assert.StartsWith("403 SamePersonTwice", await Asking.ProblemAsync(answer), StringComparison.Ordinal);
        }

        // Of another issuer, so somebody else: whoever gives out local tokens answers for whom they name.
        using var another = await Host.WriteAsync("POST", confirm, local, "{}");
        Assert.Equal(HttpStatusCode.OK, another.StatusCode);
    }

    public static TheoryData<string> Refused => [.. Spoilt.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_token_that_is_not_quite_one_is_refused(string what)
    {
        using var answer = await Host.SendAsync(HttpMethod.Get, Asked, Spoilt[what](Issuer));
        Assert.Equal(NotSignedIn, await Asking.ProblemAsync(answer));
    }

    public static TheoryData<string> Taken => [.. Good.Keys];

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task A_token_at_the_edge_of_what_is_allowed_is_taken(string what)
    {
        using var answer = await Host.SendAsync(HttpMethod.Get, Asked, Good[what](Issuer));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_without_roles_signs_in_and_may_do_nothing()
    {
        using var answer = await Host.WriteAsync(
            "POST", $"{YearBook.Path(2005)}/figures", Issuer.Token("wang", [], d => d.Claims.Remove("role")), "[]");
        Assert.Equal("403 RoleForbids [Authorization RoleForbids]", await Asking.ProblemAsync(answer));
    }

    [Fact]
    public async Task A_token_without_regions_reaches_nothing()
    {
        using var answer = await Host.WriteAsync(
            "POST", $"{YearBook.Path(2005)}/incidents", Issuer.Token("wang", ["assessor"], d => d.Claims.Remove("region")),
            """[{"region": "330624", "kind": "work_accident", "date": "2005-03-01"}]""");
        Assert.StartsWith("403 RegionForbids", await Asking.ProblemAsync(answer), StringComparison.Ordinal);
    }

    /// <summary>In an order of its own, in a setting of its own: what the host knows of the keys changes.</summary>
    [Fact]
    public async Task When_the_key_changes_new_tokens_are_taken_old_ones_are_not_and_guesses_fetch_nothing()
    {
        await using var rotating = new OidcSetting();
        await rotating.InitializeAsync();
        var (issuer, host) = (rotating.Issuer, rotating.Host);
        var old = issuer.Token("wang", "assessor");
        using (var before = await host.SendAsync(HttpMethod.Get, Asked, old))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        issuer.Rotate(FakeIssuer.NewEc("second"));
        await TakenInTimeAsync(host, issuer.Token("wang", "assessor"));
        using var withdrawn = await host.SendAsync(HttpMethod.Get, Asked, old);
        Assert.Equal(NotSignedIn, await Asking.ProblemAsync(withdrawn));

        var asked = issuer.Asked;
        for (var guess = 0; guess < Guesses; guess++)
        {
            var by = FakeIssuer.SigningBy(FakeIssuer.NewEc($"guess {guess}"));
            using var answer = await host.SendAsync(
                HttpMethod.Get, Asked, issuer.Token("wang", ["assessor"], d => d.SigningCredentials = by));
            Assert.Equal(NotSignedIn, await Asking.ProblemAsync(answer));
        }

        Assert.InRange(issuer.Asked - asked, 0, Guesses / 20);
    }

    private static readonly Dictionary<string, Func<FakeIssuer, string>> Spoilt = new()
    {
        ["of another issuer"] = i => i.Token("li", ["reviewer"], d => d.Issuer = "https://issuer.example"),
        ["of an issuer that is almost ours"] = i => i.Token("li", ["reviewer"], d => d.Issuer += "/"),
        ["of no issuer"] = i => i.Token("li", ["reviewer"], d => d.Issuer = null),
        ["that says it was issued here"] = i => i.Token("li", ["reviewer"], d =>
            (d.Issuer, d.Audience, d.Claims["jti"]) = (LocalTokens.Issuer, LocalTokens.Audience, "0123456789abcdef")),
        ["for another audience"] = i => i.Token("li", ["reviewer"], d => d.Audience = "another"),
        ["for no audience"] = i => i.Token("li", ["reviewer"], d => d.Audience = null),
        ["expired beyond the skew"] = i => i.Token("li", ["reviewer"], d =>
            (d.NotBefore, d.Expires) = (Ago(hours: 1), Ago(seconds: 45))),
        ["never expiring"] = i => i.Token("li", ["reviewer"], d => d.Expires = null),
        ["not yet valid"] = i => i.Token("li", ["reviewer"], d => d.NotBefore = Ago(seconds: -90)),
        ["an id token"] = i => i.Token("li", ["reviewer"], d => d.TokenType = "JWT"),
        ["of no type"] = i => i.Token("li", ["reviewer"], d => d.TokenType = null),
        ["a logout token"] = i => i.Token("li", ["reviewer"], d => d.TokenType = "logout+jwt"),
        ["of nobody"] = i => i.Token("li", ["reviewer"], d => d.Claims.Remove("employee")),
        ["of an empty name"] = i => i.Token("li", ["reviewer"], d => d.Claims["employee"] = ""),
        ["of two people"] = i => i.Token("li", ["reviewer"], d => d.Claims["employee"] = new[] { "li", "wang" }),
        ["not signed"] = i => i.Token("li", ["reviewer"], d => d.SigningCredentials = null),
        ["signed by nobody it knows"] = i => i.Token("li", ["reviewer"], d =>
            d.SigningCredentials = FakeIssuer.SigningBy(FakeIssuer.NewRsa("unknown"))),
        ["signed by another key of the same name"] = i => i.Token("li", ["reviewer"], d =>
            d.SigningCredentials = FakeIssuer.SigningBy(FakeIssuer.NewRsa(i.Current.KeyId))),
        ["signed by the public key as a secret, in PEM"] = i => i.Token("li", ["reviewer"], d =>
            d.SigningCredentials = Secret(i, System.Text.Encoding.ASCII.GetBytes(PublicKey(i).ExportSubjectPublicKeyInfoPem()))),
        ["signed by the public key as a secret, in DER"] = i => i.Token("li", ["reviewer"], d =>
            d.SigningCredentials = Secret(i, PublicKey(i).ExportSubjectPublicKeyInfo())),
        ["signed by the key of local tokens"] = i => i.Token("li", ["reviewer"], d =>
            d.SigningCredentials = FakeIssuer.SigningBy(FakeIssuer.NewEc("local"))),
        ["with a changed role"] = i =>
        {
            var parts = i.Token("li", "reviewer").Split('.');
            var payload = Base64UrlEncoder.Decode(parts[1]).Replace("reviewer", "publisher", StringComparison.Ordinal);
            return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
        },
        ["without its signature"] = i => $"{string.Join('.', i.Token("li", "reviewer").Split('.')[..2])}.",
    };

    private static readonly Dictionary<string, Func<FakeIssuer, string>> Good = new()
    {
        ["expired within the skew"] = i => i.Token("li", ["reviewer"], d =>
            (d.NotBefore, d.Expires) = (Ago(hours: 1), Ago(seconds: 5))),
        ["valid in a moment"] = i => i.Token("li", ["reviewer"], d => d.NotBefore = Ago(seconds: -20)),
        ["for us among others"] = i => i.Token("li", ["reviewer"], d =>
            (d.Audience, d.Claims["aud"]) = (null, new[] { "another", FakeIssuer.Audience })),
    };

    private static DateTime Ago(int hours = 0, int seconds = 0) =>
        Support.RealClock.UtcNow.AddHours(-hours).AddSeconds(-seconds);

    private static RSA PublicKey(FakeIssuer issuer) => ((RsaSecurityKey)issuer.Current).Rsa;

    private static SigningCredentials Secret(FakeIssuer issuer, byte[] secret) =>
        new(new SymmetricSecurityKey(secret) { KeyId = issuer.Current.KeyId }, SecurityAlgorithms.HmacSha256);

    /// <summary>The host fetches the new keys beside the request that named one it did not know.</summary>
    private static async Task TakenInTimeAsync(RunningHost host, string token)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var answer = await host.SendAsync(HttpMethod.Get, Asked, token);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            Assert.True(attempt < 100, "the new key is not taken");
            await Task.Delay(TimeSpan.FromMilliseconds(100), timeProvider: Support.RealClock.Instance);
        }
    }

    private async Task<string> PersonAsync(string token) =>
        (await Host.GetAsync(Asked, token)).GetProperty("person").GetString()!;
}
