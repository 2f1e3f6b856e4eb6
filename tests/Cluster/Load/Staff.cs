using Cluster.Tests.Parts;

namespace Cluster.Tests.Load;

/// <summary>
/// Those who work in one province, so many that nobody has to do what they may not: whoever confirms has submitted nothing, and
/// whoever publishes has neither given notice nor decided.
/// </summary>
public sealed class Staff(Installation installation, BenchProvince province)
{
    public IReadOnlyList<Person> Assessors { get; } =
        [.. Enumerable.Range(1, 3).Select(number => Of($"assessor-{number}", "assessor", installation, province))];

    /// <summary>Begins collecting and review, decides vetoes.</summary>
    public Person Reviewer { get; } = Of("reviewer-1", "reviewer", installation, province);

    public Person NoticeGiver { get; } = Of("reviewer-2", "reviewer", installation, province);

    /// <summary>Opens and publishes, proposes revocations.</summary>
    public Person Publisher { get; } = Of("publisher-1", "publisher", installation, province);

    /// <summary>Confirms revocations, rulebooks and registers.</summary>
    public Person Confirmer { get; } = Of("publisher-2", "publisher", installation, province);

    public Person Operator { get; } = Of("operator", "operator", installation, province);

    private static Person Of(string name, string role, Installation installation, BenchProvince province) =>
        new($"{name}-{province.Digits}", installation.Token($"{name}-{province.Digits}", [role], province.Code));
}
