namespace Award.Grains;

/// <summary>What somebody objects to.</summary>
/// <param name="Contact">How the public can be reached; kept outside the record and never shown.</param>
[GenerateSerializer, Immutable, Alias("award.ObjectionRow")]
public sealed record ObjectionRow(
    [property: Id(0)] string Text,
    [property: Id(1)] string? Indicator,
    [property: Id(2)] string? Evidence,
    [property: Id(3)] string? Contact);

/// <param name="Amendments">Other values for figures, only with an upheld one.</param>
[GenerateSerializer, Immutable, Alias("award.ObjectionAnswerRow")]
public sealed record ObjectionAnswerRow(
    [property: Id(0)] bool Upheld,
    [property: Id(1)] string Reason,
    [property: Id(2)] IReadOnlyList<CorrectionRow> Amendments);

/// <param name="Value">Plain decimal text, read exactly.</param>
[GenerateSerializer, Immutable, Alias("award.CorrectionRow")]
public sealed record CorrectionRow([property: Id(0)] string Indicator, [property: Id(1)] string Value);

/// <summary>An objection as those who work on it see it; without who raised it and how they can be reached.</summary>
/// <param name="Origin">"city" or "public".</param>
/// <param name="Text">Null once it was erased.</param>
/// <param name="Upheld">Null while undecided.</param>
/// <param name="Reason">Of the decision.</param>
[GenerateSerializer, Immutable, Alias("award.ObjectionView")]
public sealed record ObjectionView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Region,
    [property: Id(2)] string Origin,
    [property: Id(3)] string? Indicator,
    [property: Id(4)] string? Text,
    [property: Id(5)] string? Evidence,
    [property: Id(6)] bool? Upheld,
    [property: Id(7)] string? Reason);

/// <summary>How many objections of the public a region holds.</summary>
public sealed class ObjectionOptions
{
    /// <summary>Undecided ones of one region and year; beyond, none is taken until one is answered.</summary>
    public int MostOpen { get; set; } = 20;
}
