using Support;

namespace Cli.Tests;

/// <summary>The commands that take a connection string. What they do is tested with the ledger.</summary>
public sealed class PostgresTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task A_database_is_migrated_once_and_then_verifies()
    {
        var database = $"{await server.NewDatabaseAsync()};Password=secret";
        var place = $"postgres://127.0.0.1:{server.Port}/{database.Split("Database=")[1].Split(';')[0]}";
        var first = AwardRun.Of("migrate", database);
        Assert.StartsWith($"{place}: applied 0001-ledger\n", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, $"{place}: up to date\n", ""), Told(AwardRun.Of("migrate", database)));
        Assert.Equal(
            (0, $"{place}: ok in 0 entries, 0 commands, 0 published documents\n", ""),
            Told(AwardRun.Of("verify", database)));
    }

    [Fact]
    public async Task Tokens_are_listed_in_the_database_and_the_key_stays_in_the_folder()
    {
        using var folder = new TempFolder();
        var database = await server.NewDatabaseAsync();
        AwardRun.Of("migrate", database);
        var issued = AwardRun.Of(
            "token", "issue", "--data", folder.Path, "--database", database,
            "--person", "ann", "--role", "city", "--region", "330600");
        Assert.Equal(0, issued.Code);
        Assert.Contains(
            " ann ", AwardRun.Of("token", "list", "--data", folder.Path, "--database", database).Output, StringComparison.Ordinal);
        Assert.Equal(["signing.key"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("migrate", "Host=127.0.0.1", "the connection string cannot be used")]
    [InlineData("verify", "Host=127.0.0.1", "the connection string cannot be used")]
    [InlineData("migrate", "Host=127.0.0.1;Port=1;Database=award", "postgres://127.0.0.1:1/award: it cannot be opened")]
    [InlineData("verify", "Host=127.0.0.1;Port=1;Database=award", "postgres://127.0.0.1:1/award cannot be opened")]
    public void A_database_that_cannot_be_used_is_said_in_one_line(string command, string database, string expected)
    {
        var run = AwardRun.Of(command, database);
        Assert.StartsWith($"award: {expected}", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.NotEqual(0, run.Code);
    }

    private static (int, string, string) Told(AwardRun run) => (run.Code, run.Output, run.Error);
}
