using System.Text;
using Api.Tests.Hosts;

namespace Api.Tests.Writing;

/// <summary>What holds at every door for signed-in people: a token, a role, a key, a body, a place.</summary>
[Collection(BlankCollection.Name)]
public sealed class EveryWriteTests(BlankHost host)
{
    private const string Year = "/api/v1/award-years/330000/2099";

    // method, path, roles that may
    private static readonly (string Method, string Path, string Roles)[] Writes =
    [
        ("POST", "/api/v1/award-years", "publisher"),
        ("POST", $"{Year}/figures", "assessor"),
        ("POST", $"{Year}/import", "assessor"),
        ("PUT", $"{Year}/regions/330624/figures/survey_safety", "assessor"),
        ("POST", $"{Year}/incidents", "assessor"),
        ("PUT", $"{Year}/incidents/330624-i-1", "assessor"),
        ("POST", $"{Year}/incidents/330624-i-1/withdraw", "assessor"),
        ("POST", $"{Year}/vetoes", "assessor"),
        ("PUT", $"{Year}/vetoes/330624-v-1", "assessor"),
        ("POST", $"{Year}/vetoes/330624-v-1/withdraw", "assessor"),
        ("POST", $"{Year}/vetoes/330624-v-1/confirm", "reviewer"),
        ("POST", $"{Year}/vetoes/330624-v-1/reject", "reviewer"),
        ("POST", $"{Year}/stage", "reviewer publisher"),
        ("POST", $"{Year}/extensions", "reviewer publisher"),
        ("PUT", $"{Year}/rulebook", "publisher"),
        ("POST", $"{Year}/suspensions", "reviewer"),
        ("POST", $"{Year}/suspensions/330624-s-1/decision", "publisher"),
        ("POST", $"{Year}/revocations", "publisher"),
        ("PUT", $"{Year}/revocations/330624-r-1", "publisher"),
        ("POST", $"{Year}/revocations/330624-r-1/withdraw", "publisher"),
        ("POST", $"{Year}/revocations/330624-r-1/confirm", "reviewer publisher"),
        ("POST", $"{Year}/revocations/330624-r-1/reject", "reviewer publisher"),
        ("POST", "/api/v1/regions/changes", "operator"),
        ("POST", "/api/v1/regions/changes/330000-p-9/confirm", "publisher"),
        ("POST", "/api/v1/regions/changes/330000-p-9/reject", "publisher"),
        ("POST", "/api/v1/rulebooks/proposals/330000-p-9/confirm", "publisher"),
        ("POST", "/api/v1/rulebooks/proposals/330000-p-9/reject", "publisher"),
        ("POST", $"{Year}/objections/330624-o-1/decision", "reviewer"),
        ("POST", $"{Year}/recusals", "assessor reviewer publisher"),
        ("POST", $"{Year}/recusals/330624-c-1/withdraw", "assessor reviewer publisher"),
    ];

    private static readonly string[] Reads =
        [$"{Year}/progress", $"{Year}/regions/330624", $"{Year}/standings", $"{Year}/import/template"];

    public static TheoryData<string, string, string> EveryWrite =>
        [.. Writes.Select(w => (w.Method, w.Path, w.Roles))];

