using System.Collections.Immutable;
using Award.Rules.Rating;

namespace Award.Rules.Record;

/// <summary>
/// One region's year as its sheet stream tells it (<c>county/2017/330624</c>). Immutable: <see cref="Apply"/>
/// gives the next.
/// </summary>
public sealed record SheetState
{
    private SheetState()
    {
    }

    public static SheetState Empty { get; } = new();

    /// <summary>Facts applied so far, which is the stream's version.</summary>
    public long Version { get; private init; }

    /// <summary>The values that stand, by indicator or denominator id.</summary>
    public ImmutableDictionary<string, Figure> Figures { get; private init; } = ByOrdinal<Figure>();

    public ImmutableDictionary<string, FigureRecord> FigureRecords { get; private init; } =
        ByOrdinal<FigureRecord>();

    /// <summary>Every incident ever recorded, in order of its number.</summary>
    public ImmutableList<IncidentRecord> IncidentRecords { get; private init; } = [];

    /// <summary>The incidents that count.</summary>
    public IReadOnlyList<Incident> Incidents =>
        [.. IncidentRecords.Where(i => !i.Withdrawn).Select(i => i.Incident)];

    /// <summary>Every veto ever raised, in order of its number.</summary>
    public ImmutableList<VetoRecord> Vetoes { get; private init; } = [];

    /// <summary>Every suspension, in order of its number; at most one is undecided.</summary>
    public ImmutableList<SuspensionRecord> Suspensions { get; private init; } = [];

    /// <summary>The latest suspension, or null.</summary>
    public SuspensionRecord? Suspension => Suspensions.IsEmpty ? null : Suspensions[^1];

    /// <summary>Every objection ever raised, in order of its number.</summary>
    public ImmutableList<ObjectionRecord> Objections { get; private init; } = [];

    /// <summary>Who wrote a figure or an incident: they do not confirm.</summary>
    public ImmutableHashSet<Person> Submitters { get; private init; } = [];

    /// <summary>Who decided a veto, a suspension or an objection: they do not publish.</summary>
    public ImmutableHashSet<Person> Confirmers { get; private init; } = [];

    public IncidentRecord? FindIncident(string id) => IncidentRecords.Find(i => i.Incident.Id == id);

    public VetoRecord? FindVeto(string id) => Vetoes.Find(v => v.Id == id);

    public SuspensionRecord? FindSuspension(string id) => Suspensions.Find(s => s.Id == id);

    public ObjectionRecord? FindObjection(string id) => Objections.Find(o => o.Id == id);

