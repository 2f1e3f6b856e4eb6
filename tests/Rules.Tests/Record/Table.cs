namespace Rules.Tests.Record;

/// <summary>
/// A table of cases as text: a header row, then one row a case, columns between bars. Cells are trimmed; an empty cell is "".
/// </summary>
internal static class Table
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var header = Cells(lines[0]);
        foreach (var line in lines.Skip(1))
        {
            var cells = Cells(line);
            Assert.True(cells.Length == header.Length, $"{cells.Length} cells, not {header.Length}: {line}");
            yield return header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
}
