using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Architecture.Tests.Checks;

/// <summary>
/// References between rooms point down only. A project file may name the rooms below it and no package that
/// belongs elsewhere; a <c>using</c> may name only what those references reach.
/// </summary>
public static partial class RoomReferences
{
    private static readonly Dictionary<string, string[]> Below = new(StringComparer.Ordinal)
    {
        ["Rules"] = [],
        ["Ledger"] = ["Rules"],
        ["Grains"] = ["Ledger", "Rules"],
        ["Silo"] = ["Grains", "Ledger", "Rules"],
        ["Web"] = ["Rules"],
        ["Api"] = ["Silo", "Web", "Grains", "Rules"],
        ["Cli"] = ["Ledger", "Rules"],
    };

    // Packages by the start of their name, and the rooms that may use them.
    private static readonly (string Package, string[] Rooms)[] Packages =
    [
        ("Microsoft.Orleans", ["Grains", "Silo", "Api"]),
        ("Microsoft.Data.Sqlite", ["Ledger"]),
        ("SQLitePCLRaw", ["Ledger"]),
        ("Npgsql", ["Ledger", "Silo"]),
        ("Microsoft.AspNetCore", ["Api", "Web"]),
        ("OpenTelemetry", ["Silo", "Api"]),
        ("System.CommandLine", ["Cli"]),
        ("Spectre.Console", ["Cli"]),
    ];

    private static readonly string[] PackagesOfRules = ["YamlDotNet", "NJsonSchema"];

    public static IEnumerable<Finding> Check(IEnumerable<SourceFile> files) =>
        files
            .Where(file => file.IsUnder("src"))
            .SelectMany(file =>
                file.Path.EndsWith(".csproj", StringComparison.Ordinal) ? CheckProject(file)
                : file.IsCSharp ? CheckUsings(file)
                : []);

    private static IEnumerable<Finding> CheckProject(SourceFile file)
    {
        var room = RoomOf(file);
        var project = XDocument.Parse(file.Text, LoadOptions.SetLineInfo);
        if (!Below.TryGetValue(room, out var below))
        {
            yield return new Finding(
                file.Path,
                1,
                $"{room} is no room of the design; give it a place in this test");
            yield break;
        }

        foreach (var reference in project.Descendants("ProjectReference"))
        {
            var target = Path.GetFileNameWithoutExtension(
                reference.Attribute("Include")!.Value.Replace('\\', '/'));
            if (!below.Contains(target))
            {
                yield return new Finding(
                    file.Path,
                    LineOf(reference),
                    $"{room} references {target}; references point down only");
            }
        }

        foreach (var reference in project.Descendants("PackageReference"))
        {
            var package = reference.Attribute("Include")!.Value;
            if (!MayUse(room, package))
            {
                yield return new Finding(
                    file.Path,
                    LineOf(reference),
                    $"{room} may not use the package {package}");
            }
        }
    }

    private static IEnumerable<Finding> CheckUsings(SourceFile file)
    {
        var room = RoomOf(file);
        var reached = Reach(room);
        for (var (i, lines) = (0, file.Lines); i < lines.Length; i++)
        {
            var match = UsingOfRoom().Match(lines[i]);
            if (
                match.Success
                && Below.ContainsKey(match.Groups[1].Value)
                && !reached.Contains(match.Groups[1].Value))
            {
                yield return new Finding(
                    file.Path,
                    i + 1,
                    $"{room} uses {match.Groups[1].Value}; references point down only");
            }
        }
    }

    private static HashSet<string> Reach(string room)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { room };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var next))
        {
            foreach (var below in Below.GetValueOrDefault(next, []).Where(reached.Add))
            {
                open.Enqueue(below);
            }
        }

        return reached;
    }

    private static bool MayUse(string room, string package) =>
        room == "Rules"
            ? PackagesOfRules.Contains(package)
            : Packages.All(rule =>
                !package.StartsWith(rule.Package, StringComparison.Ordinal) || rule.Rooms.Contains(room));

    private static string RoomOf(SourceFile file) => file.Path.Split('/')[1];

    private static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?Award\.(\w+)")]
    private static partial Regex UsingOfRoom();
}
