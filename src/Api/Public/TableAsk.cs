using Award.Api.Tables;
using Award.Rules;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Award.Api.Public;

/// <summary>What a public answer is asked for as.</summary>
/// <param name="Format">Null for JSON.</param>
internal readonly record struct TableAsk(TableFormat? Format, Language Language)
{
    /// <summary>The limit of an export that names none: a file is the whole table.</summary>
    public string? WholeTable => Format is null ? null : "1000";

    /// <summary>
    /// The format that <c>Accept</c> likes best; the first between equals, JSON where it names none.
    /// </summary>
    public static TableFormat? Preferred(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types))
        {
            return null;
        }

        var best = types
            .Where(type => type.Quality is not 0)
            .OrderByDescending(type => type.Quality ?? 1)
            .FirstOrDefault(type => Is(type, "application/json") || type.MatchesAllTypes
                || Is(type, TableFiles.CsvType) || Is(type, TableFiles.XlsxType));
        return best is null ? null
            : Is(best, TableFiles.CsvType) ? TableFormat.Csv
            : Is(best, TableFiles.XlsxType) ? TableFormat.Xlsx
            : null;
    }

    private static bool Is(MediaTypeHeaderValue type, string name) =>
        type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);
}
