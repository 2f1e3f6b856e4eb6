namespace Award.Grains;

/// <summary>One figure of one region. <paramref name="Value"/> is plain decimal text, read exactly.</summary>
[GenerateSerializer, Immutable, Alias("award.FigureRow")]
public sealed record FigureRow(
    [property: Id(0)] string Region,
    [property: Id(1)] string Indicator,
    [property: Id(2)] string Value,
    [property: Id(3)] string? Evidence);

/// <param name="Date">Calendar date in Asia/Shanghai.</param>
/// <param name="Severity">"ordinary", "larger", "major", "extreme" or null.</param>
[GenerateSerializer, Immutable, Alias("award.IncidentRow")]
public sealed record IncidentRow(
    [property: Id(0)] string Region,
    [property: Id(1)] string Kind,
    [property: Id(2)] DateOnly Date,
    [property: Id(3)] int Deaths,
    [property: Id(4)] string? Severity,
    [property: Id(5)] bool Rectified);

/// <param name="Rulebook">Id of a rulebook on record in the province; the latest text under that id is taken.</param>
/// <param name="Visibility">"embargoed", "live" or "live-until-freeze".</param>
[GenerateSerializer, Immutable, Alias("award.YearOpening")]
public sealed record YearOpening(
    [property: Id(0)] string Rulebook,
    [property: Id(1)] string Visibility,
    [property: Id(2)] DateOnly? CollectingUntil,
    [property: Id(3)] DateOnly? NoticeUntil,
    [property: Id(4)] bool Demonstration);

[GenerateSerializer, Immutable, Alias("award.RegisterRowView")]
public sealed record RegisterRowView(
    [property: Id(0)] string Code,
    [property: Id(1)] string NameZh,
    [property: Id(2)] string NameEn,
    [property: Id(3)] string Level,
    [property: Id(4)] string Parent,
    [property: Id(5)] int ValidFrom,
    [property: Id(6)] int? ValidTo);

[GenerateSerializer, Immutable, Alias("award.LineageLinkView")]
public sealed record LineageLinkView(
    [property: Id(0)] int Year,
    [property: Id(1)] string Old,
    [property: Id(2)] string New,
    [property: Id(3)] bool OldSurvives,
    [property: Id(4)] string Kind,
    [property: Id(5)] bool Inherits);
