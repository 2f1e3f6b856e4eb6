using System.Collections.Immutable;

namespace Award.Rules.Record;

/// <param name="Region">What the person is tied to; what lies below is meant with it.</param>
public sealed record RecusalRecord(string Id, RegionCode Region, string Reason, Person Person, bool Withdrawn)
{
    /// <summary>In force, and about this region or what it lies in.</summary>
    public bool Covers(RegionCode region, RegionCode? parent) =>
        !Withdrawn && (Region == region || Region == parent);
}

/// <summary>
/// An award year as its stream tells it (<c>year/330000/2017</c>). Immutable: <see cref="Apply"/> gives the
/// next.
/// </summary>
public sealed record YearState
{
    private YearState()
    {
    }

    /// <summary>A year that nobody has opened.</summary>
    public static YearState Empty { get; } = new();

    /// <summary>Facts applied so far, which is the stream's version.</summary>
    public long Version { get; private init; }

    /// <summary>
    /// How it was opened, with what was changed of it since (its rulebook); null before. Whoever needs the year's rulebook
    /// reads it here.
    /// </summary>
    public YearOpened? Opened { get; private init; }

    public bool IsOpen => Opened is not null;

    public Stage Stage { get; private init; }

    /// <summary>Every stage the year has entered, oldest first.</summary>
    public ImmutableList<StageMoved> Moves { get; private init; } = [];

    /// <summary>The dates as they stand: those of the opening, and every extension since.</summary>
    public YearDates Dates { get; private init; } = new();

    /// <summary>The period of notice under way or elapsed; null before notice and again after a return to review.</summary>
    public NoticeBegun? Notice { get; private init; }

    /// <summary>The last day of notice: of the period under way, else as it was set; null: none.</summary>
    public DateOnly? NoticeUntil => Notice?.Until ?? Dates.NoticeUntil;

    /// <summary>What was announced as near.</summary>
    public ImmutableHashSet<DeadlineAnnounced> Announced { get; private init; } = [];

    /// <summary>Who ever moved it to notice: they do not publish.</summary>
    public ImmutableHashSet<Person> NoticeGivers { get; private init; } = [];

    /// <summary>The sealed result, or null before publication.</summary>
    public YearPublished? Published { get; private init; }

    public bool IsPublished => Published is not null;

    /// <summary>Every streak of the year has been recounted after publication.</summary>
    public bool IsRecounted { get; private init; }

    /// <summary>Every recusal ever declared for the year, oldest first.</summary>
    public ImmutableList<RecusalRecord> Recusals { get; private init; } = [];

    /// <summary>The recusals in force that keep somebody away from a region.</summary>
    /// <param name="parent">What it lies in that year.</param>
    public IEnumerable<RecusalRecord> RecusalsFor(RegionCode region, RegionCode? parent) =>
        Recusals.Where(r => r.Covers(region, parent));

    /// <exception cref="ArgumentException">The fact belongs to another kind of stream.</exception>
    public YearState Apply(Fact fact, Person actor)
    {
        var next = fact switch
        {
            YearOpened f => this with { Opened = f, Stage = Stage.Draft, Dates = f.Dates },
            StageMoved f => this with
            {
                Stage = f.To,
                Moves = Moves.Add(f),
                Notice = f.To == Stage.Review ? null : Notice,
                NoticeGivers = f.To == Stage.Notice ? NoticeGivers.Add(actor) : NoticeGivers,
            },
            NoticeBegun f => this with { Notice = f },
            DeadlineExtended f => Extended(f),
            DeadlineAnnounced f => this with { Announced = Announced.Add(f) },
            YearPublished f => this with { Published = f },
            RecountFinished => this with { IsRecounted = true },
            RecusalDeclared f => this with
            {
                Recusals = Recusals.Add(new RecusalRecord(f.Id, f.Region, f.Reason, actor, false)),
            },
            RecusalWithdrawn f => this with { Recusals = Withdrawn(f.Id) },
            YearRulebookChanged f => this with
            {
                Opened = Opened! with
                {
                    RulebookId = f.RulebookId,
                    RulebookHash = f.RulebookHash,
                    Semantics = f.Semantics,
                    Demonstration = f.Demonstration,
                },
            },
            _ => throw new ArgumentException($"{fact.GetType().Name} is no fact of a year", nameof(fact)),
        };
        return next with { Version = Version + 1 };
    }

    private YearState Extended(DeadlineExtended fact) => fact.Deadline switch
    {
        Deadline.Collecting => this with { Dates = Dates with { CollectingUntil = fact.Until } },
        _ => this with
        {
            Dates = Dates with { NoticeUntil = fact.Until },
            Notice = Notice is null ? null : Notice with { Until = fact.Until },
        },
    };

    private ImmutableList<RecusalRecord> Withdrawn(string id)
    {
        var index = Recusals.FindIndex(r => r.Id == id);
        return index >= 0
            ? Recusals.SetItem(index, Recusals[index] with { Withdrawn = true })
            : throw new ArgumentException($"no recusal {id} in this year");
    }
}
