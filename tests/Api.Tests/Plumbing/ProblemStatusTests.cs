using Award.Api;
using Award.Rules;

namespace Api.Tests.Plumbing;

/// <summary>
/// Which refusal is which status: the whole table, so that no code is forgotten and none moves unseen.
/// </summary>
public sealed class ProblemStatusTests
{
    private static readonly Dictionary<int, string> Table = new()
    {
        [400] =
            "MalformedInput UnknownField FieldMissing ReasonMissing FigureMalformed IdempotencyKeyMissing "
            + "IdempotencyKeyMalformed ImportUnreadable ImportEncodingUnknown",
        [401] = "NotSignedIn TokenRevoked",
        [403] = "RoleForbids RegionForbids DimensionForbids SamePersonTwice NotYours Recused",
        [404] =
            "ProvinceUnknown YearUnknown RegionUnknown RulebookUnknown IndicatorUnknown IncidentKindUnknown "
            + "IncidentUnknown GroundUnknown VetoUnknown SuspensionUnknown RevocationUnknown "
            + "ProposalUnknown ObjectionUnknown RecusalUnknown WebhookUnknown",
        [409] =
            "YearAlreadyOpen StageForbids StageUnreachable PreviousYearNotPublished NoticePeriodNotElapsed "
            + "FiguresMissing VetoUndecided YearNotPublished FigureAlreadySubmitted FigureNotSubmitted "
            + "IncidentAlreadyWithdrawn VetoAlreadyRaised VetoAlreadyDecided AlreadySuspended "
            + "SuspensionAlreadyDecided "
            + "RevocationAlreadyProposed RevocationAlreadyDecided NotDesignated ImportNothingNew "
            + "CollectingEnded DeadlineNotSet DeadlineNotDue ProposalAlreadyDecided ProposalChangesNothing "
            + "ObjectionAlreadyDecided ObjectionUndecided RecusalAlreadyDeclared RecusalAlreadyWithdrawn "
            + "PreviewOutdated NeedsConfirmation",
        [412] = "SheetChanged",
        [413] = "TooManyRows BodyTooLarge ImportTooLarge",
        [422] = "YearOutOfRange DatesOutOfOrder RegionNotAssessedThatYear IndicatorCountsIncidents "
            + "FigureRolledUp FigureOutOfRange FigureUnchanged DuplicateRow IncidentDateOutsideYear "
            + "IncidentDeathsOutOfRange "
            + "GroundForOtherLevel IdempotencyKeyReused ArithmeticOverflow DeadlineNotExtended "
            + "ImportTimeExceeded ImportHoldsNoFigure ImportHeadingUnknown ImportHeadingMissing "
            + "ImportHeadingDuplicate ImportNameAmbiguous ImportNamesDiffer ImportUnitDiffers "
            + "ImportRegionUnknown ImportIndicatorUnknown ImportCellMalformed ImportFormula "
            + "ImportMergedCells ImportRowDuplicate WebhookForbidden",
        [428] = "PreconditionMissing",
        [429] = "TooManyRequests TooManyObjections",
        [503] = "RecordBusy RecordFull AccessLogUnavailable",
    };

    [Fact]
    public void Every_refusal_has_the_status_of_the_table()
    {
        var statuses = Table.SelectMany(
            row => row.Value.Split(' ').Select(code => (Code: code, Status: row.Key)))
            .ToDictionary(pair => pair.Code, pair => pair.Status);

        // Rulebooks, registers and plain tables are well formed input that breaks a rule: 422, all of them.
        Assert.All(Enum.GetValues<RefusalCode>(), code => Assert.Equal(
            statuses.GetValueOrDefault(code.ToString(), 422), Problems.StatusOf(code)));
        Assert.All(statuses.Keys, code => Assert.True(Enum.TryParse<RefusalCode>(code, out _), code));
        Assert.All(
            Enum.GetNames<RefusalCode>().Except(statuses.Keys),
            code => Assert.Matches("^(Rulebook|Table|Register|Split)", code));
    }
}
