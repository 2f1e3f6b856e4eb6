using System.Text;

namespace Api.Tests.NonInterference;

/// <summary>A client that listens to a live board from beginning to end and keeps every byte.</summary>
internal sealed class Streams : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly StringBuilder _heard = new();
    private readonly CancellationTokenSource _enough = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ended;

    private Streams(string address)
    {
        Address = address;
    }

    public string Address { get; }

    public string Heard
    {
        get
        {
            lock (_gate)
            {
                return _heard.ToString();
            }
        }
    }

    public static Streams Open(World world, string address, string? lastSeen = null)
    {
        var stream = new Streams(address);
        _ = stream.ListenAsync(world, lastSeen);
        return stream;
    }

    /// <summary>Waits until a text has been heard.</summary>
    public Task UntilAsync(string text) => UntilAsync(() => _heard.ToString().Contains(text, StringComparison.Ordinal), text);

    public Task UntilEndAsync() => UntilAsync(() => _ended, "the end");

    public void Dispose() => _enough.Cancel();

    private async Task UntilAsync(Func<bool> isThere, string what)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (isThere())
                {
                    return;
                }

                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"{Address}: waited for {what}, heard\n{Heard}");
            }
        }
    }

    private async Task ListenAsync(World world, string? lastSeen)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address);
            if (lastSeen is not null)
            {
                request.Headers.Add("Last-Event-ID", lastSeen);
            }

            using var answer = await world.Client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, _enough.Token);
            Hear($"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {answer.Headers.CacheControl}\n");
            await using var body = await answer.Content.ReadAsStreamAsync(_enough.Token);
            var buffer = new byte[4096];
            while (await body.ReadAsync(buffer, _enough.Token) is > 0 and var read)
            {
                Hear(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (OperationCanceledException) when (_enough.IsCancellationRequested)
        {
            // The test has heard enough.
        }
        finally
        {
            Hear("", ended: true);
        }
    }

    private void Hear(string text, bool ended = false)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _heard.Append(text);
            _ended |= ended;
            (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        more.SetResult();
    }
}
