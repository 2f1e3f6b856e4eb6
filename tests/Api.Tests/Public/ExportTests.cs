using System.Text;
using Api.Tests.Hosts;
using Api.Tests.Tables;

namespace Api.Tests.Public;

/// <summary>Standings, sheets and the streak board as tables: the same data as the JSON, in the format asked for.</summary>
[Collection(DemonstrationCollection.Name)]
public sealed class ExportTests(DemonstrationHost host)
{
    private const string Csv = "text/csv";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Sheet = "xl/worksheets/sheet1.xml";

    [Theory]
    [InlineData("text/csv", Csv)]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Xlsx)]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html, */*;q=0.8", "application/json")]
    [InlineData("application/json;q=0.5, text/csv", Csv)]
    [InlineData("text/csv;q=0", "application/json")]
    public async Task Answers_come_as_accepted(string accept, string expected)
    {
        foreach (var address in (string[])["standings?year=2017", "streaks?asOf=2017", "regions/330600/years/2017"])
        {
            using var answer = await host.SendAsync(HttpMethod.Get, $"/api/v1/{address}", headers: ("Accept", accept));

            Assert.Equal(expected, answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(["Accept", "Accept-Encoding"], answer.Headers.Vary);
        }
    }

    [Fact]
    public async Task The_format_asked_for_goes_before_accept_and_names_the_file()
    {
        using var csv = await host.SendAsync(
            HttpMethod.Get, "/api/v1/standings?year=2017&level=county&format=csv", headers: ("Accept", Xlsx));
        using var xlsx = await host.SendAsync(HttpMethod.Get, "/api/v1/regions/330600/years/2017?format=xlsx");
        using var json = await host.SendAsync(HttpMethod.Get, "/api/v1/standings?format=json", headers: ("Accept", Csv));

        Assert.Equal("attachment; filename=\"standings-330000-2017-county.csv\"", csv.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("attachment; filename=\"sheet-330000-2017-330600.xlsx\"", xlsx.Content.Headers.ContentDisposition!.ToString());
        Assert.Null(json.Content.Headers.ContentDisposition);
        Assert.Equal("application/json", json.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_standings_are_the_whole_table_as_in_json()
    {
        var json = await host.GetAsync("/api/v1/standings?year=2017&level=county&limit=1000");
        var rows = FilledTemplates.Cells(await BytesAsync("standings?year=2017&level=county&format=csv&lang=en"));

        Assert.Equal(
            ["Rank", "Region code", "Region name", "Score", "Outcome", "Years in a row", "Title", "Movement", "Year", "Demonstration"],
            rows[0]);
        Assert.Equal(
            json.GetProperty("entries").EnumerateArray().Select(e =>
                $"{e.GetProperty("rank")}|{e.GetProperty("code")}|{e.GetProperty("name").GetProperty("en")}|"
                + $"{e.GetProperty("score")}|{e.GetProperty("outcome")}|{e.GetProperty("streakYears")}"),
            rows.Skip(1).Select(r => string.Join('|', r.Take(6))));
        Assert.All(rows.Skip(1), r => Assert.Equal(["2017", "yes"], r.Skip(8)));
        Assert.Equal(3, FilledTemplates.Cells(await BytesAsync("standings?year=2017&format=csv&offset=1&limit=2")).Count);
    }

    [Fact]
    public async Task The_streak_board_tells_of_shaoxing_in_both_languages()
    {
        var zh = Line(await BytesAsync("streaks?asOf=2017&format=csv"));
        var en = Line(await BytesAsync("streaks?asOf=2017&format=csv&lang=en"));

        Assert.Equal(["330600", "绍兴市", "10", "2008", "2017", "平安银鼎"], zh[1..7]);
        Assert.Equal(["平安金鼎", "2", "2019", "2017", "是"], zh[8..]);
        Assert.Equal(["330600", "Shaoxing", "10", "2008", "2017"], en[1..6]);
        Assert.Equal(["2", "2019", "2017", "yes"], en[9..]);
    }

    [Fact]
    public async Task A_sheet_adds_up_as_in_json()
    {
        var json = await host.GetAsync("/api/v1/regions/330624/years/2017");
        var rows = FilledTemplates.Cells(await BytesAsync("regions/330624/years/2017?format=csv&lang=en")).Skip(1).ToList();

        Assert.All(rows, r => Assert.Equal(17, r.Length));
        Assert.Equal(json.GetProperty("score").GetRawText(), rows.Single(r => r[4] == "total")[11]);
        Assert.Equal(
            json.GetProperty("dimensions").EnumerateArray().Select(d => $"{d.GetProperty("id")}={d.GetProperty("points")}"),
            rows.Where(r => r[4] == "group").Select(r => $"{r[5]}={r[11]}"));
        Assert.Equal(
            json.GetProperty("dimensions").EnumerateArray().SelectMany(d => d.GetProperty("indicators").EnumerateArray()
                .Select(i => $"{d.GetProperty("id")}/{i.GetProperty("id")}={i.GetProperty("reported")}>{i.GetProperty("points")}")),
            rows.Where(r => r[4] == "indicator").Select(r => $"{r[7]}/{r[5]}={r[9]}>{r[11]}"));
    }

    [Fact]
    public async Task An_xlsx_holds_the_same_numbers_digit_for_digit()
    {
        var rows = FilledTemplates.Cells(await BytesAsync("standings?year=2017&level=county&format=csv"));
        var sheet = TableFilesTests.Part(await BytesAsync("standings?year=2017&level=county&format=xlsx"), Sheet);

        Assert.All(rows.Skip(1), (row, index) =>
        {
            Assert.Contains($"r=\"D{index + 2}\"><x:v>{row[3]}</x:v>", sheet, StringComparison.Ordinal);
            Assert.Contains($">{row[2]}</x:t>", sheet, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("standings?format=pdf", "400 MalformedInput [format MalformedInput]")]
    [InlineData("standings?format=csv&lang=fr", "400 MalformedInput [lang MalformedInput]")]
    [InlineData("streaks?format=CSV", "400 MalformedInput [format MalformedInput]")]
    [InlineData("regions/330600/years/2017?format=", "400 MalformedInput [format MalformedInput]")]
    [InlineData("standings?format=csv&year=2004", "404 YearUnknown [year YearUnknown]")]
    [InlineData("standings?format=csv&limit=1001", "400 MalformedInput [limit MalformedInput]")]
    public async Task What_is_asked_wrongly_is_refused_in_json(string address, string expected)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, $"/api/v1/{address}", headers: ("Accept", Csv));

        Assert.Equal(expected, await Asking.ProblemAsync(answer));
    }

    private static string[] Line(byte[] csv) => FilledTemplates.Cells(csv).Single(row => row[1] == "330600");

    private async Task<byte[]> BytesAsync(string address)
    {
        using var answer = await host.SendAsync(HttpMethod.Get, $"/api/v1/{address}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.IsSuccessStatusCode, Encoding.UTF8.GetString(bytes));
        return bytes;
    }
}
