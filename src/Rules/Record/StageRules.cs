namespace Award.Rules.Record;

/// <summary>
/// The one table of what may be done in which stage, and which stage may follow which.
/// docs/lifecycle.md shows the same table; a test compares them.
/// </summary>
public static class StageRules
{
    private static readonly Stage[] WhileFiguresMayChange = [Stage.Collecting, Stage.Review];
    private static readonly Stage[] BeforePublication = [Stage.Collecting, Stage.Review, Stage.Notice];
    private static readonly Stage[] WhileDecided = [Stage.Review, Stage.Notice];
    private static readonly Stage[] AfterPublication = [Stage.Published];
    private static readonly Stage[] Whenever = Enum.GetValues<Stage>();

    /// <summary>The stages an operation may be done in; every one where the stage does not matter.</summary>
    public static IReadOnlyList<Stage> StagesOf(Operation operation) => operation switch
    {
        Operation.BeginCollecting => [Stage.Draft],
        Operation.BeginReview => [Stage.Collecting],
        Operation.GiveNotice => [Stage.Review],
        Operation.ReturnToReview or Operation.Publish => [Stage.Notice],
        Operation.ExtendDeadline => [Stage.Draft, .. BeforePublication],
        Operation.ChangeRulebook => [Stage.Draft, .. WhileFiguresMayChange],

        // Review takes first figures too: a gap that review finds could otherwise never be filled.
        Operation.SubmitFigures or Operation.AmendFigure => WhileFiguresMayChange,
        Operation.RecordIncidents or Operation.AmendIncident or Operation.WithdrawIncident =>
            WhileFiguresMayChange,
        Operation.RaiseVeto or Operation.AmendVeto or Operation.WithdrawVeto => BeforePublication,
        Operation.ConfirmVeto or Operation.RejectVeto => BeforePublication,
        Operation.Suspend or Operation.DecideSuspension => WhileDecided,
        Operation.RaiseObjection or Operation.DecideObjection => [Stage.Notice],
        Operation.DeclareRecusal => Whenever,

        // From notice on it is part of what the list was made by, and later revocations look at it.
        Operation.WithdrawRecusal => [Stage.Draft, .. WhileFiguresMayChange],
        Operation.ResolveSuspension or Operation.ProposeRevocation or Operation.AmendRevocation
            or Operation.WithdrawRevocation or Operation.ConfirmRevocation or Operation.RejectRevocation =>
            AfterPublication,
        _ => Whenever,
    };

    public static bool Allows(Operation operation, Stage stage) => StagesOf(operation).Contains(stage);

    /// <summary>The operation that a step to a stage is; which stage it starts from tells the two ways to review apart.</summary>
    public static Operation MoveTo(Stage from, Stage to) => to switch
    {
        Stage.Published => Operation.Publish,
        Stage.Notice => Operation.GiveNotice,
        Stage.Review => from == Stage.Notice ? Operation.ReturnToReview : Operation.BeginReview,
        _ => Operation.BeginCollecting,
    };

    /// <summary>One step forward, or from notice back to review.</summary>
    public static bool CanMove(Stage from, Stage to) =>
        (int)to == (int)from + 1 || (from == Stage.Notice && to == Stage.Review);
}
