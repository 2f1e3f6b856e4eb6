using System.Net.Http.Headers;
using System.Text.Json;
using Api.Tests.Hosts;
using Api.Tests.Writing;

namespace Api.Tests.Tables;

/// <summary>A host of its own: what importing takes is measured on it.</summary>
public sealed class ImportHost() : RunningHost("--Award:Demonstration", "false")
{
    private int _year = 2029;

    /// <summary>Opens another year for collecting.</summary>
    public async Task<int> NextYearAsync()
    {
        var year = Interlocked.Increment(ref _year);
        await YearBook.OpenAsync(this, year);
        await YearBook.MoveAsync(this, year, "collecting");
        return year;
    }

    public async Task<HttpResponseMessage> ImportAsync(
        int year, byte[] table, string? type = null, string query = "", string? key = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{YearBook.Path(year)}/import{query}")
        {
            Content = new ByteArrayContent(table),
        };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        request.Headers.Authorization = new("Bearer", token ?? Tokens[Asking.Assessor]);
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString("N"));
        return await Client.SendAsync(request);
    }

    public async Task<JsonElement> MustImportAsync(
        int year, byte[] table, string? type = null, string query = "", string? key = null)
    {
        using var answer = await ImportAsync(year, table, type, query, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<byte[]> TemplateAsync(int year, string query)
    {
        using var answer = await this.SendAsync(
            HttpMethod.Get, $"{YearBook.Path(year)}/import/template?{query}", Asking.Assessor);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A region's figures on record: "survey_safety=97.1", in order.</summary>
    public async Task<string> FiguresAsync(int year, string region)
    {
        var sheet = await this.GetAsync($"{YearBook.Path(year)}/regions/{region}", Asking.Assessor);
        return string.Join(' ', sheet.GetProperty("figures").EnumerateObject()
            .Select(f => $"{f.Name}={f.Value.GetRawText()}").Order(StringComparer.Ordinal));
    }

    public async Task<int> SubmittedAsync(int year) =>
        (await this.GetAsync($"{YearBook.Path(year)}/progress", Asking.Assessor)).GetProperty("submitted").GetInt32();
}

[CollectionDefinition(Name)]
public sealed class ImportCollection : ICollectionFixture<ImportHost>
{
    public const string Name = "imports";
}
