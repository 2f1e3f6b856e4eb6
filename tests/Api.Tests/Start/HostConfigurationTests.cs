using Award.Api.Configuration;
using Microsoft.Extensions.Configuration;

namespace Api.Tests.Start;

/// <summary>Settings that a host was given before it was composed: chained into its configuration, as settings of their own.</summary>
public sealed class HostConfigurationTests
{
    // setting                                       what the options then say
    public static TheoryData<string, string> Table => new()
    {
        { "RateLimits:Enabled=false",                "Enabled False" },
        { "RateLimits:Burst=7",                      "Burst 7" },
        { "Auth:PersonClaim=employee",               "PersonClaim employee" },
        { "Silo:Port=7001",                          "SiloPort 7001" },
        { "Import:Rows=12",                          "Rows 12" },
        { "Streams:PerClient=2",                     "StreamOptions { PerClient 2," },
        { "Deadlines:Every=00:00:30",                "DeadlinesEvery 00:00:30" },
        { "Demonstration:Rulebook=ten-for-gold",     "DemonstrationRulebook ten-for-gold" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_nested_key_is_taken_however_it_comes(string setting, string expected)
    {
        var (key, value) = (setting.Split('=')[0], setting.Split('=')[1]);
        var given = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [$"Award:{key}"] = value });

        foreach (var configuration in new[]
        {
            given.Build(),
            new ConfigurationBuilder().AddConfiguration(given.Build()).Build(),
            new ConfigurationBuilder().AddCommandLine([$"--Award:{key}={value}"]).Build(),
            new ConfigurationBuilder().AddConfiguration(
                new ConfigurationBuilder().AddConfiguration(given.Build()).Build()).AddInMemoryCollection(
                    new Dictionary<string, string?> { [$"Award:{key.Split(':')[0]}"] = "" }).Build(),
        })
        {
            Assert.Contains(expected, InWords(AwardOptions.Read(configuration)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("RateLimits", "500")]
    [InlineData("RateLimits:Brust", "500")]
    [InlineData("Silo", "7001")]
    public void A_section_has_no_value_and_no_other_keys(string key, string value)
    {
        var given = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"Award:{key}"] = value, ["Award:RateLimits:Burst"] = "7", ["Award:Silo:Port"] = "7001",
        });

        var refused = Assert.Throws<StartRefusedException>(() =>
            AwardOptions.Read(new ConfigurationBuilder().AddConfiguration(given.Build()).Build()));
        Assert.Equal($"Award:{key} is no known setting", refused.Message);
    }

    /// <summary>"AwardOptions { SiloPort 7001, RateLimits RateLimitOptions { Enabled True, PerClient 500".</summary>
    private static string InWords(object options) => options.ToString()!
        .Replace(" = ", " ", StringComparison.Ordinal);
}
