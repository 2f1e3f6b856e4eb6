namespace Cluster.Tests.Promises;

/// <summary>A promise that was not kept.</summary>
public enum Promise
{
    /// <summary>An acknowledged command is on record.</summary>
    Kept,

    /// <summary>A command is applied once.</summary>
    Once,

    /// <summary>What was refused changed nothing, and answers to one write agree.</summary>
    Refused,

    /// <summary>What is published follows from what was acknowledged, and is the same everywhere.</summary>
    Derived,

    /// <summary>The record verifies, with every receipt.</summary>
    Verified,

    /// <summary>No public byte depends on what is not public.</summary>
    Embargoed,

    /// <summary>Service came back within the budget, and nothing was answered that should never be.</summary>
    Served,
}

/// <param name="Period">Of the bench, where it can be told; else -1.</param>
public sealed record Breach(Promise Promise, string What, int Period = -1)
{
    public override string ToString() => $"{Promise}: {What}";
}
