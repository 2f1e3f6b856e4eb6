using System.Globalization;
using Award.Grains;
using Award.Ledger;
using Award.Ledger.Replay;
using Award.Rules;
using Award.Rules.Record;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests.Previews;

/// <summary>A command that may be previewed, confirmed or just sent.</summary>
internal sealed record AnyCommand(string What, WriteRequest Request, Func<WriteRequest, Task<WriteResult>> Send);

/// <summary>
/// Commands drawn for the small province as it stands: most are possible, some are refused. One year is worked on at a time; those
/// before it are published and are revoked and resolved now and then.
/// </summary>
internal sealed class AnyCommands(IGrainFactory grains, ILedger ledger, Random random, int openYear)
{
    private static readonly string[] Codes = [.. Regions.Select(r => r.Code.Value)];
    private int _number;

    public int OpenYear { get; private set; } = openYear;

    public Task<AnyCommand> NextAsync() => random.Next(20) switch
    {
        0 or 1 or 2 or 3 => OnwardAsync(),
        4 => random.Next(3) == 0 ? StageAsync(forward: false) : FigureAsync(Code()),
        5 or 6 => FigureAsync(Code()),
        7 or 8 => IncidentAsync(Code()),
        9 => VetoAsync(Code()),
        10 => SuspensionAsync(Code()),
        11 or 12 => SuspensionDecidedAsync(Code()),
        13 => Task.FromResult(Rulebook()),
        14 => Task.FromResult(Proposed(Code(), AnyPublished())),
        15 or 16 => RevocationAsync(Code()),
        17 or 18 => ObjectionAsync(Code()),
        _ => Task.FromResult(Opening()),
    };

    /// <summary>What the year needs next to be published: a figure, a decision, or a step.</summary>
    private async Task<AnyCommand> OnwardAsync()
    {
        foreach (var code in Codes)
        {
            var sheet = await SheetAsync(OpenYear, code);
            if ((await IdsAsync(code)).Any(id => !sheet.State.Figures.ContainsKey(id)))
            {
                return await FigureAsync(code);
            }

            if (sheet.State.Vetoes.Exists(v => v.State == VetoState.Raised))
            {
                return await VetoAsync(code);
            }

            if (sheet.State.Objections.Exists(o => o.Undecided))
            {
                return await ObjectionAsync(code);
            }
        }

        return await StageAsync(forward: true);
    }

    /// <summary>A figure where one is missing, else another value.</summary>
    public async Task<AnyCommand> FigureAsync(string code)
    {
        var sheet = await SheetAsync(OpenYear, code);
        var ids = await IdsAsync(code);
        List<FigureRow> missing =
        [
            .. ids.Where(id => !sheet.State.Figures.ContainsKey(id)).Select(id => new FigureRow(code, id, Value(id), null)),
        ];
        if (missing.Count > 0)
        {
            return Made($"figures {code}", "assessor", (request, year) => Sheet(grains, year, code).SubmitFiguresAsync(
                request, missing));
        }

        var indicator = ids[random.Next(ids.Length)];
        var value = Value(indicator);
        return Made($"amend {code} {indicator}={value}", "assessor", (request, year) => Sheet(grains, year, code)
            .AmendFigureAsync(request, indicator, value, "counted again", sheet.Version));
    }

    public async Task<AnyCommand> StageAsync(bool forward)
    {
        var stage = (await YearOnRecord.LoadAsync(ledger, StreamNames.Year(Province, new AwardYear(OpenYear)))).State.Stage;
        var to = forward ? (stage + 1).ToString() : "review";
        return Made($"stage {to}", to == "Published" ? "publisher" : "reviewer", async (request, year) =>
        {
            var result = await Year(grains, year).MoveStageAsync(request, to.ToLowerInvariant(), "because");
            OpenYear = to == "Published" && result.Receipt is not null ? year + 1 : OpenYear;
            return result;
        });
    }

    public AnyCommand Opening()
    {
        var rulebook = AnyRulebook();
        return Made($"open {OpenYear} {rulebook}", "publisher", (request, year) => Year(grains, year)
            .OpenAsync(request, new Award.Grains.YearOpening(rulebook, "embargoed", null, null, true)));
    }

    public AnyCommand Rulebook()
    {
        var rulebook = AnyRulebook();
        return Made($"rulebook {rulebook}", "publisher", (request, year) => Year(grains, year)
            .ChangeRulebookAsync(request, rulebook, "revised"));
    }

    public AnyCommand Proposed(string unit, int year) => Made($"revoke {unit} {year}", "publisher", (request, _) => Streak(unit)
        .ProposeRevocationAsync(request, year, "found out later"));

    private async Task<AnyCommand> RevocationAsync(string unit)
    {
        var streak = await StreakOnRecord.LoadAsync(ledger, $"streak/{unit}");
        var open = streak.State.Revocations.Find(r => r.State == RevocationState.Proposed);
        if (open is null)
        {
            return Proposed(unit, AnyPublished());
        }

        var step = random.Next(4) == 0 ? VetoStep.Reject : VetoStep.Confirm;
        return Made($"{step} {open.Id} of {open.Year}", "reviewer", (request, _) => Streak(unit)
            .DecideRevocationAsync(request, open.Id, step, "decided"));
    }

    private Task<AnyCommand> IncidentAsync(string code) => Task.FromResult(Made(
        $"incident {code}", "assessor", (request, year) => Sheet(grains, year, code).RecordIncidentsAsync(
            request, [new IncidentRow(code, "accident", new DateOnly(year, 5, 1), 0, null, true)])));

