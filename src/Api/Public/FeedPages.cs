using System.Collections.Concurrent;
using System.Text.Json;
using Award.Api.Answers;
using Award.Api.Published;
using Award.Rules;

namespace Award.Api.Public;

/// <summary>The feed of each province, page by page, brought up to date for every request.</summary>
internal sealed class FeedPages(IPublishedDocuments documents)
{
    /// <summary>A page ends after this, whatever its limit; at least one document is in it.</summary>
    private const int MostBytes = 1024 * 1024;

    private readonly ConcurrentDictionary<RegionCode, (long Generation, Latest<FeedIndex> Latest)> _provinces = new();

    public async Task<Answer> PageAsync(Catalogue catalogue, FeedCursor after, int limit, CancellationToken cancellation)
    {
        // Only of provinces on record: a caller cannot make this grow by codes of their own.
        var index = await LatestOf(catalogue.Province).CurrentAsync(cancellation);
        var asked = $"{after}/{limit}";
        if (index.Pages.Find(asked) is { } known)
        {
            return known;
        }

        var page = await MakeAsync(catalogue, index, after, limit, cancellation);
        return index.Pages.Get(asked, () => Answer.Of(page));
    }

    /// <summary>An index goes on from positions, which are of one source alone.</summary>
    private Latest<FeedIndex> LatestOf(RegionCode province)
    {
        var generation = documents.Generation;
        return _provinces.AddOrUpdate(province, New, (_, known) => known.Generation < generation ? New(province) : known).Latest;

        (long, Latest<FeedIndex>) New(RegionCode of) => (generation, new Latest<FeedIndex>(
            FeedIndex.Empty(of), (known, cancel) => known.RefreshAsync(documents, cancel)));
    }

    private async Task<FeedAnswer> MakeAsync(
        Catalogue catalogue, FeedIndex index, FeedCursor after, int limit, CancellationToken cancellation)
    {
        var read = after.Read.Where(group => index.Groups.Any(g => g.Id == group.Key)).ToDictionary();
        var parts = new List<FeedPart>();
        var room = new Room(limit, MostBytes);
        FeedPlace? place = null;
        foreach (var group in index.Groups.Where(group => !after.Has(group)))
        {
            var from = after.ReadOf(group);
            var entries = room.IsLeft ? await EntriesAsync(group, from, room, cancellation) : [];
            if (entries is null || (entries.Count == 0 && group.Documents.Count > from))
            {
                // It has changed meanwhile, or waits for the next page.
                break;
            }

            var to = from + entries.Count;
            var ends = to == group.Documents.Count;
            parts.Add(new FeedPart(group.Name, from == 0, ends, entries));
            if (!ends)
            {
                place = new FeedPlace(group.Id, group.Digest, to);
                break;
            }

            read[group.Id] = group.Digest;
        }

        var next = new FeedCursor(FeedCursor.Beginning.Read.AddRange(read), place);
        return new FeedAnswer(
            catalogue.Province.Value,
            catalogue.Demonstration,
            [.. index.Groups.Select(group => group.Name)],
            parts,
            next.ToString(),
            !index.Groups.All(next.Has));
    }

    /// <summary>Documents of a group as long as there is room; null when one is no longer what the group's digest covers.</summary>
    private async Task<List<FeedEntry>?> EntriesAsync(
        FeedGroup group, int from, Room room, CancellationToken cancellation)
    {
        var entries = new List<FeedEntry>();
        foreach (var document in group.Documents.Skip(from))
        {
            if (!room.IsLeft)
            {
                break;
            }

            if (await documents.FindAsync(document.Key, cancellation) is not { } view
                || !FeedDocument.Of(view).Digest.AsSpan().SequenceEqual(document.Digest))
            {
                return null;
            }

            var bytes = FeedDocument.PublicBytes(view);
            entries.Add(new FeedEntry(document.Key, JsonDocument.Parse(bytes).RootElement));
            room.Take(bytes.Length);
        }

        return entries;
    }

    /// <summary>What still fits into a page.</summary>
    private sealed class Room(int documents, int bytes)
    {
        private int _documents = documents;
        private int _bytes = bytes;

        public bool IsLeft => _documents > 0 && _bytes > 0;

        public void Take(int size)
        {
            _documents--;
            _bytes -= size;
        }
    }
}
