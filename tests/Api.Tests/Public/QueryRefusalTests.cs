using Api.Tests.Hosts;

namespace Api.Tests.Public;

/// <summary>
/// What public endpoints refuse: a row for each way to ask wrongly, with the exact problem it gets.
/// </summary>
[Collection(DemonstrationCollection.Name)]
public sealed class QueryRefusalTests(DemonstrationHost host)
{
    // address                                                     status, code, [path code] of each error
    public static TheoryData<string, string> Table => new()
    {
        { "/standings?province=33",                                "400 MalformedInput [province MalformedInput]" },
        { "/standings?province=",                                  "400 MalformedInput [province MalformedInput]" },
        { "/standings?province=zhejiang",                          "400 MalformedInput [province MalformedInput]" },
        { "/standings?province=440000",                            "404 ProvinceUnknown [province ProvinceUnknown]" },
        { "/standings?province=330600",                            "404 ProvinceUnknown [province ProvinceUnknown]" },
        { "/standings?year=abc",                                   "400 MalformedInput [year MalformedInput]" },
        { "/standings?year=",                                      "400 MalformedInput [year MalformedInput]" },
        { "/standings?year=20170",                                 "400 MalformedInput [year MalformedInput]" },
        { "/standings?year=-201",                                  "400 MalformedInput [year MalformedInput]" },
        { "/standings?year=2017&year=2016",                        "400 MalformedInput [year MalformedInput]" },
        { "/standings?year=2004",                                  "404 YearUnknown [year YearUnknown]" },
        { "/standings?year=2023",                                  "404 YearUnknown [year YearUnknown]" },
        { "/standings?year=9999",                                  "404 YearUnknown [year YearUnknown]" },
        { "/standings?level=town",                                 "400 MalformedInput [level MalformedInput]" },
        { "/standings?level=City",                                 "400 MalformedInput [level MalformedInput]" },
        { "/standings?limit=0",                                    "400 MalformedInput [limit MalformedInput]" },
        { "/standings?limit=1001",                                 "400 MalformedInput [limit MalformedInput]" },
        { "/standings?limit=ten",                                  "400 MalformedInput [limit MalformedInput]" },
        { "/standings?limit=99999999999999999999",                 "400 MalformedInput [limit MalformedInput]" },
        { "/standings?offset=-1",                                  "400 MalformedInput [offset MalformedInput]" },
        { "/standings?offset=1.5",                                 "400 MalformedInput [offset MalformedInput]" },
        { "/standings?level=x&offset=x&limit=x&year=x",
            "400 MalformedInput [level MalformedInput] [offset MalformedInput] [limit MalformedInput] [year MalformedInput]" },
        { "/standings?level=town&year=2004",                       "400 MalformedInput [level MalformedInput]" },
        { "/standings/around?year=2017",                           "400 FieldMissing [code FieldMissing]" },
        { "/standings/around?code=33",                             "400 MalformedInput [code MalformedInput]" },
        { "/standings/around?code=330600&radius=-1",               "400 MalformedInput [radius MalformedInput]" },
        { "/standings/around?code=330600&radius=101",              "400 MalformedInput [radius MalformedInput]" },
        { "/standings/around?code=339999",                         "404 RegionUnknown [code RegionUnknown]" },
        { "/standings/around?code=330600&level=county",            "404 RegionUnknown [code RegionUnknown]" },
        { "/standings/around?code=330621&year=2017",               "404 RegionUnknown [code RegionUnknown]" },
        { "/standings/around?code=440100",                         "404 ProvinceUnknown [province ProvinceUnknown]" },
        { "/regions?province=440000",                              "404 ProvinceUnknown [province ProvinceUnknown]" },
        { "/regions?asOf=17",                                      "400 MalformedInput [asOf MalformedInput]" },
        { "/regions?asOf=1949",                                    "404 YearUnknown [asOf YearUnknown]" },
        { "/regions/330600?asOf=soon",                             "400 MalformedInput [asOf MalformedInput]" },
        { "/regions/330600?asOf=2004",                             "404 YearUnknown [asOf YearUnknown]" },
        { "/regions/330600?asOf=2023",                             "404 YearUnknown [asOf YearUnknown]" },
        { "/regions/339999",                                       "404 RegionUnknown [code RegionUnknown]" },
        { "/regions/330000",                                       "404 RegionUnknown [code RegionUnknown]" },
        { "/regions/440100",                                       "404 RegionUnknown [code RegionUnknown]" },
        { "/regions/shaoxing",                                     "404 RegionUnknown [code RegionUnknown]" },
        { "/regions/330603?asOf=2010",                             "404 RegionUnknown [code RegionUnknown]" },
        { "/regions/330600/years/2004",                            "404 YearUnknown [year YearUnknown]" },
        { "/regions/330600/years/2023",                            "404 YearUnknown [year YearUnknown]" },
        { "/regions/330600/years/abc",                             "400 MalformedInput [year MalformedInput]" },
        { "/regions/330621/years/2017",                            "404 RegionUnknown [code RegionUnknown]" },
        { "/regions/339999/years/2017",                            "404 RegionUnknown [code RegionUnknown]" },
        { "/streaks?asOf=2004",                                    "404 YearUnknown [asOf YearUnknown]" },
        { "/streaks?level=province",                               "400 MalformedInput [level MalformedInput]" },
        { "/streaks?limit=0",                                      "400 MalformedInput [limit MalformedInput]" },
        { "/rulebooks/unheard-of",                                 "404 RulebookUnknown [id RulebookUnknown]" },
        { "/award-years?province=440000",                          "404 ProvinceUnknown [province ProvinceUnknown]" },
        { "/nothing-here",                                         "404 NotFound" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_wrong_ask_is_refused_by_name(string address, string expected)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, $"/api/v1{address}");

        Assert.Equal(expected, await Asking.ProblemAsync(answer));
    }

    [Fact]
    public async Task What_is_not_published_and_what_does_not_exist_are_told_in_the_same_words()
    {
        using var unopened = await host.SendAsync(HttpMethod.Get, "/api/v1/standings?year=2023");
        using var impossible = await host.SendAsync(HttpMethod.Get, "/api/v1/standings?year=2093");

        Assert.Equal(
            (await unopened.Content.ReadAsStringAsync()).Replace("2023", "2093", StringComparison.Ordinal),
            await impossible.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("POST", "/api/v1/standings", "405 MethodNotAllowed")]
    [InlineData("DELETE", "/api/v1/award-years", "405 MethodNotAllowed")]
    public async Task A_wrong_method_is_a_problem_too(string method, string address, string expected)
    {
        using var answer = await host.SendAsync(new HttpMethod(method), address);

        Assert.Equal(expected, await Asking.ProblemAsync(answer));
    }
}
