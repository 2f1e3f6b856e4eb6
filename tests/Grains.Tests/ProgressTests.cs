using Award.Grains;
using Microsoft.Extensions.Time.Testing;
using Support;
using static Support.SmallProvince;

namespace Grains.Tests;

/// <summary>
/// What is missing, and what is overdue, as the end of collecting comes near and passes. Collecting of 2001 ends on 2002-01-31.
/// </summary>
public sealed class ProgressTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("award-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2002, 1, 10, 0, 0, 0, TimeSpan.Zero));
    private EmbeddedHost _host = null!;

    private IAwardYearGrain Grain => Year(_host.Grains, 2001);

    public async ValueTask InitializeAsync()
    {
        _host = await EmbeddedHost.StartAsync(_folder, _clock);
        await PublishAsync(_host.Grains);
        await Must(Grain.OpenAsync(
            By("publisher", "open"), new YearOpening(RulebookId, "embargoed", new DateOnly(2002, 1, 31), null, true)));
        await Must(Grain.MoveStageAsync(By("reviewer", "collect"), "collecting", null));
        await Must(Grain.SubmitFiguresAsync(By("assessor", "figures"),
        [
            new("990101", "cases", "2", null), new("990101", "residents", "1", null), new("990101", "survey", "90", null),
            new("990102", "survey", "90", null), new("990200", "survey", "90", null),
        ]));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // Five counties report cases, residents (of the dimension "order") and a survey ("life"); two cities a survey.
    [Fact]
    public async Task What_is_missing_is_told_by_region_dimension_and_indicator()
    {
        var progress = await ProgressAsync();
        Assert.Equal((17, 5), (progress.Expected, progress.Submitted));
        Assert.Equal(["order 10 2", "life 7 3"], progress.Dimensions.Select(d => $"{d.Id} {d.Expected} {d.Submitted}"));
        Assert.Equal(
            ["cases 5 1", "survey 7 3", "residents 5 1"],
            progress.Indicators.Select(i => $"{i.Id} {i.Expected} {i.Submitted}"));
        Assert.Equal(
            ["order 2 0: cases, residents", "life 1 1: "],
            progress.Regions.Single(r => r.Code == "990102").Dimensions
                .Select(d => $"{d.Id} {d.Expected} {d.Submitted}: {string.Join(", ", d.Missing.Order())}"));
    }

    [Theory]
    [InlineData("2002-01-10T00:00:00Z", "ahead", 21, "")]
    [InlineData("2002-01-23T15:59:00Z", "ahead", 8, "")]
    [InlineData("2002-01-23T16:00:00Z", "near", 7, "990103 990201 990202 990102 990100")]
    [InlineData("2002-01-31T15:59:00Z", "near", 0, "990103 990201 990202 990102 990100")]
    [InlineData("2002-01-31T16:00:00Z", "passed", -1, "990103 990201 990202 990102 990100")]
    public async Task The_overdue_list_begins_a_week_before_the_end(string now, string state, int daysLeft, string overdue)
    {
        _clock.SetUtcNow(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        var progress = await ProgressAsync();
        Assert.Equal((state, daysLeft), (progress.Collecting, progress.DaysLeft));
        Assert.Equal(overdue, string.Join(' ', progress.Overdue));
    }

    [Fact]
    public async Task Collecting_that_ended_early_is_over_and_each_is_shown_their_own()
    {
        await Must(Grain.MoveStageAsync(By("reviewer", "review"), "review", "all is in"));
        Assert.Equal("passed", (await ProgressAsync()).Collecting);
        var own = await Grain.ProgressAsync(new CallerView("a", ["Assessor"], ["990200"], [], null));
        Assert.Equal(["990201", "990202"], own!.Overdue);
    }

    private async Task<ProgressView> ProgressAsync() => (await Grain.ProgressAsync(CallerView.Unbounded("reviewer")))!;
}
