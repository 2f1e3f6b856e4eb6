namespace Simulation.Tests.Audit;

/// <summary>A region's year as the auditor keeps it.</summary>
public sealed class SheetModel(Place place)
{
    public Place Place => place;

    public Dictionary<string, decimal> Figures { get; } = [];

    public List<IncidentModel> Incidents { get; } = [];

    public List<VetoModel> Vetoes { get; } = [];

    public List<SuspensionModel> Suspensions { get; } = [];

    public List<ObjectionModel> Objections { get; } = [];

    public HashSet<string> Submitters { get; } = [];

    public HashSet<string> Confirmers { get; } = [];

    public bool IsSuspended => Suspensions.Count > 0 && Suspensions[^1].Designated is null;

    public bool IsBarred => Suspensions.Count > 0 && Suspensions[^1].Designated is false;

    public IEnumerable<IncidentModel> Counted => Incidents.Where(i => !i.Withdrawn);

    public IEnumerable<string> Barring =>
        Vetoes.Where(v => v.State == "confirmed").Select(v => v.Ground).Distinct();
}

public sealed class IncidentModel(string id, IncidentLine line)
{
    public string Id => id;

    public IncidentLine Line { get; set; } = line;

    public bool Withdrawn { get; set; }
}

public sealed class VetoModel(string id, string ground, string raisedBy)
{
    public string Id => id;

    public string RaisedBy => raisedBy;

    public string Ground { get; set; } = ground;

    /// <summary>"raised", "confirmed", "rejected", "withdrawn".</summary>
    public string State { get; set; } = "raised";
}

public sealed class SuspensionModel(string id, string suspendedBy)
{
    public string Id => id;

    public string SuspendedBy => suspendedBy;

    public bool? Designated { get; set; }
}

public sealed class ObjectionModel(string id, string raisedBy)
{
    public string Id => id;

    public string RaisedBy => raisedBy;

    /// <summary>"open", "upheld", "rejected".</summary>
    public string State { get; set; } = "open";
}

public sealed class RecusalModel(string id, string code, string person)
{
    public string Id => id;

    public string Code => code;

    public string Person => person;

    public bool Withdrawn { get; set; }
}

/// <summary>An award year as the auditor keeps it.</summary>
public sealed class YearModel(
    int year, Book book, Land land, DateOnly? noticeUntil, DateOnly? collectingUntil)
{
    public int Year => year;

    public Book Book => book;

    public Land Land => land;

    /// <summary>As it was set or extended; a period of notice may last longer.</summary>
    public DateOnly? NoticeUntil { get; set; } = noticeUntil;

    public DateOnly? CollectingUntil { get; set; } = collectingUntil;

    /// <summary>The last day of the period of notice that was begun; null without one.</summary>
    public DateOnly? PeriodUntil { get; set; }

    /// <summary>The day that publication waits for.</summary>
    public DateOnly? LastDayOfNotice => PeriodUntil ?? NoticeUntil;

    /// <summary>"collecting 2001-12-31": what was announced.</summary>
    public HashSet<string> Announced { get; } = [];

    /// <summary>"draft", "collecting", "review", "notice", "published".</summary>
    public string Stage { get; set; } = "draft";

    public bool IsPublished => Stage == "published";

    public HashSet<string> NoticeGivers { get; } = [];

    public SortedDictionary<string, SheetModel> Sheets { get; } =
        new(land.In(year).ToDictionary(p => p.Code, p => new SheetModel(p)), StringComparer.Ordinal);

    /// <summary>The tables it was published with.</summary>
    public Tables? Published { get; set; }

    /// <summary>The figures a region is asked for, and whether its score stays open without each.</summary>
    public IReadOnlyList<(string Id, bool Blocks)> Asked(Place place)
    {
        var rollsUp = place.IsCity && land.CountiesOf(place.Code, year).Count > 0;
        var asked = book.Leaves
            .Where(leaf => !leaf.FromIncidents && !(rollsUp && RollsUp(leaf)))
            .Select(leaf => (leaf.Id, leaf.Missing == "error"))
            .ToList();
        if (!rollsUp)
        {
            asked.Add((Book.Residents, book.Cases.Missing == "error"));
        }

        return asked;
    }

    public List<RecusalModel> Recusals { get; } = [];

    /// <summary>Who keeps away from a region: those tied to it or to its city.</summary>
    public IReadOnlyList<string> RecusedFrom(Place place) =>
        [.. Recusals.Where(r => !r.Withdrawn && (r.Code == place.Code || r.Code == place.Parent)).Select(r => r.Person)];

    public IReadOnlyList<string> Lacks(SheetModel sheet, bool blockingOnly = false) =>
        [.. Asked(sheet.Place).Where(a => (a.Blocks || !blockingOnly || RecusedFrom(sheet.Place).Count > 0) && !sheet.Figures.ContainsKey(a.Id)).Select(a => a.Id)];

    private bool RollsUp(Leaf leaf) => book.CityScores != "figures" || leaf.RollUp != "own";
}

/// <summary>A unit's outcomes as the auditor keeps them.</summary>
public sealed class StreakModel
{
    public SortedDictionary<int, OutcomeModel> Outcomes { get; } = [];

    public List<RevocationModel> Revocations { get; } = [];

    /// <summary>
    /// How the run and the titles stood after each fact that changed an outcome; the first is before any.
    /// </summary>
    public List<RunModel> Counted { get; } = [RunModel.None];
}

/// <param name="Published">"designated", "not-designated", "suspended", as first published.</param>
public sealed record OutcomeModel(
    int Year, string Code, bool IsCity, string Published, string? Score, int? Rank, Book Book, string? SuspensionId)
{
    /// <summary>What it counts as now: "revoked" too.</summary>
    public string Now { get; init; } = Published;

    /// <summary>The last year published when it was revoked.</summary>
    public int? RevokedAfter { get; init; }
}

public sealed class RevocationModel(string id, int year, string proposedBy)
{
    public string Id => id;

    public int Year => year;

    public string ProposedBy => proposedBy;

    /// <summary>"proposed", "confirmed", "rejected", "withdrawn".</summary>
    public string State { get; set; } = "proposed";
}

/// <param name="Titles">"tripod 2003", oldest first.</param>
public sealed record RunModel(int Years, int? From, int? To, string? Tier, IReadOnlyList<string> Titles)
{
    public static RunModel None { get; } = new(0, null, null, null, []);

    public override string ToString() =>
        $"{Years} years {From?.ToString() ?? "-"}..{To?.ToString() ?? "-"} tier {Tier ?? "-"} titles [{string.Join(", ", Titles)}]";
}
