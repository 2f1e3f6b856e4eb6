using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Award.Rules;

namespace Award.Api.Telling;

/// <summary>
/// How far an inbox was read: a position in each province. Opaque to clients; a place that it does not name
/// is read from its beginning.
/// </summary>
internal sealed record InboxCursor(ImmutableSortedDictionary<RegionCode, long> Positions)
{
    private const string Version = "1";
    private const int Longest = 1024;

    public static InboxCursor Beginning { get; } = new(ImmutableSortedDictionary<RegionCode, long>.Empty);

    public long In(RegionCode province) => Positions.GetValueOrDefault(province);

    public InboxCursor With(RegionCode province, long position) => new(Positions.SetItem(province, position));

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Join(
        ' ', Positions.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value}")).Prepend(Version))));

    public static bool TryParse(string text, [NotNullWhen(true)] out InboxCursor? cursor)
    {
        cursor = null;
        if (text.Length > Longest || !Base64Url.IsValid(text))
        {
            return false;
        }

        var words = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(' ');
        var read = Beginning;
        foreach (var word in words.Skip(1))
        {
            if (word.Split('=') is not [var code, var number] || !RegionCode.TryFrom(code, out var province)
                || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            {
                return false;
            }

            read = read.With(province, position);
        }

        cursor = words[0] == Version ? read : null;
        return cursor is not null;
    }
}
