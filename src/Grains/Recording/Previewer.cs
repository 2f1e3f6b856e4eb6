using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Awarding;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>What a command would change, as far as its caller may see it.</summary>
/// <param name="Difference">Canonical bytes of a <see cref="DifferenceDocument"/>.</param>
/// <param name="Hash">What the command is confirmed by.</param>
/// <param name="Guards">Where everything stood that it was computed from.</param>
internal sealed record Foretold(byte[] Difference, string Hash, IReadOnlyList<StreamGuard> Guards);

/// <summary>Foretells the awards that a plan would change, without carrying it out.</summary>
public sealed class Previewer(ILedger ledger, IPublished published, ProvinceCatalogue catalogue)
{
    internal async Task<Foretold> ForetellAsync(
        WriteRequest request, RegionCode province, Plan plan, DateTimeOffset at)
    {
        var caller = request.Caller.ToCaller();
        var scope = AwardsScope.Of(plan);
        var awards = new AwardsOnRecord(catalogue);
        var record = new ForetoldRecord(ledger, published);
        var before = await awards.OfAsync(record, province, scope);
        var after = await awards.OfAsync(record.With(province, caller.Person, plan, at), province, scope);
        var shown = await ShownAsync(caller, province, AwardsDifference.Between(before, after));
        var bytes = DifferenceDocuments.Bytes(shown).ToArray();
        return new Foretold(bytes, DifferenceDocuments.Hash(request.BodyHash, bytes), record.Read);
    }

    /// <summary>
    /// The rows of the caller's regions, as in the working table. The hash is of these alone: one of more would let the caller
    /// find out by trial what the others are.
    /// </summary>
    private async Task<AwardsDifference> ShownAsync(
        Caller caller, RegionCode province, AwardsDifference difference)
    {
        var seesWorking = AccessRules.CheckRole(caller, Operation.ReadWorkingTable) is null;
        var register = (await catalogue.LatestRegisterAsync(province))?.Register;
        return difference.Where(
            year => (seesWorking || !IsWorking(year))
                && caller.Covers(year.Key.Code, register?.LastStateOf(year.Key.Code, year.Key.Year)?.Parent),
            unit => (register?.CodesOf(unit.Unit) is { Count: > 0 } codes ? codes : [unit.Unit.FirstCode]).Any(
                code => caller.Covers(code, register?.LastStateOf(code, new AwardYear(AwardYear.Last))?.Parent)));
    }

    private static bool IsWorking(AwardChange change) =>
        change.Before?.Standing == AwardStanding.Working || change.After?.Standing == AwardStanding.Working;
}
