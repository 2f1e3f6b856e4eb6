using System.Net.Http.Headers;
using System.Text;
using Cluster.Tests.Parts;
using Support;

namespace Cluster.Tests.Load;

/// <summary>Sends writes to the entrances of an installation and notes how each came out.</summary>
public sealed class Sender(Installation installation, History history, Random random)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<Member> _entrances = [.. installation.Entrances];
    private int _number;

    public History History => history;

    /// <summary>The period that new intents belong to.</summary>
    public int Period { get; set; }

    /// <summary>Ends all that is under way; what has no answer then stays unknown.</summary>
    public CancellationToken Stopping { get; init; }

    public int Draw(int below)
    {
        lock (_lock)
        {
            return random.Next(below);
        }
    }

    /// <summary>A new intent under a key of its own, on disk when this returns.</summary>
    public Intent Intend(Person by, HttpMethod method, string path, string body, params IReadOnlyList<Effect> effects) =>
        Intend(new Intent(Key(), by, method, path, body, effects) { Period = Period });

    /// <summary>The same with all that may be set.</summary>
    public Intent Intend(Intent intent)
    {
        history.Begin(intent);
        return intent;
    }

    public string Key() => $"bench/{Interlocked.Increment(ref _number)}";

    /// <summary>Sends it once, to any entrance.</summary>
    public Task<Answer> SendAsync(Intent intent) => SendAsync(intent, AnyEntrance(), Deadline);

    /// <summary>Sends it to two entrances at the same time.</summary>
    public async Task<Answer> SendTwiceAsync(Intent intent)
    {
        var first = Draw(_entrances.Count);
        var answers = await Task.WhenAll(
            SendAsync(intent, _entrances[first], Deadline),
            SendAsync(intent, _entrances[(first + 1) % _entrances.Count], Deadline));
        return answers.FirstOrDefault(answer => answer.Outcome != Outcome.Unknown) ?? answers[0];
    }

    /// <summary>Sends it again and again, each time to another entrance, until the outcome is known.</summary>
    /// <exception cref="BenchException">It is not known after four minutes.</exception>
    /// <exception cref="OperationCanceledException">The bench stops.</exception>
    public async Task<Answer> SettleAsync(Intent intent)
    {
        var turn = Draw(_entrances.Count);
        var begin = RealClock.Instance.GetTimestamp();
        var answer = Draw(8) == 0 ? await SendTwiceAsync(intent) : await SendAsync(intent, _entrances[turn], Deadline);
        while (answer.Outcome == Outcome.Unknown)
        {
            if (RealClock.Instance.GetElapsedTime(begin) > Patience)
            {
                throw new BenchException($"{intent.Key} {intent.Method} {intent.Path} is without an answer for {Patience}: {answer}");
            }

            await Task.Delay(Pause, timeProvider: RealClock.Instance, cancellationToken: Stopping);
            turn = (turn + 1) % _entrances.Count;
            answer = await SendAsync(intent, _entrances[turn], Deadline);
        }

        return answer;
    }

    /// <summary>A write that nothing forbids: it must end with a receipt, however often it has to be sent.</summary>
    /// <exception cref="BenchException">It was refused.</exception>
    public async Task<string> MustAsync(Intent intent)
    {
        var answer = await SettleAsync(intent);
        return answer.Outcome == Outcome.Ok
            ? answer.Body
            : throw new BenchException($"{intent.By.Name} {intent.Method} {intent.Path} {intent.Body}: {answer}");
    }

    /// <summary>Sends it once, to this member.</summary>
    public async Task<Answer> SendAsync(Intent intent, Member member, TimeSpan deadline)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stopping);
        enough.CancelAfter(deadline);
        var answer = await AskAsync(intent, member, enough.Token);
        history.Note(intent, member.Name, answer);
        return answer;
    }

    /// <summary>Sends it once and notes nothing.</summary>
    public async Task<Answer> AskOnlyAsync(Intent intent)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stopping);
        enough.CancelAfter(Deadline);
        return await AskAsync(intent, AnyEntrance(), enough.Token);
    }

    /// <summary>The version of a working sheet as <c>If-Match</c> takes it, or null when nobody says.</summary>
    public async Task<string?> VersionAsync(string path, Person by)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", by.Token);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stopping);
        enough.CancelAfter(Deadline);
        try
        {
            using var answer = await AnyEntrance().Http.SendAsync(request, enough.Token);
            return answer.IsSuccessStatusCode ? answer.Headers.ETag?.Tag : null;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    public Member AnyEntrance() => _entrances[Draw(_entrances.Count)];

    private static async Task<Answer> AskAsync(Intent intent, Member member, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(intent.Method, new Uri(intent.Path, UriKind.Relative))
        {
            Content = new StringContent(intent.Body, Encoding.UTF8, intent.MediaType),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", intent.By.Token);
        request.Headers.Add("Idempotency-Key", intent.Key);
        if (intent.IfMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", intent.IfMatch);
        }

        try
        {
            using var answer = await member.Http.SendAsync(request, cancellation);
            return new Answer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            return Answer.None;
        }
    }
}

/// <summary>The bench cannot go on: something was refused that no rule forbids, or does not come up.</summary>
public sealed class BenchException(string message) : Exception(message);
