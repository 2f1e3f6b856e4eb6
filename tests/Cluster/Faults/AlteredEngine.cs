using System.Text;
using Cluster.Tests.Parts;

namespace Cluster.Tests.Faults;

/// <summary>
/// A copy of the engine's programs in which a text constant of one assembly is another one of the same length: how a fault is
/// planted in the very binaries that are tested, without a word of it in the source.
/// </summary>
internal static class AlteredEngine
{
    private const string Ledger = "Award.Ledger.dll";

    /// <summary>SQLite is told to commit without synchronising, and is not asked whether it does synchronise.</summary>
    public static string SynchronousNormal(string folder) => Make(
        folder,
        Ledger,
        (Part("PRAGMA synchronous = FULL;\nPRAGMA fullfsync"), Part("PRAGMA SYNCHRONOUS = 1   ;\nPRAGMA fullfsync")),
        (Whole("PRAGMA synchronous"), Whole("SELECT 2          ")));

    /// <summary>PostgreSQL is told to answer a commit before it is on the disk.</summary>
    public static string SynchronousCommitOff(string folder) => Make(
        folder, Ledger, (Part("-c synchronous_commit=on"), Part("-c synchronous_commit=0 ")));

    /// <returns>The path of the copy's Award.Api.dll.</returns>
    private static string Make(string folder, string assembly, params (byte[] From, byte[] To)[] changes)
    {
        var from = Path.GetDirectoryName(Programs.Engine)!;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (Path.GetFileName(file).StartsWith("Award.", StringComparison.Ordinal))
            {
                // The runtime follows links to where a program is from, and would find its assemblies there.
                File.Copy(file, to);
            }
            else
            {
                File.CreateSymbolicLink(to, file);
            }
        }

        var bytes = File.ReadAllBytes(Path.Combine(from, assembly));
        foreach (var (old, replacement) in changes)
        {
            Replace(bytes, old, replacement);
        }

        File.WriteAllBytes(Path.Combine(folder, assembly), bytes);
        return Path.Combine(folder, Path.GetFileName(Programs.Engine));
    }

    // The file holds a constant as its length in bytes and one more, then its text, two bytes a character.
    private static byte[] Whole(string text) => [checked((byte)((2 * text.Length) + 1)), .. Part(text)];

    private static byte[] Part(string text) => Encoding.Unicode.GetBytes(text);

    private static void Replace(Span<byte> bytes, byte[] from, byte[] to)
    {
        var place = bytes.IndexOf(from);
        Assert.True(
            place >= 0 && place == bytes.LastIndexOf(from) && from.Length == to.Length,
            $"'{Encoding.Unicode.GetString(from)}' is not in the assembly once: plant the fault anew");
        to.CopyTo(bytes[place..]);
    }
}
