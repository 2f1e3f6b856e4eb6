using Api.Tests.Hosts;
using Award.Cli;
using Support;

namespace Api.Tests.Moving;

/// <summary>
/// A province of 18 years goes from a folder into a database and back again, and the public cannot tell: every public answer is
/// the same, byte for byte and header for header, over real processes. The commands are those a person would type.
/// </summary>
[Collection(DemonstrationCollection.Name)]
public sealed class MovingTests(DemonstrationHost origin) : IAsyncLifetime
{
    private readonly PostgresServer _server = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("award-moving-");

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Restored_moved_into_a_database_and_out_again_every_public_answer_is_the_same()
    {
        PostgresServer.Require();
        var before = await new PublicBook(origin.Client).ReadAsync();
        Assert.True(before.Values.Count(answer => answer.StartsWith("200", StringComparison.Ordinal)) > 1500, $"{before.Count}");

        // The origin goes on serving: a backup is made while it runs.
        var (backup, people) = (At("record.db"), At("people"));
        Award("backup", origin.DataFolder, backup, "--people", people);
        Award("verify", backup);
        await using (var restored = new CopyHost())
        {
            Award("restore", backup, restored.DataFolder, "--people", people);
            await restored.InitializeAsync();
            AssertSame(before, await new PublicBook(restored.Client).ReadAsync());
            await AssertTokenHoldsAsync(restored);
        }

        var database = await _server.NewDatabaseAsync();
        var moved = At("moved");
        Award("restore", backup, moved, "--people", people);
        Award("migrate", "--from", moved, "--to", database);
        Award("verify", database);
        await using (var shared = new CopyHost("--Award:Store", "Postgres", "--ConnectionStrings:Ledger", database))
        {
            File.Copy(Path.Combine(moved, "signing.key"), Path.Combine(shared.DataFolder, "signing.key"));
            await shared.InitializeAsync();
            AssertSame(before, await new PublicBook(shared.Client).ReadAsync());
            await AssertTokenHoldsAsync(shared);
            Award("backup", database, At("from-database.db"), "--people", At("people-of-database"));
        }

        await using var back = new CopyHost();
        Award("restore", At("from-database.db"), back.DataFolder, "--people", At("people-of-database"));
        File.Copy(Path.Combine(moved, "signing.key"), Path.Combine(back.DataFolder, "signing.key"));
        await back.InitializeAsync();
        AssertSame(before, await new PublicBook(back.Client).ReadAsync());
        await AssertTokenHoldsAsync(back);
        Award("verify", back.DataFolder);
    }

    private static void AssertSame(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        Assert.Equal("", PublicBook.DifferenceOf(before, after));

    private static void Award(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CommandLine.Run(arguments, new Terminal(output, error), RealClock.Instance);
        Assert.True(code == 0, $"award {string.Join(' ', arguments)}: {code}\n{output}{error}");
    }

    // People have moved with the record: a token issued by the origin is good, and the one key signs for all.
    private async Task AssertTokenHoldsAsync(RunningHost host)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, "/api/v1/access", origin.Tokens[Asking.Publisher]);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A host over what a test puts into its folder or database before it starts.</summary>
    private sealed class CopyHost(params string[] arguments) : RunningHost(["--Award:RateLimits:Enabled", "false", .. arguments]);
}
