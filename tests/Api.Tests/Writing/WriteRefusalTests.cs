using System.Text.Json;
using Api.Tests.Hosts;

namespace Api.Tests.Writing;

/// <summary>
/// What writes refuse: a row for each broken rule that the doors of the API can show, with the exact
/// problem it gets. Three years stand ready: 2006 is being collected, 2007 is a draft, 2008 is under
/// review. No row writes anything.
/// </summary>
[Collection(BlankCollection.Name)]
public sealed class WriteRefusalTests(BlankHost host, WriteRefusalTests.ThreeYears years)
    : IClassFixture<WriteRefusalTests.ThreeYears>
{
    private const string A = Asking.Assessor;
    private const string R = Asking.Reviewer;
    private const string P = Asking.Publisher;
    private const string Why = """{"reason":"r"}""";

    // method, path after /award-years, role, body                                status, code, [path code]
    // of each error
    public static TheoryData<string, string, string, string, string> Table => new()
    {
        // Opening a year
        { "POST", "", P, """{"province":"33","year":2010,"rulebook":"x"}""",      "400 MalformedInput [/province MalformedInput]" },
        { "POST", "", P, """{"province":"440000","year":2010,"rulebook":"x"}""",  "403 RegionForbids [/province RegionForbids]" },
        { "POST", "", P, """{"province":"330000","rulebook":"x"}""",              "400 FieldMissing [/year FieldMissing]" },
        { "POST", "", P, """{"province":"330000","year":"2010","rulebook":"x"}""", "400 MalformedInput [/year MalformedInput]" },
        { "POST", "", P, """{"province":"330000","year":1900,"rulebook":"x"}""",  "422 YearOutOfRange [/year YearOutOfRange]" },
        { "POST", "", P, """{"province":"330000","year":2010}""",                 "400 FieldMissing [/rulebook FieldMissing]" },
        { "POST", "", P, """{"province":"330000","year":2010,"rulebook":"x"}""",  "404 RulebookUnknown [/rulebook RulebookUnknown]" },
        { "POST", "", P, """{"province":"330000","year":2006,"rulebook":"zhejiang-demonstration"}""",
            "409 YearAlreadyOpen [/year YearAlreadyOpen]" },
        { "POST", "", P, """{"province":"330000","year":2010,"rulebook":"x","visibility":"public"}""",
            "400 MalformedInput [/visibility MalformedInput]" },
        { "POST", "", P, """{"province":"330000","year":2010,"rulebook":"x","dates":{"noticeUntil":"soon"}}""",
            "400 MalformedInput [/dates/noticeUntil MalformedInput]" },
        { "POST", "", P, """{"province":"330000","year":2010,"rulebook":"x","dates":{"until":"2011-01-01"}}""",
            "400 UnknownField [/dates/until UnknownField]" },
        { "POST", "", P, """{"province":"330000","year":2010,"rulebook":"x","dates":[]}""",
            "400 MalformedInput [/dates MalformedInput]" },
        { "POST", "", P,
            """{"province":"330000","year":2010,"rulebook":"zhejiang-demonstration","dates":{"collectingUntil":"2011-02-01","noticeUntil":"2011-01-01"}}""",
            "422 DatesOutOfOrder [/dates/noticeUntil DatesOutOfOrder]" },

        // Deadlines: none of these years has a date
        { "POST", "/330000/2006/extensions", R, "{}",
            "400 FieldMissing [/deadline FieldMissing] [/until FieldMissing] [/reason ReasonMissing]" },
        { "POST", "/330000/2006/extensions", R, """{"deadline":"review","until":"soon","reason":"r"}""",
            "400 MalformedInput [/deadline MalformedInput] [/until MalformedInput]" },
        { "POST", "/330000/2006/extensions", R, """{"deadline":"collecting","until":"2099-01-01","reason":"r"}""",
            "409 DeadlineNotSet [/deadline DeadlineNotSet]" },
        { "POST", "/330000/2008/extensions", P, """{"deadline":"collecting","until":"2099-01-01","reason":"r"}""",
            "409 StageForbids [/deadline StageForbids]" },
        { "POST", "/330000/2098/extensions", P, """{"deadline":"collecting","until":"2099-01-01","reason":"r"}""",
            "404 YearUnknown [ YearUnknown]" },

        // Figures
        { "POST", "/330000/2006/figures", A, "[]",                                "400 MalformedInput [ MalformedInput]" },
        { "POST", "/330000/2006/figures", A, "{}",                                "400 MalformedInput [ MalformedInput]" },
        { "POST", "/330000/2006/figures", A, "[",                                 "400 MalformedInput [ MalformedInput]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"330624","region":"330624"}]""", "400 MalformedInput [ MalformedInput]" },
        { "POST", "/330000/2006/figures", A, "[1]",                               "400 MalformedInput [/0 MalformedInput]" },
        { "POST", "/330000/2006/figures", A, """[{}]""",
            "400 FieldMissing [/0/region FieldMissing] [/0/indicator FieldMissing] [/0/value FieldMissing]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"330681","indicator":"survey_safety","value":true}]""",
            "400 MalformedInput [/0/value MalformedInput]" },
        { "POST", "/330000/2006/figures", A, """[{"region":330681,"indicator":"survey_safety","value":1}]""",
            "400 MalformedInput [/0/region MalformedInput]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"330681","indicator":"survey_safety","value":1,"note":"n"}]""",
            "400 UnknownField [/0/note UnknownField]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"330681","indicator":"survey_safety","value":"ninety"}]""",
            "400 FigureMalformed [/0/value FigureMalformed]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"330681","indicator":"survey_safety","value":9e1}]""",
            "400 FigureMalformed [/0/value FigureMalformed]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"330681","indicator":"resident_population_10k","value":0}]""",
            "422 FigureOutOfRange [/0/value FigureOutOfRange]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"330681","indicator":"happiness","value":1}]""",
            "404 IndicatorUnknown [/0/indicator IndicatorUnknown]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"330681","indicator":"mass_incident","value":1}]""",
            "422 IndicatorCountsIncidents [/0/indicator IndicatorCountsIncidents]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"330600","indicator":"petition_on_time","value":1}]""",
            "422 FigureRolledUp [/0/indicator FigureRolledUp]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"339999","indicator":"survey_safety","value":1}]""",
            "404 RegionUnknown [/0/region RegionUnknown]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"339999","indicator":"survey_safety","value":1}]""",
            "404 RegionUnknown [/0/region RegionUnknown]" },
        { "POST", "/330000/2006/figures", A,
            """[{"region":"330681","indicator":"survey_safety","value":90},{"region":"330603","indicator":"survey_safety","value":90}]""",
            "422 RegionNotAssessedThatYear [/1/region RegionNotAssessedThatYear]" },
        { "POST", "/330000/2006/figures", A,
            """[{"region":"330681","indicator":"survey_safety","value":90},{"region":"330681","indicator":"survey_safety","value":91}]""",
            "422 DuplicateRow [/1/indicator DuplicateRow]" },
        { "POST", "/330000/2006/figures", A, """[{"region":"330624","indicator":"survey_safety","value":90}]""",
            "409 FigureAlreadySubmitted [/0/indicator FigureAlreadySubmitted]" },
        { "POST", "/330000/2007/figures", A, """[{"region":"330624","indicator":"survey_safety","value":90}]""",
            "409 StageForbids [ StageForbids]" },

        // Amendments: the version is asked for before the body is read.
        { "PUT", "/330000/2006/regions/330624/figures/survey_safety", A, """{"value":1,"reason":"r"}""",
            "428 PreconditionMissing [If-Match PreconditionMissing]" },
        { "PUT", "/330000/2006/regions/330624/figures/survey_safety?v=x", A, """{"value":1,"reason":"r"}""",
            "400 MalformedInput [If-Match MalformedInput]" },
        { "PUT", "/330000/2006/regions/330624/figures/survey_safety?v=\"1\"", A, """{"value":1,"reason":"r"}""",
            "412 SheetChanged [ SheetChanged]" },
        { "PUT", "/330000/2006/regions/330624/figures/survey_safety?v=now", A, """{"value":1}""",
            "400 ReasonMissing [/reason ReasonMissing]" },
        { "PUT", "/330000/2006/regions/330624/figures/survey_safety?v=now", A, """{"value":1,"reason":"  "}""",
            "400 ReasonMissing [/reason ReasonMissing]" },
        { "PUT", "/330000/2006/regions/330624/figures/survey_safety?v=now", A, Why, "400 FieldMissing [/value FieldMissing]" },
        { "PUT", "/330000/2006/regions/330624/figures/happiness?v=now", A, """{"value":1,"reason":"r"}""",
            "404 IndicatorUnknown [/indicator IndicatorUnknown]" },
        { "PUT", "/330000/2006/regions/339999/figures/survey_safety?v=now", A, """{"value":1,"reason":"r"}""",
            "404 RegionUnknown [code RegionUnknown]" },
        { "PUT", "/330000/2008/regions/330624/figures/survey_safety?v=now08", A, """{"value":1,"reason":"r"}""",
            "409 FigureNotSubmitted [/indicator FigureNotSubmitted]" },
        { "PUT", "/330000/2006/regions/330624/figures/survey_safety?v=now", A, """{"value":"SAME","reason":"r"}""",
            "422 FigureUnchanged [/value FigureUnchanged]" },

        // Incidents
        { "POST", "/330000/2006/incidents", A, """[{"region":"330624","kind":"fire"}]""", "400 FieldMissing [/0/date FieldMissing]" },
        { "POST", "/330000/2006/incidents", A, """[{"region":"330624","kind":"fire","date":"1 May"}]""",
            "400 MalformedInput [/0/date MalformedInput]" },
        { "POST", "/330000/2006/incidents", A, """[{"region":"330624","kind":"fire","date":"2006-05-01","severity":"awful"}]""",
            "400 MalformedInput [/0/severity MalformedInput]" },
        { "POST", "/330000/2006/incidents", A, """[{"region":"330624","kind":"fire","date":"2006-05-01","deaths":1.5}]""",
            "400 MalformedInput [/0/deaths MalformedInput]" },
        { "POST", "/330000/2006/incidents", A, """[{"region":"330624","kind":"fire","date":"2006-05-01","rectified":"no"}]""",
            "400 MalformedInput [/0/rectified MalformedInput]" },
        { "POST", "/330000/2006/incidents", A, """[{"region":"330624","kind":"fire","date":"2006-05-01","deaths":-1}]""",
            "422 IncidentDeathsOutOfRange [/0/deaths IncidentDeathsOutOfRange]" },
        { "POST", "/330000/2006/incidents", A, """[{"region":"330624","kind":"fire","date":"2007-05-01"}]""",
            "422 IncidentDateOutsideYear [/0/date IncidentDateOutsideYear]" },
        { "POST", "/330000/2006/incidents", A, """[{"region":"330624","kind":"meteor","date":"2006-05-01"}]""",
            "404 IncidentKindUnknown [/0/kind IncidentKindUnknown]" },
        { "PUT", "/330000/2006/incidents/330624-i-9", A, """{"kind":"fire","date":"2006-05-01","reason":"r"}""",
            "404 IncidentUnknown [ IncidentUnknown]" },
        { "PUT", "/330000/2006/incidents/whatever", A, """{"kind":"fire","date":"2006-05-01","reason":"r"}""",
            "404 IncidentUnknown [id IncidentUnknown]" },
        { "PUT", "/330000/2006/incidents/330624-i-1", A, """{"region":"330681","kind":"fire","date":"2006-05-01","reason":"r"}""",
            "400 MalformedInput [/region MalformedInput]" },
        { "PUT", "/330000/2006/incidents/330624-i-2", A, """{"kind":"fire","date":"2006-05-01","reason":"r"}""",
            "409 IncidentAlreadyWithdrawn [ IncidentAlreadyWithdrawn]" },
        { "POST", "/330000/2006/incidents/330624-i-2/withdraw", A, Why, "409 IncidentAlreadyWithdrawn [ IncidentAlreadyWithdrawn]" },
        { "POST", "/330000/2006/incidents/330624-i-1/withdraw", A, "{}", "400 ReasonMissing [/reason ReasonMissing]" },

        // Vetoes
        { "POST", "/330000/2006/vetoes", A, """{"region":"330624","reason":"r"}""", "400 FieldMissing [/ground FieldMissing]" },
        { "POST", "/330000/2006/vetoes", A, """{"region":"330624","ground":"bad_luck","reason":"r"}""",
            "404 GroundUnknown [/ground GroundUnknown]" },
        { "POST", "/330000/2006/vetoes", A, """{"region":"330624","ground":"veto_accident_city","reason":"r"}""",
            "422 GroundForOtherLevel [/ground GroundForOtherLevel]" },
        { "POST", "/330000/2006/vetoes", A, """{"region":"339999","ground":"veto_falsified","reason":"r"}""",
            "404 RegionUnknown [/region RegionUnknown]" },
        { "POST", "/330000/2006/vetoes", A, """{"region":"330603","ground":"veto_falsified","reason":"r"}""",
            "422 RegionNotAssessedThatYear [/region RegionNotAssessedThatYear]" },
        { "POST", "/330000/2006/vetoes", A, """{"region":"330624","ground":"veto_falsified","reason":"r"}""",
            "409 VetoAlreadyRaised [/ground VetoAlreadyRaised]" },
        { "PUT", "/330000/2006/vetoes/330624-v-1", A, Why,                        "400 FieldMissing [/ground FieldMissing]" },
        { "PUT", "/330000/2006/vetoes/330624-v-9", A, """{"ground":"veto_falsified","reason":"r"}""",
            "404 VetoUnknown [ VetoUnknown]" },
        { "POST", "/330000/2006/vetoes/330624-v-1/withdraw", A, "{}",             "400 ReasonMissing [/reason ReasonMissing]" },
        { "POST", "/330000/2007/vetoes/330624-v-1/confirm", R, "{}",              "409 StageForbids [ StageForbids]" },
        { "POST", "/330000/2008/vetoes/330624-v-1/confirm", R, "{}",              "409 VetoAlreadyDecided [ VetoAlreadyDecided]" },
        { "POST", "/330000/2008/vetoes/330624-v-1/withdraw", A, Why,              "409 VetoAlreadyDecided [ VetoAlreadyDecided]" },
        { "POST", "/330000/2008/vetoes/330681-v-1/reject", R, "{}",               "400 ReasonMissing [/reason ReasonMissing]" },
        { "POST", "/330000/2008/vetoes/330624-i-1/confirm", R, "{}",              "404 VetoUnknown [id VetoUnknown]" },
        { "POST", "/330000/2008/vetoes/339999-v-1/confirm", R, "{}",              "404 VetoUnknown [id VetoUnknown]" },
        { "POST", "/330000/2008/vetoes/0000000000000000000000000000000000000000000000000000000000000000/confirm", R, "{}",
            "404 VetoUnknown [id VetoUnknown]" },

        // Stages
        { "POST", "/330000/2006/stage", R, "{}",                                  "400 FieldMissing [/to FieldMissing]" },
        { "POST", "/330000/2006/stage", R, """{"to":"finished"}""",               "400 MalformedInput [/to MalformedInput]" },
        { "POST", "/330000/2006/stage", R, """{"to":"notice"}""",                 "409 StageUnreachable [/to StageUnreachable]" },

        // Suspensions
        { "POST", "/330000/2006/suspensions", R, """{"region":"330624","reason":"r"}""", "409 StageForbids [ StageForbids]" },
        { "POST", "/330000/2008/suspensions", R, """{"region":"330624"}""",       "400 ReasonMissing [/reason ReasonMissing]" },
        { "POST", "/330000/2008/suspensions", R, """{"region":"330624","reason":"r"}""", "409 AlreadySuspended [ AlreadySuspended]" },
        { "POST", "/330000/2008/suspensions/330624-s-9/decision", P, """{"designated":true,"reason":"r"}""",
            "404 SuspensionUnknown [ SuspensionUnknown]" },
        { "POST", "/330000/2008/suspensions/330624-s-1/decision", P, """{"designated":"yes","reason":"r"}""",
            "400 MalformedInput [/designated MalformedInput]" },

        // Revocations
        { "POST", "/330000/2008/revocations", P, """{"region":"330624","reason":"r"}""",
            "409 YearNotPublished [/year YearNotPublished]" },
        { "POST", "/330000/2008/revocations", P, """{"region":"339999","reason":"r"}""",
            "404 RegionUnknown [/region RegionUnknown]" },
        { "PUT", "/330000/2008/revocations/330624-r-9", P, Why,                   "409 YearNotPublished [year YearNotPublished]" },
        { "POST", "/330000/2008/revocations/330624-r-9/confirm", R, "{}",         "409 YearNotPublished [year YearNotPublished]" },
        { "POST", "/330000/2008/revocations/330624-r-9/reject", R, Why,           "409 YearNotPublished [year YearNotPublished]" },
        { "POST", "/330000/2008/revocations/nonsense/withdraw", P, Why,           "409 YearNotPublished [year YearNotPublished]" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_broken_rule_is_named_and_nothing_is_written(
        string method, string path, string role, string body, string expected)
    {
        await years.StandAsync(host);
        var before = await ThreeYears.VersionsAsync(host);
        var (address, version) = path.Split("?v=") is [var left, var seen] ? (left, seen) : (path, null);
        (string, string)[] headers = version is null ? [] : [("If-Match", await ThreeYears.VersionAsync(host, version))];

        using var answer = await host.WriteAsync(
            method, $"/api/v1/award-years{address}", role, await ThreeYears.FillAsync(host, body), headers);

        Assert.Equal(expected, await Asking.ProblemAsync(answer));
        Assert.Equal(before, await ThreeYears.VersionsAsync(host));
    }

    [Fact]
    public async Task A_year_with_gaps_gets_no_notice_and_every_gap_is_named()
    {
        await years.StandAsync(host);
        using var answer = await host.WriteAsync("POST", $"{YearBook.Path(2008)}/stage", R, """{"to":"notice"}""");

        var problem = await Asking.ProblemAsync(answer);
        Assert.StartsWith("409 FiguresMissing [/to FiguresMissing] [/to FiguresMissing]", problem, StringComparison.Ordinal);

        // The code, and an error for each of the 101 regions but the one that is suspended.
        Assert.Equal(1 + 100, problem.Split("FiguresMissing").Length - 1);
    }

    [Fact]
    public async Task Too_many_rows_and_too_large_bodies_are_refused()
    {
        await years.StandAsync(host);
        var row = """{"region":"330681","indicator":"survey_safety","value":1}""";
        using var rows = await host.WriteAsync(
            "POST", $"{YearBook.Path(2006)}/figures", A, $"[{string.Join(',', Enumerable.Repeat(row, 10_001))}]");
        using var large = await host.WriteAsync("POST", $"{YearBook.Path(2006)}/vetoes", A, new string(' ', 70_000) + "{}");

        Assert.Equal("413 TooManyRows [ TooManyRows]", await Asking.ProblemAsync(rows));
        Assert.Equal("413 BodyTooLarge [ BodyTooLarge]", await Asking.ProblemAsync(large));
    }

    /// <summary>The three years, set up once.</summary>
    public sealed class ThreeYears
    {
        private static readonly (int Year, string Code)[] Sheets = [(2006, "330624"), (2006, "330681"), (2008, "330624"), (2008, "330681")];
        private bool _stands;

        public async Task StandAsync(RunningHost host)
        {
            if (_stands)
            {
                return;
            }

            foreach (var year in new[] { 2006, 2007, 2008 })
            {
                await YearBook.OpenAsync(host, year);
            }

            foreach (var year in new[] { 2006, 2008 })
            {
                await YearBook.MoveAsync(host, year, "collecting");
                await RaiseAsync(host, year, "330624");
            }

            await host.MustWriteAsync(
                "POST", $"{YearBook.Path(2006)}/figures", A, YearBook.FiguresOf(2006, "330624"));
            await host.MustWriteAsync(
                "POST", $"{YearBook.Path(2006)}/incidents", A,
                """[{"region":"330624","kind":"fire","date":"2006-05-01"},{"region":"330624","kind":"fire","date":"2006-06-01"}]""");
            await host.MustWriteAsync("POST", $"{YearBook.Path(2006)}/incidents/330624-i-2/withdraw", A, Why);
            await RaiseAsync(host, 2008, "330681");
            await YearBook.MoveAsync(host, 2008, "review");
            await host.MustWriteAsync("POST", $"{YearBook.Path(2008)}/vetoes/330624-v-1/confirm", R, "{}");
            await host.MustWriteAsync(
                "POST", $"{YearBook.Path(2008)}/suspensions", R, """{"region":"330624","reason":"r"}""");
            _stands = true;
        }

        /// <summary>Where everything stands that a refused write might have touched.</summary>
        public static async Task<string> VersionsAsync(RunningHost host)
        {
            var heads = new List<string>();
            foreach (var (year, code) in Sheets)
            {
                heads.Add((await SheetAsync(host, year, code)).GetProperty("version").GetRawText());
            }

            heads.Add((await host.GetAsync("/api/v1/award-years")).GetRawText());
            return string.Join(' ', heads);
        }

        /// <summary>The value of If-Match that a row asks for.</summary>
        public static async Task<string> VersionAsync(RunningHost host, string asked) => asked switch
        {
            "now" => $"\"{(await SheetAsync(host, 2006, "330624")).GetProperty("version")}\"",
            "now08" => $"\"{(await SheetAsync(host, 2008, "330624")).GetProperty("version")}\"",
            _ => asked,
        };

        /// <summary>Puts the value that stands in place of SAME.</summary>
        public static async Task<string> FillAsync(RunningHost host, string body) =>
            !body.Contains("SAME", StringComparison.Ordinal) ? body : body.Replace(
                "SAME",
                (await SheetAsync(host, 2006, "330624")).GetProperty("figures").GetProperty("survey_safety").GetRawText(),
                StringComparison.Ordinal);

        private static Task<JsonElement> SheetAsync(RunningHost host, int year, string code) =>
            host.GetAsync($"{YearBook.Path(year)}/regions/{code}", R);

        private static Task<JsonElement> RaiseAsync(RunningHost host, int year, string region) => host.MustWriteAsync(
            "POST", $"{YearBook.Path(year)}/vetoes", A, new { region, ground = "veto_falsified", reason = "r" });
    }
}
