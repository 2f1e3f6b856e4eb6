using System.Text.Json;
using System.Text.RegularExpressions;
using Award.Api.Configuration;
using NJsonSchema;

namespace Deploy.Tests;

/// <summary>
/// compose.yaml against the schema of the Compose Specification and against the engine's own reading of its settings. No container
/// engine is asked: whether the containers run is not shown here.
/// </summary>
public sealed class ComposeTests
{
    private static readonly JsonElement Compose = JsonDocument.Parse(Deployment.Json("compose.yaml")).RootElement;

    public static TheoryData<string> Engines => ["silo-1", "silo-2", "silo-3", "node-1", "node-2"];

    [Fact]
    public async Task It_is_a_compose_file()
    {
        var schema = await SchemaAsync();
        Assert.Empty(schema.Validate(Deployment.Json("compose.yaml")));
    }

    [Fact]
    public async Task A_key_that_compose_does_not_know_would_be_found()
    {
        var schema = await SchemaAsync();
        var spoiled = Deployment.Json("compose.yaml").Replace("\"depends_on\"", "\"depend_on\"", StringComparison.Ordinal);
        Assert.NotEmpty(schema.Validate(spoiled));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_engine_reads_its_settings(string service)
    {
        var values = Environment(service);
        if (values.TryGetValue("Award__Silo__Address", out var name))
        {
            // A name of the network inside, which only containers can resolve.
            Assert.Equal(service, name);
            values["Award__Silo__Address"] = "127.0.0.1";
        }

        var options = AwardOptions.Read(Settings.Of(values));
        Assert.Equal(service.StartsWith("silo", StringComparison.Ordinal) ? "Silo" : "Client", values["Award__Mode"]);
        Assert.NotNull(options);
        Assert.Equal(service.StartsWith("node", StringComparison.Ordinal), !values.ContainsKey("ConnectionStrings__Ledger"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void It_is_bound_asks_after_its_health_and_owns_nothing_it_need_not(string name)
    {
        var service = Service(name);
        Assert.True(service.GetProperty("read_only").GetBoolean());
        Assert.Equal("ALL", service.GetProperty("cap_drop")[0].GetString());
        Assert.Contains("health", service.GetProperty("healthcheck").GetProperty("test").EnumerateArray().Select(part => part.ToString()));
        Assert.Equal("always", service.GetProperty("restart").GetString());
        Assert.False(service.TryGetProperty("ports", out _), "only the proxy is reached from outside");
    }

    [Fact]
    public void Passwords_come_from_outside_and_are_asked_for()
    {
        var text = Deployment.Text("compose.yaml");
        Assert.All(
            Regex.Matches(text, "Password=([^;\"]*)").Select(found => found.Groups[1].Value),
            value => Assert.StartsWith("${", value, StringComparison.Ordinal));
        Assert.All(
            File.ReadAllLines(Path.Combine(Deployment.Folder, "compose.env.example")).Where(line => line.Contains("PASSWORD=")),
            line => Assert.EndsWith("PASSWORD=", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Volumes_networks_and_secrets_that_services_name_are_there()
    {
        foreach (var service in Compose.GetProperty("services").EnumerateObject())
        {
            foreach (var volume in Names(service.Value, "volumes").Where(v => !v.StartsWith('.')))
            {
                Assert.True(Compose.GetProperty("volumes").TryGetProperty(volume.Split(':')[0], out _), $"{service.Name}: {volume}");
            }

            foreach (var file in Names(service.Value, "volumes").Where(v => v.StartsWith('.')))
            {
                Assert.True(File.Exists(Path.Combine(Deployment.Folder, file.Split(':')[0])), $"{service.Name}: {file}");
            }

            foreach (var secret in Names(service.Value, "secrets"))
            {
                Assert.True(Compose.GetProperty("secrets").TryGetProperty(secret, out _), $"{service.Name}: {secret}");
            }
        }
    }

    private static JsonElement Service(string name) => Compose.GetProperty("services").GetProperty(name);

    private static Dictionary<string, string> Environment(string service) => Service(service).GetProperty("environment")
        .EnumerateObject().ToDictionary(pair => pair.Name, pair => Filled(pair.Value.ToString()));

    // ${NAME:-otherwise} and ${NAME:?message}, as compose fills them in.
    private static string Filled(string value) => Regex.Replace(
        value, @"\$\{(\w+):([-?])([^}]*)\}", found => found.Groups[2].Value == "-" ? found.Groups[3].Value : "x");

    private static IEnumerable<string> Names(JsonElement service, string of) => service.TryGetProperty(of, out var names)
        ? names.EnumerateArray().Select(name => name.GetString()!)
        : [];

    private static Task<JsonSchema> SchemaAsync() =>
        JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "schemas", "compose-spec.json"));
}
