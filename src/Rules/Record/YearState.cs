using System.Collections.Immutable;

namespace Award.Rules.Record;

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

    /// <summary>How it was opened, or null.</summary>
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
}
