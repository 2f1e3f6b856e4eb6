namespace Award.Rules.Access;

/// <summary>How far a role reaches.</summary>
public enum Reach
{
    /// <summary>The caller's regions must hold the whole province.</summary>
    Province,

    /// <summary>The caller's regions must hold the region it is about.</summary>
    Region,

    /// <summary>Anyone with the role asks, and is shown what lies in their regions.</summary>
    Shown,

    /// <summary>Anyone who is signed in, about themselves.</summary>
    Self,
}

/// <summary>Who may do an operation. When it may be done: <see cref="Record.StageRules"/>.</summary>
/// <param name="ByDimension">Whether an assessor's dimensions bound it.</param>
public sealed record Permit(IReadOnlyList<Role> Roles, Reach Reach, bool ByDimension = false);
