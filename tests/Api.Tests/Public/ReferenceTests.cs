using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Api.Tests.Hosts;

namespace Api.Tests.Public;

/// <summary>What is said about the API, and what those who run it look at.</summary>
[Collection(DemonstrationCollection.Name)]
public sealed partial class ReferenceTests(DemonstrationHost host)
{
    private static readonly string[] Paths =
    [
        "/api/v1/access",
        "/api/v1/access-log",
        "/api/v1/award-years",
        "/api/v1/award-years/{province}/{year}/extensions",
        "/api/v1/award-years/{province}/{year}/figures",
        "/api/v1/award-years/{province}/{year}/import",
        "/api/v1/award-years/{province}/{year}/import/template",
        "/api/v1/award-years/{province}/{year}/incidents",
        "/api/v1/award-years/{province}/{year}/incidents/{id}",
        "/api/v1/award-years/{province}/{year}/incidents/{id}/withdraw",
        "/api/v1/award-years/{province}/{year}/notice",
        "/api/v1/award-years/{province}/{year}/objections",
        "/api/v1/award-years/{province}/{year}/objections/{id}/decision",
        "/api/v1/award-years/{province}/{year}/progress",
        "/api/v1/award-years/{province}/{year}/record",
        "/api/v1/award-years/{province}/{year}/recusals",
        "/api/v1/award-years/{province}/{year}/recusals/{id}/withdraw",
        "/api/v1/award-years/{province}/{year}/regions/{code}",
        "/api/v1/award-years/{province}/{year}/regions/{code}/figures/{indicator}",
        "/api/v1/award-years/{province}/{year}/regions/{code}/figures/{indicator}/history",
        "/api/v1/award-years/{province}/{year}/regions/{code}/what-if",
        "/api/v1/award-years/{province}/{year}/revocations",
        "/api/v1/award-years/{province}/{year}/revocations/{id}",
        "/api/v1/award-years/{province}/{year}/revocations/{id}/confirm",
        "/api/v1/award-years/{province}/{year}/revocations/{id}/reject",
        "/api/v1/award-years/{province}/{year}/revocations/{id}/withdraw",
        "/api/v1/award-years/{province}/{year}/rulebook",
        "/api/v1/award-years/{province}/{year}/shadow",
        "/api/v1/award-years/{province}/{year}/stage",
        "/api/v1/award-years/{province}/{year}/standings",
        "/api/v1/award-years/{province}/{year}/suspensions",
        "/api/v1/award-years/{province}/{year}/suspensions/{id}/decision",
        "/api/v1/award-years/{province}/{year}/vetoes",
        "/api/v1/award-years/{province}/{year}/vetoes/{id}",
        "/api/v1/award-years/{province}/{year}/vetoes/{id}/confirm",
        "/api/v1/award-years/{province}/{year}/vetoes/{id}/reject",
        "/api/v1/award-years/{province}/{year}/vetoes/{id}/withdraw",
        "/api/v1/feed",
        "/api/v1/inbox",
        "/api/v1/inbox/webhook",
        "/api/v1/regions",
        "/api/v1/regions/changes",
        "/api/v1/regions/changes/{id}/confirm",
        "/api/v1/regions/changes/{id}/reject",
        "/api/v1/regions/{code}",
        "/api/v1/regions/{code}/years/{year}",
        "/api/v1/rulebooks",
        "/api/v1/rulebooks/proposals",
        "/api/v1/rulebooks/proposals/{id}/confirm",
        "/api/v1/rulebooks/proposals/{id}/reject",
        "/api/v1/rulebooks/{id}",
        "/api/v1/standings",
        "/api/v1/standings/around",
        "/api/v1/standings/live",
        "/api/v1/streaks",
    ];

