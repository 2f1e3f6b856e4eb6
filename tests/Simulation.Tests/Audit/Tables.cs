using System.Globalization;
using System.Numerics;
using System.Text;

namespace Simulation.Tests.Audit;

/// <summary>Both tables of a year, and the scored values that the next year may look back on.</summary>
public sealed record Tables(
    IReadOnlyList<Row> Counties,
    IReadOnlyList<Row> Cities,
    IReadOnlyDictionary<(string Leaf, string Code), Fraction> Values)
{
    public IEnumerable<Row> Rows => Cities.Concat(Counties);

    public IReadOnlyList<Row> Level(string level) => level == "city" ? Cities : Counties;

    /// <summary>The scoreboard as text.</summary>
    public string Draw()
    {
        var text = new StringBuilder();
        foreach (var row in Rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    {row}");
        }

        return text.ToString();
    }
}

/// <param name="Score">Rounded total, or null while the place is open.</param>
/// <param name="Outcome">"designated", "not-designated" or "suspended".</param>
/// <param name="Reasons">Why not, in kebab-case.</param>
/// <param name="Points">Points of every node to a unit, null where it has none.</param>
public sealed record Row(
    string Code,
    bool IsCity,
    int? Rank,
    string? Score,
    string Outcome,
    IReadOnlyList<string> Reasons,
    IReadOnlyDictionary<string, string?> Points)
{
    public override string ToString() =>
        $"{Code} {(IsCity ? "city  " : "county")} {Rank?.ToString(CultureInfo.InvariantCulture) ?? "-",3} {Score ?? "pending",9} "
        + $"{Outcome,-14} {string.Join(" ", Points.Select(p => $"{p.Key}={p.Value ?? "-"}"))} {string.Join(" ", Reasons)}";
}

/// <summary>Marks of one node of one region.</summary>
/// <param name="Got">Null when open or left out.</param>
internal sealed record Node(
    string Id, BigInteger? Got, BigInteger Full, bool LeftOut, IReadOnlyList<Node> Under)
{
    public bool IsOpen => Got is null && !LeftOut;

    public IEnumerable<Node> All => Under.SelectMany(node => node.All).Prepend(this);
}
