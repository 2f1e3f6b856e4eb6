using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Award.Ledger.Postgres;

/// <summary>One step of the database's schema: a file <c>0001-ledger.sql</c> of this assembly.</summary>
/// <param name="Number">From 1; steps are applied in ascending order and never again.</param>
/// <param name="Checksum">SHA-256 of the text: a step that was applied may not change.</param>
/// <param name="Needs">
/// The least number that a program must know to use the database after this step. A step that only adds
/// what earlier programs pass over names an earlier one.
/// </param>
internal sealed partial record Migration(int Number, string Name, string Sql, string Checksum, int Needs)
{
    /// <summary>Every step this program knows, ascending.</summary>
    public static IReadOnlyList<Migration> All { get; } = ReadAll();

    /// <summary>The script that makes the roles, before the steps.</summary>
    public static string Roles { get; } = Text("roles.sql");

    /// <summary>The scripts <c>grants-….sql</c>, after the steps; each may run as often as one likes.</summary>
    public static string Grants { get; } =
        string.Join('\n', Names().Where(name => name.StartsWith("grants-", StringComparison.Ordinal)).Select(Text));

    public override string ToString() => $"{Number:0000}-{Name}";

    /// <exception cref="FormatException">The name or the first line is not of a step.</exception>
    internal static Migration Read(string file, string text)
    {
        var name = FileName().Match(file);
        var needs = FirstLine().Match(text);
        if (!name.Success || !needs.Success)
        {
            throw new FormatException($"'{file}' is no migration: NNNN-name.sql that begins '-- needs: N'");
        }

        return new Migration(
            int.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            name.Groups[2].Value,
            text,
            ContentHash.Of(text),
            int.Parse(needs.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    private static IReadOnlyList<Migration> ReadAll() =>
        [.. Names().Where(name => FileName().IsMatch(name)).Select(name => Read(name, Text(name)))];

    private static IEnumerable<string> Names() => typeof(Migration).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string Text(string name)
    {
        using var reader = new StreamReader(
            typeof(Migration).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^([0-9]{4})-([a-z-]+)\.sql$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^-- needs: ([0-9]+)\n")]
    private static partial Regex FirstLine();
}
