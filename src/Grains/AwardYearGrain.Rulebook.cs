using Award.Grains.Recording;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains;

/// <summary>The year by another rulebook: from now on, or beside its own to compare.</summary>
public sealed partial class AwardYearGrain
{
    public Task<WriteResult> ChangeRulebookAsync(WriteRequest request, string rulebook, string reason) =>
        services.Recorder.RecordAsync(
            request, _province, at => RulebookPlanAsync(request, rulebook, reason, at), CatchUpAsync);

    private async Task<Plan> RulebookPlanAsync(
        WriteRequest request, string rulebook, string reason, DateTimeOffset at)
    {
        if (AccessRules.Check(
            request.Caller.ToCaller(), Operation.ChangeRulebook, _province, path: "province") is { } forbidden)
        {
            return Plan.Refuse(forbidden);
        }

        var year = _year;
        var province = await services.Ledger.ReadHeadAsync(StreamNames.Province(_province));
        var known = await services.Catalogue.FindRulebookAsync(_province, rulebook);
        var register = year.State.Opened is { } opened
            ? await services.Catalogue.RegisterAsync(_province, opened.RegisterHash)
            : null;
        if (year.Version != _year.Version)
        {
            // Another call took in something new meanwhile: decide on that.
            return Plan.Refuse(
                [new Refusal(RefusalCode.RecordBusy, "", "The record changed meanwhile; try again.")], [Seen(year)]);
        }

        return YearDecider.ChangeRulebook(
            year.State, _awardYear, new RulebookChange(rulebook, known, register, reason)).Match(
            facts => YearPlan(year, facts, request, at),
            refusals => Plan.Refuse(
                refusals, [Seen(year), new StreamGuard(StreamNames.Province(_province), province?.Version ?? 0)]));
    }

    public async Task<ShadowReading> ShadowAsync(CallerView caller, ShadowAsk ask)
    {
        await CatchUpAsync();
        var year = _year;
        if (AccessRules.Check(caller.ToCaller(), Operation.CompareRulebook, _province, path: "province") is { } forbidden)
        {
            return Refused(forbidden);
        }

        if (year.State.Opened is not { } opened)
        {
            return Refused(new Refusal(RefusalCode.YearUnknown, "year", $"Award year {_awardYear} has not been opened."));
        }

        var (other, refusals) = await OtherRulebookAsync(ask);
        if (other is null)
        {
            return Refused(refusals);
        }

        var material = await ShadowMaterialAsync(year.State, opened);
        RegionLevel? level = Texts.TryParse<RegionLevel>(ask.Level, out var named) ? named : null;
        if (ask.Region is { } region && !material.Regions.Any(
            r => r.Row.Code.Value == region && (level is null || r.Row.Level == level)))
        {
            return Refused(new Refusal(
                RefusalCode.RegionUnknown, "region", $"no region {region} in {_province} {_awardYear}"));
        }

        var real = await services.Catalogue.RulebookAsync(_province, opened.RulebookHash);
        var language = ask.Chinese ? Language.Chinese : Language.English;
        var document = new ShadowRating(material, real, other, language).Document(year.State.Stage, level, ask.Region);
        return new ShadowReading(DocumentJson.Write("", document).Bytes.ToArray(), []);
    }

    private async Task<(Rulebook? Rulebook, IReadOnlyList<Refusal> Refusals)> OtherRulebookAsync(ShadowAsk ask)
    {
        if (ask.Source is null)
        {
            var known = await services.Catalogue.FindRulebookAsync(_province, ask.Rulebook ?? "");
            return Rateable(known, new Refusal(
                RefusalCode.RulebookUnknown, "rulebook", $"no rulebook '{ask.Rulebook}' is on record in the province"));
        }

        var load = RulebookLoader.Load(ask.Source);
        return load.Rulebook is null
            ? (null, [.. load.Problems.Select(p => new Refusal(p.Code, p.Path, $"line {p.Line}: {p.Message}"))])
            : Rateable(load.Rulebook, null);

        static (Rulebook?, IReadOnlyList<Refusal>) Rateable(Rulebook? rulebook, Refusal? unknown) =>
            rulebook is null ? (null, [unknown!])
            : RatingLimits.FirstBroken(rulebook) is { } broken ? (null, [broken])
            : (rulebook, []);
    }

    /// <summary>Sheets as they stand, of a published year as they were sealed.</summary>
    private async Task<ShadowMaterial> ShadowMaterialAsync(YearState year, YearOpened opened)
    {
        var register = await services.Catalogue.RegisterAsync(_province, opened.RegisterHash);
        var sealedAt = year.Published?.Sheets.ToDictionary(sheet => sheet.Stream, sheet => sheet.Version);
        var regions = new List<SealedRegion>();
        foreach (var row in register.RegionsOf(_province, _awardYear))
        {
            var stream = StreamNames.Sheet(row.Level, _awardYear, row.Code);
            var entries = await services.Ledger.ReadStreamAsync(stream);
            var sheet = SheetOnRecord.New(stream).Apply(
                entries.Where(e => sealedAt is null || e.Version <= sealedAt.GetValueOrDefault(stream)));
            regions.Add(new SealedRegion(row, register.LineageOf(row.Code)!.Value, sheet.Version, sheet.State));
        }

        var waits = (await OtherYearsAsync()).Standings.Any(
            other => other.Year.CompareTo(_awardYear) < 0 && other.Stage != Stage.Published);
        var streaks = waits ? null : await services.Loader.StreaksAsync(regions.Select(r => r.Lineage));
        var rulebooks = new Dictionary<string, Rulebook>(StringComparer.Ordinal);
        foreach (var hash in (streaks?.Values ?? []).SelectMany(
            s => s.State.Outcomes.Values, (_, outcome) => outcome.Recorded.RulebookHash).Distinct())
        {
            rulebooks[hash] = await services.Catalogue.RulebookAsync(_province, hash);
        }

        return new ShadowMaterial(
            _awardYear,
            register,
            regions,
            await services.Loader.PreviousAsync(_province, _awardYear),
            streaks?.ToDictionary(s => s.Key, s => s.Value.State),
            rulebooks);
    }

    private static ShadowReading Refused(params IReadOnlyList<Refusal> refusals) =>
        new(null, [.. refusals.Select(Views.Of)]);
}