    /// <summary>The state after one more fact of this stream.</summary>
    /// <exception cref="ArgumentException">
    /// The fact belongs to another kind of stream, or to something unknown.
    /// </exception>
    public SheetState Apply(Fact fact, Person actor)
    {
        var next = fact switch
        {
            FiguresSubmitted f =>
                f.Figures.Aggregate(this, (state, figure) => state.Submitted(figure, actor)),
            FigureAmended f => Amended(f, actor),
            IncidentRecorded f => this with
            {
                IncidentRecords = IncidentRecords.Add(new IncidentRecord(f.Incident, false)),
                Submitters = Submitters.Add(actor),
            },
            IncidentAmended f => this with
            {
                IncidentRecords = Replace(
                    IncidentRecords,
                    i => i.Incident.Id == f.Incident.Id,
                    i => i with { Incident = f.Incident }),
                Submitters = Submitters.Add(actor),
            },
            IncidentWithdrawn f => this with
            {
                IncidentRecords = Replace(
                    IncidentRecords, i => i.Incident.Id == f.Id, i => i with { Withdrawn = true }),
                Submitters = Submitters.Add(actor),
            },
            VetoRaised f => this with
            {
                Vetoes = Vetoes.Add(new VetoRecord(f.Id, f.Ground, f.Reason, VetoState.Raised, actor, null)),
            },
            VetoAmended f => WithVeto(f.Id, v => v with { Ground = f.Ground, Reason = f.Reason }),
            VetoWithdrawn f => WithVeto(f.Id, v => v with { State = VetoState.Withdrawn }),
            VetoConfirmed f => Decided(f.Id, VetoState.Confirmed, actor),
            VetoRejected f => Decided(f.Id, VetoState.Rejected, actor),
            DesignationSuspended f => this with
            {
                Suspensions = Suspensions.Add(new SuspensionRecord(f.Id, f.Reason, actor, null, null)),
            },
            SuspensionDecided f => this with
            {
                Suspensions = Replace(
                    Suspensions,
                    s => s.Id == f.Id,
                    s => s with { Designated = f.Designated, DecidedBy = actor }),
                Confirmers = Confirmers.Add(actor),
            },
            ObjectionRaised f => this with
            {
                Objections = Objections.Add(
                    new ObjectionRecord(f.Id, f.Origin, f.Indicator, f.Digest, actor, null, null, null)),
            },
            ObjectionDecided f => this with
            {
                Objections = Replace(
                    Objections,
                    o => o.Id == f.Id,
                    o => o with { Upheld = f.Upheld, Answer = f.Reason, DecidedBy = actor }),
                Confirmers = Confirmers.Add(actor),
            },
            _ => throw new ArgumentException($"{fact.GetType().Name} is no fact of a sheet", nameof(fact)),
        };
        return next with { Version = Version + 1 };
    }

    /// <summary>
    /// What the rater takes in. An undecided suspension makes the sheet <see cref="SheetStatus.Suspended"/>;
    /// one decided against the region before publication makes it <see cref="SheetStatus.Barred"/>.
    /// </summary>
    public Sheet ToSheet(string key, RegionLevel level, string? parent)
    {
        var status = Suspension switch
        {
            { Undecided: true } => SheetStatus.Suspended,
            { Upheld: true } => SheetStatus.Barred,
            _ => SheetStatus.Assessed,
        };
        var confirmed = Vetoes.Where(v => v.State == VetoState.Confirmed).Select(v => v.Ground);
        return new Sheet(
            key, level, parent, Figures, Incidents, [.. confirmed.Order(StringComparer.Ordinal)], status);
    }

    private SheetState Submitted(SubmittedFigure figure, Person actor) => this with
    {
        Figures = Figures.SetItem(figure.Indicator, figure.Value),
        FigureRecords = FigureRecords.SetItem(
            figure.Indicator, new FigureRecord(figure.Value, figure.Evidence, 1, actor)),
        Submitters = Submitters.Add(actor),
    };

    private SheetState Amended(FigureAmended fact, Person actor)
    {
        var record = FigureRecords[fact.Indicator];
        return this with
        {
            Figures = Figures.SetItem(fact.Indicator, fact.Value),
            FigureRecords = FigureRecords.SetItem(
                fact.Indicator, record with { Value = fact.Value, Times = record.Times + 1, By = actor }),
            Submitters = Submitters.Add(actor),
        };
    }

    private SheetState Decided(string id, VetoState decision, Person actor) =>
        WithVeto(id, v => v with { State = decision, DecidedBy = actor })
            with { Confirmers = Confirmers.Add(actor) };

    private SheetState WithVeto(string id, Func<VetoRecord, VetoRecord> change) =>
        this with { Vetoes = Replace(Vetoes, v => v.Id == id, change) };

    private static ImmutableList<T> Replace<T>(ImmutableList<T> list, Predicate<T> which, Func<T, T> change)
    {
        var index = list.FindIndex(which);
        return index >= 0
            ? list.SetItem(index, change(list[index]))
            : throw new ArgumentException("the fact is about something the stream does not know");
    }

    private static ImmutableDictionary<string, T> ByOrdinal<T>() =>
        ImmutableDictionary.Create<string, T>(StringComparer.Ordinal);
}
