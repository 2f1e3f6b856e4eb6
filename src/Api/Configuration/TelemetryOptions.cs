namespace Award.Api.Configuration;

/// <summary>The keys under <c>Award:Telemetry</c>.</summary>
/// <param name="Endpoint">Where traces, metrics and logs are sent by OTLP over HTTP; null: nothing leaves this process.</param>
public sealed record TelemetryOptions(Uri? Endpoint)
{
    private const string Key = "Telemetry:Endpoint";

    internal static readonly string[] Keys = [Key];

    /// <exception cref="StartRefusedException">The value is no address.</exception>
    internal static TelemetryOptions Read(IConfigurationSection award)
    {
        if (award[Key] is not { Length: > 0 } text)
        {
            return new TelemetryOptions((Uri?)null);
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is ("http" or "https")
            && endpoint.Query.Length == 0 && endpoint.UserInfo.Length == 0
                ? new TelemetryOptions(endpoint)
                : throw new StartRefusedException($"Award:{Key}={text} is no address like http://collector:4318");
    }

    /// <summary>Where one of "traces", "metrics", "logs" goes.</summary>
    internal Uri Of(string signal) => new($"{Endpoint!.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
}
