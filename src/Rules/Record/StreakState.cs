using System.Collections.Immutable;
using Award.Rules.Rating;
using Award.Rules.Streaks;

namespace Award.Rules.Record;

public enum RevocationState
{
    Proposed,
    Confirmed,
    Rejected,
    Withdrawn,
}

public sealed record RevocationRecord(
    string Id, AwardYear Year, string Reason, RevocationState State, Person ProposedBy, Person? DecidedBy);

/// <param name="Recorded">As published.</param>
/// <param name="Effective">After suspensions resolved and revocations confirmed.</param>
/// <param name="RevokedAfter">The last award year published when it was revoked.</param>
public sealed record OutcomeRecord(OutcomeRecorded Recorded, Outcome Effective, AwardYear? RevokedAfter);

/// <summary>
/// A lineage's outcomes and revocations as its stream tells them (<c>streak/330621</c>). Immutable:
/// <see cref="Apply"/> gives the next.
/// </summary>
public sealed record StreakState
{
    private StreakState()
    {
    }

    public static StreakState Empty { get; } = new();

    /// <summary>Version of the last fact applied.</summary>
    public long Version { get; private init; }

    /// <summary>Every outcome by year, oldest first.</summary>
    public ImmutableSortedDictionary<AwardYear, OutcomeRecord> Outcomes { get; private init; } =
        ImmutableSortedDictionary<AwardYear, OutcomeRecord>.Empty;

    /// <summary>Every revocation ever proposed, in order of its number.</summary>
    public ImmutableList<RevocationRecord> Revocations { get; private init; } = [];

    public StreakRecounted? LastRecount { get; private init; }

    /// <summary>Version of the last fact that changed an outcome; 0 before the first.</summary>
    public long OutcomeVersion { get; private init; }

    /// <summary>Outcomes have changed since the last recount.</summary>
    public bool NeedsRecount => OutcomeVersion > (LastRecount?.UpTo ?? 0);

    /// <summary>The last year with an outcome, or null.</summary>
    public AwardYear? LastYear => Outcomes.IsEmpty ? null : Outcomes.Keys.Last();

    /// <summary>The outcomes as the streak counts them, oldest first.</summary>
    public IReadOnlyList<YearOutcome> EffectiveOutcomes =>
        [.. Outcomes.Values.Select(o =>
            new YearOutcome(o.Recorded.Year, o.Recorded.Code, o.Effective, o.RevokedAfter))];

    public RevocationRecord? FindRevocation(string id) => Revocations.Find(r => r.Id == id);

    /// <summary>
    /// The streak as of a year; after the last outcome (nothing published yet, or the unit is gone) its last
    /// state. Null when no outcome is on record by then.
    /// </summary>
    public Streak? StreakAsOf(AwardYear asOf, LadderSource rulesOf)
    {
        var known = Outcomes.Keys.Where(y => y.CompareTo(asOf) <= 0).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        var ended = known.Count == Outcomes.Count;
        return StreakCounter.Count(EffectiveOutcomes, ended ? known[^1] : asOf, rulesOf);
    }

    /// <param name="version">The fact's version in the stream.</param>
    /// <exception cref="ArgumentException">
    /// The fact belongs to another kind of stream, or to something unknown.
    /// </exception>
    public StreakState Apply(Fact fact, Person actor, long version)
    {
        var next = fact switch
        {
            OutcomeRecorded f => this with
            {
                Outcomes = Outcomes.Add(f.Year, new OutcomeRecord(f, f.Outcome, null)),
                OutcomeVersion = version,
            },
            SuspensionResolved f => WithOutcome(
                f.Year,
                o => o with { Effective = f.Designated ? Outcome.Designated : Outcome.NotDesignated },
                version),
            RevocationProposed f => this with
            {
                Revocations = Revocations.Add(
                    new RevocationRecord(f.Id, f.Year, f.Reason, RevocationState.Proposed, actor, null)),
            },
            RevocationAmended f => WithRevocation(f.Id, r => r with { Reason = f.Reason }),
            RevocationConfirmed f => Decided(f.Id, RevocationState.Confirmed, actor)
                .WithOutcome(
                    f.Year, o => o with { Effective = Outcome.Revoked, RevokedAfter = LastYear }, version),
            RevocationRejected f => Decided(f.Id, RevocationState.Rejected, actor),
            RevocationWithdrawn f => WithRevocation(f.Id, r => r with { State = RevocationState.Withdrawn }),
            StreakRecounted f => this with { LastRecount = f },
            _ => throw new ArgumentException($"{fact.GetType().Name} is no fact of a streak", nameof(fact)),
        };
        return next with { Version = version };
    }

    private StreakState WithOutcome(
        AwardYear year, Func<OutcomeRecord, OutcomeRecord> change, long version) =>
        this with { Outcomes = Outcomes.SetItem(year, change(Outcomes[year])), OutcomeVersion = version };

    private StreakState Decided(string id, RevocationState decision, Person actor) =>
        WithRevocation(id, r => r with { State = decision, DecidedBy = actor });

    private StreakState WithRevocation(string id, Func<RevocationRecord, RevocationRecord> change)
    {
        var index = Revocations.FindIndex(r => r.Id == id);
        return index >= 0
            ? this with { Revocations = Revocations.SetItem(index, change(Revocations[index])) }
            : throw new ArgumentException($"no revocation {id} on this stream");
    }
}
