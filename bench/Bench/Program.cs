using Award.Bench;
using BenchmarkDotNet.Running;

// Figures for docs/figures.md. Each run measures a bare baseline beside what it is about, on the same machine, in the same run.
switch (args)
{
    case ["rating"]:
        RatingFigures.Run(Console.Out);
        return 0;
    case ["submissions"]:
        await SubmissionFigures.RunAsync(Console.Out);
        return 0;
    case ["verify"]:
        await VerifyFigures.RunAsync(Console.Out);
        return 0;
    case ["start", var api]:
        await StartFigures.RunAsync(api, Console.Out);
        return 0;
    case ["kernels", .. var rest]:
        BenchmarkSwitcher.FromTypes([typeof(RatingBenchmarks)]).Run(["--filter", "*", .. rest]);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            """
            usage: dotnet run -c Release --project bench/Bench -- WHAT
              rating             one province-year and one nation-year, whole and after one figure changed
              submissions        acknowledged submissions a second, against one transaction a submission
              verify             entries a second that `award verify` gets through
              start PATH         from the start of the built API at PATH (Award.Api.dll) to its first answer
              kernels [options]  the rating under BenchmarkDotNet, with its own options
            """);
        return 2;
}
