using Api.Tests.Hosts;
using System.Text.Json;

namespace Api.Tests.Public;

/// <summary>
/// The contract of each public answer: its members by name and kind, and what the demonstration makes of
/// them.
/// </summary>
[Collection(DemonstrationCollection.Name)]
public sealed class PublicAnswersTests(DemonstrationHost host)
{
    [Fact]
    public async Task Standings_have_the_fields_of_the_contract()
    {
        var table = await host.GetAsync(
            "/api/v1/standings?province=330000&year=2017&level=city&offset=0&limit=100");

        Assert.Equal(
            ["province", "year", "level", "stage", "version", "publishedAt", "live", "frozen", "provisional",
                "demonstration", "rulebook", "root", "total",
                "offset", "limit", "entries"],
            table.Members());
        Assert.Equal("330000", table.GetProperty("province").GetString());
        Assert.Equal(2017, table.GetProperty("year").GetInt32());
        Assert.Equal("city", table.GetProperty("level").GetString());
        Assert.Equal("published", table.GetProperty("stage").GetString());
        Assert.True(table.GetProperty("demonstration").GetBoolean());
        Assert.Equal(["id", "hash"], table.GetProperty("rulebook").Members());
        Assert.Equal(JsonValueKind.Null, table.GetProperty("root").ValueKind);
        Assert.Equal(11, table.GetProperty("total").GetInt32());
        Assert.Matches(
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z$",
            table.GetProperty("publishedAt").GetString());
        var entries = table.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(11, entries.Count);
        Assert.All(entries, entry => Assert.Equal(
            ["rank", "pending", "code", "name", "score", "outcome", "designated", "streakYears", "tier",
                "movement"],
            entry.Members()));
        var shaoxing = entries.Single(e => e.GetProperty("code").GetString() == "330600");
        Assert.Equal("绍兴市", shaoxing.GetProperty("name").GetProperty("zh").GetString());
        Assert.Equal("Shaoxing", shaoxing.GetProperty("name").GetProperty("en").GetString());
        Assert.True(shaoxing.GetProperty("designated").GetBoolean());
        Assert.Equal(10, shaoxing.GetProperty("streakYears").GetInt32());
        Assert.Equal(["id", "zh", "en"], shaoxing.GetProperty("tier").Members());
        Assert.Equal("silver", shaoxing.GetProperty("tier").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Scores_fall_from_row_to_row_and_carry_at_most_two_decimals()
    {
        var table = await host.GetAsync("/api/v1/standings?year=2017&level=county&limit=1000");

        var scores = table.GetProperty("entries").EnumerateArray()
            .Select(e => e.GetProperty("score")).Where(s => s.ValueKind == JsonValueKind.Number)
            .Select(s => s.GetRawText()).ToList();
        Assert.True(scores.Count > 80);
        Assert.All(scores, score => Assert.Matches("^[0-9]+(\\.[0-9]{1,2})?$", score));
        var values = scores.Select(
            s => decimal.Parse(s, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(values.OrderDescending(), values);
    }

    [Fact]
    public async Task A_window_is_cut_from_the_whole_table()
    {
        var whole = await host.GetAsync("/api/v1/standings?year=2017&level=county&limit=1000");
        var window = await host.GetAsync("/api/v1/standings?year=2017&level=county&offset=30&limit=7");

        Assert.Equal(89, window.GetProperty("total").GetInt32());
        Assert.Equal(
            whole.GetProperty("entries").EnumerateArray().Skip(30).Take(7).Select(e => e.GetRawText()),
            window.GetProperty("entries").EnumerateArray().Select(e => e.GetRawText()));
        var beyond = await host.GetAsync("/api/v1/standings?year=2017&level=county&offset=500");
        Assert.Equal(0, beyond.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task Around_answers_the_neighbours_of_one_region()
    {
        var whole = await host.GetAsync("/api/v1/standings?year=2017&level=county&limit=1000");
        var codes = whole.GetProperty("entries").EnumerateArray().Select(
            e => e.GetProperty("code").GetString()!).ToList();
        var place = codes.IndexOf("330624");

        var around = await host.GetAsync(
            "/api/v1/standings/around?province=330000&year=2017&level=county&code=330624&radius=2");

        Assert.Equal(
            codes.Skip(Math.Max(0, place - 2)).Take(place + 3 - Math.Max(0, place - 2)),
            around.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("code").GetString()!));
        Assert.Equal(Math.Max(0, place - 2), around.GetProperty("offset").GetInt32());
        Assert.Equal(89, around.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Regions_of_a_year_come_with_parents_and_predecessors()
    {
        var answer = await host.GetAsync("/api/v1/regions?province=330000&asOf=2017");

        Assert.Equal(["province", "asOf", "demonstration", "total", "regions"], answer.Members());
        Assert.Equal(100, answer.GetProperty("total").GetInt32());
        var regions = answer.GetProperty("regions").EnumerateArray()
            .ToDictionary(r => r.GetProperty("code").GetString()!);
        Assert.False(regions.ContainsKey("330621"));
        var keqiao = regions["330603"];
        Assert.Equal(["code", "name", "level", "parent", "lineage", "predecessors"], keqiao.Members());
        Assert.Equal("330600", keqiao.GetProperty("parent").GetString());
        Assert.Equal("330621", keqiao.GetProperty("lineage").GetString());
        var link = Assert.Single(keqiao.GetProperty("predecessors").EnumerateArray().ToList());
        Assert.Equal(["year", "code", "name", "kind", "inherits"], link.Members());
        Assert.Equal("绍兴县", link.GetProperty("name").GetProperty("zh").GetString());
        Assert.Equal("rename", link.GetProperty("kind").GetString());
        Assert.True(link.GetProperty("inherits").GetBoolean());
    }

    [Fact]
    public async Task Shaoxing_stood_at_ten_in_a_row_after_2017()
    {
        var region = await host.GetAsync("/api/v1/regions/330600?asOf=2017");

        Assert.Equal(
            ["province", "asOf", "demonstration", "code", "name", "level", "parent", "abolishedIn", "lineage",
                "predecessors",
                "successors", "streak", "tripods", "history"],
            region.Members());
        var streak = region.GetProperty("streak");
        Assert.Equal(["years", "from", "to", "tier", "next", "pending"], streak.Members());
        Assert.Equal(10, streak.GetProperty("years").GetInt32());
        Assert.Equal(2008, streak.GetProperty("from").GetInt32());
        Assert.Equal(2017, streak.GetProperty("to").GetInt32());
        Assert.Equal("silver", streak.GetProperty("tier").GetProperty("id").GetString());
        var next = streak.GetProperty("next");
        Assert.Equal(["tier", "yearsToGo", "earliest"], next.Members());
        Assert.Equal("gold", next.GetProperty("tier").GetProperty("id").GetString());
        Assert.Equal(2, next.GetProperty("yearsToGo").GetInt32());
        Assert.Equal(2019, next.GetProperty("earliest").GetInt32());
        Assert.Equal(
            ["tripod 2010", "bronze 2013", "silver 2016"],
            region.GetProperty("tripods").EnumerateArray()
                .Select(t => $"{t.GetProperty("tier").GetProperty("id")} {t.GetProperty("year")}"));
        var history = region.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(2005, 13), history.Select(h => h.GetProperty("year").GetInt32()));
        Assert.All(history, h => Assert.Equal(
            ["year", "code", "outcome", "published", "score", "rank", "pending", "reasons"], h.Members()));
        var lost = history.First(h => h.GetProperty("outcome").GetString() == "not-designated");
        var reason = lost.GetProperty("reasons").EnumerateArray().First();
        Assert.Equal(["code", "subject", "required", "actual", "zh", "en"], reason.Members());
        Assert.NotEmpty(reason.GetProperty("zh").GetString()!);
        Assert.NotEmpty(reason.GetProperty("en").GetString()!);
    }

    [Fact]
    public async Task A_region_carries_the_years_of_the_code_it_inherited()
    {
        var keqiao = await host.GetAsync("/api/v1/regions/330603?asOf=2017");
        var county = await host.GetAsync("/api/v1/regions/330621?asOf=2012");

        var codes = keqiao.GetProperty("history").EnumerateArray()
            .ToDictionary(h => h.GetProperty("year").GetInt32(), h => h.GetProperty("code").GetString());
        Assert.Equal("330621", codes[2012]);
        Assert.Equal("330603", codes[2013]);
        Assert.Equal(
            ["330621", "330603"],
            keqiao.GetProperty("lineage").EnumerateArray().Select(l => l.GetProperty("code").GetString()));
        Assert.Equal(
            county.GetProperty("history").EnumerateArray().Select(h => h.GetRawText()),
            keqiao.GetProperty("history").EnumerateArray().Take(8).Select(h => h.GetRawText()));
        Assert.Equal(
            county.GetProperty("streak").GetProperty("from").GetInt32(),
            keqiao.GetProperty("streak").GetProperty("from").GetInt32());
    }

    [Fact]
    public async Task An_abolished_code_answers_its_last_state_and_its_successors()
    {
        var gone = await host.GetAsync("/api/v1/regions/330621?asOf=2017");

        Assert.Equal(2017, gone.GetProperty("asOf").GetInt32());
        Assert.Equal(2013, gone.GetProperty("abolishedIn").GetInt32());
        Assert.Equal("绍兴县", gone.GetProperty("name").GetProperty("zh").GetString());
        Assert.Equal(
            2012, gone.GetProperty("history").EnumerateArray().Last().GetProperty("year").GetInt32());
        Assert.Equal(JsonValueKind.Null, gone.GetProperty("streak").GetProperty("next").ValueKind);
        var successor = Assert.Single(gone.GetProperty("successors").EnumerateArray().ToList());
        Assert.Equal("330603", successor.GetProperty("code").GetString());
        Assert.Equal("柯桥区", successor.GetProperty("name").GetProperty("zh").GetString());
        Assert.True(successor.GetProperty("inherits").GetBoolean());
    }

    [Fact]
    public async Task A_sheet_adds_up_from_indicators_to_dimensions_to_the_score()
    {
        var sheet = await host.GetAsync("/api/v1/regions/330624/years/2017");

        Assert.Equal(
            ["province", "year", "demonstration", "code", "name", "level", "parent", "outcome",
                "publishedOutcome", "score",
                "full", "rank", "pending", "rulebook", "reasons", "dimensions", "indicators", "incidents",
                "vetoes"],
            sheet.Members());
        var dimensions = sheet.GetProperty("dimensions").EnumerateArray().ToList();
        Assert.Equal(6, dimensions.Count);
        Assert.Equal(39, dimensions.Sum(d => d.GetProperty("indicators").GetArrayLength()));
        Assert.Equal(1000, dimensions.Sum(d => d.GetProperty("full").GetDecimal()));
        Assert.All(dimensions, dimension =>
        {
            Assert.Equal(
                ["id", "name", "points", "full", "excluded", "rule", "provenance", "working", "groups",
                    "indicators"],
                dimension.Members());
            var sum = dimension.GetProperty("indicators").EnumerateArray().Sum(
                i => i.GetProperty("points").GetDecimal());

            // Each shown number is rounded to two decimals, so a sum of them may be off by half a unit each.
            Assert.InRange(dimension.GetProperty("points").GetDecimal() - sum, -0.05m, 0.05m);
        });
        Assert.InRange(
            sheet.GetProperty("score").GetDecimal() - dimensions.Sum(
                d => d.GetProperty("points").GetDecimal()),
            -0.05m, 0.05m);
        var indicator = dimensions[0].GetProperty("indicators").EnumerateArray().First();
        Assert.Equal(
            ["id", "name", "unit", "value", "reported", "points", "full", "excluded", "rule", "provenance",
                "evidence",
                "working"],
            indicator.Members());
    }

    [Fact]
    public async Task The_streak_board_has_the_longest_run_first_then_the_mean_score()
    {
        var board = await host.GetAsync("/api/v1/streaks?province=330000&asOf=2017&level=county&limit=1000");

        Assert.Equal(
            ["province", "asOf", "level", "demonstration", "total", "offset", "limit", "entries"],
            board.Members());
        var entries = board.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(89, entries.Count);
        Assert.All(entries, e => Assert.Equal(
            ["rank", "code", "name", "level", "streak", "meanScore"], e.Members()));
        var order = entries.Select(e => (
            Years: e.GetProperty("streak").GetProperty("years").GetInt32(),
            Mean: e.GetProperty("meanScore") is { ValueKind: JsonValueKind.Number } mean
                ? mean.GetDecimal()
                : 0)).ToList();
        Assert.Equal(order.OrderByDescending(o => o.Years).ThenByDescending(o => o.Mean), order);
    }

    [Fact]
    public async Task Rulebooks_are_listed_and_answered_by_id_and_by_hash()
    {
        var list = await host.GetAsync("/api/v1/rulebooks");
        var entry = list.GetProperty("rulebooks").EnumerateArray()
            .Single(r => r.GetProperty("id").GetString() == "zhejiang-demonstration");
        var hash = entry.GetProperty("hash").GetString();

        Assert.True(list.GetProperty("demonstration").GetBoolean());
        Assert.Equal(
            ["id", "hash", "name", "demonstration", "semantics", "indicators", "full", "provinces", "usedBy"],
            entry.Members());
        Assert.Contains(2017, entry.GetProperty("usedBy").EnumerateArray().Select(y => y.GetInt32()));
        var byId = await host.GetAsync("/api/v1/rulebooks/zhejiang-demonstration");
        var byHash = await host.GetAsync($"/api/v1/rulebooks/{hash}");
        Assert.Equal(["id", "hash", "name", "demonstration", "content"], byId.Members());
        Assert.Equal(byId.GetRawText(), byHash.GetRawText());
        Assert.Equal("zhejiang-demonstration", byId.GetProperty("content").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("application/yaml", "application/yaml")]
    [InlineData("text/yaml", "application/yaml")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json;q=0.5, application/yaml", "application/yaml")]
    [InlineData("application/yaml;q=0", "application/json")]
    public async Task A_rulebook_comes_as_accepted(string accept, string expected)
    {
        using var answer = await host.SendAsync(
            HttpMethod.Get, "/api/v1/rulebooks/zhejiang-demonstration", headers: ("Accept", accept));

        Assert.Equal(expected, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["Accept", "Accept-Encoding"], answer.Headers.Vary);
        if (expected == "application/yaml")
        {
            var yaml = await answer.Content.ReadAsByteArrayAsync();
            var json = await host.GetAsync("/api/v1/rulebooks/zhejiang-demonstration");
            Assert.Equal(
                json.GetProperty("hash").GetString(),
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(yaml)));
        }
    }

    [Fact]
    public async Task Award_years_come_oldest_first_with_stage_and_dates()
    {
        var answer = await host.GetAsync("/api/v1/award-years?province=330000");

        Assert.Equal(["province", "demonstration", "years"], answer.Members());
        var years = answer.GetProperty("years").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(2005, 18), years.Select(y => y.GetProperty("year").GetInt32()));
        Assert.All(years, year =>
        {
            Assert.Equal(
                ["province", "year", "stage", "visibility", "demonstration", "rulebook", "semantics", "dates",
                    "publishedAt", "stages"],
                year.Members());
            Assert.Equal("published", year.GetProperty("stage").GetString());
            Assert.Equal(["collectingUntil", "noticeUntil"], year.GetProperty("dates").Members());
            Assert.Equal(
                ["draft", "collecting", "review", "notice", "published"],
                year.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("stage").GetString()));
        });
    }

    [Fact]
    public async Task Left_out_parameters_mean_the_only_province_the_latest_year_and_the_cities()
    {
        var bare = await host.GetAsync("/api/v1/standings");
        var full = await host.GetAsync(
            "/api/v1/standings?province=330000&year=2022&level=city&offset=0&limit=100");

        Assert.Equal(full.GetRawText(), bare.GetRawText());
        Assert.Equal(2022, (await host.GetAsync("/api/v1/regions/330600")).GetProperty("asOf").GetInt32());
        Assert.Equal(2022, (await host.GetAsync("/api/v1/streaks")).GetProperty("asOf").GetInt32());
        Assert.Equal(2022, (await host.GetAsync("/api/v1/regions")).GetProperty("asOf").GetInt32());
    }
}
