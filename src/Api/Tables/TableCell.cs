using System.Globalization;

namespace Award.Api.Tables;

/// <summary>What a cell says of its text.</summary>
internal enum CellKind
{
    Text,

    /// <summary>A number as the XLSX has it.</summary>
    Number,

    /// <summary>A number shown as per cent: 0.971 for 97.1%.</summary>
    Percent,

    /// <summary>A day or a time, whatever number stands behind it.</summary>
    Date,

    /// <summary>True or false, as "1" or "0".</summary>
    Truth,

    /// <summary>An error such as #N/A.</summary>
    Fault,

    Formula,
}

/// <summary>A place in a sheet. Rows and columns count from 1, as spreadsheets do.</summary>
internal readonly record struct CellPlace(int Row, int Column) : IComparable<CellPlace>
{
    public const int LastRow = 1_048_576;
    public const int LastColumn = 16_384;

    /// <summary>"B7".</summary>
    public override string ToString() => Letters(Column) + Row.ToString(CultureInfo.InvariantCulture);

    public int CompareTo(CellPlace other) =>
        Row != other.Row ? Row.CompareTo(other.Row) : Column.CompareTo(other.Column);

    /// <summary>Reads "B7"; false for anything else, or a place that no spreadsheet has.</summary>
    public static bool TryParse(string text, out CellPlace place)
    {
        var column = 0;
        var at = 0;
        while (at < text.Length && at < 3 && char.IsAsciiLetterUpper(text[at]))
        {
            column = (column * 26) + (text[at++] - 'A' + 1);
        }

        place = default;
        if (!int.TryParse(text.AsSpan(at), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            || column is < 1 or > LastColumn || row is < 1 or > LastRow)
        {
            return false;
        }

        place = new CellPlace(row, column);
        return true;
    }

    private static string Letters(int column)
    {
        var letters = "";
        for (var left = column; left > 0; left = (left - 1) / 26)
        {
            letters = (char)('A' + ((left - 1) % 26)) + letters;
        }

        return letters;
    }
}

/// <summary>A cell as it was read; the text is not interpreted yet.</summary>
internal readonly record struct TableCell(CellPlace Place, string Text, CellKind Kind = CellKind.Text)
{
    public bool IsEmpty => Kind != CellKind.Formula && PlainText.Of(Text).Length == 0;
}

/// <param name="Number">From 1.</param>
/// <param name="Cells">From left to right; those that are absent or empty may be left out.</param>
internal sealed record TableRow(int Number, IReadOnlyList<TableCell> Cells);

/// <summary>Reads a sheet row by row.</summary>
internal interface ITableReader : IDisposable
{
    /// <summary>The next row; null at the end, or when the report was stopped.</summary>
    TableRow? Read();
}
