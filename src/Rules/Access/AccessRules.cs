using Award.Rules.Record;

namespace Award.Rules.Access;

/// <summary>
/// The one table of who may do what, and where. docs/access.md shows the same table; a test compares them. The edge asks it
/// before a grain is called, the grain asks it again before it decides, and <c>GET /api/v1/access</c> answers from it.
/// </summary>
public static class AccessRules
{
    private static readonly Permit Assessing = new([Role.Assessor], Reach.Region, ByDimension: true);
    private static readonly Permit Raising = new([Role.Assessor], Reach.Region);
    private static readonly Permit Reviewing = new([Role.Reviewer], Reach.Region);
    private static readonly Permit Deciding = new([Role.Reviewer, Role.Publisher], Reach.Region);
    private static readonly Permit Publishing = new([Role.Publisher], Reach.Region);
    private static readonly Permit Moving = new([Role.Reviewer, Role.Publisher], Reach.Province);
    private static readonly Permit Opening = new([Role.Publisher], Reach.Province);
    private static readonly Permit Operating = new([Role.Operator], Reach.Province);
    private static readonly Permit Working = new([Role.Assessor, Role.Reviewer, Role.Publisher], Reach.Shown);

    private static readonly Dictionary<Operation, Permit> Permits = new()
    {
        [Operation.OpenYear] = Opening,
        [Operation.BeginCollecting] = Moving,
        [Operation.BeginReview] = Moving,
        [Operation.GiveNotice] = Moving,
        [Operation.ReturnToReview] = Moving,
        [Operation.Publish] = Moving,
        [Operation.ExtendDeadline] = Moving,
        [Operation.ChangeRulebook] = Opening,

        [Operation.SubmitFigures] = Assessing,
        [Operation.AmendFigure] = Assessing,
        [Operation.RecordIncidents] = Assessing,
        [Operation.AmendIncident] = Assessing,
        [Operation.WithdrawIncident] = Assessing,

        [Operation.RaiseVeto] = Raising,
        [Operation.AmendVeto] = Raising,
        [Operation.WithdrawVeto] = Raising,
        [Operation.ConfirmVeto] = Reviewing,
        [Operation.RejectVeto] = Reviewing,

        [Operation.Suspend] = Reviewing,
        [Operation.DecideSuspension] = Publishing,
        [Operation.ResolveSuspension] = Publishing,

        [Operation.ProposeRevocation] = Publishing,
        [Operation.AmendRevocation] = Publishing,
        [Operation.WithdrawRevocation] = Publishing,
        [Operation.ConfirmRevocation] = Deciding,
        [Operation.RejectRevocation] = Deciding,

        [Operation.RaiseObjection] = new([Role.City], Reach.Region),
        [Operation.DecideObjection] = Reviewing,
        [Operation.DeclareRecusal] = new([Role.Assessor, Role.Reviewer, Role.Publisher], Reach.Region),
        [Operation.WithdrawRecusal] = new([Role.Assessor, Role.Reviewer, Role.Publisher], Reach.Region),

        [Operation.ProposeRulebook] = Operating,
        [Operation.ProposeRegister] = Operating,
        [Operation.ConfirmProposal] = Opening,
        [Operation.RejectProposal] = Opening,
        [Operation.ReadProposals] = new([Role.Publisher, Role.Operator], Reach.Province),

        [Operation.ReadProgress] = Working,
        [Operation.ReadWorkingTable] = Working,
        [Operation.ReadSheet] = new(
            [Role.Assessor, Role.Reviewer, Role.Publisher, Role.City, Role.Auditor], Reach.Region),
        [Operation.AskWhatIf] = new([Role.Assessor, Role.City], Reach.Region),
        [Operation.ReadObjections] = new([Role.Reviewer, Role.Publisher, Role.City, Role.Auditor], Reach.Shown),
        [Operation.ReadHistory] = new([Role.Assessor, Role.Reviewer, Role.City, Role.Auditor], Reach.Region),
        [Operation.ReadInbox] = new([Role.City], Reach.Shown),
        [Operation.ReadRecord] = new([Role.Auditor], Reach.Shown),
        [Operation.ReadAccessLog] = new([Role.Auditor, Role.Operator], Reach.Province),
        [Operation.CompareRulebook] = new(
            [Role.Assessor, Role.Reviewer, Role.Publisher, Role.Auditor], Reach.Province),
        [Operation.ReadAccess] = new(Enum.GetValues<Role>(), Reach.Self),
        [Operation.SeeDashboard] = new([Role.Operator], Reach.Self),
    };

    public static Permit Of(Operation operation) => Permits[operation];

    /// <summary>The caller has a role for it, wherever.</summary>
    public static Refusal? CheckRole(Caller caller, Operation operation) =>
        Of(operation).Roles.Any(caller.Roles.Contains)
            ? null
            : new(RefusalCode.RoleForbids, "Authorization", "the token's role does not allow this");

    /// <summary>
    /// The caller has a role for it and reaches the region or province. The answer depends on the codes alone, never on
    /// what is on record about them.
    /// </summary>
    /// <param name="code">The region it is about, or the province.</param>
    /// <param name="parent">What the region lies in that year, or null.</param>
    /// <param name="path">Where the code stands in the request.</param>
    public static Refusal? Check(
        Caller caller, Operation operation, RegionCode code, RegionCode? parent = null, string path = "", int? row = null)
    {
        if (CheckRole(caller, operation) is { } refusal)
            return refusal;
        return Of(operation).Reach is Reach.Self or Reach.Shown || caller.Covers(code, parent)
            ? null
            : new(RefusalCode.RegionForbids, path, "the token's regions do not allow this", row);
    }

    /// <summary>An assessor bound to dimensions writes within them.</summary>
    /// <param name="dimensions">The dimensions it touches; none when it belongs to no dimension alone.</param>
    public static Refusal? CheckDimension(
        Caller caller, Operation operation, IReadOnlyList<string> dimensions, string path = "", int? row = null) =>
        Of(operation).ByDimension && caller.Dimensions.Count > 0 && dimensions.Count > 0
        && !dimensions.Any(caller.Dimensions.Contains)
            ? new(RefusalCode.DimensionForbids, path, "the token's dimensions do not allow this", row)
            : null;
}
