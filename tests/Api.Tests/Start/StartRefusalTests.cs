using Api.Tests.Hosts;

namespace Api.Tests.Start;

/// <summary>A bad setting stops the start with one line and exit code 2.</summary>
public sealed class StartRefusalTests
{
    // setting                                   what the line says
    public static TheoryData<string, string> Table => new()
    {
        { "--Award:Mode=Cluster",                "Award:Mode=Cluster is none of Embedded, Silo, Client" },
        { "--Award:Mode=Silo",                   "Award:Mode=Silo is not available yet; use Embedded" },
        { "--Award:Store=Oracle",                "Award:Store=Oracle is none of Sqlite, Postgres" },
        { "--Award:Store=Postgres",              "Award:Store=Postgres is not available yet; use Sqlite" },
        { "--Award:Demonstration=perhaps",       "Award:Demonstration=perhaps is neither true nor false" },
        { "--Award:Dashboard=1",                 "Award:Dashboard=1 is neither true nor false" },
        { "--Award:Silo:Port=70000",             "Award:Silo:Port=70000 is no port (0 to 65535)" },
        { "--Award:Rulebooks=/nowhere/at/all",   "Award:Rulebooks: there is no folder /nowhere/at/all" },
        { "--Award:Dtaa=/tmp/award",             "Award:Dtaa is no known setting" },
        { "--Award:Demonstration:Rulebook=none", "Award:Demonstration:Rulebook=none is none of guangdong-style, " },
        { "--urls=nonsense",                     "--urls nonsense: Invalid url: 'nonsense'" },
        { "--urls=http://192.0.2.1:5080",        "--urls http://192.0.2.1:5080: Cannot assign" },
        { "--Award:RateLimits:Burst=0", "Award:RateLimits:Burst=0 is no number above 0" },
        { "--Award:TrustedProxies=proxy", "Award:TrustedProxies: 'proxy' is no IP address" },
        { "--Award:Auth:Authority=nowhere", "Award:Auth:Authority=nowhere is no https address" },
        { "--Award:Auth:Authority=http://issuer.example", "Award:Auth:Authority=http://issuer.example is no https address" },
        { "--Award:Auth:Authority=https://issuer.example", "Award:Auth:Audience is needed beside Award:Auth:Authority" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_bad_setting_is_named_in_one_line(string setting, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("award-start-");
        try
        {
            using var process = RunningHost.Start(
                ["--urls", "http://127.0.0.1:0", $"--Award:Data={folder.FullName}", setting]);
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.Equal(2, process.ExitCode);
            Assert.StartsWith($"award: {expected}", said, StringComparison.Ordinal);
            Assert.Single(said.TrimEnd().Split('\n'));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
