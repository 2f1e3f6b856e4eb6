using System.Collections.Concurrent;
using System.Net;
using Award.Api.Published;
using Award.Ledger.People;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Api.Tests.Hosts;

/// <summary>
/// The default host as it is composed for real, in this process and on a port of its own, over a blank folder; what it logs as
/// an error is kept.
/// </summary>
internal sealed class InProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-in-process-");
    private readonly Dictionary<string, string> _tokens = [];
    private readonly Factory _factory;

    private InProcess(IEnumerable<(string Key, string Value)> settings, Action<IServiceCollection>? configure) =>
        _factory = new Factory(this, settings, configure);

    /// <summary>Without automatic decompression, cookies or redirects.</summary>
    public HttpClient Client { get; private set; } = null!;

    public Uri Address => _factory.ClientOptions.BaseAddress;

    public string DataFolder => _folder.FullName;

    public IServiceProvider Services => _factory.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>What was logged as an error, or worse.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <param name="settings">Beside a blank record without the demonstration and the dashboard.</param>
    public static InProcess Start(
        IEnumerable<(string Key, string Value)>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var host = new InProcess(settings ?? [], configure);
        host._factory.UseKestrel();
        host._factory.StartServer();
        host.Client = host.NewClient();
        return host;
    }

    public HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.None,
        AllowAutoRedirect = false,
        UseCookies = false,
        RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8,
    })
    {
        BaseAddress = Address,
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>A token for a person with one role in one region; the same one every time.</summary>
    public string TokenOf(string person, string role, string region)
    {
        if (!_tokens.TryGetValue($"{person} {role} {region}", out var token))
        {
            token = Services.GetRequiredService<LocalTokens>().Issue(person, [role], [region], [], TimeSpan.FromDays(1)).Text;
            _tokens[$"{person} {role} {region}"] = token;
        }

        return token;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _factory.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class Factory(
        InProcess host, IEnumerable<(string Key, string Value)> settings, Action<IServiceCollection>? configure)
        : WebApplicationFactory<Catalogues>
    {
        protected override IHost CreateHost(IHostBuilder builder)
        {
            builder.UseEnvironment(Environments.Production);
            builder.ConfigureHostConfiguration(host => host.AddInMemoryCollection(Settings()));
            builder.ConfigureLogging(logging => logging.AddProvider(new ErrorLog(host.Errors)));
            return base.CreateHost(builder);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder) =>
            builder.ConfigureServices(services => configure?.Invoke(services));

        private Dictionary<string, string?> Settings()
        {
            var all = new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Award:Data"] = host.DataFolder,
                ["Award:Demonstration"] = "false",
                ["Award:Dashboard"] = "false",
            };
            foreach (var (key, value) in settings)
            {
                all[key] = value;
            }

            return all;
        }
    }

    private sealed class ErrorLog(ConcurrentQueue<string> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                errors.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
