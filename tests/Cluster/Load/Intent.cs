namespace Cluster.Tests.Load;

/// <summary>A write that somebody means to make, with all that has to be sent, so that it can be sent again as it was.</summary>
/// <param name="Key">Its <c>Idempotency-Key</c>; no other intent of the run has it.</param>
/// <param name="Effects">What the world holds once it is on record, and does not without.</param>
public sealed record Intent(
    string Key,
    Person By,
    HttpMethod Method,
    string Path,
    string Body,
    IReadOnlyList<Effect> Effects)
{
    public string MediaType { get; init; } = "application/json";

    /// <summary>The sheet's version that an amendment names.</summary>
    public string? IfMatch { get; init; }

    /// <summary>The number of the bench's period in which it was first sent.</summary>
    public int Period { get; init; }
}

/// <summary>One of those who write, with their token.</summary>
public sealed record Person(string Name, string Token);

/// <summary>What one write does to the award, as the bench reckons for itself.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    public sealed record Incident(int Year, string Region) : Effect;

    /// <param name="Value">The survey in per cent, from then on.</param>
    public sealed record Survey(int Year, string Region, int Value) : Effect;

    public sealed record Vetoed(int Year, string Region) : Effect;

    public sealed record Published(int Year, string Province) : Effect;

    public sealed record Revoked(int Year, string Region) : Effect;
}

/// <summary>How a write came out.</summary>
public enum Outcome
{
    /// <summary>Nobody knows: no answer, or one that says nothing of it. Sent again it becomes one of the others.</summary>
    Unknown,

    /// <summary>A receipt was given.</summary>
    Ok,

    /// <summary>It was refused, and must never be found on record.</summary>
    Refused,
}

/// <param name="Status">Null: the connection broke, or time ran out, before there was an answer.</param>
public sealed record Answer(int? Status, string Body)
{
    public static Answer None { get; } = new(null, "");

    /// <summary>A fault of the server is no verdict on the write, and neither is 429.</summary>
    public Outcome Outcome => Status switch
    {
        200 or 201 => Outcome.Ok,
        429 => Outcome.Unknown,
        >= 400 and < 500 => Outcome.Refused,
        _ => Outcome.Unknown,
    };

    /// <summary>A 5xx that is not the honest 503.</summary>
    public bool IsUnexpected => Status is >= 500 and not 503;

    public override string ToString() => $"{Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no answer"} {Body}";
}
