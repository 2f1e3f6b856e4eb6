namespace Award.Rules.Record;

/// <summary>
/// What people do to an open or published year. When each may be done: <see cref="StageRules"/>.
/// </summary>
public enum Operation
{
    SubmitFigures,
    AmendFigure,
    RecordIncidents,
    AmendIncident,
    WithdrawIncident,
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
}
