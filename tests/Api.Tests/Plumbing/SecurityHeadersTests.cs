using System.Net;
using Api.Tests.Hosts;

namespace Api.Tests.Plumbing;

/// <summary>What every kind of answer carries for the browser's sake, and what no answer tells.</summary>
[Collection(DemonstrationCollection.Name)]
public sealed class SecurityHeadersTests(DemonstrationHost host)
{
    private static readonly string[] Everything =
    [
        "/", "/regions/330600", "/award.css", "/api/v1/standings", "/api/v1/standings?format=xlsx", "/api/v1/nothing", "/nothing",
        "/api/v1/standings?level=town", "/api/v1/access", "/openapi/v1.json", "/reference/", "/dashboard", "/health/live",
    ];

    public static TheoryData<string> Addresses => [.. Everything];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Every_answer_is_read_as_what_it_is_framed_by_nobody_and_told_to_nobody(string address)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, address);

        Assert.Equal("nosniff", One(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", One(answer, "Referrer-Policy"));
        var policy = One(answer, "Content-Security-Policy").Split("; ");
        Assert.Contains("object-src 'none'", policy);
        Assert.Contains("base-uri 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain(answer.Headers, h => h.Key is "Server" or "X-Powered-By");
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.NotNull(answer.Content.Headers.ContentType);
        if (answer.Content.Headers.ContentType.MediaType!.StartsWith("text/", StringComparison.Ordinal))
        {
            Assert.Equal("utf-8", answer.Content.Headers.ContentType.CharSet?.ToLowerInvariant() ?? "utf-8");
        }
    }

    [Theory]
    [InlineData("/api/v1/access")]
    [InlineData("/api/v1/award-years/330000/2022/progress")]
    [InlineData("/api/v1/award-years/330000/2022/record")]
    public async Task What_is_for_signed_in_people_is_kept_by_no_cache(string address)
    {
        foreach (var role in (string?[])[null, "assessor", "auditor"])
        {
            using var answer = await host.SendAsync(HttpMethod.Get, address, role);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Assert.True(answer.Headers.CacheControl?.NoStore, $"{role} {address}");
                Assert.True(answer.Headers.CacheControl?.Private, $"{role} {address}");
            }
            else
            {
                Assert.False(answer.Headers.CacheControl?.Public ?? false, $"{role} {address}");
            }
        }
    }

    [Theory]
    [InlineData("TRACE", "/api/v1/standings")]
    [InlineData("DELETE", "/api/v1/standings")]
    [InlineData("PATCH", "/")]
    public async Task A_method_that_nothing_uses_is_refused(string method, string address)
    {
        using var answer = await host.SendAsync(new HttpMethod(method), address);

        Assert.True(
            answer.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
            $"{answer.StatusCode}");
    }

    [Theory]
    [InlineData("/.git/config")]
    [InlineData("/appsettings.json")]
    [InlineData("/tokens.json")]
    [InlineData("/signing.key")]
    [InlineData("/people.db")]
    [InlineData("/ledger.db")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("/_content/")]
    public async Task No_file_and_no_folder_of_the_machine_is_shown(string address)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, address);

        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
    }

    [Fact]
    public async Task A_name_from_outside_is_text_on_a_page_and_no_markup()
    {
        using var answer = await host.SendAsync(
            HttpMethod.Get, "/?q=" + Uri.EscapeDataString("\"><script>alert(1)</script>"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    private static string One(HttpResponseMessage answer, string name) =>
        Assert.Single(answer.Headers.TryGetValues(name, out var values) ? values : []);
}
