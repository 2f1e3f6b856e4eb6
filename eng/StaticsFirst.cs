using System.Runtime.CompilerServices;
using Rules.Tests.Rulebooks;

namespace Rules.Tests;

/// <summary>
/// Put beside the tests by eng/mutants alone. Stryker tries many mutants in one process, and starts another when one hangs. What is made
/// once in a process must be made without a mutant, or all that follow would meet what one of them made.
/// </summary>
internal static class StaticsFirst
{
    [ModuleInitializer]
    internal static void Make()
    {
        // Four bytes: the number of the present mutant, or -1.
        if (Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE") is not { } file
            || Environment.GetEnvironmentVariable("STRYKER_COVERAGE_FILE") is not null)
        {
            return;
        }

        var present = File.ReadAllBytes(file);
        Write(file, BitConverter.GetBytes(-1));
        foreach (var type in new[] { typeof(Award.Rules.Ratio).Assembly, typeof(StaticsFirst).Assembly }.SelectMany(a => a.GetTypes()))
        {
            if (!type.ContainsGenericParameters && type != typeof(StaticsFirst))
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        // The schema of rulebooks is kept, too.
        Books.Load(SmallBook.Text);
        Write(file, present);
    }

    private static void Write(string file, byte[] number)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(number);
    }
}
