using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains;

/// <inheritdoc cref="IProvinceGrain"/>
public sealed class ProvinceGrain(ILedger ledger, Recorder recorder, ProvinceCatalogue catalogue) : Grain, IProvinceGrain
{
    private RegionCode _province;
    private long _version;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _province = GrainKeys.Code(this.GetPrimaryKeyString(), "province");
        return CatchUpAsync();
    }

    public async Task<WriteResult> PublishRulebookAsync(WriteRequest request, string yaml)
    {
        var load = RulebookLoader.Load(yaml);
        return await recorder.RecordAsync(request, _province, PlanAsync, CatchUpAsync);

        Task<Plan> PlanAsync(DateTimeOffset at)
        {
            if (AccessRules.Check(request.Caller.ToCaller(), Operation.ProposeRulebook, _province) is { } forbidden)
            {
                return Task.FromResult(Plan.Refuse(forbidden));
            }

            if (load.Rulebook is not { } rulebook)
            {
                return Task.FromResult(Plan.Refuse([.. load.Problems.Select(problem => new Refusal(
                    problem.Code, problem.Path, $"line {problem.Line}: {problem.Message}"))]));
            }

            var fact = new RulebookPublished(rulebook.Id, rulebook.Hash, rulebook.Source);
            return Task.FromResult(Append(fact, YearDocuments.Of(_province, fact)));
        }
    }

    public Task<WriteResult> PublishRegisterAsync(
        WriteRequest request, IReadOnlyList<RegisterRowView> regions, IReadOnlyList<LineageLinkView> lineage)
    {
        return recorder.RecordAsync(request, _province, PlanAsync, CatchUpAsync);

        Task<Plan> PlanAsync(DateTimeOffset at)
        {
            if (AccessRules.Check(request.Caller.ToCaller(), Operation.ProposeRegister, _province) is { } forbidden)
            {
                return Task.FromResult(Plan.Refuse(forbidden));
            }

            var (fact, refusals) = Registers.Read(regions, lineage);
            return Task.FromResult(fact is null
                ? Plan.Refuse(refusals)
                : Append(fact, YearDocuments.Of(_province, fact)));
        }
    }

    public async Task<IReadOnlyList<int>> YearsAsync()
    {
        var prefix = $"year/{_province}/";
        var heads = await ledger.ReadHeadsAsync(_province, prefix);
        return [.. heads.Select(head => GrainKeys.ProvinceYear(head.Stream, "year").Year.Value).Order()];
    }

    private Plan Append(Fact fact, PublishedDocument document) =>
        Plan.Append([new StreamAppend(StreamNames.Province(_province), _version, [fact])], [], [document]);

    private async Task CatchUpAsync()
    {
        _version = (await ledger.ReadHeadAsync(StreamNames.Province(_province)))?.Version ?? 0;
        await catalogue.LatestRegisterAsync(_province);
    }
}
