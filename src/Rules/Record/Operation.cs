namespace Award.Rules.Record;

/// <summary>
/// What people do. When each may be done: <see cref="StageRules"/>; who may: <see cref="Access.AccessRules"/>.
/// </summary>
public enum Operation
{
    // The year
    OpenYear,
    BeginCollecting,
    BeginReview,
    GiveNotice,
    ReturnToReview,
    Publish,
    ExtendDeadline,
    ChangeRulebook,

    // Figures and incidents
    SubmitFigures,
    AmendFigure,
    RecordIncidents,
    AmendIncident,
    WithdrawIncident,

    // Vetoes, suspensions, revocations
    RaiseVeto,
    AmendVeto,
    WithdrawVeto,
    ConfirmVeto,
    RejectVeto,
    Suspend,
    DecideSuspension,
    ResolveSuspension,
    ProposeRevocation,
    AmendRevocation,
    WithdrawRevocation,
    ConfirmRevocation,
    RejectRevocation,

    // Objections and recusals
    RaiseObjection,
    DecideObjection,
    DeclareRecusal,
    WithdrawRecusal,

    // What every year of a province refers to
    ProposeRulebook,
    ProposeRegister,
    ConfirmProposal,
    RejectProposal,
    ReadProposals,

    // Reading what is not public
    ReadProgress,
    ReadWorkingTable,
    ReadSheet,
    AskWhatIf,
    ReadObjections,
    ReadHistory,
    ReadInbox,
    ReadRecord,
    ReadAccessLog,
    CompareRulebook,
    ReadAccess,
    SeeDashboard,
}
