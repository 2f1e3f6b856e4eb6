using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>One window: its page, and everything that page asked for or complained about.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    internal Window(IBrowserContext context, IPage page, string home)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Note($"console {message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => Note($"page error: {error}");
        page.RequestFailed += (_, request) => Note($"request failed: {request.Url}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(home, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                Note($"asked another server: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_faults)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Goes to an address and waits until nothing more is asked for.</summary>
    public async Task<IResponse> GoAsync(string address)
    {
        var answer = await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        return answer ?? throw new InvalidOperationException($"no answer from {address}");
    }

    /// <summary>
    /// Whether the page is wider than its window, so that it would have to be pushed about sideways.
    /// </summary>
    public Task<bool> OverflowsAsync() => Page.EvaluateAsync<bool>(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <summary>
    /// Keeps a picture in the folder that <c>AWARD_SCREENSHOTS</c> names; without it, does nothing.
    /// </summary>
    public async Task KeepAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("AWARD_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(folder, $"{name}.png"),
                FullPage = true,
            });
        }
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(string fault)
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    }
}
