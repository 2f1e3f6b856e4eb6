using System.IO.Compression;
using System.Net;
using Api.Tests.Hosts;

namespace Api.Tests.Public;

/// <summary>Entity tags, 304, HEAD and content-codings of every public endpoint.</summary>
[Collection(DemonstrationCollection.Name)]
public sealed class ConditionalRequestTests(DemonstrationHost host)
{
    public static TheoryData<string> Addresses =>
    [
        "/api/v1/standings?year=2017&level=county",
        "/api/v1/standings/around?year=2017&code=330600",
        "/api/v1/regions?asOf=2017",
        "/api/v1/regions/330600?asOf=2017",
        "/api/v1/regions/330600/years/2017",
        "/api/v1/streaks?asOf=2017",
        "/api/v1/standings?year=2017&level=county&format=csv",
        "/api/v1/standings?year=2017&level=county&format=xlsx",
        "/api/v1/regions/330600/years/2017?format=csv",
        "/api/v1/streaks?asOf=2017&format=csv&lang=en",
        "/api/v1/rulebooks",
        "/api/v1/rulebooks/zhejiang-demonstration",
        "/api/v1/award-years",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Each_coding_has_a_strong_tag_of_its_own_and_the_same_text(string address)
    {
        var plain = await AskAsync(address, null);
        var gzip = await AskAsync(address, "gzip");
        var brotli = await AskAsync(address, "br");

        Assert.Equal((null, "gzip", "br"), (plain.Coding, gzip.Coding, brotli.Coding));
        Assert.All([plain.Tag, gzip.Tag, brotli.Tag], tag => Assert.Matches("^\"[0-9a-f]{32}\"$", tag));
        Assert.Distinct([plain.Tag, gzip.Tag, brotli.Tag]);
        Assert.Equal(
            plain.Bytes, Unpack(new GZipStream(new MemoryStream(gzip.Bytes), CompressionMode.Decompress)));
        Assert.Equal(plain.Bytes, Unpack(
            new BrotliStream(new MemoryStream(brotli.Bytes), CompressionMode.Decompress)));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task The_same_ask_gets_the_same_bytes_and_headers(string address)
    {
        var first = await AskAsync(address, "br");
        var second = await AskAsync(address, "br");

        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Equal(first.Headers, second.Headers);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_known_tag_is_answered_304_without_a_body(string address)
    {
        foreach (var coding in new[] { null, "gzip", "br" })
        {
            var known = await AskAsync(address, coding);
            using var answer = await SendAsync(HttpMethod.Get, address, coding, ("If-None-Match", $"\"other\", {known.Tag}"));

            Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
            Assert.Equal(known.Tag, answer.Headers.ETag!.ToString());
            Assert.NotNull(answer.Headers.CacheControl);
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task The_tag_of_another_coding_is_not_known(string address)
    {
        var gzip = await AskAsync(address, "gzip");
        using var answer = await SendAsync(HttpMethod.Get, address, "br", ("If-None-Match", gzip.Tag));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Head_answers_the_headers_of_get_and_no_body(string address)
    {
        var got = await AskAsync(address, "gzip");
        using var head = await SendAsync(HttpMethod.Head, address, "gzip");

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(got.Headers, HeadersOf(head));
        Assert.Equal(got.Bytes.Length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Any_tag_is_known_to_a_star()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/api/v1/standings", null, ("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Caches_ask_each_time_whether_an_answer_still_holds()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/api/v1/standings", null);

        Assert.Equal("public, must-revalidate, max-age=0", answer.Headers.CacheControl!.ToString());
    }

    private async Task<Sent> AskAsync(string address, string? coding)
    {
        using var answer = await SendAsync(HttpMethod.Get, address, coding);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new Sent(
            answer.Headers.ETag!.ToString(),
            answer.Content.Headers.ContentEncoding.SingleOrDefault(),
            await answer.Content.ReadAsByteArrayAsync(),
            HeadersOf(answer));
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, string? coding, params (string, string)[] headers) =>
        host.SendAsync(
            method, address, headers: coding is null ? headers : [("Accept-Encoding", coding), .. headers]);

    private static string[] HeadersOf(HttpResponseMessage answer) =>
        [.. answer.Headers.Concat(answer.Content.Headers)
            .Where(h => h.Key != "Date")
            .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}")
            .Order()];

    private static byte[] Unpack(Stream packed)
    {
        using var target = new MemoryStream();
        packed.CopyTo(target);
        packed.Dispose();
        return target.ToArray();
    }

    private sealed record Sent(string Tag, string? Coding, byte[] Bytes, string[] Headers);
}
