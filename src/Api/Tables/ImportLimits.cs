using System.Globalization;
using Award.Api.Configuration;

namespace Award.Api.Tables;

/// <summary>
/// How much of an imported table is looked at. Whatever is sent, reading it takes no more memory and time
/// than follows from these; <c>Award:Import:Rows</c> and so on set them.
/// </summary>
/// <param name="Bytes">Of the request's body.</param>
/// <param name="UnpackedBytes">Of everything in an XLSX together, counted while it is inflated.</param>
/// <param name="Rows">Of the sheet, headings and empty rows included.</param>
/// <param name="Cells">Of the sheet, empty ones included.</param>
/// <param name="TextLength">Characters of one cell.</param>
/// <param name="Figures">Of one import.</param>
/// <param name="Seconds">For reading the table; below the deadline of a call.</param>
/// <param name="Problems">Listed one by one; the rest is counted.</param>
/// <param name="AtOnce">Tables read at the same time; further ones wait.</param>
public sealed record ImportLimits(
    int Bytes,
    int UnpackedBytes,
    int Rows,
    int Cells,
    int TextLength,
    int Figures,
    int Seconds,
    int Problems,
    int AtOnce)
{
    private const string Section = "Import";
    private const int MiB = 1024 * 1024;

    public static ImportLimits Default { get; } = new(
        Bytes: 8 * MiB,
        UnpackedBytes: 32 * MiB,
        Rows: 10_001,
        Cells: 500_000,
        TextLength: 2_000,
        Figures: 10_000,
        Seconds: 20,
        Problems: 100,
        AtOnce: 2);

    /// <summary>Parts of an XLSX; a template has seven.</summary>
    public const int Parts = 200;

    /// <summary>Inflated to packed bytes of one part; deflate reaches 1,032, sheets hardly 40.</summary>
    public const int Ratio = 200;

    /// <summary>What inflates to less than this may have any ratio.</summary>
    public const int SmallPart = MiB;

    /// <summary>Of the shared strings of an XLSX, inflated.</summary>
    public const int SharedStringBytes = 8 * MiB;

    /// <summary>Of any other part beside the sheets: styles, relationships, content types.</summary>
    public const int OtherPartBytes = 2 * MiB;

    /// <summary>The settings' names, for the check against unknown ones.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        [.. Settings.Select(setting => $"{Section}:{setting.Name}")];

    private static (string Name, int Most)[] Settings =>
    [
        (nameof(Bytes), 64 * MiB), (nameof(UnpackedBytes), 256 * MiB), (nameof(Rows), 1_048_576),
        (nameof(Cells), 10_000_000), (nameof(TextLength), 32_767), (nameof(Figures), 10_000),
        (nameof(Seconds), 25), (nameof(Problems), 10_000), (nameof(AtOnce), 64),
    ];

    /// <exception cref="StartRefusedException">A value is no whole number in its range.</exception>
    public static ImportLimits Read(IConfigurationSection award) => new(
        Number(award, nameof(Bytes), Default.Bytes),
        Number(award, nameof(UnpackedBytes), Default.UnpackedBytes),
        Number(award, nameof(Rows), Default.Rows),
        Number(award, nameof(Cells), Default.Cells),
        Number(award, nameof(TextLength), Default.TextLength),
        Number(award, nameof(Figures), Default.Figures),
        Number(award, nameof(Seconds), Default.Seconds),
        Number(award, nameof(Problems), Default.Problems),
        Number(award, nameof(AtOnce), Default.AtOnce));

    private static int Number(IConfigurationSection award, string name, int whenAbsent)
    {
        var key = $"{Section}:{name}";
        var most = Settings.Single(setting => setting.Name == name).Most;
        return award[key] switch
        {
            null or "" => whenAbsent,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number <= most => number,
            var text => throw new StartRefusedException(
                $"Award:{key}={text} is no whole number from 1 to {most}"),
        };
    }
}
