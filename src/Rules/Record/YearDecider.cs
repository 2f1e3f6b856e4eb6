namespace Award.Rules.Record;

/// <summary>
/// Decides the life of an award year: draft, collecting, review, notice, published. Each decision is a flat
/// ladder of checks.
/// </summary>
public static partial class YearDecider
{
    /// <summary>A year begins as a draft.</summary>
    /// <param name="others">Where the province's other opened years stand.</param>
    public static Decision Open(YearState year, YearOpening opening, IReadOnlyList<YearStanding> others)
    {
        if (!AwardYear.TryFrom(opening.Year, out var awardYear))
            return Refuse(
                RefusalCode.YearOutOfRange,
                "/year",
                $"award years are {AwardYear.First} to {AwardYear.Last}");
        if (opening.RegisterHash is not { } register)
            return Refuse(
                RefusalCode.ProvinceUnknown, "/province", $"no register of {opening.Province} is on record");
        if (year.IsOpen)
            return Refuse(RefusalCode.YearAlreadyOpen, "/year", $"award year {awardYear} was opened before");
        if (opening.Rulebook is not { } rulebook)
            return Refuse(
                RefusalCode.RulebookUnknown,
                "/rulebook",
                $"no rulebook '{opening.RulebookId}' is on record in the province");
        if (others.FirstOrDefault(
            o => o.Stage == Stage.Published && o.Year.CompareTo(awardYear) > 0) is { } later)
            return Refuse(
                RefusalCode.YearOutOfRange, "/year", $"award year {later.Year} is published already");
        if (Split(opening.Register, rulebook, awardYear) is { } split)
            return Decision.Refuse(split);
        if (Dates(opening.Dates, awardYear) is { } dates)
            return Decision.Refuse(dates);

        return Decision.Accept(new YearOpened(
            opening.Province,
            awardYear,
            rulebook.Id,
            rulebook.Hash,
            register,
            rulebook.Semantics,
            opening.Visibility,
            opening.Dates,
            opening.Demonstration));
    }

    /// <summary>
    /// A step of the stage. To <see cref="Stage.Published"/> it is the check made before rating; what is
    /// recorded then comes from <see cref="Publish"/>.
    /// </summary>
    /// <param name="which">The year, for messages.</param>
    /// <param name="reason">Required for the step back; else may be left out.</param>
    public static Decision MoveStage(
        YearState year, AwardYear which, Stage to, string? reason, Person person, StageContext context)
    {
        if (!year.IsOpen)
            return Refuse(RefusalCode.YearUnknown, "", $"award year {which} has not been opened");
        if (!StageRules.CanMove(year.Stage, to))
            return Refuse(RefusalCode.StageUnreachable, "/to", $"{to} does not follow {year.Stage}");

        var back = to < year.Stage;
        if ((back ? Checks.Reason(reason) : Checks.Text(reason, "/reason", null)) is { } malformed)
            return Decision.Refuse(malformed);

        var refusals = to switch
        {
            Stage.Notice => NoticeChecks(person, context),
            Stage.Published => PublicationChecks(year, which, person, context),
            _ => [],
        };
        return refusals.Count > 0
            ? Decision.Refuse(refusals)
            : Decision.Accept([new StageMoved(year.Stage, to, reason), .. to == Stage.Notice ? Period(year, context) : []]);
    }

    /// <summary>The step back that an upheld objection takes, in the same command: notice begins anew.</summary>
    public static StageMoved ReturnToReview(YearState year, string reason) => new(year.Stage, Stage.Review, reason);

    /// <summary>
    /// The publication: the sealed result, then the last step of the stage. Refused like the step itself.
    /// </summary>
    public static Decision Publish(
        YearState year,
        AwardYear which,
        string? reason,
        Person person,
        StageContext context,
        YearPublished result) =>
        MoveStage(year, which, Stage.Published, reason, person, context)
            .Match(facts => Decision.Accept([result, .. facts]), refusals => Decision.Refuse(refusals));

    /// <summary>Notes that every streak of the year is recounted; nothing when it was noted before.</summary>
    public static Decision FinishRecount(YearState year) =>
        !year.IsPublished ? Refuse(RefusalCode.YearNotPublished, "", "the year is not published")
        : year.IsRecounted ? Decision.Accept()
        : Decision.Accept(new RecountFinished());

