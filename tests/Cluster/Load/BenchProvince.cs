using System.Globalization;
using System.Text.Json;

namespace Cluster.Tests.Load;

/// <summary>A province of two cities and five counties: of "99" 990100 with 990101-990103, and 990200 with 990201 and 990202.</summary>
public sealed record BenchProvince(string Digits)
{
    public string Code => $"{Digits}0000";

    public IReadOnlyList<string> Cities => [$"{Digits}0100", $"{Digits}0200"];

    public IReadOnlyList<string> Counties =>
        [$"{Digits}0101", $"{Digits}0102", $"{Digits}0103", $"{Digits}0201", $"{Digits}0202"];

    public IReadOnlyList<string> Regions => [.. Cities, .. Counties];

    /// <summary>The body of <c>POST /regions/changes</c>.</summary>
    public string Register => JsonSerializer.Serialize(new
    {
        regions = Regions.Select(code => new
        {
            code,
            name = new { zh = $"区{code}", en = $"Region {code}" },
            level = Level(code),
            parent = IsCity(code) ? Code : $"{code[..4]}00",
            validFrom = 2000,
        }),
        lineage = Array.Empty<object>(),
    });

    public static bool IsCity(string region) => region.EndsWith("00", StringComparison.Ordinal);

    public static string Level(string region) => IsCity(region) ? "city" : "county";

    /// <summary>The province a region lies in.</summary>
    public static string Of(string region) => $"{region[..2]}0000";

    public static string Sheet(string region, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{Level(region)}/{year}/{region}");
}
