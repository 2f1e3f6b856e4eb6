using System.Text.RegularExpressions;
using Award.Ledger;

namespace Simulation.Tests.Engine;

/// <summary>What every store refuses to write, as docs/ledger-format.md says.</summary>
internal static partial class CommandForm
{
    /// <exception cref="ArgumentException">The command is malformed.</exception>
    public static void Check(Command command)
    {
        var names = command.Appends.Select(a => a.Stream).ToList();
        var keys = command.Documents.Select(d => d.Key).ToList();
        var isWellFormed =
            command.Province == command.Province.Province
            && Token().IsMatch(command.Actor.Subject) && Token().IsMatch(command.IdempotencyKey)
            && ContentHash.IsValid(command.BodyHash)
            && command.Appends.Count > 0
            && command.Appends.All(a => a.Facts.Count > 0 && a.ExpectedVersion >= 0)
            && command.Guards.All(g => g.Version >= 0)
            && names.Concat(keys).Concat(command.Guards.Select(g => g.Stream)).All(Path().IsMatch)
            && names.Distinct().Count() == names.Count && keys.Distinct().Count() == keys.Count
            && command.Documents.All(d => CanonicalJson.IsCanonical(d.Bytes));
        if (!isWellFormed) throw new ArgumentException("a malformed command", nameof(command));
    }

    [GeneratedRegex(@"^[^\s\p{C}]{1,200}\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[a-z0-9/_.-]{1,200}\z")]
    private static partial Regex Path();
}
