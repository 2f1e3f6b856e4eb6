using Award.Rules;
using Award.Rules.Record;

namespace Rules.Tests.Record;

/// <summary>Every command answers every row of its table as the table says.</summary>
public sealed class CommandTableTests
{
    // Codes that a rulebook, a plain table, the ledger or an endpoint answers with; their rooms show them.
    private static readonly string[] OfOtherRooms =
    [
        "UnknownField", "BodyTooLarge", "IdempotencyKeyMissing", "IdempotencyKeyMalformed", "IdempotencyKeyReused", "RecordBusy", "RecordFull",
        "ArithmeticOverflow", "NotSignedIn", "RoleForbids",
        "RegionForbids", "DimensionForbids", "TokenRevoked", "TooManyRequests", "NeedsConfirmation",
        "AccessLogUnavailable", "WebhookUnknown", "WebhookForbidden", "PreviewOutdated",
    ];

    // Opening and the steps of the stage stand in the tables Open, MoveStage and Publish; reading and asking decide nothing.
    private static readonly string[] UnderAnotherName =
    [
        "OpenYear", "BeginCollecting", "BeginReview", "GiveNotice", "ReturnToReview", "SeeDashboard", "AskWhatIf", "CompareRulebook",
        .. Enum.GetNames<Operation>().Where(name => name.StartsWith("Read", StringComparison.Ordinal)),
    ];

    private static readonly CommandTable[] Tables =
        [.. ProvinceTables.All, .. SheetTables.All, .. YearTables.All, .. DeadlineTables.All, .. StreakTables.All,
        .. ObjectionTables.All];

    public static TheoryData<string> Commands => [.. Tables.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_AnswersAsItsTableSays(string command)
    {
        var table = Tables.Single(t => t.Name == command);
        var wrong = Table.Rows(table.Text)
            .Select((row, i) => (Line: i + 1, Expected: row["said"], Actual: Said.By(table.Decide(row))))
            .Where(row => row.Expected != row.Actual)
            .Select(row => $"row {row.Line}: expected '{row.Expected}', said '{row.Actual}'");
        Assert.Empty(wrong);
    }

    [Fact]
    public void EveryRefusalOfTheRecord_OccursInATable()
    {
        var said = Tables.SelectMany(table => Table.Rows(table.Text)).Select(row => row["said"])
            .Concat(RegionRegisterTests.AdmissionsSaid)
            .SelectMany(text => text.Split(' ')).Select(word => word.Split('/')[0]).ToHashSet();
        var unseen = Enum.GetNames<RefusalCode>().Except(OfOtherRooms)
            .Where(code => (!code.StartsWith("Rulebook", StringComparison.Ordinal) || code == "RulebookUnknown")
                && !code.StartsWith("Table", StringComparison.Ordinal)
                && !code.StartsWith("Import", StringComparison.Ordinal)
                && !said.Contains(code));
        Assert.Empty(unseen);
    }

    [Fact]
    public void EveryOperation_HasATable() =>
        Assert.Empty(Enum.GetNames<Operation>().Except(UnderAnotherName).Except(Tables.Select(table => table.Name)));

    [Fact]
    public void EveryTable_HoldsAnAcceptedRowAndARefusedOne() => Assert.All(Tables, table =>
    {
        var said = Table.Rows(table.Text).Select(row => row["said"]).ToList();
        Assert.Contains(said, text => text.StartsWith("ok", StringComparison.Ordinal));
        Assert.Contains(said, text => !text.StartsWith("ok", StringComparison.Ordinal));
    });

    [Fact]
    public void Refusals_CarryTheRowOfTheWholeCommand()
    {
        var rows = new[] { new FigureInput("cases", "1", null, 40), new FigureInput("cases", "1", null, 77) };
        var decision = SheetDecider.SubmitFigures(SheetState.Empty, Given.YearIn("Collecting"), Given.Sheet("ann"), rows);
        var refusal = Assert.Single(Assert.IsType<Decision.Refused>(decision).Refusals);
        Assert.Equal((77, "/77/indicator"), (refusal.Row, refusal.Path));
        Assert.NotEmpty(refusal.Message);
    }
}
