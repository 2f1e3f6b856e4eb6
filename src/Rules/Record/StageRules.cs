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

    /// <summary>The stages an operation may be done in.</summary>
    public static IReadOnlyList<Stage> StagesOf(Operation operation) => operation switch
    {
        // Review takes first figures too: a gap that review finds could otherwise never be filled.
        Operation.SubmitFigures or Operation.AmendFigure => WhileFiguresMayChange,
        Operation.RecordIncidents or Operation.AmendIncident or Operation.WithdrawIncident =>
            WhileFiguresMayChange,
        Operation.RaiseVeto or Operation.AmendVeto or Operation.WithdrawVeto => BeforePublication,
        Operation.ConfirmVeto or Operation.RejectVeto => BeforePublication,
        Operation.Suspend or Operation.DecideSuspension => WhileDecided,
        _ => AfterPublication,
    };

    public static bool Allows(Operation operation, Stage stage) => StagesOf(operation).Contains(stage);

    /// <summary>One step forward, or from notice back to review.</summary>
    public static bool CanMove(Stage from, Stage to) =>
        (int)to == (int)from + 1 || (from == Stage.Notice && to == Stage.Review);
}
