using System.Diagnostics;
using System.Globalization;
using Award.Rules.Rating;
using BenchmarkDotNet.Attributes;

namespace Award.Bench;

/// <summary>
/// How long a year takes to rate. The baseline sums the same figures as plain decimals once: the least anyone could do with them.
/// </summary>
internal static class RatingFigures
{
    private const int Rounds = 7;

    public static void Run(TextWriter say)
    {
        foreach (var (name, sheets) in (List<(string, YearSheets)>)[("province-year", Nation.Zhejiang), ("nation-year", Nation.Whole)])
        {
            var kept = Rater.Rate(Nation.Rulebook, sheets);
            var changed = Nation.WithOneChanged(sheets);
            var whole = Median(() => Rater.Rate(Nation.Rulebook, sheets));
            var again = Median(() => Rater.Rate(Nation.Rulebook, changed, kept));
            var bare = Median(() => sheets.Sheets.Sum(sheet => sheet.Figures.Values.Sum(figure => figure.Value)));
            say.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {sheets.Sheets.Count} sheets; whole {whole.TotalMilliseconds:0.0} ms, after one change "
                + $"{again.TotalMilliseconds:0.0} ms ({whole / again:0.0} times faster); bare sum "
                + $"{bare.TotalMilliseconds:0.000} ms ({whole / bare:0} times)"));
        }
    }

    private static TimeSpan Median<T>(Func<T> work)
    {
        work();
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            GC.KeepAlive(work());
            times.Add(watch.Elapsed);
        }

        return times.Order().ElementAt(Rounds / 2);
    }
}

/// <summary>The same under BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class RatingBenchmarks
{
    private readonly YearSheets _province = Nation.Zhejiang;
    private readonly YearSheets _nation = Nation.Whole;
    private readonly YearRating _kept = Rater.Rate(Nation.Rulebook, Nation.Zhejiang);
    private readonly YearSheets _changed = Nation.WithOneChanged(Nation.Zhejiang);

    [Benchmark(Baseline = true)]
    public YearRating ProvinceYear() => Rater.Rate(Nation.Rulebook, _province);

    [Benchmark]
    public YearRating ProvinceYearAfterOneChange() => Rater.Rate(Nation.Rulebook, _changed, _kept);

    [Benchmark]
    public YearRating NationYear() => Rater.Rate(Nation.Rulebook, _nation);
}
