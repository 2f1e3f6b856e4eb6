using System.Net;
using System.Net.Http.Json;
using Api.Tests.Hosts;
using Support;

namespace Api.Tests.Writing;

/// <summary>A revocation is one of its own year: under another year's address there is none of that name.</summary>
public sealed class RevocationYearTests : IAsyncLifetime
{
    private const string County = "990101";
    private readonly InProcess _host = InProcess.Start([("Award:RateLimits:Enabled", "false")]);
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        await SmallProvince.PublishAsync(_host.Grains);
        var years = new SmallYears(_host.Grains);
        await years.PublishAsync(2001);
        await years.PublishAsync(2002);
        using var proposed = await SendAsync(
            HttpMethod.Post, "2001/revocations", "proposer", "publisher", new { region = County, reason = "found out later" });
        var receipt = await proposed.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        _id = receipt.GetProperty("created")[0].GetString()!;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("PUT", "", "proposer")]
    [InlineData("POST", "/withdraw", "proposer")]
    [InlineData("POST", "/confirm", "decider")]
    [InlineData("POST", "/reject", "decider")]
    public async Task By_its_own_id_it_is_found_in_its_own_year_only(string method, string step, string person)
    {
        var reason = new { reason = "for the test" };
        using var other = await SendAsync(
            new HttpMethod(method), $"2002/revocations/{_id}{step}", person, "publisher", reason);
        Assert.Equal("404 RevocationUnknown [id RevocationUnknown]", await Asking.ProblemAsync(other));

        using var own = await SendAsync(
            new HttpMethod(method), $"2001/revocations/{_id}{step}", person, "publisher", reason);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string person, string role, object body)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/award-years/990000/{path}")
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Authorization = new("Bearer", _host.TokenOf(person, role, "990000"));
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("n"));
        return await _host.Client.SendAsync(request);
    }
}
