using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules.Record;

namespace Award.Grains.Recording;

/// <summary>Proposals as the contracts carry them.</summary>
internal static class ProposalViews
{
    public static string KindOf(Proposal proposal) => proposal.Publication is RulebookPublished ? "rulebook" : "register";

    public static IReadOnlyList<ProposalView> Of(ProvinceOnRecord province, Person reader) =>
        [.. province.State.Proposals.Zip(province.ProposedAt, (proposal, at) => Of(proposal, at, reader))];

    private static ProposalView Of(Proposal proposal, DateTimeOffset at, Person reader)
    {
        var shown = proposal.Step == ProposalStep.Proposed ? proposal.Publication : null;
        var register = shown as RegisterPublished;
        return new ProposalView(
            proposal.Id,
            KindOf(proposal),
            Texts.Of(proposal.Step),
            at,
            proposal.ProposedBy == reader,
            proposal.Hash,
            proposal.Reason,
            (proposal.Publication as RulebookPublished)?.Id,
            (shown as RulebookPublished)?.Source,
            register?.Regions.Select(row => new RegisterRowView(
                row.Code.Value, row.Name.Zh, row.Name.En, Texts.Of(row.Level), row.Parent.Value, row.ValidFrom, row.ValidTo))
                .ToList(),
            register?.Lineage.Select(link => new LineageLinkView(
                link.Year, link.Old.Value, link.New.Value, link.OldSurvives, Texts.Of(link.Kind), link.Inherits))
                .ToList());
    }
}
