using System.Globalization;
using System.Net;
using System.Text.Json;
using Api.Tests.Hosts;
using Award.Ledger.Sqlite;
using Microsoft.Data.Sqlite;

namespace Api.Tests.Writing;

/// <summary>Sees writes before it does them, and reads in tables and ledger what they changed.</summary>
internal sealed class SeenWrites(RunningHost host)
{
    public const string Hash = "X-Preview-Hash";

    /// <summary>Sees a write, does it, and holds what was seen against what the tables show before and after.</summary>
    public async Task<IReadOnlyList<string>> SeenAndDoneAsync(string method, int year, string path, string role, object body)
    {
        var before = await TablesAsync();
        var written = Written();
        var seen = await PreviewAsync(method, year, path, role, body);
        Assert.Equal(written, Written());

        await host.MustWriteAsync(method, $"{YearBook.Path(year)}/{path}", role, body, (Hash, seen.Hash));
        var after = await TablesAsync();
        var changed = before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(key => (Key: key, Before: before.GetValueOrDefault(key), After: after.GetValueOrDefault(key)))
            .Where(row => row.Before != row.After)
            .Select(row => $"{row.Key}: {row.Before} -> {row.After}")
            .ToList();
        Assert.Equal([path, .. changed], [path, .. seen.Lines]);
        return changed;
    }

    /// <summary>A preview is refused by the code that the write is refused by, and neither writes.</summary>
    public async Task IsRefusedAlikeAsync(string method, int year, string path, string role, object body, string expected)
    {
        var written = Written();
        foreach (var query in (string[])["", "?preview=true"])
        {
            using var answer = await host.WriteAsync(method, $"{YearBook.Path(year)}/{path}{query}", role, body);
            Assert.StartsWith(expected, await Asking.ProblemAsync(answer), StringComparison.Ordinal);
        }

        Assert.Equal(written, Written());
    }

    public async Task<(string Hash, List<string> Lines)> PreviewAsync(
        string method, int year, string path, string role, object body)
    {
        using var answer = await host.SendAsync(
            new HttpMethod(method), $"{YearBook.Path(year)}/{path}?preview=true", role, JsonSerializer.Serialize(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode} {text}");
        var preview = JsonDocument.Parse(text).RootElement;
        return (
            preview.GetProperty("hash").GetString()!,
            [
                .. preview.GetProperty("years").EnumerateArray().Select(row =>
                    $"{row.GetProperty("year")} {row.GetProperty("code")}: "
                    + $"{Award(row.GetProperty("before"))} -> {Award(row.GetProperty("after"))}"),
            ]);
    }

    /// <summary>By year and code, every row of the tables: the working ones of open years, the public ones of published years.</summary>
    private async Task<Dictionary<string, string>> TablesAsync()
    {
        var rows = new Dictionary<string, string>();
        foreach (var year in (await host.GetAsync("/api/v1/award-years")).GetProperty("years").EnumerateArray())
        {
            var stage = year.GetProperty("stage").GetString();
            foreach (var level in (string[])["city", "county"])
            {
                var number = year.GetProperty("year").GetInt32();
                var table = stage == "published"
                    ? await host.GetAsync($"/api/v1/standings?year={number}&level={level}&limit=1000")
                    : await host.GetAsync($"{YearBook.Path(number)}/standings?level={level}", Asking.Reviewer);
                foreach (var entry in table.GetProperty("entries").EnumerateArray())
                {
                    rows[$"{number} {entry.GetProperty("code")}"] = Award(entry, stage == "published" ? stage : "working")!;
                }
            }
        }

        return rows;
    }

    private static string? Award(JsonElement award, string? standing = null)
    {
        if (award.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var members = new List<string?>
        {
            standing ?? award.GetProperty("standing").GetString(),
            Text(award, "score"), Text(award, "rank"), award.GetProperty("outcome").GetString(),
        };
        if (members[0] == "published")
        {
            members.Add(Text(award, "streakYears"));
            members.Add(award.GetProperty("tier") is { ValueKind: JsonValueKind.Object } tier ? tier.GetProperty("id").GetString() : null);
        }

        return string.Join(' ', members.Where(member => member is not null));
    }

    private static string Text(JsonElement award, string member) =>
        award.GetProperty(member) is { ValueKind: JsonValueKind.Number } number
            ? number.GetDecimal().ToString("0.##", CultureInfo.InvariantCulture)
            : "none";

    /// <summary>The line of the change back.</summary>
    public static string Turned(string line)
    {
        var (key, sides) = (line[..13], line[13..].Split(" -> "));
        return $"{key}{sides[1]} -> {sides[0]}";
    }

    /// <summary>Entries on record and keys used.</summary>
    public (long Entries, long Commands) Written()
    {
        using var connection = new SqliteConnection(
            $"Data Source={SqliteLedgerOptions.FileIn(host.DataFolder)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return (Count("entries"), Count("commands"));

        long Count(string table)
        {
            using var command = connection.CreateCommand();
            command.CommandText = table == "entries" ? "SELECT count(*) FROM entries" : "SELECT count(*) FROM commands";
            return (long)command.ExecuteScalar()!;
        }
    }
}
