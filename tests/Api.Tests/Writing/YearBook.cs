using System.Text.Json;
using Api.Tests.Hosts;
using Award.Api.Demonstration;
using Award.Rules;
using Award.Rules.Rulebooks;

namespace Api.Tests.Writing;

/// <summary>Real figures to write with: those of the demonstration's first years.</summary>
internal static class YearBook
{
    public const string RulebookId = "zhejiang-demonstration";

    public static Rulebook Rulebook { get; } = RulebookLoader.Load(
        File.ReadAllText(
            System.IO.Path.Combine(AppContext.BaseDirectory, "rulebooks", $"{RulebookId}.yaml"))).Rulebook!;

    private static readonly DemonstrationYears Years = new(DataFile.Folder);
    private static readonly Lazy<List<DemonstrationYear>> Made = new(() => [.. Years.Make(Rulebook).Take(2)]);

    public static DemonstrationYear Year(int year) => Made.Value.Single(y => y.Year.Value == year);

    /// <summary>All figures of a year but those of the regions left out.</summary>
    public static string Figures(int year, params string[] without) => JsonSerializer.Serialize(
        Year(year).Sheets.Where(s => !without.Contains(s.Code.Value)).SelectMany(Rows));

    public static string FiguresOf(int year, string region) => JsonSerializer.Serialize(
        Rows(Year(year).Sheets.Single(s => s.Code.Value == region)));

    public static string Path(int year) => $"/api/v1/award-years/330000/{year}";

    public static Task<JsonElement> OpenAsync(RunningHost host, int year) => host.MustWriteAsync(
        "POST", "/api/v1/award-years", Asking.Publisher,
        new { province = "330000", year, rulebook = RulebookId });

    public static Task<JsonElement> MoveAsync(
        RunningHost host, int year, string to, string role = Asking.Reviewer) =>
        host.MustWriteAsync("POST", $"{Path(year)}/stage", role, new { to });

    private static IEnumerable<object> Rows(DemonstrationSheet sheet) => sheet.Figures.Select(figure => new
    {
        region = sheet.Code.Value,
        indicator = figure.Indicator,
        value = figure.Value.ToString(),
        evidence = figure.Evidence,
    });
}
