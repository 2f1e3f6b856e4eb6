using System.Globalization;
using Award.Rules.Rulebooks;

namespace Award.Rules.Record;

/// <summary>
/// Decides what every year of a province refers to: rulebooks and registers are proposed by one person and put on record by
/// another. Each decision is a flat ladder of checks.
/// </summary>
public static class ProvinceDecider
{
    /// <param name="load">The rulebook as it was read: it, or every problem with its path and line.</param>
    public static Decision ProposeRulebook(ProvinceState province, RegionCode code, RulebookLoad load)
    {
        if (load.Rulebook is not { } rulebook)
            return Decision.Refuse([.. load.Problems.Select(Refusal)]);
        if (province.Holds(new RulebookPublished(rulebook.Id, rulebook.Hash, rulebook.Source)))
            return Refuse(RefusalCode.ProposalChangesNothing, "", $"this text of '{rulebook.Id}' is on record already");
        return Decision.Accept(new RulebookProposed(NextId(province, code), rulebook.Id, rulebook.Hash, rulebook.Source));
    }

    /// <param name="register">The whole register that is to be in force.</param>
    public static Decision ProposeRegister(ProvinceState province, RegionCode code, RegisterPublished register)
    {
        if (register.Regions.Count == 0)
            return Refuse(RefusalCode.FieldMissing, "/regions", "a register has at least one region");
        var problems = Foreign(code, register).Concat(
            RegisterChecks.Find(register.Regions, register.Lineage).Select(
                p => new Refusal(RefusalCode.MalformedInput, p.Path, p.Message))).ToList();
        if (problems.Count > 0)
            return Decision.Refuse(problems);
        if (province.Holds(register))
            return Refuse(RefusalCode.ProposalChangesNothing, "", "this register is in force already");
        return Decision.Accept(
            new RegisterProposed(NextId(province, code), register.Hash, register.Regions, register.Lineage));
    }

    /// <summary>Puts it on record, by another person than proposed it (P6).</summary>
    /// <param name="reason">May be left out.</param>
    public static Decision ConfirmProposal(ProvinceState province, string id, string? reason, Person person)
    {
        if ((Checks.Text(reason, "/reason", null) ?? Open(province, id, person)) is { } refusal)
            return Decision.Refuse(refusal);
        var publication = province.Find(id)!.Publication;
        return province.Holds(publication)
            ? Refuse(RefusalCode.ProposalChangesNothing, "", "this is on record already")
            : Decision.Accept(new ProposalConfirmed(id, reason), publication);
    }

    /// <summary>It does not come on record; decided by another person, like a confirmation.</summary>
    public static Decision RejectProposal(ProvinceState province, string id, string? reason, Person person)
    {
        if ((Checks.Reason(reason) ?? Open(province, id, person)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new ProposalRejected(id, reason!));
    }

    /// <summary>A rulebook's problem as a refusal: its path, and the line in the message.</summary>
    public static Refusal Refusal(RulebookProblem problem) => new(
        problem.Code, problem.Path, string.Create(CultureInfo.InvariantCulture, $"line {problem.Line}: {problem.Message}"));

    private static Refusal? Open(ProvinceState province, string id, Person person) => province.Find(id) switch
    {
        null => new(RefusalCode.ProposalUnknown, "", $"there is no proposal {id}"),
        { Step: not ProposalStep.Proposed } p => new(RefusalCode.ProposalAlreadyDecided, "", $"proposal {id} is {p.Step} already"),
        { ProposedBy: var by } when by == person => Checks.SamePerson("whoever proposes does not decide"),
        _ => null,
    };

    private static IEnumerable<Refusal> Foreign(RegionCode province, RegisterPublished register) =>
        register.Regions.Index().Where(row => row.Item.Code.Province != province || row.Item.Code == province)
            .Select(row => new Refusal(
                RefusalCode.MalformedInput, $"/regions/{row.Index}/code", $"{row.Item.Code} is no region of {province}"));

    // "330000-p-1": rulebooks and registers are numbered together.
    private static string NextId(ProvinceState province, RegionCode code) =>
        string.Create(CultureInfo.InvariantCulture, $"{code}-p-{province.Proposals.Count + 1}");

    private static Decision Refuse(RefusalCode code, string path, string message) =>
        Decision.Refuse(new Refusal(code, path, message));
}
