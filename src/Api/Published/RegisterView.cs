using Award.Ledger.Published;
using Award.Rules;
using Award.Rules.Record;

namespace Award.Api.Published;

/// <summary>
/// The register as readers ask it: who stood under a code in a year, from whom, and who came after.
/// </summary>
internal sealed class RegisterView(RegisterDocument document)
{
    private readonly RegionRegister _register = new(
        document.Regions.Select(Texts.Row), document.Lineage.Select(Texts.Link));

    /// <summary>The regions of 31 December of a year, by code.</summary>
    public IReadOnlyList<RegisterRow> RegionsOf(AwardYear year) =>
        _register.RegionsOf(new RegionCode(document.Province), year);

    /// <summary>
    /// The row of a code in a year, or its last row before; null when the code is unknown up to then.
    /// </summary>
    public RegisterRow? LastStateOf(RegionCode code, AwardYear asOf) => _register.LastStateOf(code, asOf);

    /// <summary>The level a code is assessed at, whatever the year; null when no year knows it.</summary>
    public RegionLevel? LevelOf(RegionCode code, AwardYear year) =>
        (_register.LastStateOf(code, year) ?? _register.Rows.FirstOrDefault(r => r.Code == code))?.Level;

    /// <summary>The unit's rows under all its codes up to a year, oldest first: 绍兴县, then 柯桥区.</summary>
    public IReadOnlyList<RegisterRow> ChainOf(RegionCode code, AwardYear asOf)
    {
        var codes = _register.CodesOf(LineageOf(code));
        return [.. _register.Rows
            .Where(r => codes.Contains(r.Code) && r.ValidFrom <= asOf.Value)
            .OrderBy(r => r.ValidFrom)];
    }

    /// <summary>The first code the register knows the unit by: the name its streak is kept under.</summary>
    /// <exception cref="ArgumentException">No year knows the code.</exception>
    public LineageId LineageOf(RegionCode code) =>
        _register.LineageOf(code)
            ?? throw new ArgumentException($"{code} is not in the register", nameof(code));

    /// <summary>The changes up to a year that led to a code.</summary>
    public IEnumerable<LineageLink> Before(RegionCode code, AwardYear asOf) =>
        _register.PredecessorsOf(code, asOf);

    /// <summary>The changes up to a year that took up an abolished code, the inheriting one first.</summary>
    public IEnumerable<LineageLink> After(RegionCode code, AwardYear asOf) =>
        _register.SuccessorsOf(code).Where(l => l.Year <= asOf.Value);

    /// <summary>The name a code went by in a year, or last before it.</summary>
    public BilingualName NameOf(RegionCode code, int year) =>
        (_register.LastStateOf(code, new AwardYear(year)) ?? _register.Rows.First(r => r.Code == code)).Name;
}
