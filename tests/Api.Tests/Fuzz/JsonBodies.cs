using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Api.Tests.Fuzz;

/// <summary>JSON bodies: made from an example so that they are well formed, and then spoilt.</summary>
internal static class JsonBodies
{
    private static readonly JsonSerializerOptions AsIs = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The example with values that are on record.</summary>
    public static JsonNode? WellFormed(JsonNode? example, Words words, Dice dice, string name = "", int spoil = int.MaxValue) => example switch
    {
        JsonObject members => new JsonObject(members
            .Where(m => !dice.Once(30))
            .Select(m => KeyValuePair.Create(m.Key, WellFormed(m.Value, words, dice, m.Key, spoil)))),
        JsonArray list => new JsonArray(
            [.. Enumerable.Range(0, dice.Of(1, 1, 1, 2, 3)).Select(_ => WellFormed(list[0], words, dice, name, spoil))]),
        JsonValue value when words.For(name, dice, spoil) is { } known => name == "year" && int.TryParse(known, out var year)
            ? JsonValue.Create(year)
            : JsonValue.Create(known),
        _ => example?.DeepClone(),
    };

    /// <summary>Bytes that are not what the operation asks for, in one way or several.</summary>
    public static byte[] Spoilt(JsonNode? example, Words words, Dice dice)
    {
        var node = WellFormed(example, words, dice, spoil: 4);
        for (var times = dice.Of(0, 1, 1, 2); times > 0 && node is not null; times--)
        {
            node = Mutate(node, dice);
        }

        var text = node?.ToJsonString(AsIs) ?? "null";
        return dice.Below(24) switch
        {
            0 => Encoding.UTF8.GetBytes(text[..dice.Below(text.Length + 1)]),
            1 => Encoding.UTF8.GetBytes($"{text}{dice.Of("{}", ",", "]", "\u0000", "//", "x")}"),
            2 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            3 => Encoding.Unicode.GetBytes(text),
            4 => InvalidUtf8(text, dice),
            5 => Encoding.UTF8.GetBytes(Deep(dice)),
            6 => Encoding.UTF8.GetBytes(Doubled(text)),
            7 => Encoding.UTF8.GetBytes(Long(node, dice)),
            8 => Encoding.UTF8.GetBytes(dice.Of("", " ", "null", "true", "0", "-0", "1e999", "\"x\"", "\"\\ud800\"", "[[]]", "/*c*/{}", "{,}", "{'a':1}")),
            9 => Encoding.UTF8.GetBytes(text.Replace("\":", dice.Of("\\u0000\":", "\\ud800\":", " \":"), StringComparison.Ordinal)),
            10 => Encoding.UTF8.GetBytes(text.Replace("\"", "\\u0022", StringComparison.Ordinal)),
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    private static JsonNode? Mutate(JsonNode node, Dice dice)
    {
        switch (node)
        {
            case JsonObject members when members.Count > 0:
                var name = dice.OneOf([.. members.Select(m => m.Key)]);
                var old = members[name];
                members.Remove(name);
                if (dice.Once(3))
                {
                    members[dice.Of("extra", "Reason", "reason ", "", "$type", "__proto__", "regionn", "REGION")] = Strange(dice);
                }

                if (!dice.Once(3))
                {
                    members[name] = old is JsonObject or JsonArray && dice.Once(2) ? Mutate(old.DeepClone(), dice) : Strange(dice);
                }

                return members;
            case JsonArray list when list.Count > 0:
                list[dice.Below(list.Count)] = dice.Once(2) ? Strange(dice) : Mutate(list[0]?.DeepClone() ?? new JsonObject(), dice);
                return dice.Once(8) ? new JsonArray() : list;
            default:
                return Strange(dice);
        }
    }

    private static JsonNode? Strange(Dice dice) => dice.Below(14) switch
    {
        0 => null,
        1 => JsonValue.Create(true),
        2 => JsonNode.Parse(dice.Of("0", "-1", "1.5", "1e308", "-1e-308", "9223372036854775808", "123456789012345678901234567890.5", "2005")),
        3 => new JsonObject(),
        4 => new JsonArray(),
        5 => new JsonObject { ["zh"] = "区", ["en"] = 1 },
        6 => new JsonArray(JsonValue.Create("990101"), null, JsonValue.Create(1)),
        7 => JsonValue.Create(new string(dice.Of('x', '柯', ' '), dice.Of(1_000, 2_001, 30_000))),
        _ => JsonValue.Create(Words.Bad(dice)),
    };

    private static byte[] InvalidUtf8(string text, Dice dice)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 2)
        {
            bytes[dice.Below(bytes.Length)] = dice.Of<byte>(0xFF, 0xC0, 0x80, 0xED, 0xF8);
        }

        return bytes;
    }

    private static string Deep(Dice dice)
    {
        var depth = dice.Of(65, 200, 5_000, 30_000);
        return dice.Once(2)
            ? $"{new string('[', depth)}{new string(']', depth)}"
            : $"{string.Concat(Enumerable.Repeat("{\"reason\":", depth / 8))}1{new string('}', depth / 8)}";
    }

    /// <summary>Every member twice.</summary>
    private static string Doubled(string text) => text.StartsWith('{') && text.Length > 2
        ? string.Create(CultureInfo.InvariantCulture, $"{{{text[1..^1]},{text[1..^1]}}}")
        : text;

    private static string Long(JsonNode? node, Dice dice) => node is JsonArray { Count: > 0 } list
        ? $"[{string.Join(',', Enumerable.Repeat(list[0]?.ToJsonString(AsIs) ?? "null", dice.Of(200, 10_001)))}]"
        : $"{{\"reason\": \"{new string('r', dice.Of(2_001, 70_000))}\"}}";
}