    // Whatever is set, and the later of both; a date that has passed before notice is given sets no period.
    private static IEnumerable<Fact> Period(YearState year, StageContext context)
    {
        var least = context.MinimumNoticeDays > 0 ? context.Today.AddDays(context.MinimumNoticeDays) : DateOnly.MinValue;
        var until = year.Dates.NoticeUntil is { } set && set > least ? set : least;
        if (until >= context.Today)
            yield return new NoticeBegun(context.Today, until);
    }

    // Lineages are the register's, the same for all years; so a rulebook that forbids what a split of its
    // year does is refused.
    private static Refusal? Split(RegionRegister? register, Rulebooks.Rulebook rulebook, AwardYear year) =>
        !rulebook.Streak.SplitInheritsByDecision
        && register?.Links.FirstOrDefault(
            l => l.Year == year.Value && l is { Kind: LineageKind.Split, Inherits: true })
            is { } link
            ? new(
                RefusalCode.SplitMayNotInherit,
                "/rulebook",
                $"'{rulebook.Id}' does not let {link.New} inherit from {link.Old}")
            : null;

    private static Refusal? Dates(YearDates dates, AwardYear year)
    {
        if (dates.CollectingUntil is { } collecting && collecting.Year < year.Value)
            return new(
                RefusalCode.DatesOutOfOrder,
                "/dates/collectingUntil",
                $"collecting cannot end before {year} begins");
        if (dates.NoticeUntil is { } notice && notice.Year < year.Value)
            return new(
                RefusalCode.DatesOutOfOrder, "/dates/noticeUntil", $"notice cannot end before {year} begins");
        if (dates.NoticeUntil <= dates.CollectingUntil)
            return new(RefusalCode.DatesOutOfOrder, "/dates/noticeUntil", "notice ends after collecting");
        return null;
    }

    // Giving notice confirms what was submitted, so it takes a person who submitted nothing (P6).
    private static List<Refusal> NoticeChecks(Person person, StageContext context)
    {
        var refusals = context.Sheets
            .Where(s => s.Missing.Count > 0)
            .Select(s => new Refusal(
                RefusalCode.FiguresMissing, "/to", $"{s.Region} lacks {string.Join(", ", s.Missing)}"))
            .ToList();
        if (refusals.Count == 0 && context.Sheets.Any(s => s.Submitters.Contains(person)))
            refusals.Add(Checks.SamePerson("whoever submits does not confirm the list for notice"));
        return refusals;
    }

    private static List<Refusal> PublicationChecks(
        YearState year, AwardYear which, Person person, StageContext context)
    {
        if (context.OtherYears.FirstOrDefault(
            o => o.Stage != Stage.Published && o.Year.CompareTo(which) < 0) is { } earlier)
            return [new(
                RefusalCode.PreviousYearNotPublished,
                "/to",
                $"award year {earlier.Year} is not published yet")];
        if (context.Today <= year.NoticeUntil)
            return [new(
                RefusalCode.NoticePeriodNotElapsed,
                "/to",
                $"notice lasts to {DeadlineRules.Text(year.NoticeUntil)}")];

        var undecided = context.Sheets.SelectMany(s => s.UndecidedVetoes, (s, id) => new Refusal(
            RefusalCode.VetoUndecided, "/to", $"veto {id} of {s.Region} is undecided")).ToList();
        if (undecided.Count == 0)
        {
            undecided = [.. context.Sheets.SelectMany(s => s.UndecidedObjections ?? [], (s, id) => new Refusal(
                RefusalCode.ObjectionUndecided, "/to", $"objection {id} to {s.Region} has no answer"))];
        }

        if (undecided.Count > 0)
            return undecided;
        if (year.NoticeGivers.Contains(person) || context.Sheets.Any(s => s.Confirmers.Contains(person)))
            return [Checks.SamePerson("whoever confirms does not publish")];
        return [];
    }

    private static Decision Refuse(RefusalCode code, string path, string message) =>
        Decision.Refuse(new Refusal(code, path, message));
}
