using Orleans.CodeGeneration;

namespace Award.Grains;

/// <summary>One region's year: its figures, incidents, vetoes and suspension. Key: the name of its stream.</summary>
public interface IRegionYearGrain : IGrainWithStringKey
{
    /// <summary>All rows are about this region; all or nothing.</summary>
    [Alias("SubmitFigures")]
    Task<WriteResult> SubmitFiguresAsync(WriteRequest request, IReadOnlyList<FigureRow> rows);

    /// <param name="expectedVersion">The sheet's version the caller saw.</param>
    [Alias("AmendFigure")]
    Task<WriteResult> AmendFigureAsync(
        WriteRequest request, string indicator, string value, string reason, long expectedVersion);

    [Alias("RecordIncidents")]
    Task<WriteResult> RecordIncidentsAsync(WriteRequest request, IReadOnlyList<IncidentRow> rows);

    [Alias("AmendIncident")]
    Task<WriteResult> AmendIncidentAsync(WriteRequest request, string id, IncidentRow incident, string reason);

    [Alias("WithdrawIncident")]
    Task<WriteResult> WithdrawIncidentAsync(WriteRequest request, string id, string reason);

    [Alias("RaiseVeto")]
    Task<WriteResult> RaiseVetoAsync(WriteRequest request, string ground, string reason);

    [Alias("AmendVeto")]
    Task<WriteResult> AmendVetoAsync(WriteRequest request, string id, string ground, string reason);

    [Alias("DecideVeto")]
    Task<WriteResult> DecideVetoAsync(WriteRequest request, string id, VetoStep step, string? reason);

    [Alias("Suspend")]
    Task<WriteResult> SuspendAsync(WriteRequest request, string reason);

    /// <summary>Before publication decided on the sheet; after it, on the streak.</summary>
    [Alias("DecideSuspension")]
    Task<WriteResult> DecideSuspensionAsync(WriteRequest request, string id, bool designated, string reason);

    /// <summary>An objection of a city or county, by its own person.</summary>
    [Alias("RaiseObjection")]
    Task<WriteResult> RaiseObjectionAsync(WriteRequest request, ObjectionRow objection);

    /// <summary>
    /// An objection of somebody without a token. Whoever the request names as its caller is passed over: the person is made of
    /// the contact.
    /// </summary>
    [Alias("RaisePublicObjection")]
    Task<WriteResult> RaisePublicObjectionAsync(WriteRequest request, ObjectionRow objection);

    /// <summary>Answers an objection; an upheld one corrects figures and returns the year to review, all in one command.</summary>
    [Alias("DecideObjection")]
    Task<WriteResult> DecideObjectionAsync(WriteRequest request, string id, ObjectionAnswerRow answer);

    [Alias("View")]
    Task<SheetReading> ViewAsync(CallerView caller);
}

/// <summary>A county's year (县、市、区). Key <c>county/2017/330624</c>.</summary>
[Alias("award.ICountyGrain"), Version(1)]
public interface ICountyGrain : IRegionYearGrain;

/// <summary>A city's year (设区市). Key <c>city/2017/330600</c>.</summary>
[Alias("award.ICityGrain"), Version(1)]
public interface ICityGrain : IRegionYearGrain;

[GenerateSerializer, Alias("award.VetoStep")]
public enum VetoStep
{
    Confirm,
    Reject,
    Withdraw,
}

/// <summary>A working sheet, or why the caller may not see it.</summary>
[GenerateSerializer, Immutable, Alias("award.SheetReading")]
public sealed record SheetReading(
    [property: Id(0)] SheetView? Sheet, [property: Id(1)] IReadOnlyList<RefusalView> Refusals);

/// <summary>The working sheet as it stands; not public.</summary>
[GenerateSerializer, Immutable, Alias("award.SheetView")]
public sealed record SheetView(
    [property: Id(0)] string Stream,
    [property: Id(1)] long Version,
    [property: Id(2)] IReadOnlyDictionary<string, string> Figures,
    [property: Id(3)] IReadOnlyList<IncidentView> Incidents,
    [property: Id(4)] IReadOnlyList<VetoView> Vetoes,
    [property: Id(5)] string? Suspension);

[GenerateSerializer, Immutable, Alias("award.IncidentView")]
public sealed record IncidentView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] DateOnly Date,
    [property: Id(3)] int Deaths,
    [property: Id(4)] string? Severity,
    [property: Id(5)] bool Rectified);

[GenerateSerializer, Immutable, Alias("award.VetoView")]
public sealed record VetoView(
    [property: Id(0)] string Id, [property: Id(1)] string Ground, [property: Id(2)] string State);
