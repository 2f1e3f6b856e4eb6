using System.Globalization;
using Award.Grains;
using Support;
using static Support.SmallProvince;

namespace Api.Tests.NonInterference;

/// <summary>
/// The same province in every world: a published year, a live one, an embargoed one and one that is live until it freezes, side
/// by side. What nobody may know is different in <see cref="Variant.OtherEmbargoed"/>: other figures with other evidence, more
/// commands, other incidents, amendments and vetoes. Every stage is entered at the same time, and the outcomes that a list on
/// public notice shows are the same.
/// <code>
/// chapter            2001       2002 live   2003 embargoed  2004 live until freeze
/// opened             published  draft       draft           draft
/// collecting                    collecting  collecting      collecting
/// figures                       (incidents, amendments)
/// review                        review      review          review: frozen
/// notice                        notice      notice          notice
/// back                          notice      review          review
/// published-elsewhere           published   notice          notice
/// revoked            a designation of 2001 and one of 2002 are revoked
/// </code>
/// </summary>
internal sealed class Story(World world)
{
    public const int Published = 2001;
    public const int Live = 2002;
    public const int Embargoed = 2003;
    public const int UntilFreeze = 2004;

    public static readonly IReadOnlyList<string> Chapters =
        ["opened", "collecting", "figures", "review", "notice", "back", "published-elsewhere", "revoked"];

    private static readonly string[] Counties = ["990101", "990102", "990103", "990201", "990202"];
    private static readonly int[] Open = [Live, Embargoed, UntilFreeze];

    private readonly SmallYears _years = new(world.Grains);
    private int _keys;

    private bool OtherEmbargoed => world.Variant == Variant.OtherEmbargoed;

