using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace Rules.Tests.Record;

/// <summary>
/// The tables of what a province's years refer to. The column "record" tells what is on record: "ann proposes h" a rulebook "test"
/// of that hash, "ann maps r" a register, "bob confirms 1", "bob rejects 1"; "engine holds h" and "engine draws r" what came with
/// the engine.
/// </summary>
internal static class ProvinceTables
{
    private const string ProposeRulebook = """
        | record                                  | rulebook | said                                                  |
        | engine holds h                          | bad      | RulebookKeyMissing/total RulebookValueInvalid/precision |
        | engine holds h                          | h        | ProposalChangesNothing                                |
        | ann proposes h; bob confirms 1          | h        | ProposalChangesNothing                                |
        |                                         | h        | ok 330000-p-1:test:h                                  |
        | engine holds h                          | g        | ok 330000-p-1:test:g                                  |
        | engine holds h; engine holds g          | h        | ok 330000-p-1:test:h                                  |
        | ann proposes h                          | h        | ok 330000-p-2:test:h                                  |
        | ann maps r; ann proposes h; bob rejects 2 | h      | ok 330000-p-3:test:h                                  |
        """;

    private const string ProposeRegister = """
        | record                       | regions                     | hash | said                                              |
        | engine draws r               |                             | r    | FieldMissing/regions                              |
        | engine draws r               | 440103 330100               | r    | MalformedInput/regions/0/code MalformedInput/regions/0/parent |
        | engine draws r               | 330100 330000               | r    | MalformedInput/regions/1/code                     |
        | engine draws r               | 330100 330100               | r    | MalformedInput/regions/0 MalformedInput/regions/1 |
        | engine draws r               | 330100 330104               | r    | ProposalChangesNothing                            |
        | ann maps r; bob confirms 1   | 330100 330104               | r    | ProposalChangesNothing                            |
        |                              | 330100 330104               | r    | ok 330000-p-1:r                                   |
        | engine draws r; ann maps q; bob confirms 1 | 330100 330104 | r    | ok 330000-p-2:r                                   |
        """;

    private const string ConfirmProposal = """
        | record                                  | id | person | reason | said                          |
        | ann proposes h; bob confirms 1          | 9  | ann    | long   | MalformedInput/reason         |
        | ann proposes h; bob confirms 1          | 9  | ann    |        | ProposalUnknown               |
        | ann proposes h; bob confirms 1          | 1  | ann    |        | ProposalAlreadyDecided        |
        | ann proposes h; bob rejects 1           | 1  | cy     |        | ProposalAlreadyDecided        |
        | ann proposes h; engine holds h          | 1  | ann    |        | SamePersonTwice               |
        | ann maps r                              | 1  | ann    |        | SamePersonTwice               |
        | ann proposes h; engine holds h          | 1  | bob    |        | ProposalChangesNothing        |
        | ann proposes h; cy proposes h; bob confirms 1 | 2 | bob |       | ProposalChangesNothing        |
        | ann maps r; engine draws r              | 1  | bob    |        | ProposalChangesNothing        |
        | ann proposes h                          | 1  | bob    |        | ok confirmed:330000-p-1 rulebook:test:h |
        | ann proposes h; ann maps r              | 2  | bob    | seen   | ok confirmed:330000-p-2 register:r |
        """;

    private const string RejectProposal = """
        | record                                  | id | person | reason | said                          |
        | ann proposes h; bob confirms 1          | 9  | ann    |        | ReasonMissing/reason          |
        | ann proposes h; bob confirms 1          | 9  | ann    | wrong  | ProposalUnknown               |
        | ann proposes h; bob rejects 1           | 1  | ann    | wrong  | ProposalAlreadyDecided        |
        | ann proposes h                          | 1  | ann    | wrong  | SamePersonTwice               |
        | ann proposes h                          | 1  | bob    | wrong  | ok rejected:330000-p-1        |
        | ann maps r; engine draws r              | 1  | bob    | wrong  | ok rejected:330000-p-1        |
        """;

    private static readonly RegionCode Zhejiang = new("330000");

    public static IReadOnlyList<CommandTable> All { get; } =
    [
        new("ProposeRulebook", ProposeRulebook, r => ProvinceDecider.ProposeRulebook(State(r), Zhejiang, Load(r["rulebook"]))),
        new("ProposeRegister", ProposeRegister, r => ProvinceDecider.ProposeRegister(
            State(r), Zhejiang, Register(r["hash"], r["regions"]))),
        new("ConfirmProposal", ConfirmProposal, r => ProvinceDecider.ConfirmProposal(
            State(r), $"330000-p-{r["id"]}", Reason(r), new Person(r["person"]))),
        new("RejectProposal", RejectProposal, r => ProvinceDecider.RejectProposal(
            State(r), $"330000-p-{r["id"]}", Reason(r), new Person(r["person"]))),
    ];

    private static string? Reason(Row r) => r["reason"] switch { "long" => new string('x', 2001), "" => null, var text => text };

    private static ProvinceState State(Row r) =>
        r["record"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(told => told.Split(' '))
            .Aggregate(ProvinceState.Empty, (state, words) => Tell(state, words[1], words[2])
                .Aggregate(state, (now, fact) => now.Apply(fact, new Person(words[0]))));

    private static Fact[] Tell(ProvinceState state, string verb, string what)
    {
        var next = $"330000-p-{state.Proposals.Count + 1}";
        return verb switch
        {
            "proposes" => [new RulebookProposed(next, "test", what, "text")],
            "maps" => [new RegisterProposed(next, what, [], [])],
            "holds" => [new RulebookPublished("test", what, "text")],
            "draws" => [new RegisterPublished(what, [], [])],
            "rejects" => [new ProposalRejected($"330000-p-{what}", "wrong")],
            _ => [new ProposalConfirmed($"330000-p-{what}", null), state.Find($"330000-p-{what}")!.Publication],
        };
    }

    private static RulebookLoad Load(string hash) => hash == "bad"
        ? new RulebookLoad(
            null,
            [
                new RulebookProblem(RefusalCode.RulebookKeyMissing, "/total", 3, "the key 'total' is missing"),
                new RulebookProblem(RefusalCode.RulebookValueInvalid, "/precision", 5, "no"),
            ])
        : new RulebookLoad(Given.Rulebook with { Hash = hash }, []);

    private static RegisterPublished Register(string hash, string codes) => new(
        hash,
        [
            .. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => code.EndsWith("00", StringComparison.Ordinal)
                ? RegionRegisterTests.City(code)
                : RegionRegisterTests.County(code, 2000)),
        ],
        []);
}
