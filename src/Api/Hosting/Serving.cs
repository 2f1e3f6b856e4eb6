using System.Net.Sockets;
using Award.Api.Configuration;
using Award.Ledger;

namespace Award.Api.Hosting;

/// <summary>Where the server listens and how much it says.</summary>
internal static class Serving
{
    /// <summary>Where the server listens without <c>--urls</c>.</summary>
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static void UseDefaultUrl(this ConfigureWebHostBuilder host)
    {
        if (string.IsNullOrEmpty(host.GetSetting(WebHostDefaults.ServerUrlsKey))
            && string.IsNullOrEmpty(host.GetSetting(WebHostDefaults.HttpPortsKey)))
        {
            host.UseUrls(DefaultUrl);
        }

        foreach (var url in (host.GetSetting(WebHostDefaults.ServerUrlsKey) ?? "").Split(
            ';', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                _ = BindingAddress.Parse(url);
            }
            catch (FormatException fault)
            {
                throw new StartRefusedException($"--urls {url}: {fault.Message}");
            }
        }
    }

    /// <summary>Starts the host, and with it the server.</summary>
    /// <exception cref="StartRefusedException">It cannot listen where it was told to.</exception>
    public static async Task StartServingAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception fault) when (fault is LedgerBusyException or LedgerOutcomeUnknownException)
        {
            throw new StartRefusedException($"the record was lost during the start: {fault.Message}");
        }
        catch (OrleansException fault)
        {
            throw new StartRefusedException($"the silo did not start: {fault.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception fault) when (fault is SocketException or IOException { InnerException: not null })
        {
            var where = app.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultUrl;
            throw new StartRefusedException($"--urls {where}: {fault.Message}");
        }
    }

    /// <summary>Warnings and worse only, one line each: what the engine has to say it says itself.</summary>
    public static void SpeakPlainly(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.SetMinimumLevel(LogLevel.Warning);

        // A long turn of a grain is worth a warning in a cluster, not to a person who watches the
        // demonstration load.
        logging.AddFilter("Orleans", LogLevel.Error);
        logging.AddFilter("Polly", LogLevel.Error);

        // Why a start failed is said once, by the program; that a part of it failed later and ends the process is said here.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        // How it is, whoever asks is told with the reason; a probe every few seconds is not to fill the log with it.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }
}
