using System.Text;
using System.Text.Json;
using Award.Api.Published;
using Award.Grains;
using Award.Ledger.Published;
using Award.Rules;

namespace Api.Tests.Hosts;

/// <summary>
/// What a reader of the feed has, in memory: it takes page after page as docs/feed.md says, and public endpoints are put over it.
/// It knows nothing of where it was read.
/// </summary>
internal sealed class ReplayedDocuments : IPublishedDocuments
{
    private readonly Dictionary<string, Dictionary<string, DocumentView>> _groups = [];
    private long _arrived;

    /// <summary>To be given as <c>after</c>; null before the first page.</summary>
    public string? Next { get; private set; }

    /// <summary>How many pages it took, and how many documents were in them.</summary>
    public (int Pages, int Documents) Taken { get; private set; }

    /// <summary>Reads on until nothing more is to be had.</summary>
    public async Task ReadAsync(HttpClient client, string province, int limit)
    {
        while (Take(await PageAsync(client, province, limit)))
        {
        }
    }

    /// <summary>Takes one page; gives whether there is more.</summary>
    public async Task<bool> TakeOneAsync(HttpClient client, string province, int limit) =>
        Take(await PageAsync(client, province, limit));

    public Task<DocumentView?> FindAsync(string key, CancellationToken cancellation) =>
        Task.FromResult(All.FirstOrDefault(document => document.Key == key));

    public Task<IReadOnlyList<DocumentView>> ChangedAsync(
        string keyPrefix, long afterPosition, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<DocumentView>>(
        [
            .. All.Where(d => d.Key.StartsWith(keyPrefix, StringComparison.Ordinal) && d.Position > afterPosition)
                .OrderBy(d => d.Position),
        ]);

    public Task<IReadOnlyList<RegionCode>> ProvincesAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<RegionCode>>(
            [.. All.Where(d => d.Key.StartsWith(DocumentKeys.Registers, StringComparison.Ordinal))
                .Select(d => DocumentKeys.ProvinceOf(d.Key)).Order()]);

    private IEnumerable<DocumentView> All => _groups.Values.SelectMany(group => group.Values);

    private async Task<JsonElement> PageAsync(HttpClient client, string province, int limit)
    {
        var after = Next is null ? "" : $"&after={Next}";
        using var answer = await client.GetAsync($"/api/v1/feed?province={province}&limit={limit}{after}");
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private bool Take(JsonElement page)
    {
        var names = page.GetProperty("groups").EnumerateArray().Select(name => name.GetString()!).ToHashSet();
        foreach (var gone in _groups.Keys.Where(name => !names.Contains(name)).ToList())
        {
            _groups.Remove(gone);
        }

        var documents = 0;
        foreach (var part in page.GetProperty("parts").EnumerateArray())
        {
            var name = part.GetProperty("group").GetString()!;
            if (part.GetProperty("begins").GetBoolean())
            {
                _groups[name] = [];
            }

            foreach (var entry in part.GetProperty("entries").EnumerateArray())
            {
                var key = entry.GetProperty("key").GetString()!;
                var bytes = Encoding.UTF8.GetBytes(entry.GetProperty("document").GetRawText());
                _groups[name][key] = new DocumentView(key, ++_arrived, bytes);
                documents++;
            }
        }

        Next = page.GetProperty("next").GetString();
        Taken = (Taken.Pages + 1, Taken.Documents + documents);
        return page.GetProperty("more").GetBoolean();
    }
}
