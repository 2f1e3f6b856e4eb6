using Award.Rules;

namespace Award.Ledger.Verify;

/// <summary>The results of every province, each audited by itself.</summary>
public sealed class ProvinceResults : IEntryAudit
{
    private readonly SortedDictionary<RegionCode, ResultAudit> _provinces = [];

    public void Observe(Entry entry)
    {
        if (!_provinces.TryGetValue(entry.Province, out var audit))
        {
            audit = new ResultAudit(entry.Province);
            _provinces.Add(entry.Province, audit);
        }

        audit.Observe(entry);
    }

    public IEnumerable<Finding> Finish(IEnumerable<StoredDocument> documents)
    {
        foreach (var (province, audit) in _provinces)
        {
            foreach (var finding in audit.Finish(
                documents.Where(document => ProvinceOf(document.Key) == province)))
            {
                yield return finding;
            }
        }

        foreach (var document in documents)
        {
            if (ProvinceOf(document.Key) is not { } province || !_provinces.ContainsKey(province))
            {
                yield return new Finding(
                    FindingCode.DocumentUnknown,
                    document.Key,
                    0,
                    document.Position,
                    "no province on record leads to it");
            }
        }
    }

    // "standings/330000/2017/city": every key names its province second.
    private static RegionCode? ProvinceOf(string key) =>
        key.Split('/') is [_, var second, ..] && RegionCode.TryFrom(second, out var code) ? code : null;
}
