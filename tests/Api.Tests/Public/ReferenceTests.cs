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
        "/api/v1/award-years",
        "/api/v1/award-years/{province}/{year}/figures",
        "/api/v1/award-years/{province}/{year}/incidents",
        "/api/v1/award-years/{province}/{year}/incidents/{id}",
        "/api/v1/award-years/{province}/{year}/incidents/{id}/withdraw",
        "/api/v1/award-years/{province}/{year}/progress",
        "/api/v1/award-years/{province}/{year}/regions/{code}",
        "/api/v1/award-years/{province}/{year}/regions/{code}/figures/{indicator}",
        "/api/v1/award-years/{province}/{year}/revocations",
        "/api/v1/award-years/{province}/{year}/revocations/{id}",
        "/api/v1/award-years/{province}/{year}/revocations/{id}/confirm",
        "/api/v1/award-years/{province}/{year}/revocations/{id}/reject",
        "/api/v1/award-years/{province}/{year}/revocations/{id}/withdraw",
        "/api/v1/award-years/{province}/{year}/stage",
        "/api/v1/award-years/{province}/{year}/standings",
        "/api/v1/award-years/{province}/{year}/suspensions",
        "/api/v1/award-years/{province}/{year}/suspensions/{id}/decision",
        "/api/v1/award-years/{province}/{year}/vetoes",
        "/api/v1/award-years/{province}/{year}/vetoes/{id}",
        "/api/v1/award-years/{province}/{year}/vetoes/{id}/confirm",
        "/api/v1/award-years/{province}/{year}/vetoes/{id}/reject",
        "/api/v1/award-years/{province}/{year}/vetoes/{id}/withdraw",
        "/api/v1/regions",
        "/api/v1/regions/{code}",
        "/api/v1/regions/{code}/years/{year}",
        "/api/v1/rulebooks",
        "/api/v1/rulebooks/{id}",
        "/api/v1/standings",
        "/api/v1/standings/around",
        "/api/v1/streaks",
    ];

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
        var writes = (await OperationsAsync()).Where(
            o => !o.Name.StartsWith("get ", StringComparison.Ordinal)).ToList();

        Assert.Equal(19, writes.Count);
        Assert.All(writes, write =>
        {
            var (name, operation) = write;
            Assert.True(operation.TryGetProperty("security", out var security), name);
            Assert.Equal(1, security.GetArrayLength());
            Assert.True(operation.TryGetProperty("requestBody", out var body), name);
            var json = body.GetProperty("content").GetProperty("application/json");
            Assert.True(json.TryGetProperty("example", out _), name);
            Assert.Contains(
                operation.GetProperty("parameters").EnumerateArray(),
                p => p.GetProperty("name").GetString() == "Idempotency-Key"
                    && p.GetProperty("required").GetBoolean());
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

        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_dashboard_is_there_for_this_machine_and_not_through_a_proxy()
    {
        using var here = await host.SendAsync(HttpMethod.Get, "/dashboard/");
        using var elsewhere = await host.SendAsync(
            HttpMethod.Get, "/dashboard/", headers: ("X-Forwarded-For", "203.0.113.7"));
        using var counters = await host.SendAsync(
            HttpMethod.Get, "/dashboard/DashboardCounters", headers: ("X-Forwarded-For", "203.0.113.7"));

        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, counters.StatusCode);
    }

    private async Task<List<(string Name, JsonElement Operation)>> OperationsAsync() =>
        [.. (await host.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .SelectMany(
                path => path.Value.EnumerateObject().Select(o => ($"{o.Name} {path.Name}", o.Value)))];

    [GeneratedRegex("(?:src|href)=\"(?<at>[^\"]*)\"")]
    private static partial Regex Sources();
}