    public async Task TellAsync(string chapter)
    {
        world.Clock.Now += TimeSpan.FromDays(40);
        await (chapter switch
        {
            "opened" => OpenAsync(),
            "collecting" => CollectAsync(),
            "figures" => CompleteAsync(),
            "review" => ReviewAsync(),
            "notice" => MoveAsync(Open, "notice"),
            "back" => BackAsync(),
            "published-elsewhere" => PublishAsync(),
            "revoked" => RevokeAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(chapter), chapter, "no such chapter"),
        });
    }

    private async Task OpenAsync()
    {
        await SmallProvince.PublishAsync(world.Grains);
        await _years.PublishAsync(Published);
        await OpenAsync(Live, "live");
        await OpenAsync(Embargoed, "embargoed");
        await OpenAsync(UntilFreeze, "live-until-freeze");
    }

    private async Task CollectAsync()
    {
        await MoveAsync(Open, "collecting");
        foreach (var code in Counties.Take(3))
        {
            await FigureAsync(Live, code, "cases", "2");
            await FigureAsync(UntilFreeze, code, "cases", "4");
            await FigureAsync(Embargoed, code, "cases", Hidden(code));
        }

        if (OtherEmbargoed)
        {
            await FigureAsync(Embargoed, "990201", "cases", Hidden("990201"));
            await IncidentsAsync(Embargoed, "990101", 2);
        }
    }

    private async Task CompleteAsync()
    {
        foreach (var code in Counties)
        {
            foreach (var year in Open)
            {
                if (!Counties.Take(3).Contains(code) && !(OtherEmbargoed && year == Embargoed && code == "990201"))
                {
                    await FigureAsync(year, code, "cases", year == Embargoed ? Hidden(code) : "3");
                }

                await FigureAsync(year, code, "residents", "1");
                await FigureAsync(year, code, "survey", year == Embargoed && OtherEmbargoed ? "97" : "95");
            }
        }

        foreach (var year in Open)
        {
            await FigureAsync(year, "990100", "survey", year == Embargoed && OtherEmbargoed ? "93" : "91");
            await FigureAsync(year, "990200", "survey", "92");
        }

        await IncidentsAsync(Live, "990102", world.Variant == Variant.OtherPublic ? 2 : 1);
        await IncidentsAsync(UntilFreeze, "990202", 1);
        await AmendAsync(Live, "990103", "cases", "2.5");
        await AmendAsync(Embargoed, "990103", "cases", OtherEmbargoed ? "2.25" : "3.75");
        if (OtherEmbargoed)
        {
            await AmendAsync(Embargoed, "990103", "cases", "2.5");
        }
    }

    private async Task ReviewAsync()
    {
        await MoveAsync(Open, "review");
        await AmendAsync(Live, "990201", "cases", "2.75");
        await DisputedVetoAsync(Live, "990101");
        await HideAfterFreezeAsync();
        if (OtherEmbargoed)
        {
            await DisputedVetoAsync(Embargoed, "990202");
            await IncidentsAsync(Embargoed, "990202", 1);
        }
        else
        {
            await AmendAsync(Embargoed, "990101", "survey", "94.5");
        }
    }

    /// <summary>From the freeze on this year's work is as hidden as that of an embargoed one.</summary>
    private async Task HideAfterFreezeAsync()
    {
        await AmendAsync(UntilFreeze, "990201", "cases", OtherEmbargoed ? "2.1" : "2.2");
        if (OtherEmbargoed)
        {
            await IncidentsAsync(UntilFreeze, "990101", 1);
            await DisputedVetoAsync(UntilFreeze, "990101");
        }
    }

    private async Task BackAsync()
    {
        await MoveAsync([Embargoed, UntilFreeze], "review", "an objection was upheld");
        await AmendAsync(Embargoed, "990202", "cases", OtherEmbargoed ? "3.1" : "2.9");
        await AmendAsync(UntilFreeze, "990202", "cases", OtherEmbargoed ? "3.1" : "2.9");
        if (OtherEmbargoed)
        {
            await AmendAsync(Embargoed, "990201", "survey", "99");
            await AmendAsync(UntilFreeze, "990201", "survey", "99");
        }
    }

    private async Task PublishAsync()
    {
        await MoveAsync([Live], "published");
        await MoveAsync([Embargoed, UntilFreeze], "notice");
    }

    private async Task RevokeAsync()
    {
        await _years.RevokeAsync("990202", Live);
        await _years.RevokeAsync("990101", Published);
    }

    private string Hidden(string code) => (OtherEmbargoed, code) switch
    {
        (false, "990101") => "2",
        (false, "990102") => "3.5",
        (false, _) => "4",
        (true, "990101") => "4.5",
        (true, "990102") => "3",
        (true, _) => "2.5",
    };

    private async Task OpenAsync(int year, string visibility) => await Must(Year(world.Grains, year).OpenAsync(
        By("publisher", Key()), new YearOpening(RulebookId, visibility, null, null, true)));

    private async Task MoveAsync(IEnumerable<int> years, string to, string? reason = null)
    {
        foreach (var year in years)
        {
            var person = to == "published" ? "publisher" : "reviewer";
            await Must(Year(world.Grains, year).MoveStageAsync(By(person, Key()), to, reason));
        }
    }

    private async Task FigureAsync(int year, string code, string indicator, string value) =>
        await Must(Sheet(world.Grains, year, code).SubmitFiguresAsync(
            By("assessor", Key()),
            [new FigureRow(code, indicator, value, year == Embargoed ? $"file {world.Variant}" : "file")]));

    private async Task AmendAsync(int year, string code, string indicator, string value)
    {
        var sheet = Sheet(world.Grains, year, code);
        var version = (await sheet.ViewAsync(CallerView.Unbounded("assessor"))).Sheet!.Version;
        await Must(sheet.AmendFigureAsync(By("assessor", Key()), indicator, value, "counted again", version));
    }

    private async Task IncidentsAsync(int year, string code, int count) => await Must(
        Sheet(world.Grains, year, code).RecordIncidentsAsync(By("assessor", Key()), [.. Enumerable.Range(1, count).Select(
            day => new IncidentRow(code, "accident", new DateOnly(year, 6, day), 0, null, true))]));

    private async Task DisputedVetoAsync(int year, string code)
    {
        var sheet = Sheet(world.Grains, year, code);
        var raised = await Must(sheet.RaiseVetoAsync(By("assessor", Key()), "falsified", "it looks made up"));
        await Must(sheet.DecideVetoAsync(By("reviewer", Key()), raised.CreatedIds[0], VetoStep.Reject, "it is not"));
    }

    private string Key() => (++_keys).ToString(CultureInfo.InvariantCulture);
}
