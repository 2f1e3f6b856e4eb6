using Api.Tests.Hosts;

namespace Api.Tests.Start;

/// <summary>A bad setting stops the start with one line and exit code 2.</summary>
public sealed class StartRefusalTests
{
    // setting                                   what the line says
    public static TheoryData<string, string> Table => new()
    {
        { "--Award:Mode=Cluster",                "Award:Mode=Cluster is none of Embedded, Silo, Client" },
        { "--Award:Mode=1",                      "Award:Mode=1 is none of Embedded, Silo, Client" },
        { "--Award:Mode=Silo",                   "Award:Mode=Silo needs Award:Store=Postgres: its record is shared" },
        { "--Award:Mode=Client",                 "ConnectionStrings:Membership is needed for Award:Mode=Client" },
        { "--Award:Store=Oracle",                "Award:Store=Oracle is none of Sqlite, Postgres" },
        { "--Award:Store=Postgres",              "ConnectionStrings:Ledger is needed for Award:Store=Postgres" },
        { "--Award:Demonstration=perhaps",       "Award:Demonstration=perhaps is neither true nor false" },
        { "--Award:Dashboard=1",                 "Award:Dashboard=1 is neither true nor false" },
        { "--Award:Silo:Port=70000",             "Award:Silo:Port=70000 is no port (0 to 65535)" },
        { "--Award:Rulebooks=/nowhere/at/all",   "Award:Rulebooks: there is no folder /nowhere/at/all" },
        { "--Award:Dtaa=/tmp/award",             "Award:Dtaa is no known setting" },
        { "--Award:Demonstration:Rulebook=none", "Award:Demonstration:Rulebook=none is none of guangdong-style, " },
        { "--urls=nonsense",                     "--urls nonsense: Invalid url: 'nonsense'" },
        { "--urls=http://192.0.2.1:5080",        "--urls http://192.0.2.1:5080: Cannot assign" },
        { "--Award:RateLimits:Burst=0", "Award:RateLimits:Burst=0 is no number above 0" },
        { "--Award:RateLimits=500", "Award:RateLimits is no known setting" },
        { "--Award:Streams:AtOnce=many", "Award:Streams:AtOnce=many is no number above 0" },
        { "--Award:Deadlines:Every=60", "Award:Deadlines:Every=60 is no time as 00:01:00" },
        { "--Award:Deadlines:Every=-00:01:00", "Award:Deadlines:Every=-00:01:00 is no time as 00:01:00" },
        { "--Award:TrustedProxies=proxy", "Award:TrustedProxies: 'proxy' is no IP address" },
        { "--Award:Disk:WarnBelowMiB=a lot", "Award:Disk:WarnBelowMiB=a lot is no whole number" },
        { "--Award:Disk:RefuseBelowMiB=2048", "Award:Disk:WarnBelowMiB=1024 is less than Award:Disk:RefuseBelowMiB=2048" },
        { "--Award:Telemetry:Endpoint=collector:4318", "Award:Telemetry:Endpoint=collector:4318 is no address like http://" },
        { "--Award:Drain=5", "Award:Drain=5 is no time as 00:00:05" },
        { "--Award:Drain=01:00:00", "Award:Drain=01:00:00 is no time as 00:00:05" },
        { "--Award:Auth:Authority=nowhere", "Award:Auth:Authority=nowhere is no https address" },
        { "--Award:Auth:Authority=http://issuer.example", "Award:Auth:Authority=http://issuer.example is no https address" },
        { "--Award:Auth:Authority=https://issuer.example", "Award:Auth:Audience is needed beside Award:Auth:Authority" },
    };

    // connection string                                 what the line says
    public static TheoryData<string, string> Connections => new()
    {
        { "nonsense",                                    "ConnectionStrings:Ledger cannot be used: Format of the init" },
        { "Host=127.0.0.1;Port=x;Database=award",        "ConnectionStrings:Ledger cannot be used: Couldn't set port" },
        { "Hots=127.0.0.1;Database=award",               "ConnectionStrings:Ledger cannot be used: Couldn't set hots" },
        { "Host=127.0.0.1",                              "ConnectionStrings:Ledger cannot be used: it names no Host or" },
        {
            "Host=127.0.0.1;Port=1;Database=award;Username=a;Password=secret",
            "ConnectionStrings:Ledger (postgres://127.0.0.1:1/award): it cannot be opened: Connection refused"
        },
    };

    // settings                                          what the line says
    public static TheoryData<string, string> Clustered => new()
    {
        { "--Award:Mode=Client --ConnectionStrings:Membership=nonsense", "ConnectionStrings:Membership cannot be used: Format" },
        { "--Award:Mode=Client --ConnectionStrings:Membership=Host=a",   "ConnectionStrings:Membership cannot be used: it names" },
        { $"{Silo} --Award:Cluster:Id=a;b",         "Award:Cluster:Id=a;b is no name: up to 100 letters" },
        { $"{Silo} --Award:Cluster:Service=/",      "Award:Cluster:Service=/ is no name: up to 100 letters" },
        { $"{Silo} --Award:Cluster:Certificate=a", "Award:Cluster:Certificate and Award:Cluster:Authority are needed together" },
        { $"{Silo} --Award:Cluster:Certificate=/nowhere/a.pem --Award:Cluster:Authority=b", "Award:Cluster:Certificate: /nowhere/a.pem: " },
        { $"{Silo} --Award:Silo:Address=0.0.0.0",   "Award:Silo:Address=0.0.0.0 is no address that others reach this silo at" },
        { $"{Silo} --Award:Silo:Address=a.invalid", "Award:Silo:Address=a.invalid resolves to no address" },
        { $"{Silo} --Award:Silo:GatewayPort=x",     "Award:Silo:GatewayPort=x is no port (0 to 65535)" },
        { $"{Silo}",                                "ConnectionStrings:Ledger (postgres://127.0.0.1:1/award): it cannot be opened" },
    };

    private const string Silo =
        "--Award:Mode=Silo --Award:Store=Postgres --ConnectionStrings:Ledger=Host=127.0.0.1;Port=1;Database=award";

    [Theory]
    [MemberData(nameof(Clustered))]
    public async Task A_bad_setting_of_one_of_many_is_named_in_one_line(string settings, string expected) =>
        Assert.StartsWith($"award: {expected}", await RefusedAsync(settings.Split(' ')), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Connections))]
    public async Task A_database_that_cannot_be_used_is_named_in_one_line(string connection, string expected)
    {
        var said = await RefusedAsync("--Award:Store=Postgres", $"--ConnectionStrings:Ledger={connection}");
        Assert.StartsWith($"award: {expected}", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_bad_setting_is_named_in_one_line(string setting, string expected) =>
        Assert.StartsWith($"award: {expected}", await RefusedAsync(setting), StringComparison.Ordinal);

    /// <summary>The one line of a start that ended with exit code 2.</summary>
    private static async Task<string> RefusedAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("award-start-");
        try
        {
            using var process = RunningHost.Start(
                ["--urls", "http://127.0.0.1:0", $"--Award:Data={folder.FullName}", .. settings]);
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.Equal(2, process.ExitCode);
            Assert.Single(said.TrimEnd().Split('\n'));
            return said;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
