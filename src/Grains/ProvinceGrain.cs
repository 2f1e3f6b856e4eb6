using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains;

/// <inheritdoc cref="IProvinceGrain"/>
public sealed class ProvinceGrain(ILedger ledger, Recorder recorder, ProvinceCatalogue catalogue) : Grain, IProvinceGrain
{
    private RegionCode _code;
    private ProvinceOnRecord _province = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _code = GrainKeys.Code(this.GetPrimaryKeyString(), "province");
        _province = ProvinceOnRecord.New(StreamNames.Province(_code));
        return CatchUpAsync();
    }

    public Task<WriteResult> PublishRulebookAsync(WriteRequest request, string yaml)
    {
        var load = RulebookLoader.Load(yaml);
        return RecordAsync(request, _ => Direct(request) ?? (load.Rulebook is { } rulebook
            ? Append([new RulebookPublished(rulebook.Id, rulebook.Hash, rulebook.Source)])
            : Plan.Refuse([.. load.Problems.Select(ProvinceDecider.Refusal)])));
    }

    public Task<WriteResult> PublishRegisterAsync(
        WriteRequest request, IReadOnlyList<RegisterRowView> regions, IReadOnlyList<LineageLinkView> lineage)
    {
        var (fact, refusals) = Registers.Read(regions, lineage);
        return RecordAsync(request, _ => Direct(request) ?? (fact is null ? Plan.Refuse(refusals) : Append([fact])));
    }

    public Task<WriteResult> ProposeRulebookAsync(WriteRequest request, string yaml)
    {
        var load = RulebookLoader.Load(yaml);
        return DecideAsync(
            request, Operation.ProposeRulebook, _ => ProvinceDecider.ProposeRulebook(_province.State, _code, load));
    }

    public Task<WriteResult> ProposeRegisterAsync(
        WriteRequest request, IReadOnlyList<RegisterRowView> regions, IReadOnlyList<LineageLinkView> lineage)
    {
        var (fact, refusal) = Registers.Parse(regions, lineage);
        return DecideAsync(request, Operation.ProposeRegister, _ => fact is null
            ? new Decision.Refused([refusal!])
            : ProvinceDecider.ProposeRegister(_province.State, _code, fact));
    }

    public Task<WriteResult> DecideProposalAsync(
        WriteRequest request, string kind, string id, bool confirmed, string? reason) =>
        DecideAsync(
            request,
            confirmed ? Operation.ConfirmProposal : Operation.RejectProposal,
            person =>
            {
                var known = _province.State.Find(id) is { } proposal && ProposalViews.KindOf(proposal) == kind ? id : "";
                return known.Length == 0
                    ? new Decision.Refused([new Refusal(RefusalCode.ProposalUnknown, "id", $"there is no proposal {id} of a {kind}")])
                    : confirmed
                    ? ProvinceDecider.ConfirmProposal(_province.State, id, reason, person)
                    : ProvinceDecider.RejectProposal(_province.State, id, reason, person);
            });

    public async Task<ProposalsReading> ProposalsAsync(CallerView caller)
    {
        if (AccessRules.Check(caller.ToCaller(), Operation.ReadProposals, _code, path: "province") is { } forbidden)
        {
            return new ProposalsReading([], [Views.Of(forbidden)]);
        }

        await CatchUpAsync();
        return new ProposalsReading(ProposalViews.Of(_province, new Person(caller.Subject)), []);
    }

    public async Task<IReadOnlyList<int>> YearsAsync()
    {
        var prefix = $"year/{_code}/";
        var heads = await ledger.ReadHeadsAsync(_code, prefix);
        return [.. heads.Select(head => GrainKeys.ProvinceYear(head.Stream, "year").Year.Value).Order()];
    }

    private Task<WriteResult> DecideAsync(WriteRequest request, Operation operation, Func<Person, Decision> decide) =>
        RecordAsync(request, caller =>
            AccessRules.Check(caller, operation, _code, path: "province") is { } forbidden
                ? Plan.Refuse(forbidden)
                : decide(caller.Person).Match(Append, refusals => Plan.Refuse(refusals, [Seen])));

    private Task<WriteResult> RecordAsync(WriteRequest request, Func<Caller, Plan> plan) =>
        recorder.RecordAsync(request, _code, _ => Task.FromResult(plan(request.Caller.ToCaller())), CatchUpAsync);

    /// <summary>What people want on record takes two of them.</summary>
    private static Plan? Direct(WriteRequest request) => request.Subject == Person.Engine.Subject
        ? null
        : Plan.Refuse(RefusalCode.RoleForbids, "", "only the engine puts on record what comes with it; propose it");

    private StreamGuard Seen => new(_province.Stream, _province.Version);

    /// <summary>The facts, with the document of what they publish.</summary>
    private Plan Append(IReadOnlyList<Fact> facts) => Plan.Append(
        [new StreamAppend(_province.Stream, _province.Version, facts)],
        [],
        [
            .. facts.OfType<RulebookPublished>().Select(fact => YearDocuments.Of(_code, fact)),
            .. facts.OfType<RegisterPublished>().Select(fact => YearDocuments.Of(_code, fact)),
        ]);

    private async Task CatchUpAsync()
    {
        _province = await _province.CatchUpAsync(ledger);
        await catalogue.LatestRegisterAsync(_code);
    }
}
