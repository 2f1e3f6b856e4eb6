using Api.Tests.Hosts;

namespace Api.Tests.Telling;

/// <summary>What inbox, webhook, record, history and access log refuse: exact code, exact path.</summary>
[Collection(TellingCollection.Name)]
public sealed class TellingRefusalTests(TellingHost host)
{
    private const string Year = "/api/v1/award-years/330000/2099";
    private const string History = $"{Year}/regions/330624/figures/survey_safety/history";

    private static readonly string[] Roles = ["assessor", "reviewer", "publisher", "city", "auditor", "operator"];

    public static TheoryData<string, string, string> Doors => new()
    {
        { "GET", "/api/v1/inbox", "city" },
        { "GET", "/api/v1/inbox/webhook", "city" },
        { "PUT", "/api/v1/inbox/webhook", "city" },
        { "DELETE", "/api/v1/inbox/webhook", "city" },
        { "GET", $"{Year}/record", "auditor" },
        { "GET", History, "assessor reviewer city auditor" },
        { "GET", "/api/v1/access-log", "auditor operator" },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Only_the_roles_of_the_table_come_in(string method, string path, string roles)
    {
        using var none = await host.SendAsync(new HttpMethod(method), path);
        Assert.Equal("401 NotSignedIn [Authorization NotSignedIn]", await Asking.ProblemAsync(none));
        foreach (var role in Roles)
        {
            using var answer = await host.SendAsync(new HttpMethod(method), path, role);
            var refused = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && await Asking.ProblemAsync(answer) == "403 RoleForbids [Authorization RoleForbids]";
            Assert.True(refused != roles.Split(' ').Contains(role), $"{role} {method} {path}: {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("city", "/api/v1/inbox?after=12", "400 MalformedInput [after MalformedInput]")]
    [InlineData("city", "/api/v1/inbox?limit=0", "400 MalformedInput [limit MalformedInput]")]
    [InlineData("city", "/api/v1/inbox?limit=1001", "400 MalformedInput [limit MalformedInput]")]
    [InlineData("city", "/api/v1/inbox?year=17", "400 MalformedInput [year MalformedInput]")]
    [InlineData("auditor", $"{Year}/record", "404 YearUnknown [year YearUnknown]")]
    [InlineData("auditor", $"{Year}/record?after=-1", "400 MalformedInput [after MalformedInput]")]
    [InlineData("auditor", $"{Year}/record?region=33", "400 MalformedInput [region MalformedInput]")]
    [InlineData("auditor", "/api/v1/award-years/440000/2017/record", "404 ProvinceUnknown [province ProvinceUnknown]")]
    [InlineData("auditor", History, "404 YearUnknown [year YearUnknown]")]
    [InlineData("city", "/api/v1/award-years/330000/2099/regions/330203/figures/survey_safety/history",
        "403 RegionForbids [code RegionForbids]")]
    [InlineData("city", "/api/v1/award-years/330000/2099/regions/339999/figures/survey_safety/history",
        "403 RegionForbids [code RegionForbids]")]
    [InlineData("auditor", "/api/v1/award-years/330000/2099/regions/110101/figures/survey_safety/history",
        "404 RegionUnknown [code RegionUnknown]")]
    [InlineData("auditor", "/api/v1/access-log?after=x", "400 MalformedInput [after MalformedInput]")]
    [InlineData("auditor", "/api/v1/access-log?region=x", "400 MalformedInput [region MalformedInput]")]
    [InlineData("auditor", "/api/v1/access-log?province=440000", "403 RegionForbids [province RegionForbids]")]
    [InlineData("auditor", "/api/v1/access-log?province=100000", "403 RegionForbids [province RegionForbids]")]
    public async Task A_question_is_well_formed_and_ones_own(string role, string path, string expected)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, path, role);

        Assert.Equal(expected, await Asking.ProblemAsync(answer));
    }

    [Fact]
    public async Task The_access_log_is_for_those_who_reach_the_province()
    {
        using var answer = await host.SendAsync(
            HttpMethod.Get, "/api/v1/access-log", host.Token("auditor-of-ningbo", "auditor", "330200"));

        Assert.Equal("403 RegionForbids [province RegionForbids]", await Asking.ProblemAsync(answer));
    }

    [Theory]
    [InlineData("{}", "400 FieldMissing [/url FieldMissing]")]
    [InlineData("""{"url": 5}""", "400 MalformedInput [/url MalformedInput]")]
    [InlineData("""{"url": "https://hooks.example.org", "secret": "mine"}""", "400 UnknownField [/secret UnknownField]")]
    [InlineData("""{"url": "hooks.example.org"}""", "422 WebhookForbidden [/url WebhookForbidden]")]
    [InlineData("""{"url": "ftp://hooks.example.org/"}""", "422 WebhookForbidden [/url WebhookForbidden]")]
    [InlineData("""{"url": "https://me@hooks.example.org/"}""", "422 WebhookForbidden [/url WebhookForbidden]")]
    [InlineData("""{"url": "https://169.254.169.254/"}""", "422 WebhookForbidden [/url WebhookForbidden]")]
    [InlineData("""{"url": "https://10.0.0.1/"}""", "422 WebhookForbidden [/url WebhookForbidden]")]
    [InlineData("""{"url": "https://[fd00:ec2::254]/"}""", "422 WebhookForbidden [/url WebhookForbidden]")]
    [InlineData("""{"url": "http://8.8.8.8/"}""", "422 WebhookForbidden [/url WebhookForbidden]")]
    [InlineData("""{"url": "https://8.8.8.8:22/"}""", "422 WebhookForbidden [/url WebhookForbidden]")]
    public async Task A_webhook_leads_to_a_public_https_address(string body, string expected)
    {
        using var answer = await host.SendAsync(
            HttpMethod.Put, "/api/v1/inbox/webhook", host.Token("another-city", "city", "330600"), body);

        Assert.Equal(expected, await Asking.ProblemAsync(answer));
    }
}
