using System.Net;
using System.Text;
using Api.Tests.Hosts;
using Microsoft.Data.Sqlite;

namespace Api.Tests.Writing;

/// <summary>
/// One key is one write, however often and however concurrently it is sent, by connections of their own to a process of its
/// own; and it stays that write when the process is killed and started again.
/// </summary>
public sealed class SameKeyTests : IAsyncLifetime
{
    private const int Times = 50;
    private const int Year = 2005;
    private const string Key = "sent-fifty-times";
    private const string Reused = "422 IdempotencyKeyReused [Idempotency-Key IdempotencyKeyReused]";
    private static readonly string Path = YearBook.Path(Year);

    /// <summary>Of every form a write has: an object, a list of many sheets, a table, text, and one that creates something.</summary>
    private static readonly Sent[] Sends =
    [
        new("POST", "/api/v1/award-years", Asking.Publisher,
            $$"""{"province": "330000", "year": {{Year}}, "rulebook": "{{YearBook.RulebookId}}"}""",
            $$"""{"province": "330000", "year": {{Year}}, "rulebook": "ten-for-gold"}"""),
        new("POST", $"{Path}/stage", Asking.Reviewer, """{"to": "collecting"}""", """{"to": "review"}"""),
        new("POST", $"{Path}/figures", Asking.Assessor, YearBook.Figures(Year, "330624"), YearBook.FiguresOf(Year, "330624")),
        new("POST", $"{Path}/import", Asking.Assessor,
            "region,survey_safety\n330624,97.25\n", "region,survey_safety\n330624,97.5\n", "text/csv"),
        new("POST", $"{Path}/incidents", Asking.Assessor,
            """
            [{"region": "330624", "kind": "work_accident", "date": "2005-03-01"},
             {"region": "330102", "kind": "work_accident", "date": "2005-03-01"},
             {"region": "330624", "kind": "work_accident", "date": "2005-03-02"}]
            """,
            """[{"region": "330624", "kind": "work_accident", "date": "2005-03-02"}]"""),
        new("POST", "/api/v1/rulebooks", "operator", Rulebook("proposed"), Rulebook("another"), "application/yaml"),
    ];

    private readonly OwnHost _host = new();

    private sealed record Sent(
        string Method, string Path, string Role, string Body, string OtherBody, string Media = "application/json");

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Fifty_at_once_are_one_write_with_one_receipt_and_so_it_stays_after_a_restart()
    {
        var receipts = new List<Answer>();
        foreach (var sent in Sends)
        {
            var key = $"{Key}/{receipts.Count}";
            var before = CommandsUnder(key);
            var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(_ => SendAsync(sent, key, sent.Body)));

            Assert.True((int)answers[0].Status is 200 or 201, $"{sent.Path}: {answers[0]}");
            Assert.Equal(answers[0], Assert.Single(answers.Distinct()));
            Assert.Equal((0, 1), (before, CommandsUnder(key)));
            receipts.Add(answers[0]);
        }

        var entries = Entries();
        await AnsweredAsBeforeAsync(receipts);
        await _host.RestartAsync();
        await AnsweredAsBeforeAsync(receipts);
        Assert.Equal(entries, Entries());
    }

    [Fact]
    public async Task Another_persons_key_is_another_key()
    {
        await YearBook.OpenAsync(_host, Year);
        await YearBook.MoveAsync(_host, Year, "collecting");
        var other = new Award.Ledger.People.LocalTokens(_host.DataFolder, Support.RealClock.Instance)
            .Issue("another assessor", ["assessor"], ["330000"], [], TimeSpan.FromHours(1)).Text;
        var first = Sends.Single(s => s.Path.EndsWith("/incidents", StringComparison.Ordinal));
        var second = first with { Role = other, Body = first.OtherBody };

        var answers = await Task.WhenAll(Enumerable.Range(0, Times).Select(n =>
            n % 2 == 0 ? SendAsync(first, Key, first.Body) : SendAsync(second, Key, second.Body)));

        Assert.Equal(2, answers.Distinct().Count());
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.Status));
        Assert.Equal(2, CommandsUnder(Key));
        Assert.All([(answers[0], first), (answers[1], second)], pair =>
            Assert.Contains(pair.Item1.Body, answers.Where((_, n) => n % 2 == (pair.Item2 == first ? 0 : 1)).Select(a => a.Body)));
    }

    private async Task AnsweredAsBeforeAsync(List<Answer> receipts)
    {
        for (var n = 0; n < Sends.Length; n++)
        {
            Assert.Equal(receipts[n], await SendAsync(Sends[n], $"{Key}/{n}", Sends[n].Body));
            var other = await SendAsync(Sends[n], $"{Key}/{n}", Sends[n].OtherBody);
            Assert.True(other.Problem == Reused, $"{Sends[n].Path}: {other}");
        }
    }

    private async Task<Answer> SendAsync(Sent sent, string key, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(sent.Method), sent.Path)
        {
            Content = new StringContent(body, Encoding.UTF8, sent.Media),
        };
        request.Headers.Authorization = new("Bearer", _host.Tokens.GetValueOrDefault(sent.Role, sent.Role));
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await _host.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new Answer(
            answer.StatusCode, $"{answer.Content.Headers.ContentType}", text,
            answer.IsSuccessStatusCode ? "" : await Asking.ProblemAsync(answer));
    }

    /// <summary>Bytes that are UTF-8 are the same when the text is.</summary>
    private sealed record Answer(HttpStatusCode Status, string ContentType, string Body, string Problem);

    private long CommandsUnder(string key) => Count("SELECT COUNT(*) FROM commands WHERE key = $key", key);

    private long Entries() => Count("SELECT COUNT(*) FROM entries", "");

    private long Count(string sql, string key)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = System.IO.Path.Combine(_host.DataFolder, "ledger.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$key", key);
        return (long)command.ExecuteScalar()!;
    }

    private static string Rulebook(string id) => Support.SmallProvince.Rulebook.Replace(
        "id: small\n", $"id: {id}\n", StringComparison.Ordinal);

    private sealed class OwnHost() : RunningHost("--Award:Demonstration", "false");
}
