using Award.Api.Demonstration;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;

namespace Api.Tests.Demonstration;

/// <summary>
/// The table of outcomes says what the known facts say. Runs are counted here in the plainest way there is,
/// year after year over the codes as they change, so that the table is not checked by the code that it is
/// made for.
/// </summary>
public sealed class OutcomeTableTests
{
    private const int First = 2005;
    private const int Last = 2022;

    private static readonly OutcomeTable Table = OutcomeTable.Read(DataFile.Folder);
    private static readonly RegisterFiles Register = RegisterFiles.Read(DataFile.Folder);

    private static readonly Dictionary<(int Year, string Code), OutcomeRow> Rows =
        Table.Rows.ToDictionary(row => (row.Year.Value, row.Code.Value));

    [Fact]
    public void Every_region_of_every_year_has_one_outcome_and_no_other_has()
    {
        var expected =
            from year in Enumerable.Range(First, Last - First + 1)
            from region in Register.Regions
            where region.ValidFrom <= year && (region.ValidTo is null || region.ValidTo > year)
            select (year, region.Code.Value, region.Level);

        Assert.Equal(
            expected.Order(), Table.Rows.Select(row => (row.Year.Value, row.Code.Value, row.Level)).Order());
    }

    [Fact]
    public void Every_known_award_holds()
    {
        var checkedRows = 0;
        foreach (var known in Known("known_awards.csv", "region_code", "assessed_year", "consecutive_years", "award"))
        {
            var (code, year) = (known[0]!, int.Parse(known[1]!));
            Assert.Equal(Outcome.Designated, Rows[(year, code)].Outcome);
            Assert.True(Rows[(year, code)].Reported, $"{year} {code} is known, so it is reported");
            if (known[2] is { } years)
            {
                Assert.Equal((code, year, int.Parse(years)), (code, year, RunUpTo(year, code)));
                Assert.Equal(known[3], Rows[(year, code)].Award);
            }

            checkedRows++;
        }

        Assert.Equal(25, checkedRows);
    }

    [Fact]
    public void Every_known_count_holds()
    {
        var expected = Known("known_counts.csv", "assessed_year", "what", "count")
            .Select(row => (row[0]!, row[1]!, int.Parse(row[2]!)));

        Assert.Equal(
            expected,
            [
                ("2010", "cities_named", Named(2010, RegionLevel.City)),
                ("2010", "counties_named", Named(2010, RegionLevel.County)),
                ("2010", "cities_with_6th_consecutive_year", WithRun(2010, 6, RegionLevel.City)),
                ("2010", "counties_with_6th_consecutive_year", WithRun(2010, 6, RegionLevel.County)),
                (
                    "2022",
                    "units_given_二星平安金鼎 (cities+counties)",
                    Of(2022).Count(row => row.Award == "二星平安金鼎")),
                ("2018", "counties_in_index (Sep 2018)", Of(2018).Count(row => row.Level == RegionLevel.County)),
            ]);
    }

    [Fact]
    public void An_award_is_the_title_of_the_run_that_the_year_completed()
    {
        string[] titles = ["平安鼎", "平安铜鼎", "平安银鼎", "平安金鼎", "一星平安金鼎", "二星平安金鼎"];
        Assert.All(Table.Rows, row =>
        {
            var run = Final(row) == Outcome.Designated ? RunUpTo(row.Year.Value, row.Code.Value) : 0;
            Assert.Equal((row, run > 0 && run % 3 == 0 ? titles[(run / 3) - 1] : null), (row, row.Award));
        });
    }

    [Fact]
    public void A_city_is_designated_only_with_four_fifths_of_its_counties()
    {
        foreach (var city in Table.Rows.Where(row => row.Level == RegionLevel.City))
        {
            var counties = Of(city.Year.Value).Where(row => ParentOf(row) == city.Code.Value).ToList();
            var enough = counties.Count(row => row.Outcome == Outcome.Designated) * 5 >= counties.Count * 4;
            Assert.Equal((city, enough), (city, city.Cause != ReasonCode.TooFewCountiesDesignated));
        }
    }

    [Fact]
    public void A_normal_year_designates_most()
    {
        foreach (var year in Enumerable.Range(2011, Last - 2011 + 1))
        {
            Assert.InRange(Named(year, RegionLevel.City), 10, 11);
            Assert.InRange(Named(year, RegionLevel.County), 86, 88);
        }

        Assert.Equal(8, Named(First, RegionLevel.City));
        Assert.Equal(68, Named(First, RegionLevel.County));
    }

    [Fact]
    public void Later_decisions_change_what_was_published_and_no_known_award()
    {
        Assert.Equal([Outcome.Suspended, Outcome.Designated], Table.Later.Select(l => Published(l).Outcome));
        Assert.Equal([Outcome.Designated, Outcome.Revoked], Table.Later.Select(l => l.Outcome));
        Assert.All(Table.Later, decision =>
        {
            Assert.False(Published(decision).Reported);
            Assert.True(decision.After.Value >= decision.Year.Value);
        });
    }

    [Fact]
    public void One_suspension_is_still_open_in_the_last_year()
    {
        var open = Table.Rows.Where(row => Final(row) == Outcome.Suspended);
        Assert.Equal([(Last, "330382")], open.Select(row => (row.Year.Value, row.Code.Value)));
    }

    private static OutcomeRow Published(LaterDecision decision) => Rows[(decision.Year.Value, decision.Code.Value)];

    private static Outcome Final(OutcomeRow row) =>
        Table.Later.SingleOrDefault(l => l.Year == row.Year && l.Code == row.Code)?.Outcome ?? row.Outcome;

    private static IEnumerable<OutcomeRow> Of(int year) => Table.Rows.Where(row => row.Year.Value == year);

    private static int Named(int year, RegionLevel level) =>
        Of(year).Count(row => row.Level == level && row.Outcome == Outcome.Designated);

    private static int WithRun(int year, int years, RegionLevel level) =>
        Of(year).Count(row => row.Level == level && RunUpTo(year, row.Code.Value) == years);

    private static string ParentOf(OutcomeRow row) =>
        Register.Regions.First(region => region.Code == row.Code).Parent.Value;

    private static int RunUpTo(int year, string code)
    {
        var run = 0;
        for (; year >= First && Rows.TryGetValue((year, code), out var row); year--)
        {
            var outcome = Final(row);
            if (outcome is Outcome.NotDesignated or Outcome.Revoked)
            {
                break;
            }

            run += outcome == Outcome.Designated ? 1 : 0;
            var before = Register.Lineage.SingleOrDefault(l => l.Year == year && l.New.Value == code && l.Inherits);
            code = before?.Old.Value ?? code;
        }

        return run;
    }

    private static IReadOnlyList<string?[]> Known(string file, params string[] columns) => DataFile.Read(
        Path.Combine(DataFile.Folder, "facts", file),
        columns,
        row => columns.Select(row.Optional).ToArray());
}
