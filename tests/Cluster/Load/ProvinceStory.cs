using System.Globalization;
using System.Text.Json;

namespace Cluster.Tests.Load;

/// <summary>
/// What one province goes through: its register and rulebook are put on record, and then year after year is opened, filled,
/// reviewed, put under notice and published; now and then a designation is revoked.
/// </summary>
public sealed class ProvinceStory(BenchProvince province, Staff staff, Sender sender, Hands hands)
{
    private int _year = BenchRulebook.FirstYear;

    public BenchProvince Province => province;

    public Hands Hands => hands;

    public int PublishedYears => _year - BenchRulebook.FirstYear;

    /// <summary>Register and rulebook, each proposed by one and confirmed by another.</summary>
    public async Task GroundAsync()
    {
        await ProposeAsync("/api/v1/regions/changes", "/api/v1/regions/changes", province.Register, "application/json");
        await ProposeAsync("/api/v1/rulebooks", "/api/v1/rulebooks/proposals", BenchRulebook.Yaml, "application/yaml");
    }

    /// <summary>Opens the year that comes next and begins to collect, and stays there.</summary>
    /// <returns>The year.</returns>
    public async Task<int> OpenAsync(string? visibility = null)
    {
        await MustAsync(staff.Publisher, "/api/v1/award-years", new
        {
            province = province.Code,
            year = _year,
            rulebook = BenchRulebook.Id,
            visibility = visibility ?? sender.Draw(3) switch { 0 => "live", 1 => "live-until-freeze", _ => "embargoed" },
            dates = new { },
        });
        await StageAsync(staff.Reviewer, "collecting");
        return _year;
    }

    /// <summary>One whole year.</summary>
    public async Task TellYearAsync()
    {
        var year = await OpenAsync();
        await hands.FillAsync(year);
        await StageAsync(staff.Reviewer, "review");
        await hands.LookAgainAsync(year);
        await StageAsync(staff.NoticeGiver, "notice");
        await StageAsync(staff.Publisher, "published", new Effect.Published(year, province.Code));
        _year++;
        if (sender.Draw(3) == 0)
        {
            await RevokeAsync(year - sender.Draw(Math.Min(3, PublishedYears)));
        }
    }

    /// <summary>A year without any figure: five commands.</summary>
    public async Task TellShortYearAsync()
    {
        var year = await OpenAsync();
        await hands.SurveyAsync(year);
        await StageAsync(staff.Reviewer, "review");
        await StageAsync(staff.NoticeGiver, "notice");
        await StageAsync(staff.Publisher, "published", new Effect.Published(year, province.Code));
        _year++;
    }

    // Nobody knows here whether the region was designated: a refusal is as good.
    private async Task RevokeAsync(int year)
    {
        var region = province.Regions[sender.Draw(province.Regions.Count)];
        var path = $"{hands.Path(year)}/revocations";
        var proposed = await sender.SettleAsync(sender.Intend(
            staff.Publisher, HttpMethod.Post, path, JsonSerializer.Serialize(new { region, reason = "found out later" })));
        if (proposed.Outcome == Outcome.Ok)
        {
            await sender.MustAsync(sender.Intend(
                staff.Confirmer, HttpMethod.Post, $"{path}/{Created(proposed.Body)}/confirm", "{}", new Effect.Revoked(year, region)));
        }
    }

    private async Task ProposeAsync(string path, string decisions, string body, string mediaType)
    {
        var receipt = await sender.MustAsync(sender.Intend(
            new Intent(sender.Key(), staff.Operator, HttpMethod.Post, $"{path}?province={province.Code}", body, [])
            {
                MediaType = mediaType,
                Period = sender.Period,
            }));
        await MustAsync(staff.Confirmer, $"{decisions}/{Created(receipt)}/confirm", new { });
    }

    private Task StageAsync(Person by, string to, params IReadOnlyList<Effect> effects) =>
        sender.MustAsync(sender.Intend(
            by, HttpMethod.Post, $"{hands.Path(_year)}/stage", JsonSerializer.Serialize(new { to }), effects));

    private Task<string> MustAsync<T>(Person by, string path, T body) =>
        sender.MustAsync(sender.Intend(by, HttpMethod.Post, path, JsonSerializer.Serialize(body)));

    /// <summary>The id of what a receipt says was created.</summary>
    internal static string Created(string receipt)
    {
        using var document = JsonDocument.Parse(receipt);
        return document.RootElement.GetProperty("created")[0].GetString()!;
    }

    /// <summary>The path of a year.</summary>
    internal static string PathOf(BenchProvince province, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/award-years/{province.Code}/{year}");
}
