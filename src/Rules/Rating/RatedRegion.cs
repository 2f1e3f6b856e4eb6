namespace Award.Rules.Rating;

/// <summary>One region between scoring and ranking: what was read, what was made of it.</summary>
/// <param name="Values">By the indicators' order in the rulebook.</param>
/// <param name="Total">Rounded total; null while open.</param>
internal sealed record RatedRegion(
    RegionInputs Inputs,
    IReadOnlyList<ScoredValue> Values,
    IReadOnlyList<string> ProposedVetoes,
    NodeScore Score,
    Points? Total)
{
    public string Key => Inputs.Sheet.Key;
}

/// <summary>
/// What a rating leaves behind so that the next one of the same year need not read and score what has not
/// changed.
/// </summary>
/// <param name="Peers">By level and indicator, for relative indicators.</param>
internal sealed record Memory(
    PreviousYear? Previous,
    IReadOnlyDictionary<string, RatedRegion> Regions,
    IReadOnlyDictionary<(RegionLevel Level, string Indicator), Peers> Peers)
{
    public static Memory Empty { get; } = new(
        null,
        new Dictionary<string, RatedRegion>(),
        new Dictionary<(RegionLevel, string), Peers>());
}
