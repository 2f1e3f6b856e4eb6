using Award.Rules.Record;

namespace Award.Api.People;

/// <summary>Roles that tokens carry and policies ask for.</summary>
internal static class Roles
{
    public const string Assessor = "assessor";
    public const string Reviewer = "reviewer";
    public const string Publisher = "publisher";

    /// <summary>Policy: moves stages, decides on revocations.</summary>
    public const string ReviewerOrPublisher = "reviewer-or-publisher";

    /// <summary>Policy: sees working figures.</summary>
    public const string Any = "assessor-reviewer-or-publisher";

    public static IReadOnlyList<string> All { get; } = [Assessor, Reviewer, Publisher];
}

/// <summary>The claims of a signed-in person.</summary>
internal static class Claims
{
    /// <summary>The opaque subject id: what the record keeps of a person.</summary>
    public const string Subject = "sub";

    public const string Role = "role";

    /// <exception cref="InvalidOperationException">
    /// Nobody is signed in: the endpoint lacks a policy.
    /// </exception>
    public static Person Person(this HttpContext context) =>
        context.User.FindFirst(Subject) is { } subject
            ? new Person(subject.Value)
            : throw new InvalidOperationException("an endpoint for signed-in people was reached without one");
}
