using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Record;

namespace Ledger.Tests.Published;

public sealed class YearMaterialTests
{
    private static readonly RegionCode Province = new("330000");

    private static readonly RegionRegister Register = new(
        [
            new(new("330600"), new("绍兴市", "Shaoxing"), RegionLevel.City, Province, 1983, null),
            new(new("330621"), new("绍兴县", "Shaoxing County"), RegionLevel.County, new("330600"), 1983, 2013),
            new(new("330603"), new("柯桥区", "Keqiao District"), RegionLevel.County, new("330600"), 2013, null),
            new(new("330624"), new("新昌县", "Xinchang County"), RegionLevel.County, new("330600"), 1983, null),
        ],
        [new(2013, new("330621"), new("330603"), false, LineageKind.Rename, true)]);

    [Fact]
    public void What_a_year_hands_on_is_what_the_next_looks_back_at_under_its_own_codes()
    {
        var sealedYear = new PreviousYear(
            new Dictionary<string, IReadOnlyDictionary<string, Ratio>>
            {
                ["drug_new"] = new Dictionary<string, Ratio>
                {
                    ["330621"] = new(5, 2),
                    ["330624"] = new(7, 1),
                    ["330600"] = new(19, 2),
                },
                ["work_deaths"] = new Dictionary<string, Ratio> { ["330624"] = new(-1, 3) },
            },
            new Dictionary<(RegionLevel, string), Ratio> { [(RegionLevel.County, "drug_new")] = new(19, 4) });

        var document = YearMaterial.References(Province, new(2012), sealedYear);
        var year = new AwardYear(2013);
        var regions = Register.RegionsOf(Province, year)
            .Select(row => new SealedRegion(row, Register.LineageOf(row.Code)!.Value, 0, SheetState.Empty))
            .ToList();
        var previous = YearMaterial.Sheets(Register, year, regions, document).Previous!;

        Assert.Equal(["330600", "330603", "330624"], previous.Values["drug_new"].Keys.Order());
        Assert.Equal(new Ratio(5, 2), previous.Values["drug_new"]["330603"]);
        Assert.Equal(new Ratio(7, 1), previous.Values["drug_new"]["330624"]);
        Assert.Equal(new Ratio(-1, 3), Assert.Single(previous.Values["work_deaths"]).Value);
        Assert.Equal(new Ratio(19, 4), previous.Means[(RegionLevel.County, "drug_new")]);
    }
}
