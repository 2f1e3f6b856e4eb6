namespace Award.Rules.Record;

/// <summary>A figure as it stands.</summary>
/// <param name="Times">How many values it has had: 1 when submitted, one more by each amendment.</param>
/// <param name="By">Who wrote the value that stands.</param>
public sealed record FigureRecord(Figure Value, string? Evidence, int Times, Person By);

/// <summary>An incident as it stands, or as it stood when it was withdrawn.</summary>
public sealed record IncidentRecord(Incident Incident, bool Withdrawn);

public enum VetoState
{
    Raised,
    Confirmed,
    Rejected,
    Withdrawn,
}

/// <param name="Reason">Why it was raised, as last amended.</param>
/// <param name="DecidedBy">Who confirmed or rejected it.</param>
public sealed record VetoRecord(
    string Id, string Ground, string Reason, VetoState State, Person RaisedBy, Person? DecidedBy)
{
    /// <summary>Undecided or confirmed: the ground is taken.</summary>
    public bool Stands => State is VetoState.Raised or VetoState.Confirmed;
}

/// <summary>Who objects: a city or county by its own person, or anybody.</summary>
public enum ObjectionOrigin
{
    City,
    Public,
}

/// <param name="Upheld">The decision; null while undecided.</param>
/// <param name="Answer">The reason of the decision.</param>
public sealed record ObjectionRecord(
    string Id,
    ObjectionOrigin Origin,
    string? Indicator,
    string Digest,
    Person RaisedBy,
    bool? Upheld,
    string? Answer,
    Person? DecidedBy)
{
    public bool Undecided => Upheld is null;
}

/// <param name="Designated">
/// The decision: true lifts it, false upholds it (not designated), null while undecided.
/// </param>
public sealed record SuspensionRecord(
    string Id, string Reason, Person SuspendedBy, bool? Designated, Person? DecidedBy)
{
    public bool Undecided => Designated is null;

    public bool Upheld => Designated is false;
}
