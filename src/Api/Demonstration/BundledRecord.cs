using Award.Grains;
using Award.Ledger;
using Award.Ledger.Published;
using Award.Rules.Record;
using Award.Rules.Rulebooks;

namespace Award.Api.Demonstration;

/// <summary>
/// Puts on record what every year refers to and what comes with the engine: the register of regions and the rulebooks of the
/// configured folder. What is on record already is left as it is.
/// </summary>
public sealed class BundledRecord(IGrainFactory grains, RegisterFiles register, TextWriter say)
{
    /// <param name="folder">Every *.yaml directly in it is a rulebook.</param>
    /// <returns>The rulebooks by id.</returns>
    /// <exception cref="InvalidOperationException">A rulebook or the register is refused; the message says where and why.</exception>
    public async Task<IReadOnlyDictionary<string, Rulebook>> PublishAsync(string folder)
    {
        var province = grains.GetGrain<IProvinceGrain>(StreamNames.Province(RegisterFiles.Zhejiang));
        var rulebooks = new SortedDictionary<string, Rulebook>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var rulebook = Read(file);
            if (!rulebooks.TryAdd(rulebook.Id, rulebook))
            {
                throw new InvalidOperationException($"{file}: another rulebook of this folder has the id '{rulebook.Id}'");
            }

            await MustAsync(province.PublishRulebookAsync(By($"rulebook/{rulebook.Id}/{rulebook.Hash}"), rulebook.Source));
        }

        await MustAsync(province.PublishRegisterAsync(
            By($"register/{RegisterHash()}"),
            [.. register.Regions.Select(Texts.Of).Select(row => new RegisterRowView(
                row.Code, row.Name.Zh, row.Name.En, row.Level, row.Parent, row.ValidFrom, row.ValidTo))],
            [.. register.Lineage.Select(Texts.Of).Select(link => new LineageLinkView(
                link.Year, link.Old, link.New, link.OldSurvives, link.Kind, link.Inherits))]));
        await say.WriteLineAsync($"  on record: {rulebooks.Count} rulebooks, {register.Regions.Count} regions with their lineage");
        return rulebooks;
    }

    /// <summary>Reads a rulebook file.</summary>
    /// <exception cref="InvalidOperationException">It is refused; every problem is named by line.</exception>
    public static Rulebook Read(string file)
    {
        var load = RulebookLoader.Load(File.ReadAllText(file));
        return load.Rulebook ?? throw new InvalidOperationException(string.Join(
            Environment.NewLine, load.Problems.Select(p => $"{file}:{p.Line}: {p.Path}: {p.Message}")));
    }

    private string RegisterHash() => DocumentJson.Write("", new RegisterDocument(
        "", "", [.. register.Regions.Select(Texts.Of)], [.. register.Lineage.Select(Texts.Of)])) is var document
            ? ContentHash.Of(document.Bytes.Span)
            : "";

    private static async Task MustAsync(Task<WriteResult> write)
    {
        var result = await write;
        if (result.Receipt is null)
        {
            throw new InvalidOperationException(
                string.Join(Environment.NewLine, result.Refusals.Select(r => $"{r.Code} {r.Path}: {r.Message}")));
        }
    }

    private static WriteRequest By(string key) => new(CallerView.Unbounded(Person.Engine.Subject), key, ContentHash.Of(key));
}