    public static TheoryData<string> EveryRead => [.. Reads];

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public async Task Nobody_writes_without_a_token_or_with_one_that_is_not_known(
        string method, string path, string roles)
    {
        _ = roles;
        using var none = await host.SendAsync(new HttpMethod(method), path, null, "{}", ("Idempotency-Key", "k"));
        using var unknown = await host.SendAsync(new HttpMethod(method), path, "guess", "{}", ("Idempotency-Key", "k"));

        Assert.Equal("401 NotSignedIn [Authorization NotSignedIn]", await Asking.ProblemAsync(none));
        Assert.Equal("401 NotSignedIn [Authorization NotSignedIn]", await Asking.ProblemAsync(unknown));
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public async Task Only_the_roles_of_the_contract_may(string method, string path, string roles)
    {
        foreach (var role in new[] { Asking.Assessor, Asking.Reviewer, Asking.Publisher })
        {
            using var answer = await host.SendAsync(new HttpMethod(method), path, role, "{}");

            // Whoever may is asked for a key next; nothing was read before that.
            Assert.Equal(
                roles.Split(' ').Contains(role)
                    ? "400 IdempotencyKeyMissing [Idempotency-Key IdempotencyKeyMissing]"
                    : "403 RoleForbids [Authorization RoleForbids]",
                await Asking.ProblemAsync(answer));
        }
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public async Task A_key_is_1_to_128_printable_characters(string method, string path, string roles)
    {
        foreach (var key in new[] { new string('k', 129), "tab\tkey", "two words" })
        {
            using var answer = await host.SendAsync(
                new HttpMethod(method), path, roles.Split(' ')[0], "{}", ("Idempotency-Key", key));

            Assert.Equal(
                "400 IdempotencyKeyMalformed [Idempotency-Key IdempotencyKeyMalformed]",
                await Asking.ProblemAsync(answer));
        }
    }

    public static TheoryData<string, string, string> EveryJsonWrite =>
        [.. Writes.Where(w => !w.Path.EndsWith("/import", StringComparison.Ordinal)).Select(w => (w.Method, w.Path, w.Roles))];

    [Theory]
    [MemberData(nameof(EveryJsonWrite))]
    public async Task A_body_is_json(string method, string path, string roles)
    {
        var role = roles.Split(' ')[0];
        using var broken = await host.WriteAsync(method, path, role, "{\"reason\": ");
        using var halved = await host.WriteAsync(method, path, role, "{\"reason\\ud800\": \"r\", \"other\": 1}");
        using var form = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = new StringContent("reason=r", Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        form.Headers.Authorization = new("Bearer", host.Tokens[role]);
        form.Headers.Add("Idempotency-Key", "k");
        using var wrong = await host.Client.SendAsync(form);

        Assert.Equal("400 MalformedInput [ MalformedInput]", await Asking.ProblemAsync(broken));
        Assert.Equal("400 MalformedInput [ MalformedInput]", await Asking.ProblemAsync(halved));
        Assert.Equal("415 UnsupportedMediaType", await Asking.ProblemAsync(wrong));
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public async Task A_place_that_is_not_there_is_404(string method, string path, string roles)
    {
        if (!path.StartsWith(Year, StringComparison.Ordinal))
        {
            return;
        }

        foreach (var (place, expected) in new[]
        {
            ("440000/2017", "404 ProvinceUnknown [province ProvinceUnknown]"),
            ("zhejiang/2017", "404 ProvinceUnknown [province ProvinceUnknown]"),
            ("330000/1066", "404 YearUnknown [year YearUnknown]"),
            ("330000/soon", "404 YearUnknown [year YearUnknown]"),
        })
        {
            using var answer = await host.WriteAsync(
                method,
                path.Replace("330000/2099", place, StringComparison.Ordinal),
                roles.Split(' ')[0],
                "{}");
            Assert.Equal(expected, await Asking.ProblemAsync(answer));
        }
    }

    [Theory]
    [MemberData(nameof(EveryRead))]
    public async Task Working_years_are_for_signed_in_people_and_open_years(string path)
    {
        using var none = await host.SendAsync(HttpMethod.Get, path);
        Assert.Equal("401 NotSignedIn [Authorization NotSignedIn]", await Asking.ProblemAsync(none));
        foreach (var role in new[] { Asking.Assessor, Asking.Reviewer, Asking.Publisher })
        {
            using var answer = await host.SendAsync(HttpMethod.Get, path, role);
            Assert.Equal("404 YearUnknown [year YearUnknown]", await Asking.ProblemAsync(answer));
        }
    }

    [Fact]
    public void The_tokens_are_readable_by_their_owner_only_and_never_printed()
    {
        var file = Path.Combine(host.DataFolder, "tokens.json");

        Assert.Equal(["assessor", "auditor", "city", "operator", "publisher", "reviewer"], host.Tokens.Keys.Order());
        Assert.Equal(6, host.Tokens.Values.Distinct().Count());
        Assert.Contains(file, host.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(
            host.Tokens.Values, token => host.Said.Contains(token, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }
}
