using System.Globalization;
using CsvHelper;

namespace Award.Scale;

/// <summary>A region as the register has it.</summary>
internal sealed record Unit(string Code, string Zh, string En, string Level, string Parent);

/// <summary>The 34 provinces of 2018 with what lies in each: 333 prefectures and 2,851 counties in all; three have none.</summary>
internal static class Regions
{
    public static IReadOnlyList<(string Province, IReadOnlyList<Unit> Units)> Read()
    {
        using var reader = new StreamReader(Path.Combine(AppContext.BaseDirectory, "china_2018.csv"));
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var provinces = new SortedDictionary<string, IReadOnlyList<Unit>>(StringComparer.Ordinal);
        while (csv.Read())
        {
            var (code, level) = (csv.GetField("code")!, csv.GetField("level")!);
            if (level == "province")
            {
                provinces[code] = new List<Unit>();
                continue;
            }

            ((List<Unit>)provinces[code[..2] + "0000"]).Add(new Unit(
                code,
                csv.GetField("name_zh")!,
                csv.GetField("name_en")!,
                level == "county" ? "county" : "city",
                csv.GetField("parent_code")!));
        }

        return [.. provinces.Select(pair => (pair.Key, pair.Value))];
    }
}
