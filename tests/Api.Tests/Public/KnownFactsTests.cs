using System.Globalization;
using System.Text.Json;
using Api.Tests.Hosts;
using Award.Api.Demonstration;
using CsvHelper;

namespace Api.Tests.Public;

/// <summary>
/// Every row of data/facts/known_awards.csv and known_counts.csv, asked of the API.
/// <c>consecutive_years</c> is
/// <c>streak.years</c>, <c>award</c> an entry of <c>tripods</c>; a row without either, or with 平安县, says
/// only that there was a designation.
/// </summary>
[Collection(DemonstrationCollection.Name)]
public sealed class KnownFactsTests(DemonstrationHost host)
{
    public static TheoryData<string, int, string, string> Awards =>
        [.. Rows("known_awards.csv", csv => (
            csv.GetField("region_code")!,
            csv.GetField<int>("assessed_year"),
            csv.GetField("consecutive_years")!,
            csv.GetField("award")!))];

    public static TheoryData<int, string, int> Counts =>
        [.. Rows("known_counts.csv", csv => (
            csv.GetField<int>("assessed_year"),
            csv.GetField("what")!,
            csv.GetField<int>("count")))];

    [Theory]
    [MemberData(nameof(Awards))]
    public async Task A_known_award_is_answered_as_recorded(
        string code, int year, string consecutive, string award)
    {
        var region = await host.GetAsync($"/api/v1/regions/{code}?asOf={year}");

        Assert.Equal("designated", region.GetProperty("history").EnumerateArray()
            .Single(h => h.GetProperty("year").GetInt32() == year).GetProperty("outcome").GetString());
        if (consecutive.Length > 0)
        {
            Assert.Equal(consecutive, region.GetProperty("streak").GetProperty("years").GetRawText());
        }

        if (award is not ("" or "平安县"))
        {
            Assert.Contains(region.GetProperty("tripods").EnumerateArray(), tripod =>
                tripod.GetProperty("year").GetInt32() == year
                && tripod.GetProperty("tier").GetProperty("zh").GetString() == award);
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task A_known_count_is_answered_as_recorded(int year, string what, int count)
    {
        var cities = await EntriesAsync(year, "city");
        var counties = await EntriesAsync(year, "county");
        var answered = what switch
        {
            "cities_named" => cities.Count(IsDesignated),
            "counties_named" => counties.Count(IsDesignated),
            "cities_with_6th_consecutive_year" =>
                cities.Count(e => e.GetProperty("streakYears").GetInt32() == 6),
            "counties_with_6th_consecutive_year" =>
                counties.Count(e => e.GetProperty("streakYears").GetInt32() == 6),
            "units_given_二星平安金鼎 (cities+counties)" =>
                await GivenAsync([.. cities, .. counties], year, "gold-2"),
            "counties_in_index (Sep 2018)" => counties.Count,
            _ => throw new InvalidOperationException($"no answer is known for '{what}'"),
        };

        Assert.Equal(count, answered);
    }

    [Fact]
    public void Both_files_were_read() => Assert.Equal((25, 6), (Awards.Count, Counts.Count));

    private async Task<List<JsonElement>> EntriesAsync(int year, string level) =>
        [.. (await host.GetAsync($"/api/v1/standings?year={year}&level={level}&limit=1000"))
            .GetProperty("entries").EnumerateArray()];

    /// <summary>Units that a year's designation gave a title, by their own pages.</summary>
    private async Task<int> GivenAsync(IReadOnlyList<JsonElement> entries, int year, string tier)
    {
        var given = 0;
        foreach (var entry in entries.Where(IsDesignated))
        {
            var region = await host.GetAsync($"/api/v1/regions/{entry.GetProperty("code")}?asOf={year}");
            given += region.GetProperty("tripods").EnumerateArray().Count(t =>
                t.GetProperty("year").GetInt32() == year
                && t.GetProperty("tier").GetProperty("id").GetString() == tier);
        }

        return given;
    }

    private static bool IsDesignated(JsonElement entry) => entry.GetProperty("designated").GetBoolean();

    private static List<T> Rows<T>(string file, Func<CsvReader, T> read)
    {
        using var text = new StreamReader(Path.Combine(DataFile.Folder, "facts", file));
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<T>();
        while (csv.Read())
        {
            rows.Add(read(csv));
        }

        return rows;
    }
}
