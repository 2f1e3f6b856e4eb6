namespace Award.Rules.Record;

public static partial class SheetDecider
{
    /// <summary>Most characters of a contact.</summary>
    public const int MaxContact = 200;

    private const string Amendments = "/amendments";

    /// <summary>
    /// 异议: says that the list on public notice is wrong about the region. What is said stands outside the record, which
    /// keeps its digest. None is taken after the last day of notice.
    /// </summary>
    /// <param name="mostOpen">How many undecided objections of the public a region holds at most.</param>
    public static Decision RaiseObjection(
        SheetState sheet, YearState year, SheetContext context, ObjectionInput objection, int mostOpen)
    {
        if (ObjectionStage(year, context.Year, context.Today) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((ObjectionText(objection) ?? ObjectionIndicator(context, objection.Indicator)
            ?? ObjectionRoom(sheet, objection.Origin, mostOpen)) is { } refusal)
            return Decision.Refuse(refusal);
        return Decision.Accept(new ObjectionRaised(
            Id(context, "o", sheet.Objections.Count), objection.Origin, objection.Indicator, objection.Digest));
    }

    /// <summary>
    /// Answers an objection, by another person than raised it or wrote what it is about. An upheld one may correct figures;
    /// with it the year returns to review (<see cref="YearDecider.ReturnToReview"/>).
    /// </summary>
    /// <param name="corrections">Each like an amendment, with the reason of the decision.</param>
    public static Decision DecideObjection(
        SheetState sheet,
        YearState year,
        SheetContext context,
        string id,
        bool upheld,
        string? reason,
        IReadOnlyList<FigureCorrection> corrections)
    {
        if (Checks.Admission(year, context, Operation.DecideObjection) is { } forbidden)
            return Decision.Refuse(forbidden);
        if ((Checks.Reason(reason) ?? OpenObjection(sheet, id, context.Person)) is { } refusal)
            return Decision.Refuse(refusal);
        if (!upheld && corrections.Count > 0)
            return Decision.Refuse(new Refusal(
                RefusalCode.MalformedInput, Amendments, "an objection that is not upheld amends nothing"));

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var expected = Expected(context);
        var refusals = corrections
            .Select((correction, row) => Check(sheet, context, expected, correction, row, seen))
            .OfType<Refusal>()
            .Select(r => r with { Path = Amendments + r.Path })
            .ToList();
        return refusals.Count > 0
            ? Decision.Refuse(refusals)
            : Decision.Accept(
                [
                    new ObjectionDecided(id, upheld, reason!),
                    .. corrections.Select(c => new FigureAmended(
                        c.Indicator!, sheet.Figures[c.Indicator!], Parse(c.Value), reason!)),
                ]);
    }

    // To the public a year that is not open and one that takes no objections are the same.
    private static Refusal? ObjectionStage(YearState year, AwardYear which, DateOnly today) =>
        !year.IsOpen || !StageRules.Allows(Operation.RaiseObjection, year.Stage) || today > year.NoticeUntil
            ? new(RefusalCode.StageForbids, "", $"award year {which} is not on public notice")
            : null;

    private static Refusal? ObjectionText(ObjectionInput objection)
    {
        if (string.IsNullOrWhiteSpace(objection.Text))
            return new(RefusalCode.FieldMissing, "/text", "say what is wrong");
        if (objection.Origin == ObjectionOrigin.Public && string.IsNullOrWhiteSpace(objection.Contact))
            return new(RefusalCode.FieldMissing, "/contact", "say how you can be reached; it is never shown");
        if (objection.Contact is { Length: > MaxContact })
            return new(RefusalCode.MalformedInput, "/contact", $"at most {MaxContact} characters");
        return Checks.Text(objection.Text, "/text", null) ?? Checks.Text(objection.Evidence, "/evidence", null);
    }

    private static Refusal? ObjectionIndicator(SheetContext context, string? indicator) =>
        indicator is null || context.Rulebook.FindIndicator(indicator) is not null
        || context.Rulebook.FindDenominator(indicator) is not null
            ? null
            : new(RefusalCode.IndicatorUnknown, "/indicator", $"the rulebook has no indicator '{indicator}'");

    private static Refusal? ObjectionRoom(SheetState sheet, ObjectionOrigin origin, int mostOpen) =>
        origin == ObjectionOrigin.Public
        && sheet.Objections.Count(o => o is { Undecided: true, Origin: ObjectionOrigin.Public }) >= mostOpen
            ? new(RefusalCode.TooManyObjections, "", "so many objections to this region wait for an answer that no more are taken")
            : null;

    private static Refusal? OpenObjection(SheetState sheet, string id, Person person) => sheet.FindObjection(id) switch
    {
        null => new(RefusalCode.ObjectionUnknown, "", $"no objection {id} on this sheet"),
        { Undecided: false } => new(RefusalCode.ObjectionAlreadyDecided, "", $"objection {id} was decided before"),
        { RaisedBy: var by } when by == person || sheet.Submitters.Contains(person) =>
            Checks.SamePerson("whoever submits or objects does not decide"),
        _ => null,
    };

    private static Refusal? Check(
        SheetState sheet,
        SheetContext context,
        ExpectedFigures expected,
        FigureCorrection correction,
        int row,
        HashSet<string> seen)
    {
        if ((FigureChecks.Indicator(context.Rulebook, expected, correction.Indicator, row)
            ?? FigureChecks.Value(context.Rulebook, correction.Indicator!, correction.Value, row)) is { } malformed)
            return malformed;
        if (!seen.Add(correction.Indicator!))
            return new(
                RefusalCode.DuplicateRow, Checks.Path(row, "indicator"), $"'{correction.Indicator}' is there twice", row);
        if (!sheet.Figures.TryGetValue(correction.Indicator!, out var previous))
            return new(
                RefusalCode.FigureNotSubmitted,
                Checks.Path(row, "indicator"),
                $"'{correction.Indicator}' has not been submitted yet",
                row);
        return Parse(correction.Value) == previous
            ? new(
                RefusalCode.FigureUnchanged, Checks.Path(row, "value"), $"'{correction.Indicator}' is {previous} already", row)
            : null;
    }
}
