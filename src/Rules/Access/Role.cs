namespace Award.Rules.Access;

/// <summary>What a person is to the award. One person may be several.</summary>
public enum Role
{
    /// <summary>Submits figures and incidents, raises vetoes.</summary>
    Assessor,

    /// <summary>Confirms, decides objections, gives notice.</summary>
    Reviewer,

    /// <summary>Opens years, publishes, proposes revocations.</summary>
    Publisher,

    /// <summary>Speaks for a city or county: sees its own, objects.</summary>
    City,

    /// <summary>Sees the record, changes nothing.</summary>
    Auditor,

    /// <summary>Runs the engine: rulebooks, registers, the dashboard.</summary>
    Operator,
}
