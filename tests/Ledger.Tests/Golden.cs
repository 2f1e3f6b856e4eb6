using System.Text;

namespace Ledger.Tests;

/// <summary>Files under <c>golden/</c>: what was once on record, and therefore never changes.</summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden");

    /// <summary>
    /// The file's bytes without the line end that closes it. A missing file's message holds what it would
    /// say.
    /// </summary>
    public static byte[] Bytes(string name, byte[] otherwise)
    {
        var path = Path.Combine(Folder, name);
        Assert.True(
            File.Exists(path), $"golden/{name} is missing; it would hold\n{Encoding.UTF8.GetString(otherwise)}");
        var bytes = File.ReadAllBytes(path);
        return bytes is [.. var all, (byte)'\n'] ? all : bytes;
    }

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public static IEnumerable<string> Names(string pattern) =>
        Directory.EnumerateFiles(Folder, pattern).Select(path => Path.GetFileName(path));
}
