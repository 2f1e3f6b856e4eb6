using Award.Grains;
using static Support.SmallProvince;

namespace Support;

/// <summary>
/// Years of the small province from the opening to the publication, always with the same figures:
/// <code>
/// county   cases/residents  survey  accidents  score             outcome
/// 990101   2                90      0          60 + 20 + 10 = 90 designated
/// 990102   6                90      1          30 + 15 + 10 = 55 below 60
/// 990103   2                100     0          100               vetoed (falsified)
/// 990201   2                95      0          95                designated
/// 990202   2                95      0          95                designated
/// </code>
/// </summary>
public sealed class SmallYears(IGrainFactory grains)
{
    public async Task PublishAsync(int year)
    {
        await NoticeAsync(year);
        await Must(Year(grains, year).MoveStageAsync(By("publisher", $"publish{year}"), "published", null));
    }

    /// <summary>Up to public notice.</summary>
    public async Task NoticeAsync(int year)
    {
        var grain = Year(grains, year);
        await Must(grain.OpenAsync(By("publisher", $"open{year}"), new YearOpening(RulebookId, "embargoed", null, null, true)));
        await Must(grain.MoveStageAsync(By("reviewer", $"collect{year}"), "collecting", null));
        await FiguresAsync(year, "990101", "2", "90");
        await FiguresAsync(year, "990102", "6", "90");
        await FiguresAsync(year, "990103", "2", "100");
        await FiguresAsync(year, "990201", "2", "95");
        await FiguresAsync(year, "990202", "2", "95");
        await Must(grain.SubmitFiguresAsync(By("assessor", $"surveys{year}"),
        [
            new FigureRow("990100", "survey", "90", null),
            new FigureRow("990200", "survey", "90", null),
        ]));
        await Must(Sheet(grains, year, "990102").RecordIncidentsAsync(
            By("assessor", $"incident{year}"),
            [new IncidentRow("990102", "accident", new DateOnly(year, 5, 1), 0, null, true)]));
        var veto = await Must(Sheet(grains, year, "990103").RaiseVetoAsync(
            By("assessor", $"veto{year}"), "falsified", "the survey was made up"));
        await Must(grain.MoveStageAsync(By("reviewer", $"review{year}"), "review", null));
        await Must(Sheet(grains, year, "990103").DecideVetoAsync(
            By("reviewer", $"confirm{year}"), veto.CreatedIds[0], VetoStep.Confirm, null));
        await Must(grain.MoveStageAsync(By("reviewer", $"notice{year}"), "notice", null));
    }

    private Task FiguresAsync(int year, string code, string cases, string survey) =>
        Must(Sheet(grains, year, code).SubmitFiguresAsync(By("assessor", $"figures{year}/{code}"),
        [
            new FigureRow(code, "cases", cases, null),
            new FigureRow(code, "residents", "1", null),
            new FigureRow(code, "survey", survey, null),
        ]));

    /// <summary>Proposes to revoke; gives the revocation's id.</summary>
    public async Task<string> ProposeAsync(string lineage, int year) => (await Must(
        grains.GetGrain<IStreakGrain>($"streak/{lineage}")
            .ProposeRevocationAsync(By("publisher", $"revoke/{lineage}/{year}"), year, "found out later"))).CreatedIds[0];

    public async Task RevokeAsync(string lineage, int year)
    {
        var id = await ProposeAsync(lineage, year);
        await Must(grains.GetGrain<IStreakGrain>($"streak/{lineage}").DecideRevocationAsync(
            By("reviewer", $"revoked/{lineage}/{year}"), id, VetoStep.Confirm, null));
    }
}
