using System.Collections.Frozen;
using System.Globalization;
using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;

namespace Award.Grains.Telling;

/// <summary>
/// What is told of each kind of fact: one line a kind, or a method where it takes more. A kind that does not
/// stand here is not told. docs/telling.md lists the same kinds; a test compares them.
/// </summary>
/// <remarks>
/// What concerns the whole year is told to everyone in the province, so it says nothing that a person wrote:
/// the reason for a step back may name another city's figures.
/// </remarks>
internal static class Tellings
{
    public const string DesignationLost = "designation-lost";

    private static readonly FrozenDictionary<Type, Func<Fact, Names, Telling?>> All = new[]
    {
        Tell<YearOpened>((f, _) => Opened(f)),
        Tell<StageMoved>((f, _) => new(
            [("from", Texts.Of(f.From)), ("to", Texts.Of(f.To))],
            $"由{StageNames.Zh(f.From)}进入{StageNames.Zh(f.To)}",
            $"moved from {StageNames.En(f.From)} to {StageNames.En(f.To)}")),
        Tell<NoticeBegun>((f, _) => new(
            [("from", Iso(f.From)), ("until", Iso(f.Until))],
            $"公示自{Iso(f.From)}至{Iso(f.Until)}",
            $"notice lasts from {Iso(f.From)} to {Iso(f.Until)}")),
        Tell<DeadlineAnnounced>((f, _) => Day(f.Deadline, f.Date, "即将截止", "is near: ")),
        Tell<DeadlineExtended>((f, _) => Day(f.Deadline, f.Until, "延期", "is extended to ")),

        Tell<FigureAmended>((f, names) => new(
            [("indicator", f.Indicator), ("old", f.Previous.ToString()), ("new", f.Value.ToString()), ("reason", f.Reason)],
            $"“{names.Zh(f.Indicator)}”由{f.Previous}更正为{f.Value}：{f.Reason}",
            $"{names.En(f.Indicator)} amended from {f.Previous} to {f.Value}: {f.Reason}")),
        Tell<IncidentRecorded>((f, names) => Incident(f.Incident, null, names, "记入事件", "incident recorded")),
        Tell<IncidentAmended>((f, names) => Incident(f.Incident, f.Reason, names, "更正事件", "incident amended")),
        Tell<IncidentWithdrawn>((f, _) => Object(f.Id, f.Reason, "撤回事件", "incident withdrawn")),

        Tell<VetoRaised>((f, names) => Veto(f.Id, f.Ground, f.Reason, names, "拟一票否决", "veto proposed")),
        Tell<VetoAmended>((f, names) => Veto(f.Id, f.Ground, f.Reason, names, "更正一票否决", "veto amended")),
        Tell<VetoConfirmed>((f, _) => Object(f.Id, f.Reason, "一票否决已确认", "veto confirmed")),
        Tell<VetoRejected>((f, _) => Object(f.Id, f.Reason, "一票否决未获确认", "veto rejected")),
        Tell<VetoWithdrawn>((f, _) => Object(f.Id, f.Reason, "一票否决已撤回", "veto withdrawn")),

        Tell<DesignationSuspended>((f, _) => Object(f.Id, f.Reason, "暂缓命名", "designation suspended")),
        Tell<SuspensionDecided>((f, _) => Decided(f.Id, f.Designated, f.Reason)),
        Tell<SuspensionResolved>((f, _) => Decided(f.Id, f.Designated, f.Reason)),

        Tell<ObjectionDecided>((f, _) => new(
            [("id", f.Id), ("upheld", f.Upheld ? "true" : "false"), ("reason", f.Reason)],
            $"异议已处理，{(f.Upheld ? "成立" : "不成立")}：{f.Reason}",
            $"objection {(f.Upheld ? "upheld" : "rejected")}: {f.Reason}")),

        Tell<OutcomeRecorded>((f, _) => f.Outcome == Outcome.NotDesignated ? Lost(f) : null),
        Tell<RevocationProposed>((f, _) => Object(f.Id, f.Reason, "拟撤销命名", "revocation proposed")),
        Tell<RevocationAmended>((f, _) => Object(f.Id, f.Reason, "更正拟撤销命名", "proposed revocation amended")),
        Tell<RevocationConfirmed>((f, _) => Object(f.Id, f.Reason, "命名已撤销", "designation revoked")),
        Tell<RevocationRejected>((f, _) => Object(f.Id, f.Reason, "撤销命名未获确认", "revocation rejected")),
        Tell<RevocationWithdrawn>((f, _) => Object(f.Id, f.Reason, "撤销命名已撤回", "revocation withdrawn")),
    }.ToFrozenDictionary();

