using System.Globalization;
using System.Text.Json;
using Api.Tests.Hosts;

namespace Api.Tests.Fuzz;

/// <summary>
/// One run: so many requests one after the other, over one world after the other, since what is accepted uses a world up; and
/// everything that was wrong with what came of them.
/// </summary>
internal sealed class FuzzRun(int seed)
{
    private const int BatchSize = 25;
    private const int MostFaults = 20;
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, int> _statuses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private readonly HashSet<string> _receipts = new(StringComparer.Ordinal);
    private readonly List<string> _fresh = [];
    private bool _accepted;

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>How often each operation was asked for.</summary>
    public IReadOnlyDictionary<string, int> Asked => _asked;

    /// <summary>Operations that answered 2xx at least once.</summary>
    public IReadOnlySet<string> Reached => _reached;

    /// <summary>"200: 31, 404: 5".</summary>
    public string Statuses => string.Join(", ", _statuses.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}: {s.Value}"));

    /// <param name="from">The number of the first request.</param>
    public async Task AskAsync(FuzzWorld world, int from, int requests)
    {
        var document = await world.Host.Client.GetStringAsync("/openapi/v1.json");
        var words = new Words();
        var book = new RequestBook(seed, Surface.Of(JsonDocument.Parse(document).RootElement), world.Tokens, words);
        var written = new Written(world.Host.DataFolder);
        written.NewCommands();
        var people = written.People();
        for (var number = from; number < from + requests && _faults.Count < MostFaults; number++)
        {
            await AskAsync(world.Host, book.Make(number), words);
            if (number % BatchSize == BatchSize - 1 || number == from + requests - 1)
            {
                people = Compare(written, people, number);
            }
        }

        if (written.Strays() > 0)
        {
            _faults.Add("entries are on record without a command");
        }
    }

    private async Task AskAsync(InProcess host, Request request, Words words)
    {
        var logged = host.Errors.Count;
        using var message = request.ToMessage(host.Address);
        HttpResponseMessage answer;
        try
        {
            answer = await host.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        }
        catch (HttpRequestException gone) when (request.Body?.Length > 60_000)
        {
            // The server may close while a body that it refuses is still on its way.
            Count($"gone ({gone.HttpRequestError})");
            return;
        }

        using (answer)
        {
            var isStream = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
            var body = isStream ? [] : await answer.Content.ReadAsByteArrayAsync();
            Note(request, answer, body, words);
            if (Judge.Fault(request, answer, body) is { } fault)
            {
                _faults.Add($"{fault}: {request}\n    → {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 400)))}");
            }
        }

        if (host.Errors.Count > logged)
        {
            _faults.Add($"an error was logged, for this or the request before: {request}\n    {string.Join("\n    ", host.Errors.Skip(logged))}");
        }
    }

    private void Note(Request request, HttpResponseMessage answer, byte[] body, Words words)
    {
        Count(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture));
        _asked[request.Operation] = _asked.GetValueOrDefault(request.Operation) + 1;
        if (!answer.IsSuccessStatusCode)
        {
            return;
        }

        if (request.Operation.StartsWith($"{request.Method} ", StringComparison.Ordinal))
        {
            _reached.Add(request.Operation);
        }

        _accepted |= request.Method is not ("GET" or "HEAD");
        if (request.Method is not ("GET" or "HEAD") && answer.Content.Headers.ContentType?.MediaType == "application/json"
            && JsonDocument.Parse(body).RootElement is var receipt
            && receipt.ValueKind == JsonValueKind.Object && receipt.TryGetProperty("created", out var created)
            && created.ValueKind == JsonValueKind.Array)
        {
            var id = receipt.GetProperty("id").GetString()!;
            if (_receipts.Add(id))
            {
                _fresh.Add(id);
            }

            foreach (var made in created.EnumerateArray().Select(c => c.GetString()!).Append(id))
            {
                words.Learn(made);
            }
        }
    }

    /// <summary>On record is what was answered with a receipt, and nothing else.</summary>
    private string Compare(Written written, string peopleBefore, int number)
    {
        var recorded = written.NewCommands();
        var people = written.People();
        foreach (var id in recorded.Except(_fresh))
        {
            _faults.Add($"written without a receipt, up to #{number}: command {id}");
        }

        foreach (var id in _fresh.Except(recorded))
        {
            _faults.Add($"a receipt of what is not on record, up to #{number}: {id}");
        }

        if (!_accepted && people != peopleBefore)
        {
            _faults.Add($"the people file changed by refused requests, up to #{number}: {peopleBefore} → {people}");
        }

        _fresh.Clear();
        _accepted = false;
        return people;
    }

    private void Count(string status) => _statuses[status] = _statuses.GetValueOrDefault(status) + 1;
}
