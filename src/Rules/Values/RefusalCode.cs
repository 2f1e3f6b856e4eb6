namespace Award.Rules;

/// <summary>
/// Every rule a command can break. The name is the contract: it is the <c>code</c> of problem details and
/// never changes. A test shows that each occurs.
/// </summary>
public enum RefusalCode
{
    // Form
    MalformedInput,
    UnknownField,
    FieldMissing,
    ReasonMissing,
    TooManyRows,
    BodyTooLarge,

    // Rulebooks
    RulebookUnreadable,
    RulebookKeyUnknown,
    RulebookKeyMissing,
    RulebookValueInvalid,
    RulebookPointsDoNotAddUp,
    RulebookTargetOnWrongSide,
    RulebookReferenceUnknown,
    RulebookLadderDoesNotRise,
    RulebookIdDuplicate,
    RulebookUnknown,
    RulebookUnchanged,

    // Years and stages
    YearUnknown,
    YearAlreadyOpen,
    YearOutOfRange,
    ProvinceUnknown,
    DatesOutOfOrder,
    SplitMayNotInherit,
    ProposalUnknown,
    ProposalAlreadyDecided,
    ProposalChangesNothing,
    StageForbids,
    StageUnreachable,
    PreviousYearNotPublished,
    NoticePeriodNotElapsed,
    FiguresMissing,
    VetoUndecided,
    YearNotPublished,
    CollectingEnded,
    DeadlineNotSet,
    DeadlineNotExtended,
    DeadlineNotDue,

    // Regions and figures
    RegionUnknown,
    RegionNotAssessedThatYear,
    IndicatorUnknown,
    IndicatorCountsIncidents,
    FigureRolledUp,
    FigureMalformed,
    FigureOutOfRange,
    FigureAlreadySubmitted,
    FigureNotSubmitted,
    FigureUnchanged,
    DuplicateRow,
    NeedsConfirmation,

    // Incidents
    IncidentKindUnknown,
    IncidentDateOutsideYear,
    IncidentDeathsOutOfRange,
    IncidentUnknown,
    IncidentAlreadyWithdrawn,

    // Vetoes, suspensions, revocations
    GroundUnknown,
    GroundForOtherLevel,
    VetoUnknown,
    VetoAlreadyRaised,
    VetoAlreadyDecided,
    SuspensionUnknown,
    AlreadySuspended,
    SuspensionAlreadyDecided,
    RevocationUnknown,
    RevocationAlreadyProposed,
    RevocationAlreadyDecided,
    NotDesignated,
    SamePersonTwice,
    NotYours,

    // Objections and recusals
    ObjectionUnknown,
    ObjectionAlreadyDecided,
    ObjectionUndecided,
    TooManyObjections,
    RecusalUnknown,
    RecusalAlreadyDeclared,
    RecusalAlreadyWithdrawn,
    Recused,

    // The record
    IdempotencyKeyMissing,
    IdempotencyKeyMalformed,
    IdempotencyKeyReused,
    PreconditionMissing,
    SheetChanged,
    PreviewOutdated,
    RecordBusy,
    RecordFull,
    ArithmeticOverflow,

    // People
    NotSignedIn,
    RoleForbids,
    RegionForbids,
    DimensionForbids,
    TokenRevoked,
    TooManyRequests,
    AccessLogUnavailable,

    // Telling
    WebhookUnknown,
    WebhookForbidden,

    // Plain tables
    TableUnreadable,
    TableKeyMissing,
    TableKeyDuplicate,
    TableCellMalformed,
    TableHasNoIndicator,

    // Imported tables
    ImportUnreadable,
    ImportEncodingUnknown,
    ImportTooLarge,
    ImportTimeExceeded,
    ImportHoldsNoFigure,
    ImportHeadingUnknown,
    ImportHeadingMissing,
    ImportHeadingDuplicate,
    ImportNameAmbiguous,
    ImportNamesDiffer,
    ImportUnitDiffers,
    ImportRegionUnknown,
    ImportIndicatorUnknown,
    ImportCellMalformed,
    ImportFormula,
    ImportMergedCells,
    ImportRowDuplicate,
    ImportNothingNew,
}
