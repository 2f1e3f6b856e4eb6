using Award.Grains.Recording;
using Award.Grains.Telling;
using Award.Ledger;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Orleans.Concurrency;

namespace Award.Grains;

/// <inheritdoc cref="IInboxGrain"/>
[StatelessWorker]
public sealed class InboxGrain(ILedger ledger, ProvinceCatalogue catalogue) : Grain, IInboxGrain
{
    private RegionCode Province => GrainKeys.Code(this.GetPrimaryKeyString(), "inbox");

    public async Task<InboxPage> ReadAsync(CallerView caller, long after, int limit, int? year)
    {
        var asking = caller.ToCaller();
        if (AccessRules.CheckRole(asking, Operation.ReadInbox) is { } forbidden)
        {
            return new InboxPage([], after, false, [Views.Of(forbidden)]);
        }

        var register = (await catalogue.LatestRegisterAsync(Province))?.Register;
        var teller = new Teller(ledger, catalogue, Province, register, asking);
        var (items, next, more) = await EntryScan.ReadAsync(
            ledger, Province, after, limit, entry => teller.TellAsync(entry, year));
        return new InboxPage(items, next, more, []);
    }

    public async Task<long> EndAsync() =>
        (await ledger.ReadHeadsAsync(Province, "")) is [.., var last] ? last.Position : 0;
}
