using System.Globalization;
using Award.Rules;
using CsvHelper;
using CsvHelper.Configuration;

namespace Award.Api.Demonstration;

/// <summary>
/// A file of the data folder does not read as it should. The message names file, row and column.
/// </summary>
public sealed class DataFileException(string message) : Exception(message);

/// <summary>Reads the CSV files of the data folder: UTF-8, a heading row, comma-separated.</summary>
public static class DataFile
{
    /// <summary>The folder of data beside the executable.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>Every row after the headings, in order.</summary>
    /// <exception cref="DataFileException">
    /// The file is missing, a heading is absent, a row is short or long, or <paramref name="read"/> refused a
    /// cell.
    /// </exception>
    public static IReadOnlyList<T> Read<T>(string path, IReadOnlyList<string> headings, Func<DataRow, T> read)
    {
        if (!File.Exists(path))
        {
            throw new DataFileException($"{path}: there is no such file");
        }

        using var text = new StreamReader(path);
        return Read(text, Path.GetFileName(path), headings, read);
    }

    /// <inheritdoc cref="Read{T}(string, IReadOnlyList{string}, Func{DataRow, T})"/>
    public static IReadOnlyList<T> Read<T>(
        TextReader text, string name, IReadOnlyList<string> headings, Func<DataRow, T> read)
    {
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectColumnCountChanges = true,
            BadDataFound = bad =>
                throw new DataFileException($"{name}: '{bad.RawRecord.Trim()}' is not quoted right"),
        });
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new DataFileException($"{name}: the heading row is missing");
        }

        foreach (var heading in headings.Except(csv.HeaderRecord!))
        {
            throw new DataFileException($"{name}: there is no column '{heading}'");
        }

        var rows = new List<T>();
        while (Advance(csv, name))
        {
            rows.Add(read(new DataRow(name, csv)));
        }

        return rows;
    }

    private static bool Advance(CsvReader csv, string name)
    {
        try
        {
            return csv.Read();
        }
        catch (BadDataException)
        {
            var (cells, headings) = (csv.Parser.Count, csv.HeaderRecord!.Length);
            throw new DataFileException(
                $"{name} row {csv.Parser.Row}: it has {cells} cells, the heading {headings}");
        }
    }
}

/// <summary>
/// One row being read. Every member throws <see cref="DataFileException"/> for a cell it cannot read.
/// </summary>
public sealed class DataRow(string file, CsvReader csv)
{
    /// <summary>A cell that must hold something.</summary>
    public string Text(string column) => Optional(column) ?? throw Wrong(column, "it is empty");

    /// <summary>A cell's text, or null when it is empty.</summary>
    public string? Optional(string column) => csv.GetField(column) is { Length: > 0 } text ? text : null;

    public RegionCode Code(string column) =>
        RegionCode.TryFrom(Text(column), out var code)
            ? code
            : throw Wrong(column, $"'{Text(column)}' is no region code");

    public int Year(string column) => OptionalYear(column) ?? throw Wrong(column, "it is empty");

    public int? OptionalYear(string column)
    {
        if (Optional(column) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && AwardYear.TryFrom(year, out _)
            ? year
            : throw Wrong(column, $"'{text}' is no year");
    }

    public decimal Number(string column) =>
        Figure.TryParse(Text(column), out var figure)
            ? figure.Value
            : throw Wrong(column, $"'{Text(column)}' is no plain decimal");

    /// <summary>The value that the cell's word stands for.</summary>
    public T OneOf<T>(string column, IReadOnlyDictionary<string, T> words)
    {
        var text = Text(column);
        return words.TryGetValue(text, out var value)
            ? value
            : throw Wrong(column, $"'{text}' is none of {string.Join(", ", words.Keys)}");
    }

    public DataFileException Wrong(string column, string why) =>
        new($"{file} row {csv.Parser.Row}, {column}: {why}");
}
