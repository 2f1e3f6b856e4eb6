namespace Simulation.Tests.Audit;

/// <summary>
/// What somebody asks the engine to record, in plain words. Its text is its body: equal text, equal body.
/// </summary>
public abstract record Ask(string Person);

public sealed record PublishBook(string Person, Book Book) : Ask(Person)
{
    public override string ToString() => $"PublishBook {Person} {Book.Id}";
}

public sealed record PublishLand(string Person, Land Land) : Ask(Person)
{
    public override string ToString() =>
        $"PublishLand {Person} {string.Join(" ", Land.Places)} {string.Join(" ", Land.Changes)}";
}

/// <param name="NoticeUntil">Last day of notice, or null.</param>
/// <param name="CollectingUntil">Last day of collecting, or null.</param>
public sealed record OpenYear(
    string Person, int Year, string Book, DateOnly? NoticeUntil, DateOnly? CollectingUntil = null) : Ask(Person);

/// <param name="Deadline">"collecting", "notice".</param>
public sealed record ExtendDeadline(string Person, int Year, string Deadline, DateOnly Until, string Reason)
    : Ask(Person);

/// <summary>The engine is woken to look at a year's dates; refused as "NothingDue" when there is nothing to do.</summary>
public sealed record HonourDeadlines(int Year) : Ask("engine");

public sealed record MoveStage(string Person, int Year, string To, string? Reason) : Ask(Person);

public sealed record FigureLine(string Code, string Indicator, string Value);

/// <param name="Together">
/// Through the year, which takes rows about many regions; else through the one region.
/// </param>
public sealed record Submit(string Person, int Year, IReadOnlyList<FigureLine> Rows, bool Together)
    : Ask(Person)
{
    public override string ToString() =>
        $"Submit {Person} {Year} {(Together ? "together " : "")}{string.Join("; ", Rows)}";
}

/// <param name="Version">The version of the sheet that the person saw.</param>
public sealed record AmendFigure(
    string Person, int Year, string Code, string Indicator, string Value, string Reason, long Version) : Ask(Person);

public sealed record IncidentLine(
    string Code, string Kind, DateOnly Date, int Deaths, string? Severity, bool Rectified);

public sealed record RecordIncidents(string Person, int Year, IReadOnlyList<IncidentLine> Rows, bool Together)
    : Ask(Person)
{
    public override string ToString() =>
        $"RecordIncidents {Person} {Year} {(Together ? "together " : "")}{string.Join("; ", Rows)}";
}

public sealed record AmendIncident(string Person, int Year, string Id, IncidentLine Line, string Reason)
    : Ask(Person);

public sealed record WithdrawIncident(string Person, int Year, string Code, string Id, string Reason)
    : Ask(Person);

public sealed record RaiseVeto(string Person, int Year, string Code, string Ground, string Reason)
    : Ask(Person);

public sealed record AmendVeto(string Person, int Year, string Code, string Id, string Ground, string Reason)
    : Ask(Person);

/// <param name="Step">"confirm", "reject", "withdraw".</param>
public sealed record DecideVeto(string Person, int Year, string Code, string Id, string Step, string? Reason)
    : Ask(Person);

public sealed record Suspend(string Person, int Year, string Code, string Reason) : Ask(Person);

public sealed record DecideSuspension(
    string Person, int Year, string Code, string Id, bool Designated, string Reason) : Ask(Person);

public sealed record RaiseObjection(string Person, int Year, string Code, string Text, string? Indicator) : Ask(Person);

/// <param name="Indicator">The figure it corrects, to the value; null: none.</param>
public sealed record DecideObjection(
    string Person, int Year, string Code, string Id, bool Upheld, string Reason, string? Indicator, string? Value)
    : Ask(Person);

public sealed record DeclareRecusal(string Person, int Year, string Code, string Reason) : Ask(Person);

public sealed record WithdrawRecusal(string Person, int Year, string Id, string Reason) : Ask(Person);

/// <param name="Unit">First code of the unit whose streak it is.</param>
public sealed record ProposeRevocation(string Person, string Unit, int Year, string Reason) : Ask(Person);

public sealed record AmendRevocation(string Person, string Unit, string Id, string Reason) : Ask(Person);

public sealed record DecideRevocation(string Person, string Unit, string Id, string Step, string? Reason)
    : Ask(Person);
