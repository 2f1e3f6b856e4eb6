namespace Award.Rules.Rulebooks;

public enum Severity
{
    /// <summary>一般</summary>
    Ordinary,

    /// <summary>较大</summary>
    Larger,

    /// <summary>重大</summary>
    Major,

    /// <summary>特别重大</summary>
    Extreme,
}

/// <summary>Which incidents a rule is about. An empty set or a null bound does not restrict.</summary>
public sealed record IncidentFilter(
    IReadOnlyList<string> Kinds, IReadOnlyList<Severity> Severities, int? MinDeaths, int? MaxDeaths)
{
    public bool Matches(Incident incident) =>
        (Kinds.Count == 0 || Kinds.Contains(incident.Kind))
        && (Severities.Count == 0 || (incident.Severity is { } severity && Severities.Contains(severity)))
        && (MinDeaths is null || incident.Deaths >= MinDeaths)
        && (MaxDeaths is null || incident.Deaths <= MaxDeaths);
}

/// <summary>A structured condition over a sheet's incidents and figures. Closed.</summary>
public abstract record Condition
{
    private protected Condition()
    {
    }
}

/// <summary>At least <paramref name="AtLeast"/> incidents match.</summary>
public sealed record IncidentCount(IncidentFilter Filter, int AtLeast) : Condition;

/// <summary>The figure compares with a value; a missing figure makes it false.</summary>
public sealed record FigureComparison(string Figure, Comparison Comparison, Ratio Value) : Condition;

public sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition;

public sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition;

public sealed record Not(Condition Condition) : Condition;

/// <summary>Holds only when a person raises it (弄虚作假: no figure tells).</summary>
public sealed record RaisedByPerson : Condition;

public enum Comparison
{
    Below,
    AtMost,
    AtLeast,
    Above,
    EqualTo,
}

/// <summary>
/// A ground for a veto (一票否决). A condition that holds proposes it; only a confirmed veto bars.
/// </summary>
/// <param name="Levels">The levels it applies to.</param>
public sealed record VetoGround(
    string Id, BilingualName Name, IReadOnlyList<RegionLevel> Levels, Condition When);
