using System.Net;
using System.Text.Json;
using Api.Tests.Hosts;

namespace Api.Tests.Writing;

/// <summary>
/// The working sheet and "what if" over HTTP, with the figures and the rulebook of the demonstration. What a county is told
/// it lacks, it does; what it was told would follow, follows, up to the publication.
/// </summary>
public sealed class WhatIfTests(BlankHost host) : IClassFixture<BlankHost>
{
    private const int Year = 2005;
    private static readonly string Path = YearBook.Path(Year);

    [Fact]
    public async Task A_county_that_fails_asks_what_would_pass_does_it_and_passes()
    {
        await YearBook.OpenAsync(host, Year);
        await YearBook.MoveAsync(host, Year, "collecting");
        await host.MustWriteAsync("POST", $"{Path}/figures", Asking.Assessor, YearBook.Figures(Year));
        var county = await FailingCountyAsync();
        var sheet = await SheetAsync(county);
        Assert.Equal("not-designated", sheet.GetProperty("outcome").GetString());
        Assert.Contains(
            sheet.GetProperty("gaps").EnumerateArray(),
            gap => !gap.GetProperty("met").GetBoolean() && gap.GetProperty("lacking").GetDecimal() > 0);
        Assert.NotEmpty(sheet.GetProperty("warnings").EnumerateArray().ToList());
        Assert.Equal(
            sheet.GetProperty("score").GetDecimal(),
            sheet.GetProperty("dimensions").EnumerateArray().Sum(d => d.GetProperty("points").GetDecimal()), 1);

        var told = await AskAsync(county, new { figures = new { } });
        var least = told.GetProperty("leastChange");
        Assert.Equal("found", least.GetProperty("verdict").GetString());
        var moves = least.GetProperty("moves").EnumerateArray().ToList();
        Assert.All(moves, move => Assert.True(move.GetProperty("gained").GetDecimal() > 0));

        var asked = await AskAsync(county, new
        {
            figures = moves.ToDictionary(m => m.GetProperty("indicator").GetString()!, m => m.GetProperty("to").GetRawText()),
        });
        Assert.Equal("designated", asked.GetProperty("outcome").GetString());
        Assert.Equal("designated", asked.GetProperty("leastChange").GetProperty("verdict").GetString());
        foreach (var move in moves)
        {
            var version = (await SheetAsync(county)).GetProperty("version").GetInt64();
            await host.MustWriteAsync(
                "PUT", $"{Path}/regions/{county}/figures/{move.GetProperty("indicator").GetString()}", Asking.Assessor,
                new { value = move.GetProperty("to").GetDecimal(), reason = "as it was told" },
                ("If-Match", $"\"{version}\""));
        }

        var now = await SheetAsync(county);
        Assert.Equal(Ends(asked), Ends(now));
        Assert.Equal(Ends(least.GetProperty("after")), Ends(now));
        foreach (var (to, by) in new[] { ("review", "reviewer"), ("notice", "reviewer"), ("published", "publisher") })
        {
            await YearBook.MoveAsync(host, Year, to, by);
        }

        var published = await host.GetAsync($"/api/v1/regions/{county}/years/{Year}");
        Assert.Equal(
            (asked.GetProperty("score").GetDecimal(), asked.GetProperty("rank").GetInt32(), "designated"),
            (published.GetProperty("score").GetDecimal(), published.GetProperty("rank").GetInt32(),
                published.GetProperty("outcome").GetString()));
        var streak = (await host.GetAsync($"/api/v1/regions/{county}?asOf={Year}")).GetProperty("streak");
        Assert.Equal(asked.GetProperty("streak").GetProperty("years").GetInt32(), streak.GetProperty("years").GetInt32());
        Assert.Equal(asked.GetProperty("tier").GetProperty("id").GetString(), streak.GetProperty("tier").GetProperty("id").GetString());
        Assert.Empty((await SheetAsync(county)).GetProperty("warnings").EnumerateArray().ToList());
    }

    /// <summary>The first county of Shaoxing or elsewhere that only points keep from a designation.</summary>
    private async Task<string> FailingCountyAsync() => (await host.GetAsync($"{Path}/standings?level=county", Asking.Reviewer))
        .GetProperty("entries").EnumerateArray()
        .First(row => row.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()).ToArray() is ["below-pass-mark"])
        .GetProperty("code").GetString()!;

    private Task<JsonElement> SheetAsync(string code) => host.GetAsync($"{Path}/regions/{code}", Asking.Reviewer);

    private async Task<JsonElement> AskAsync(string code, object body)
    {
        using var answer = await host.SendAsync(
            HttpMethod.Post, $"{Path}/regions/{code}/what-if", Asking.Assessor, JsonSerializer.Serialize(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("private, no-store", answer.Headers.CacheControl?.ToString().Replace("no-store, private", "private, no-store", StringComparison.Ordinal));
        return JsonDocument.Parse(text).RootElement;
    }

    private static string Ends(JsonElement end) =>
        $"{end.GetProperty("score")} {end.GetProperty("rank")} {end.GetProperty("outcome")} {end.GetProperty("streak")}";

    /// <summary>
    /// <code>
    /// year  role      region  body                                      answer
    /// </code>
    /// </summary>
    [Theory]
    [InlineData(2007, "assessor", "330624", "[]", "400 MalformedInput [ MalformedInput]")]
    [InlineData(2007, "assessor", "330624", "{", "400 MalformedInput [ MalformedInput]")]
    [InlineData(2007, "assessor", "330624", """{"figures": [1]}""", "400 MalformedInput [/figures MalformedInput]")]
    [InlineData(2007, "assessor", "330624", """{"figures": {"survey_safety": true}}""", "400 MalformedInput [/figures/survey_safety MalformedInput]")]
    [InlineData(2007, "assessor", "330624", """{"figures": {"survey_safety": null}}""", "400 FieldMissing [/figures/survey_safety FieldMissing]")]
    [InlineData(2007, "assessor", "330624", """{"figures": {"\ud800": 1}}""", "400 MalformedInput [ MalformedInput]")]
    [InlineData(2007, "assessor", "330624", """{"more": 1}""", "400 UnknownField [/more UnknownField]")]
    [InlineData(2007, "assessor", "330624", """{"figures": {"a/b": 1}}""", "404 IndicatorUnknown [/figures/a~1b IndicatorUnknown]")]
    [InlineData(2007, "assessor", "330624", """{"figures": {"survey_safety": "x"}}""", "400 FigureMalformed [/figures/survey_safety FigureMalformed]")]
    [InlineData(2007, "assessor", "330699", "{}", "404 RegionUnknown [code RegionUnknown]")]
    [InlineData(1999, "assessor", "330624", "{}", "404 YearUnknown [year YearUnknown]")]
    [InlineData(2007, "reviewer", "330624", "{}", "403 RoleForbids [Authorization RoleForbids]")]
    public async Task Questions_that_cannot_be_answered(int year, string role, string region, string body, string expected)
    {
        if (year == 2007 && (await host.GetAsync("/api/v1/award-years")).GetProperty("years").EnumerateArray()
            .All(known => known.GetProperty("year").GetInt32() != year))
        {
            await YearBook.OpenAsync(host, year);
        }

        using var answer = await host.SendAsync(
            HttpMethod.Post, $"{YearBook.Path(year)}/regions/{region}/what-if", role, body);
        Assert.Equal(expected, await Asking.ProblemAsync(answer));
    }
}