    private async Task<AnyCommand> VetoAsync(string code)
    {
        var raised = (await SheetAsync(OpenYear, code)).State.Vetoes.Find(v => v.State == VetoState.Raised);
        if (raised is null)
        {
            return Made($"veto {code}", "assessor", (request, year) => Sheet(grains, year, code)
                .RaiseVetoAsync(request, "falsified", "made up"));
        }

        var step = random.Next(2) == 0 ? VetoStep.Reject : VetoStep.Confirm;
        return Made($"{step} {raised.Id}", "reviewer", (request, year) => Sheet(grains, year, code)
            .DecideVetoAsync(request, raised.Id, step, "decided"));
    }

    /// <summary>Raised, then answered; an upheld one takes the year back to review and may amend a figure.</summary>
    private async Task<AnyCommand> ObjectionAsync(string code)
    {
        if ((await SheetAsync(OpenYear, code)).State.Objections.Find(o => o.Undecided) is not { } open)
        {
            return Made($"object {code}", "objector", (request, year) => Sheet(grains, year, code)
                .RaiseObjectionAsync(request, new ObjectionRow("counted twice", null, null, null)));
        }

        var upheld = random.Next(3) > 0;
        var indicator = (await IdsAsync(code))[^1];
        CorrectionRow[] corrections = upheld && random.Next(3) > 0 ? [new(indicator, Value(indicator))] : [];
        return Made($"{(upheld ? "uphold" : "dismiss")} {open.Id}", "arbiter", (request, year) => Sheet(grains, year, code)
            .DecideObjectionAsync(request, open.Id, new ObjectionAnswerRow(upheld, "looked into", corrections)));
    }

    private Task<AnyCommand> SuspensionAsync(string code) => Task.FromResult(Made(
        $"suspend {code}", "reviewer", (request, year) => Sheet(grains, year, code).SuspendAsync(request, "an inquiry")));

    /// <summary>On the sheet before publication, on the streak after it.</summary>
    private async Task<AnyCommand> SuspensionDecidedAsync(string code)
    {
        var year = random.Next(2) == 0 ? OpenYear : AnyPublished();
        var open = (await SheetAsync(year, code)).State.Suspension;
        var designated = random.Next(2) == 0;
        return Made($"decide {year} {code} {designated}", "decider", (request, _) => Sheet(grains, year, code)
            .DecideSuspensionAsync(request, open?.Id ?? $"{code}-s-1", designated, "decided"));
    }

    /// <param name="send">Given the year that was worked on when the command was drawn.</param>
    private AnyCommand Made(string what, string person, Func<WriteRequest, int, Task<WriteResult>> send)
    {
        var year = OpenYear;
        return new(what, By(person, $"any/{++_number}"), request => send(request, year));
    }

    private IStreakGrain Streak(string unit) => grains.GetGrain<IStreakGrain>($"streak/{unit}");

    private Task<SheetOnRecord> SheetAsync(int year, string code) => SheetOnRecord.LoadAsync(
        ledger, StreamNames.Sheet(Regions.Single(r => r.Code.Value == code).Level, new AwardYear(year), new RegionCode(code)));

    /// <summary>What the year's rulebook asks of a region.</summary>
    private async Task<string[]> IdsAsync(string code)
    {
        var year = await YearOnRecord.LoadAsync(ledger, StreamNames.Year(Province, new AwardYear(OpenYear)));
        var asked = year.State.Opened?.RulebookId == "clearing" ? "cleared" : "survey";
        return code.EndsWith("00", StringComparison.Ordinal) ? [asked] : ["cases", "residents", asked];
    }

    private int AnyPublished() => random.Next(2001, OpenYear);

    private string AnyRulebook() => OtherRulebooks.Ids[random.Next(OtherRulebooks.Ids.Count)];

    private string Code() => Codes[random.Next(Codes.Length)];

    private string Value(string id) => id switch
    {
        "residents" => "1",
        "cases" => random.Next(1, 12).ToString(CultureInfo.InvariantCulture),
        _ => random.Next(78, 101).ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>The small rulebook and others made from it.</summary>
internal static class OtherRulebooks
{
    /// <summary>Passes at 90 and gives gold at three in a row.</summary>
    public static string Strict { get; } = SmallProvince.Rulebook
        .Replace("id: small\n", "id: strict\n", StringComparison.Ordinal)
        .Replace("pass-mark: 60", "pass-mark: 90", StringComparison.Ordinal)
        .Replace("years: 4, tier: gold", "years: 3, tier: gold", StringComparison.Ordinal);

    /// <summary>Knows no survey; asks for the clear-up rate instead, and counts accidents twice as hard.</summary>
    public static string Clearing { get; } = SmallProvince.Rulebook
        .Replace("id: small\n", "id: clearing\n", StringComparison.Ordinal)
        .Replace("id: survey", "id: cleared", StringComparison.Ordinal)
        .Replace("missing: error", "missing: zero", StringComparison.Ordinal)
        .Replace("each: 5", "each: 10", StringComparison.Ordinal);

    /// <summary>Scores the survey by how it changed on last year's.</summary>
    public static string Looking { get; } = SmallProvince.Rulebook
        .Replace("id: small\n", "id: looking\n", StringComparison.Ordinal)
        .Replace(
            "{linear-ramp: {floor: 80, target: 100}}",
            "{change-on-last-year: {in: units, floor: -10, target: 10, without-previous: 0}}",
            StringComparison.Ordinal);

    public static IReadOnlyList<string> Ids { get; } = [RulebookId, "strict", "clearing", "looking"];

    public static async Task PublishAsync(IGrainFactory grains)
    {
        var province = grains.GetGrain<IProvinceGrain>(StreamNames.Province(Province));
        await Must(province.PublishRulebookAsync(By("engine", "strict"), Strict));
        await Must(province.PublishRulebookAsync(By("engine", "clearing"), Clearing));
        await Must(province.PublishRulebookAsync(By("engine", "looking"), Looking));
    }
}
