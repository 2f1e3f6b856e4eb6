using Api.Tests.Hosts;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>A real chromium, without a window, in front of a host with the demonstration.</summary>
/// <remarks>
/// Where there is no chromium the tests are skipped and say so; with <c>CI=true</c> that is a failure.
/// </remarks>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
    private readonly DemonstrationHost _host = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Executable => Places.FirstOrDefault(File.Exists);

    private static bool OnCi => Environment.GetEnvironmentVariable("CI") == "true";

    public string Address => _host.Client.BaseAddress!.ToString().TrimEnd('/');

    public IReadOnlyDictionary<string, string> Tokens => _host.Tokens;

    public async ValueTask InitializeAsync()
    {
        if (Executable is not { } executable)
        {
            return;
        }

        await _host.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            await _host.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A new window that takes note of what goes wrong in it.</summary>
    public async Task<Window> OpenAsync(
        string locale = "zh-CN", int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var reason = $"none of {string.Join(", ", Places)} is there";
        if (_browser is null)
        {
            Assert.False(OnCi, reason);
            Assert.Skip(reason);
        }

        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ColorScheme = scheme,
            BaseURL = Address,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        return new Window(context, await context.NewPageAsync(), Address);
    }
}

[CollectionDefinition(Name)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>
{
    public const string Name = "chromium";
}
