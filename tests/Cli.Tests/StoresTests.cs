using System.Text.Json;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Sqlite;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Support;

namespace Cli.Tests;

/// <summary>What the commands say of a store and of copies of it; what is copied is tested with the ledger.</summary>
public sealed class StoresTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private static readonly RegionCode Province = new("330000");
    private static readonly DateTimeOffset At = new(2018, 3, 1, 2, 3, 4, TimeSpan.Zero);
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    private string Years => Path.Combine(_folder.Path, "years");

    private string File1 => Path.Combine(_folder.Path, "backup.db");

    public async ValueTask InitializeAsync()
    {
        var rulebook = RulebookLoader.Load(SmallRulebook.Yaml).Rulebook!;
        var published = new RulebookPublished(rulebook.Id, rulebook.Hash, rulebook.Source);
        await FillAsync(Data, published);

        // No entry opened these years: enough for a look, but it does not verify.
        await FillAsync(Years, published, Year(2016, "published"), Year(2017, "published"), Year(2018, "collecting"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    [Fact]
    public void Status_tells_what_a_folder_holds()
    {
        var lines = AwardRun.Of("status", Years).Output.Split('\n');
        Assert.Equal($"record: {Years}", lines[0]);
        Assert.Matches("^store: SQLite 3\\.[0-9.]+, schema [0-9]+$", lines[1]);
        Assert.Matches("^size: [0-9.]+ KiB$", lines[2]);
        Assert.Matches("^free: [0-9.]+ [MGT]iB$", lines[3]);
        Assert.Equal(
            [
                "entries: 1", "commands: 1", "published documents: 4", "last entry: 2018-03-01T02:03:04Z", "",
                "province: 330000", "  entries: 1, 2018-03-01T02:03:04Z", "  published: 2016 2017", "  collecting: 2018", "",
            ],
            lines[4..]);
        Assert.Contains("  填报: 2018\n", AwardRun.Of("status", Years, "--lang", "zh").Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_tells_the_same_of_a_database()
    {
        PostgresServer.Require();
        var database = $"{await server.NewDatabaseAsync()};Password=secret";
        AwardRun.Of("migrate", "--from", Data, "--to", database);
        var run = AwardRun.Of("status", database, "--format", "json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.DoesNotContain("secret", run.Output, StringComparison.Ordinal);
        var (there, here) = (Status(run), Status(AwardRun.Of("status", Data, "--format", "json")));
        Assert.Equal(("postgres", "sqlite"), (there.GetProperty("store").GetString(), here.GetProperty("store").GetString()));
        Assert.Matches("^[0-9]{4}-[a-z-]+$", there.GetProperty("schema").GetString());
        Assert.Equal(JsonValueKind.Null, there.GetProperty("freeBytes").ValueKind);
        foreach (var name in new[] { "entries", "commands", "documents", "lastAt", "provinces" })
        {
            Assert.Equal(here.GetProperty(name).GetRawText(), there.GetProperty(name).GetRawText());
        }
    }

    [Fact]
    public void Backup_and_restore_say_what_became_of_them()
    {
        var backup = AwardRun.Of("backup", Data, File1);
        Assert.Equal(
            (0, $"{File1}: complete and verified, 1 entries, 1 commands, 1 published documents\n"), (backup.Code, backup.Output));
        Assert.Equal("entries: 1\nheads: 1\nprovinces: 1\ncommands: 1\ndocuments: 1\n", backup.Error);
        var again = AwardRun.Of("backup", Data, File1);
        Assert.Equal((1, "", $"award: '{File1}' is there already; --replace takes its place\n"), (again.Code, again.Output, again.Error));
        var target = Path.Combine(_folder.Path, "target");
        Assert.Equal(0, AwardRun.Of("restore", File1, target).Code);
        Assert.Equal(
            $"{target}: holds that very record already, 1 entries, 1 commands, 1 published documents\n",
            AwardRun.Of("restore", File1, target).Output);
    }

    [Fact]
    public void What_does_not_verify_is_told_and_nothing_is_written()
    {
        AwardRun.Of("backup", Data, File1);
        var spoiled = Path.Combine(_folder.Path, "spoiled.db");
        File.Copy(File1, spoiled);
        Spoil(spoiled);
        var target = Path.Combine(_folder.Path, "target");
        var run = AwardRun.Of("restore", spoiled, target);
        Assert.Equal(1, run.Code);
        Assert.Contains("hash-differs province/330000 version 1", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"award: {spoiled} does not verify; {target} was left as it was\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, AwardRun.Of("status", target).Code);
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("migrate Host=a;Database=b --from data")]
    [InlineData("migrate --from data")]
    [InlineData("migrate --to Host=a;Database=b")]
    [InlineData("migrate Host=a;Database=b --from data --to Host=a;Database=b")]
    public void Migrate_takes_a_database_alone_or_both_ends_of_a_move(string line)
    {
        var run = AwardRun.Of(line.Split(' '));
        Assert.Equal(2, run.Code);
        Assert.Contains("give a DATABASE alone, or --from FOLDER and --to DATABASE", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_holds_no_record_is_exit_code_three()
    {
        var none = Path.Combine(_folder.Path, "none");
        foreach (var arguments in new string[][]
        {
            ["status", none],
            ["status", "Host=127.0.0.1;Port=1;Database=award"],
            ["backup", none, File1],
            ["backup", Data, Path.Combine(none, "b.db")],
            ["restore", none, Path.Combine(_folder.Path, "target")],
            ["migrate", "--from", none, "--to", "Host=127.0.0.1;Port=1;Database=award"],
            ["migrate", "--from", Data, "--to", "Host=127.0.0.1;Port=1;Database=award"],
            ["migrate", "--from", Data, "--to", "nothing"],
        })
        {
            var run = AwardRun.Of(arguments);
            Assert.Equal((3, ""), (run.Code, run.Output));
            Assert.StartsWith("award: ", run.Error, StringComparison.Ordinal);
        }
    }

    private static async Task FillAsync(string folder, RulebookPublished published, params YearDocument[] years)
    {
        await using var ledger = await SqliteLedger.OpenAsync(new SqliteLedgerOptions { Folder = folder });
        await ledger.AppendAsync(new Command(
            Province, new Person("anna"), "key-1", new string('0', 64), At,
            [new StreamAppend(StreamNames.Province(Province), 0, [published])],
            [],
            [
                YearDocuments.Of(Province, published),
                .. years.Select(year => DocumentJson.Write(DocumentKeys.Year(Province, new(year.Year)), year)),
            ]));
    }

    private static void Spoil(string file)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE entries SET actor = 'bertha'";
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static JsonElement Status(AwardRun run) => JsonDocument.Parse(run.Output).RootElement.GetProperty("status");

    private static YearDocument Year(int year, string stage) =>
        new("330000", year, stage, "small", "", "", 1, "embargoed", null, null, false, []);
}
