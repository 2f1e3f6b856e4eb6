using Award.Rules.Rulebooks;

namespace Award.Rules;

/// <summary>A dated incident (事件). <paramref name="Date"/> is a calendar date in Asia/Shanghai.</summary>
public sealed record Incident(
    string Id, string Kind, DateOnly Date, int Deaths = 0, Severity? Severity = null, bool Rectified = true);
