using System.Globalization;

namespace Simulation.Tests.Audit;

/// <summary>
/// The auditor: a second, naive engine, written from docs/lifecycle.md and docs/rating-semantics.md. It is
/// told every command,
/// says beforehand whether it must be refused and why, and keeps what the record, the tables and the streaks
/// must read after it.
/// It knows nothing of the engine's types: this folder uses none of them, which a test proves.
/// </summary>
public sealed partial class Auditor
{
    public Land? Land { get; private set; }

    public Dictionary<string, Book> Books { get; } = [];

    public SortedDictionary<int, YearModel> Years { get; } = [];

    public SortedDictionary<string, StreakModel> Streaks { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// What each stream must hold, a line an entry; recounts are told apart (<see
    /// cref="StreakModel.Counted"/>).
    /// </summary>
    public SortedDictionary<string, List<string>> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>The calendar date in Asia/Shanghai at which the next command is judged.</summary>
    public DateOnly Today { get; set; }

    /// <summary>
    /// The refusals that the command must meet as things stand, in order; none: it must be recorded.
    /// </summary>
    public IReadOnlyList<string> Judge(Ask ask) => ask switch
    {
        PublishBook or PublishLand => [],
        OpenYear a => One(JudgeOpen(a)),
        MoveStage a => JudgeMove(a),
        ExtendDeadline a => One(JudgeExtension(a)),
        HonourDeadlines a => DueOf(a.Year) is null ? ["NothingDue"] : [],
        Submit a => JudgeRows(a.Person, a.Year, a.Rows, row => row.Code, a.Together, FaultsOf),
        RecordIncidents a => JudgeRows(a.Person, a.Year, a.Rows, row => row.Code, a.Together, (year, _, rows) => FaultsOf(year, rows)),
        AmendFigure a => One(OnSheet(a.Year, a.Code, (year, sheet) => JudgeAmendment(a, year, sheet))),
        AmendIncident a => One(OnSheet(a.Year, a.Line.Code, (year, sheet) => JudgeIncident(a, year, sheet))),
        WithdrawIncident a => One(OnSheet(a.Year, a.Code, (year, sheet) => JudgeWithdrawal(a, year, sheet))),
        RaiseVeto a => One(OnSheet(a.Year, a.Code, (year, sheet) => JudgeVeto(a, year, sheet))),
        AmendVeto a => One(OnSheet(a.Year, a.Code, (year, sheet) => JudgeVetoAmendment(a, year, sheet))),
        DecideVeto a => One(OnSheet(a.Year, a.Code, (year, sheet) => JudgeVetoDecision(a, year, sheet))),
        Suspend a => One(OnSheet(a.Year, a.Code, (year, sheet) => JudgeSuspension(a, year, sheet))),
        DecideSuspension a => One(JudgeSuspensionDecision(a)),
        RaiseObjection a => One(OnSheet(a.Year, a.Code, (year, _) => JudgeObjection(a, year))),
        DecideObjection a => One(OnSheet(a.Year, a.Code, (year, sheet) => JudgeAnswer(a, year, sheet))),
        DeclareRecusal a => One(OnSheet(a.Year, a.Code, (year, _) => JudgeRecusal(a, year))),
        WithdrawRecusal a => One(JudgeReturn(a)),
        ProposeRevocation a => One(JudgeProposal(a)),
        AmendRevocation a => One(
            RecusedFromRevocation(a.Unit, a.Id, a.Person) ?? NoReason(a.Reason) ?? Undecided(a.Unit, a.Id) ?? Own(a.Unit, a.Id, a.Person)),
        DecideRevocation a => One(JudgeRevocation(a)),
        _ => throw new ArgumentException(ask.ToString(), nameof(ask)),
    };

    /// <summary>Takes in a command that is on record now; gives the ids it must have created.</summary>
    public IReadOnlyList<string> Apply(Ask ask)
    {
        switch (ask)
        {
            case PublishBook a:
                Books[a.Book.Id] = a.Book;
                return Note($"province/{Province(a)}", a, $"rulebook-published {a.Book.Id}");
            case PublishLand a:
                Land = a.Land;
                return Note($"province/{a.Land.Province}", a, $"register-published {a.Land.Places.Count}");
            case OpenYear a:
                return Open(a);
            case MoveStage a:
                return Move(a);
            case ExtendDeadline a:
                return Extend(a);
            case HonourDeadlines a:
                return Honour(a);
            case Submit a:
                return Take(a);
            case RecordIncidents a:
                return Take(a);
            case AmendFigure a:
                return Take(a);
            case AmendIncident or WithdrawIncident:
                return TakeIncidentChange(ask);
            case RaiseVeto or AmendVeto or DecideVeto:
                return TakeVeto(ask);
            case Suspend or DecideSuspension:
                return TakeSuspension(ask);
            case RaiseObjection or DecideObjection:
                return TakeObjection(ask);
            case DeclareRecusal or WithdrawRecusal:
                return TakeRecusal(ask);
            case ProposeRevocation or AmendRevocation or DecideRevocation:
                return TakeRevocation(ask);
            default:
                throw new ArgumentException(ask.ToString(), nameof(ask));
        }
    }

    /// <summary>The tables of an open year as things stand.</summary>
    public Tables Rate(int year) => new YearCount(Years[year], Years.GetValueOrDefault(year - 1)).Rate();

    /// <summary>The name under which the auditor writes an entry's number.</summary>
    public static string Number(decimal value) =>
        value.ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>How many lines a stream must have, recounts aside.</summary>
    public long VersionOf(string stream) => Lines.GetValueOrDefault(stream)?.Count ?? 0;

    internal string Province(Ask ask) =>
        Land?.Province ?? throw new InvalidOperationException($"{ask} before any land");

    internal IReadOnlyList<string> Note(
        string stream, Ask ask, string line, params IReadOnlyList<string> created)
    {
        if (!Lines.TryGetValue(stream, out var lines))
        {
            Lines[stream] = lines = [];
        }

        lines.Add($"{ask.Person}: {line}");
        return created;
    }

    internal StreakModel StreakOf(string unit)
    {
        if (!Streaks.TryGetValue(unit, out var streak))
        {
            Streaks[unit] = streak = new StreakModel();
        }

        return streak;
    }

    private static IReadOnlyList<string> One(string? refusal) => refusal is null ? [] : [refusal];

    private static string? NoReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? "ReasonMissing" : null;
}
