using Microsoft.Extensions.Configuration;

namespace Deploy.Tests;

/// <summary>Variables of an environment as the engine's configuration has them.</summary>
internal static class Settings
{
    public static IConfiguration Of(IReadOnlyDictionary<string, string> environment) => new ConfigurationBuilder()
        .AddInMemoryCollection(environment.Select(pair => KeyValuePair.Create(
            pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)))
        .Build();
}