    /// <summary>The kinds that are told.</summary>
    public static IEnumerable<Type> Kinds => All.Keys;

    /// <summary>What a fact says; null when it is not told.</summary>
    public static Telling? Of(Fact fact, Names names) => All.GetValueOrDefault(fact.GetType())?.Invoke(fact, names);

    private static KeyValuePair<Type, Func<Fact, Names, Telling?>> Tell<T>(Func<T, Names, Telling?> say)
        where T : Fact => new(typeof(T), (fact, names) => say((T)fact, names));

    private static Telling Object(string id, string? reason, string zh, string en) =>
        new([("id", id), ("reason", reason)], zh + AfterColon(reason, "："), en + AfterColon(reason, ": "));

    private static Telling Veto(string id, string ground, string reason, Names names, string zh, string en) => new(
        [("id", id), ("ground", ground), ("reason", reason)],
        $"{zh}“{names.Zh(ground)}”：{reason}",
        $"{en}, {names.En(ground)}: {reason}");

    private static Telling Incident(Incident incident, string? reason, Names names, string zh, string en) => new(
        [
            ("id", incident.Id),
            ("incidentKind", incident.Kind),
            ("date", Iso(incident.Date)),
            ("deaths", incident.Deaths.ToString(CultureInfo.InvariantCulture)),
            ("severity", incident.Severity is { } severity ? Texts.Of(severity) : null),
            ("reason", reason),
        ],
        $"{zh}“{names.Zh(incident.Kind)}”，{Iso(incident.Date)}，死亡{incident.Deaths}人{AfterColon(reason, "：")}",
        $"{en}, {names.En(incident.Kind)} of {Iso(incident.Date)}, deaths {incident.Deaths}{AfterColon(reason, ": ")}");

    private static Telling Decided(string id, bool designated, string reason) => new(
        [("id", id), ("designated", designated ? "true" : "false"), ("reason", reason)],
        $"暂缓命名已决定，{(designated ? "予以命名" : "不予命名")}：{reason}",
        $"suspension decided, {(designated ? "designated" : "not designated")}: {reason}");

    private static Telling Lost(OutcomeRecorded fact) => new(
        [("outcome", Texts.Of(fact.Outcome)), ("score", fact.Score?.ToString()), ("rank", Text(fact.Rank))],
        "未获命名",
        "not designated",
        DesignationLost);

    private static Telling Day(Deadline deadline, DateOnly date, string zh, string en) => new(
        [("deadline", Texts.Of(deadline)), ("date", Iso(date))],
        $"{(deadline == Deadline.Collecting ? "填报" : "公示")}{zh}，截至{Iso(date)}",
        $"the deadline of {Texts.Of(deadline)} {en}{Iso(date)}");

    private static Telling Opened(YearOpened fact) => new(
        [
            ("rulebook", fact.RulebookId),
            ("collectingUntil", Iso(fact.Dates.CollectingUntil)),
            ("noticeUntil", Iso(fact.Dates.NoticeUntil)),
        ],
        $"考核年度已开启{(fact.Dates.CollectingUntil is { } zh ? $"，填报截至{Iso(zh)}" : "")}",
        $"opened{(fact.Dates.CollectingUntil is { } en ? $"; collecting lasts to {Iso(en)}" : "")}");

    private static string AfterColon(string? reason, string colon) => reason is null ? "" : colon + reason;

    private static string? Iso(DateOnly? date) => date is { } day ? Iso(day) : null;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
