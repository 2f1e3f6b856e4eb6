using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Api.Tests.Telling;

/// <summary>
/// The hash of an entry by docs/ledger-format.md, from what the record endpoint shows and by no code of the
/// engine.
/// </summary>
internal static class LeafHash
{
    public static string Of(string province, JsonElement entry)
    {
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["province"] = Quoted(province),
            ["position"] = Canonical(entry.GetProperty("position")),
            ["stream"] = Canonical(entry.GetProperty("stream")),
            ["version"] = Canonical(entry.GetProperty("version")),
            ["kind"] = Canonical(entry.GetProperty("kind")),
            ["payload"] = Canonical(entry.GetProperty("payload")),
            ["actor"] = Canonical(entry.GetProperty("actor")),
            ["at"] = Canonical(entry.GetProperty("at")),
            ["command"] = Canonical(entry.GetProperty("commandId")),
            ["previous"] = Canonical(entry.GetProperty("previousHash")),
        };
        var text = "\0{" + string.Join(',', members.Select(m => $"{Quoted(m.Key)}:{m.Value}")) + "}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', value.EnumerateObject()
            .OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => $"{Quoted(m.Name)}:{Canonical(m.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(Canonical)) + "]",
        JsonValueKind.String => Quoted(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\b' => quoted.Append("\\b"),
                '\t' => quoted.Append("\\t"),
                '\n' => quoted.Append("\\n"),
                '\f' => quoted.Append("\\f"),
                '\r' => quoted.Append("\\r"),
                < ' ' => quoted.Append($"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }
}
