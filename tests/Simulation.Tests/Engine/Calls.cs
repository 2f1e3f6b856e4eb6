using Award.Grains;
using Award.Ledger;
using Simulation.Tests.Audit;
using Simulation.Tests.World;

namespace Simulation.Tests.Engine;

/// <summary>What is asked in plain words, asked of the grains.</summary>
public static class Calls
{
    public static WriteRequest Request(Ask ask, string key, string? body = null) =>
        new(CallerView.Unbounded(ask.Person), key, ContentHash.Of(body ?? ask.ToString()));

    /// <param name="land">Where a code's level and province are looked up.</param>
    public static Task<WriteResult> Send(IGrainFactory grains, Land land, Ask ask, WriteRequest request) =>
        ask switch
    {
        PublishBook a => Province(grains, land).PublishRulebookAsync(request, Books.Yaml(a.Book)),
        PublishLand a => Province(grains, a.Land).PublishRegisterAsync(request, Rows(a.Land), Links(a.Land)),
        OpenYear a => Year(grains, land, a.Year).OpenAsync(
            request, new YearOpening(a.Book, "embargoed", a.CollectingUntil, a.NoticeUntil, Demonstration: true)),
        MoveStage a => Year(grains, land, a.Year).MoveStageAsync(request, a.To, a.Reason),
        ExtendDeadline a =>
            Year(grains, land, a.Year).ExtendDeadlineAsync(request, a.Deadline, a.Until, a.Reason),
        HonourDeadlines a => WakeAsync(Year(grains, land, a.Year)),
        Submit { Together: true } a =>
            Year(grains, land, a.Year).SubmitFiguresAsync(request, [.. a.Rows.Select(Row)]),
        Submit a =>
            Sheet(grains, land, a.Year, a.Rows[0].Code).SubmitFiguresAsync(request, [.. a.Rows.Select(Row)]),
        RecordIncidents { Together: true } a =>
            Year(grains, land, a.Year).RecordIncidentsAsync(request, [.. a.Rows.Select(Row)]),
        RecordIncidents a =>
            Sheet(grains, land, a.Year, a.Rows[0].Code).RecordIncidentsAsync(
                request, [.. a.Rows.Select(Row)]),
        AmendFigure a => Sheet(grains, land, a.Year, a.Code).AmendFigureAsync(
            request, a.Indicator, a.Value, a.Reason, a.Version),
        AmendIncident a =>
            Sheet(grains, land, a.Year, a.Line.Code).AmendIncidentAsync(request, a.Id, Row(a.Line), a.Reason),
        WithdrawIncident a =>
            Sheet(grains, land, a.Year, a.Code).WithdrawIncidentAsync(request, a.Id, a.Reason),
        RaiseVeto a => Sheet(grains, land, a.Year, a.Code).RaiseVetoAsync(request, a.Ground, a.Reason),
        AmendVeto a => Sheet(grains, land, a.Year, a.Code).AmendVetoAsync(request, a.Id, a.Ground, a.Reason),
        DecideVeto a =>
            Sheet(grains, land, a.Year, a.Code).DecideVetoAsync(request, a.Id, Step(a.Step), a.Reason),
        Suspend a => Sheet(grains, land, a.Year, a.Code).SuspendAsync(request, a.Reason),
        DecideSuspension a =>
            Sheet(grains, land, a.Year, a.Code).DecideSuspensionAsync(request, a.Id, a.Designated, a.Reason),
        RaiseObjection a => Sheet(grains, land, a.Year, a.Code).RaiseObjectionAsync(
            request, new ObjectionRow(a.Text, a.Indicator, null, null)),
        DecideObjection a => Sheet(grains, land, a.Year, a.Code).DecideObjectionAsync(
            request,
            a.Id,
            new ObjectionAnswerRow(a.Upheld, a.Reason, a.Indicator is null ? [] : [new CorrectionRow(a.Indicator, a.Value!)])),
        DeclareRecusal a => Year(grains, land, a.Year).DeclareRecusalAsync(request, a.Code, a.Reason),
        WithdrawRecusal a => Year(grains, land, a.Year).WithdrawRecusalAsync(request, a.Id, a.Reason),
        ProposeRevocation a => Streak(grains, a.Unit).ProposeRevocationAsync(request, a.Year, a.Reason),
        AmendRevocation a => Streak(grains, a.Unit).AmendRevocationAsync(request, a.Id, a.Reason),
        DecideRevocation a =>
            Streak(grains, a.Unit).DecideRevocationAsync(request, a.Id, Step(a.Step), a.Reason),
        _ => throw new ArgumentException(ask.ToString(), nameof(ask)),
    };

    private static async Task<WriteResult> WakeAsync(IAwardYearGrain year) =>
        await year.HonourDeadlinesAsync()
        ?? WriteResult.Refused(new RefusalView("NothingDue", "", "nothing is due", null));

    public static IProvinceGrain Province(IGrainFactory grains, Land land) =>
        grains.GetGrain<IProvinceGrain>($"province/{land.Province}");

    public static IAwardYearGrain Year(IGrainFactory grains, Land land, int year) =>
        grains.GetGrain<IAwardYearGrain>($"year/{land.Province}/{year}");

    public static IStandingsGrain Standings(IGrainFactory grains, Land land, int year) =>
        grains.GetGrain<IStandingsGrain>($"standings/{land.Province}/{year}");

    public static IStreakGrain Streak(IGrainFactory grains, string unit) =>
        grains.GetGrain<IStreakGrain>($"streak/{unit}");

    public static IRegionYearGrain Sheet(IGrainFactory grains, Land land, int year, string code) =>
        land.Places.Any(p => p.Code == code && p.IsCity)
            ? grains.GetGrain<ICityGrain>($"city/{year}/{code}")
            : grains.GetGrain<ICountyGrain>($"county/{year}/{code}");

    private static VetoStep Step(string step) => step switch
    {
        "confirm" => VetoStep.Confirm,
        "reject" => VetoStep.Reject,
        "withdraw" => VetoStep.Withdraw,
        _ => throw new ArgumentException(step, nameof(step)),
    };

    private static FigureRow Row(FigureLine line) => new(line.Code, line.Indicator, line.Value, null);

    private static IncidentRow Row(IncidentLine line) =>
        new(line.Code, line.Kind, line.Date, line.Deaths, line.Severity, line.Rectified);

    private static List<RegisterRowView> Rows(Land land) =>
    [
        .. land.Places.Select(p => new RegisterRowView(
            p.Code, $"区{p.Code}", $"Region {p.Code}", p.IsCity ? "city" : "county", p.Parent, p.From, p.To)),
    ];

    private static List<LineageLinkView> Links(Land land) =>
        [.. land.Changes.Select(c => new LineageLinkView(c.Year, c.Old, c.New, c.OldSurvives, c.Kind, c.Inherits))];
}
