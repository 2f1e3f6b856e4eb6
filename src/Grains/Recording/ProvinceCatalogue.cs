using System.Collections.Concurrent;
using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Grains.Recording;

/// <summary>
/// The rulebooks and registers that a province has put on record, parsed once and shared by all grains of the silo.
/// What is named by a hash never changes, so nothing here can be stale; what is not found is looked for again.
/// </summary>
public sealed class ProvinceCatalogue(ILedger ledger)
{
    private readonly ConcurrentDictionary<RegionCode, Known> _known = new();

    /// <exception cref="InvalidOperationException">The record names a rulebook that it does not hold.</exception>
    public async Task<Rulebook> RulebookAsync(RegionCode province, string hash) =>
        await FindAsync(province, known => known.Rulebooks.FirstOrDefault(r => r.Hash == hash))
        ?? throw new InvalidOperationException($"no rulebook {hash} on record in {province}");

    /// <summary>The latest rulebook on record under an id, or the one with that hash; null when there is none.</summary>
    public async Task<Rulebook?> FindRulebookAsync(RegionCode province, string idOrHash) =>
        (await LatestAsync(province)).Rulebooks.LastOrDefault(r => r.Id == idOrHash || r.Hash == idOrHash);

    /// <exception cref="InvalidOperationException">The record names a register that it does not hold.</exception>
    public async Task<RegionRegister> RegisterAsync(RegionCode province, string hash) =>
        await FindAsync(province, known => known.Registers.FirstOrDefault(r => r.Hash == hash).Register)
        ?? throw new InvalidOperationException($"no register {hash} on record in {province}");

    /// <summary>The register in force: the latest on record, with its hash; null before there is one.</summary>
    public async Task<(string Hash, RegionRegister Register)?> LatestRegisterAsync(RegionCode province) =>
        (await LatestAsync(province)).Registers is [.., var last] ? last : null;

    private async Task<T?> FindAsync<T>(RegionCode province, Func<Known, T?> pick)
        where T : class =>
        pick(_known.GetValueOrDefault(province, Known.Nothing)) ?? pick(await LatestAsync(province));

    private async Task<Known> LatestAsync(RegionCode province)
    {
        var known = _known.GetValueOrDefault(province, Known.Nothing);
        foreach (var entry in await ledger.ReadStreamAsync(StreamNames.Province(province), known.Version))
        {
            known = known.With(entry);
        }

        return _known.AddOrUpdate(province, known, (_, other) => other.Version > known.Version ? other : known);
    }

    private sealed record Known(
        long Version,
        IReadOnlyList<Rulebook> Rulebooks,
        IReadOnlyList<(string Hash, RegionRegister Register)> Registers)
    {
        public static Known Nothing { get; } = new(0, [], []);

        public Known With(Entry entry) => entry.Fact switch
        {
            RulebookPublished published => this with
            {
                Version = entry.Version,
                Rulebooks = [.. Rulebooks, Parse(published)],
            },
            RegisterPublished published => this with
            {
                Version = entry.Version,
                Registers = [.. Registers, (published.Hash, new RegionRegister(published.Regions, published.Lineage))],
            },
            _ => this with { Version = entry.Version },
        };

        private static Rulebook Parse(RulebookPublished published) =>
            RulebookLoader.Load(published.Source).Rulebook
            ?? throw new InvalidOperationException($"rulebook {published.Hash} on record no longer loads");
    }
}
