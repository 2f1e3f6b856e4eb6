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
    }

    /// <summary>Warnings and worse only, one line each: what the engine has to say it says itself.</summary>
    public static void SpeakPlainly(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.SetMinimumLevel(LogLevel.Warning);

        // A long turn of a grain is worth a warning in a cluster, not to a person who watches the
        // demonstration load.
        logging.AddFilter("Orleans", LogLevel.Error);
    }
}