    /// <summary>It takes a processor a quarter of a second to make: clients who ask for it must not cost others their answers.</summary>
    [Fact]
    public async Task The_document_is_made_once_and_kept()
    {
        using var first = await host.Client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task The_document_names_every_path_and_no_page()
    {
        var document = await host.GetAsync("/openapi/v1.json");

        Assert.Equal(Paths, document.GetProperty("paths").Members().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_has_a_summary_and_every_parameter_a_description()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            Assert.True(operation.TryGetProperty("summary", out _), name);
            if (operation.TryGetProperty("parameters", out var parameters))
            {
                Assert.All(parameters.EnumerateArray(), parameter =>
                    Assert.True(parameter.TryGetProperty("description", out _), $"{name} {parameter}"));
            }
        }
    }

    [Fact]
    public async Task Every_write_has_a_body_with_an_example_a_key_and_a_bearer()
    {
        // A webhook is no part of the record: it takes no key.
        var writes = (await OperationsAsync()).Where(
            o => !o.Name.StartsWith("get ", StringComparison.Ordinal)
                && !o.Name.EndsWith("/inbox/webhook", StringComparison.Ordinal)
                && !o.Name.EndsWith("/shadow", StringComparison.Ordinal)).ToList();

        Assert.Equal(33, writes.Count);
        Assert.All(writes, write =>
        {
            var (name, operation) = write;
            Assert.True(operation.TryGetProperty("security", out var security), name);

            // Who objects may be anybody, and may be somebody.
            Assert.Equal(name.EndsWith("/objections", StringComparison.Ordinal) ? 2 : 1, security.GetArrayLength());
            Assert.True(operation.TryGetProperty("requestBody", out var body), name);
            var first = body.GetProperty("content").EnumerateObject().First();
            Assert.Equal(
                name.EndsWith("/import", StringComparison.Ordinal) ? "text/csv"
                : name == "post /api/v1/rulebooks" ? "application/yaml" : "application/json",
                first.Name);
            Assert.True(first.Value.TryGetProperty("example", out _), name);

            // A question takes a body too, and writes nothing.
            var names = operation.GetProperty("parameters").EnumerateArray()
                .Where(p => p.GetProperty("name").GetString() != "Idempotency-Key" || p.GetProperty("required").GetBoolean())
                .Select(p => p.GetProperty("name").GetString()).ToHashSet();
            var isWrite = !name.EndsWith("/what-if", StringComparison.Ordinal);
            Assert.All(
                (string[])["Idempotency-Key", "preview", "X-Preview-Hash"], of => Assert.Equal(isWrite, names.Contains(of)));
        });
    }

    [Fact]
    public async Task The_reference_page_names_no_other_server()
    {
        using var page = await host.SendAsync(HttpMethod.Get, "/reference/");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain(
            Sources().Matches(html), m => m.Groups["at"].Value.Contains("//", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_good(string address)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, address);

        Assert.StartsWith("{\"status\":\"healthy\",", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_is_there_for_operators()
    {
        using var operators = await host.SendAsync(HttpMethod.Get, "/dashboard/", "operator");
        using var counters = await host.SendAsync(HttpMethod.Get, "/dashboard/DashboardCounters", "operator");
        using var publisher = await host.SendAsync(HttpMethod.Get, "/dashboard/DashboardCounters", "publisher");
        using var nobody = await host.SendAsync(HttpMethod.Get, "/dashboard/DashboardCounters");
        using var page = await host.SendAsync(HttpMethod.Get, "/dashboard/", headers: ("Accept", "text/html"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (operators.StatusCode, counters.StatusCode));
        Assert.Equal("403 RoleForbids [Authorization RoleForbids]", await Asking.ProblemAsync(publisher));
        Assert.Equal("401 NotSignedIn [Authorization NotSignedIn]", await Asking.ProblemAsync(nobody));
        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        Assert.Contains("<form method=\"post\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_signs_in_as_an_operator_has_a_cookie_for_the_dashboard_alone()
    {
        using var wrong = await SignInAsync(host.Tokens["publisher"]);
        using var right = await SignInAsync(host.Tokens["operator"]);

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        var cookie = right.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("path=/dashboard; samesite=strict; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        var sent = ("Cookie", cookie.Split(';')[0]);
        using var inside = await host.SendAsync(HttpMethod.Get, "/dashboard/DashboardCounters", headers: sent);
        using var outside = await host.SendAsync(HttpMethod.Get, "/api/v1/access", headers: sent);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (inside.StatusCode, outside.StatusCode));

        Task<HttpResponseMessage> SignInAsync(string token) => host.Client.PostAsync(
            "/dashboard/sign-in", new FormUrlEncodedContent([new("token", token)]));
    }

    private async Task<List<(string Name, JsonElement Operation)>> OperationsAsync() =>
        [.. (await host.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .SelectMany(
                path => path.Value.EnumerateObject().Select(o => ($"{o.Name} {path.Name}", o.Value)))];

    [GeneratedRegex("(?:src|href)=\"(?<at>[^\"]*)\"")]
    private static partial Regex Sources();
}
