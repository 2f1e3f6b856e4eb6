using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>
/// The public pages as people meet them: in both languages, on wide and narrow screens, by day and by
/// night.
/// </summary>
[Collection(ChromiumCollection.Name)]
public sealed class PagesTests(Chromium chromium)
{
    [Theory]
    [InlineData("zh-CN", "2017 年度设区市榜单", "绍兴市", "平安银鼎", "示范数据")]
    [InlineData("en-GB", "Cities of award year 2017", "Shaoxing", "Silver Tripod", "Demonstration data")]
    public async Task The_leaderboard_shows_the_cities_of_a_year(
        string locale, string heading, string name, string tier, string mark)
    {
        await using var window = await chromium.OpenAsync(locale);
        await window.GoAsync("/?year=2017");
        var page = window.Page;

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(
            heading);
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(11);
        var row = page.Locator("#r330600");
        await Assertions.Expect(row).ToContainTextAsync(name);
        await Assertions.Expect(row).ToContainTextAsync(tier);
        await Assertions.Expect(row.Locator(".streak")).ToHaveTextAsync("10");
        await Assertions.Expect(page.GetByRole(AriaRole.Note)).ToContainTextAsync(mark);
        Assert.Equal(locale[..2], (await page.Locator("html").GetAttributeAsync("lang"))![..2]);
        await window.KeepAsync($"leaderboard-{locale[..2]}");
        Assert.Empty(window.Faults);
    }

    [Theory]
    [InlineData("zh-CN", "绍兴市", "距平安金鼎还需 2 年，最早 2019 年度。")]
    [InlineData("en-GB", "Shaoxing", "2 more years to Gold Tripod, in award year 2019 at the earliest.")]
    public async Task Shaoxings_page_shows_its_run_its_tripods_and_the_way_to_the_next(
        string locale, string name, string next)
    {
        await using var window = await chromium.OpenAsync(locale);
        await window.GoAsync("/regions/330600?asOf=2017");
        var page = window.Page;

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(
            name);
        await Assertions.Expect(page.Locator(".hero .count")).ToHaveTextAsync("10");
        await Assertions.Expect(page.Locator(".hero .span")).ToHaveTextAsync("2008–2017");
        await Assertions.Expect(page.Locator(".hero .next")).ToHaveTextAsync(next);
        await Assertions.Expect(page.Locator(".hero-vessel .vessel-silver")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".ladder .reached")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator(".ladder .reached .rung-year"))
            .ToHaveTextAsync(["2008", "2010", "2013", "2016"]);
        await Assertions.Expect(page.Locator(".timeline li")).ToHaveCountAsync(13);
        await Assertions.Expect(page.Locator(".timeline .in-run")).ToHaveCountAsync(10);
        await Assertions.Expect(page.GetByRole(AriaRole.Note)).ToBeVisibleAsync();
        await window.KeepAsync($"shaoxing-{locale[..2]}");
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_way_from_the_leaderboard_leads_to_a_region_and_its_sheet()
    {
        await using var window = await chromium.OpenAsync();
        await window.GoAsync("/?lang=en");
        var page = window.Page;

        await page.GetByText("Counties", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Year").SelectOptionAsync("2017");
        await page.GetByLabel("Find").FillAsync("keqiao");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Keqiao District" }).ClickAsync();
        await Assertions.Expect(page.Locator(".lineage")).ToContainTextAsync("Shaoxing County");
        await page.Locator(".timeline").GetByRole(AriaRole.Link).First.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToContainTextAsync("Shaoxing County score sheet of 2005");
        await Assertions.Expect(page.Locator(".group")).ToHaveCountAsync(6);
        Assert.Contains("lang=en", page.Url, StringComparison.Ordinal);
        await window.KeepAsync("sheet-en");
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_language_is_switched_on_the_page()
    {
        await using var window = await chromium.OpenAsync();
        await window.GoAsync("/regions/330600?asOf=2017");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(window.Page.Locator("h1")).ToContainTextAsync("Shaoxing");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "中文" }).ClickAsync();

        await Assertions.Expect(window.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        Assert.Contains("asOf=2017", window.Page.Url, StringComparison.Ordinal);
        Assert.Empty(window.Faults);
    }

    [Theory]
    [InlineData("/?year=2017&level=county", "counties")]
    [InlineData("/regions/330400?asOf=2022", "region")]
    [InlineData("/regions/330624/years/2017", "sheet")]
    public async Task Pages_fit_a_telephone_and_the_night(string address, string name)
    {
        await using var window = await chromium.OpenAsync(width: 380, scheme: ColorScheme.Dark);
        await window.GoAsync(address);

        Assert.False(await window.OverflowsAsync());
        await window.KeepAsync($"narrow-night-{name}");
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task An_abolished_code_shows_where_it_went()
    {
        await using var window = await chromium.OpenAsync();
        await window.GoAsync("/regions/330621?asOf=2017");

        await Assertions.Expect(window.Page.Locator(".note").First).ToContainTextAsync("柯桥区");
        await window.Page.Locator(".note a").First.ClickAsync();
        await Assertions.Expect(window.Page.Locator("h1")).ToContainTextAsync("柯桥区");
        Assert.Empty(window.Faults);
    }

    [Theory]
    [InlineData("/regions/339999")]
    [InlineData("/?year=2044")]
    [InlineData("/regions/330600/years/2044")]
    [InlineData("/no-such-page")]
    public async Task What_is_not_there_is_said_kindly_in_both_languages(string address)
    {
        await using var window = await chromium.OpenAsync();
        var answer = await window.GoAsync(address);

        Assert.Equal(404, answer.Status);
        await Assertions.Expect(window.Page.Locator("h1")).ToHaveTextAsync("此处没有内容");
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("No such region or year");
    }

    [Fact]
    public async Task The_reference_can_be_browsed_and_asks_no_other_server()
    {
        await using var window = await chromium.OpenAsync("en-GB");
        await window.GoAsync("/reference/");

        await Assertions.Expect(window.Page.GetByText("Award engine").First).ToBeVisibleAsync();
        Assert.DoesNotContain(
            window.Faults, fault => fault.StartsWith("asked another", StringComparison.Ordinal));
    }
}
