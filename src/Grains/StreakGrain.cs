using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Record;

namespace Award.Grains;

/// <inheritdoc cref="IStreakGrain"/>
public sealed class StreakGrain(ILedger ledger, Recorder recorder, ProvinceCatalogue catalogue) : Grain, IStreakGrain
{
    private const int Attempts = 8;

    private LineageId _lineage;
    private StreakOnRecord _streak = null!;

    private RegionCode Province => _lineage.FirstCode.Province;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _lineage = new LineageId(GrainKeys.Code(this.GetPrimaryKeyString(), "streak"));
        _streak = StreakOnRecord.New(StreamNames.Streak(_lineage));
        return CatchUpAsync();
    }

    public Task<WriteResult> ProposeRevocationAsync(WriteRequest request, int year, string reason) =>
        WriteAsync(request, Operation.ProposeRevocation, () => year, _ => AwardYear.TryFrom(year, out var awardYear)
            ? StreakDecider.ProposeRevocation(_streak.State, awardYear, reason)
            : new Decision.Refused([new Refusal(RefusalCode.YearOutOfRange, "/year", $"{year} is no award year.")]));

    public Task<WriteResult> AmendRevocationAsync(WriteRequest request, string id, string reason) =>
        WriteAsync(request, Operation.AmendRevocation, () => YearOf(id), person => StreakDecider.AmendRevocation(_streak.State, id, reason, person));

    public Task<WriteResult> DecideRevocationAsync(WriteRequest request, string id, VetoStep step, string? reason) =>
        WriteAsync(request, Of(step), () => YearOf(id), person => step switch
        {
            VetoStep.Confirm => StreakDecider.ConfirmRevocation(_streak.State, id, reason, person),
            VetoStep.Reject => StreakDecider.RejectRevocation(_streak.State, id, reason, person),
            _ => StreakDecider.WithdrawRevocation(_streak.State, id, reason, person),
        });

    public async Task<int?> YearOfRevocationAsync(string id)
    {
        await CatchUpAsync();
        return _streak.State.FindRevocation(id)?.Year.Value;
    }

    public Task<WriteResult> ResolveSuspensionAsync(
        WriteRequest request, string id, int year, bool designated, string reason, string suspendedBy) =>
        WriteAsync(request, Operation.ResolveSuspension, () => year, person => StreakDecider.ResolveSuspension(
            _streak.State, id, new AwardYear(year), designated, reason, person, new Person(suspendedBy)));

    public async Task RecountAsync()
    {
        await CatchUpAsync();
        for (var attempt = 0; _streak.State.NeedsRecount && attempt < Attempts; attempt++)
        {
            // One key for what is counted: however often this runs, and wherever, the ledger takes it once.
            var key = $"recount/{_lineage}/{_streak.State.OutcomeVersion}";
            await recorder.RecordAsync(
                WriteRequest.OfEngine(key, ContentHash.Of(key)),
                Province,
                _ => RecountPlanAsync(),
                CatchUpAsync);
            await CatchUpAsync();
        }
    }

    private StreamGuard Seen => new(_streak.Stream, _streak.Version);

    /// <summary>The rules are those of the years on the streak as it stands: an attempt later there may be one more.</summary>
    private async Task<Plan> RecountPlanAsync()
    {
        var streak = _streak.State;
        var rules = await StreakPlans.RulesAsync(catalogue, Province, streak);
        return StreakDecider.Recount(streak, rules) is { } fact
            ? Append(Person.Engine, fact)
            : Plan.Refuse(RefusalCode.RecordBusy, "", "Nothing is left to count.");
    }

    /// <param name="yearOf">The award year it is about, as things stand: who is recused in it decides nothing here.</param>
    private async Task<WriteResult> WriteAsync(
        WriteRequest request, Operation operation, Func<int?> yearOf, Func<Person, Decision> decide)
    {
        var caller = request.Caller.ToCaller();
        var result = await recorder.RecordAsync(request, Province, PlanAsync, CatchUpAsync);
        if (!request.Preview)
        {
            await RecountAsync();
        }

        return result;

        async Task<Plan> PlanAsync(DateTimeOffset at)
        {
            if (await ForbiddenAsync(caller, operation) is { } forbidden)
            {
                return Plan.Refuse(forbidden);
            }

            var (recused, year) = await RecusedAsync(caller.Person, yearOf());
            return recused is not null
                ? Plan.Refuse([recused], [Seen, .. year])
                : decide(caller.Person).Match(
                    facts => StreakPlans.Append(Province, _lineage, _streak, caller.Person, facts, year),
                    refusals => Plan.Refuse(refusals, [Seen, .. year]));
        }
    }

    /// <summary>Whether the person is recused from the unit in the year, and the guard that holds that so.</summary>
    private async Task<(Refusal? Recused, IReadOnlyList<StreamGuard> Year)> RecusedAsync(Person person, int? number)
    {
        if (!AwardYear.TryFrom(number ?? 0, out var awardYear) || !_streak.State.Outcomes.TryGetValue(awardYear, out var outcome))
        {
            return (null, []);
        }

        var year = await YearOnRecord.LoadAsync(ledger, StreamNames.Year(Province, awardYear));
        var register = await catalogue.RegisterAsync(Province, year.State.Opened!.RegisterHash);
        var code = outcome.Recorded.Code;
        return (
            RecusalDecider.Check(year.State, person, code, register.Find(code, awardYear)?.Parent),
            [new StreamGuard(year.Stream, year.Version)]);
    }

    private int? YearOf(string revocation) => _streak.State.FindRevocation(revocation)?.Year.Value;

    /// <summary>Whoever reaches the unit under one of its codes, where it lay last, may act on its record.</summary>
    private async Task<Refusal?> ForbiddenAsync(Caller caller, Operation operation)
    {
        var register = (await catalogue.LatestRegisterAsync(Province))?.Register;
        var rows = register?.Rows.Where(row => register.LineageOf(row.Code) == _lineage).ToList() ?? [];
        var checks = rows.Select(row => AccessRules.Check(caller, operation, row.Code, row.Parent, "region")).ToList();
        return checks.Count == 0 ? AccessRules.Check(caller, operation, _lineage.FirstCode, path: "region")
            : checks.Contains(null) ? null : checks[0];
    }

    private static Operation Of(VetoStep step) => step switch
    {
        VetoStep.Confirm => Operation.ConfirmRevocation,
        VetoStep.Reject => Operation.RejectRevocation,
        _ => Operation.WithdrawRevocation,
    };

    /// <summary>The facts, and the document that shows the streak with them.</summary>
    private Plan Append(Person actor, params IReadOnlyList<Fact> facts) =>
        StreakPlans.Append(Province, _lineage, _streak, actor, facts);

    private async Task CatchUpAsync() => _streak = await _streak.CatchUpAsync(ledger);
}
