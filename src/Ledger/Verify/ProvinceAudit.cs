using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Ledger.Verify;

/// <summary>
/// Proposals of one province: decided once, by another person, and what a confirmation puts on record is what was proposed.
/// </summary>
internal sealed class ProvinceAudit(RegionCode province)
{
    private ProvinceOnRecord _state = ProvinceOnRecord.New(StreamNames.Province(province));
    private (string CommandId, Fact Publication)? _confirmed;

    /// <summary>Takes in the next entry of the province's stream; what is wrong with it, or null.</summary>
    /// <exception cref="ArgumentException">It does not follow from the entries before it.</exception>
    public string? Take(Entry entry)
    {
        var fault = entry.Fact switch
        {
            RulebookPublished or RegisterPublished => Publication(entry),
            ProposalConfirmed or ProposalRejected when ProposerOf(entry) == entry.Actor =>
                "the person who proposed it decided it",
            _ when _confirmed is not null => "a confirmed proposal was not put on record",
            _ => null,
        };
        _confirmed = entry.Fact is ProposalConfirmed confirmed && _state.State.Find(confirmed.Id) is { } proposal
            ? (entry.CommandId, proposal.Publication)
            : null;
        _state = _state.Apply([entry]);
        return fault;
    }

    private string? Publication(Entry entry) => _confirmed is not { } confirmed
        ? null
        : confirmed.CommandId == entry.CommandId
            && FactCodec.KindOf(confirmed.Publication) == FactCodec.KindOf(entry.Fact)
            && FactCodec.Encode(confirmed.Publication).AsSpan().SequenceEqual(FactCodec.Encode(entry.Fact))
            ? null
            : "what came on record is not what was proposed";

    private Person? ProposerOf(Entry entry) => _state.State.Find(entry.Fact switch
    {
        ProposalConfirmed f => f.Id,
        ProposalRejected f => f.Id,
        _ => "",
    })?.ProposedBy;
}
