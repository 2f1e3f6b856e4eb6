using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Award.Ledger;
using CsCheck;

namespace Ledger.Tests.Canonical;

public sealed class CanonicalJsonTests
{
    private static readonly Gen<JsonNode> Leaf = Gen.OneOf(
        Gen.String.Where(IsText).Select(text => (JsonNode)JsonValue.Create(text)),
        Gen.Long[-CanonicalWriter.MaxWhole, CanonicalWriter.MaxWhole].Select(
            whole => (JsonNode)JsonValue.Create(whole)),
        Gen.Bool.Select(truth => (JsonNode)JsonValue.Create(truth)));

    private static readonly Gen<JsonNode> Tree = Gen.Recursive<JsonNode>((depth, tree) => depth == 3
        ? Leaf
        : Gen.OneOf(
            Leaf,
            tree.Array[0, 4].Select(items => (JsonNode)new JsonArray(items)),
            Gen.Dictionary(Gen.String.Where(IsText), tree)[0, 4].Select(
                members => (JsonNode)new JsonObject(members!))));

    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ true, false ] }""", """{"a":[true,false],"b":1}""")]
    [InlineData("""{"b":null,"a":{}}""", """{"a":{}}""")]
    [InlineData("""{"é":1,"z":2,"Z":3,"":4}""", """{"":4,"Z":3,"z":2,"é":1}""")]
    [InlineData("\"\\u5e73\\u5b89\\/\\u0007\\u000A\\u007f\"", "\"平安/\\u0007\\n\u007f\"")]
    [InlineData("\"\\ud842\\udfb7\"", "\"𠮷\"")]
    [InlineData("-0", "0")]
    public void A_tree_has_one_text(string json, string canonical) =>
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Write(JsonNode.Parse(json)!)));

    [Theory]
    [InlineData("1.5")]
    [InlineData("9007199254740992")]
    [InlineData("[null]")]
    public void What_has_no_canonical_form_is_refused(string json) =>
        Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Write(JsonNode.Parse(json)!));

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => CanonicalWriter.OfObject(writer => writer.Member("a", "\ud842")));

    [Theory]
    [InlineData("""{"a":1 }""")]
    [InlineData("""{"b":1,"a":2}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("[1,]")]
    [InlineData("[1 ,2]")]
    [InlineData("01")]
    [InlineData("-0")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("9007199254740992")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("True")]
    [InlineData("\"\\u0041\"")]
    [InlineData("\"\\u001F\"")]
    [InlineData("\"\\u000a\"")]
    [InlineData("\"\\/\"")]
    [InlineData("\"\t\"")]
    [InlineData("\"open")]
    [InlineData("")]
    [InlineData("{}{}")]
    public void What_is_not_canonical_is_found(string json) =>
        Assert.False(CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Bytes_that_are_not_utf8_are_found()
    {
        Assert.False(CanonicalJson.IsCanonical(new byte[] { (byte)'"', 0xC0, 0x80, (byte)'"' }));
        Assert.False(CanonicalJson.IsCanonical(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' }));
    }

    [Fact]
    public void Nesting_without_end_is_found() =>
        Assert.False(CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(new string('[', 100_000))));

    [Fact]
    public void What_is_written_is_canonical_and_reads_back_the_same() => Tree.Sample(
        tree =>
        {
            var bytes = CanonicalJson.Write(tree);
            var back = JsonNode.Parse(bytes)!;
            return CanonicalJson.IsCanonical(bytes) && JsonNode.DeepEquals(tree, back)
                && CanonicalJson.Write(back).AsSpan().SequenceEqual(bytes);
        },
        iter: 2000);

    [Fact]
    public void A_changed_byte_is_not_canonical_or_another_value() =>
        Gen.Select(Tree, Gen.Int[0, 1000], Gen.Byte).Sample(
        (tree, at, value) =>
        {
            var bytes = CanonicalJson.Write(tree);
            var changed = bytes.ToArray();
            changed[at % bytes.Length] = value;
            return !CanonicalJson.IsCanonical(changed)
                || CanonicalJson.Write(JsonNode.Parse(changed)!).AsSpan().SequenceEqual(changed);
        },
        iter: 5000);

    [Fact]
    public void Members_out_of_order_cannot_be_written() => Assert.Throws<InvalidOperationException>(
        () => CanonicalWriter.OfObject(writer => writer.Member("b", 1).Member("a", 2)));

    [Theory]
    [InlineData("""{"b":12.50,"a":null}""", """{ "a" : null, "b" : 1.25e1 }""")]
    [InlineData("[-0.0]", "[0]")]
    public void Two_spellings_of_a_request_have_one_form(string left, string right)
    {
        using var first = JsonDocument.Parse(left);
        using var second = JsonDocument.Parse(right);
        Assert.Equal(
            CanonicalJson.OfRequest(first.RootElement), CanonicalJson.OfRequest(second.RootElement));
    }

    [Fact]
    public void A_request_that_says_null_is_not_one_that_says_nothing()
    {
        using var silent = JsonDocument.Parse("{}");
        using var said = JsonDocument.Parse("""{"a":null}""");
        Assert.NotEqual(
            CanonicalJson.OfRequest(silent.RootElement), CanonicalJson.OfRequest(said.RootElement));
    }

    private static bool IsText(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }
}
