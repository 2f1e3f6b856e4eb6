using System.Text;
using Award.Ledger;
using Award.Rules.Record;

namespace Ledger.Tests.Facts;

/// <summary>Payloads on record read for ever as they were meant: every kind has its golden files.</summary>
public sealed class GoldenFactTests
{
    public static TheoryData<string> Names => [.. SampleFacts.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fact_is_written_as_its_golden_file(string name)
    {
        var written = FactCodec.Encode(Sample(name));
        var golden = Golden.Bytes(name + ".json", written);
        Assert.Equal(Encoding.UTF8.GetString(golden), Encoding.UTF8.GetString(written));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_reads_as_its_fact(string name)
    {
        var fact = FactCodec.Decode(KindOf(name), Golden.Bytes(name + ".json", []));
        Assert.Equal(Told(Sample(name)), Told(fact));
        Assert.Equal(KindOf(name), FactCodec.KindOf(fact));
    }

    [Fact]
    public void Every_type_of_fact_is_a_kind_named_after_it_with_a_golden_file()
    {
        var types = typeof(Fact).Assembly.GetTypes().Where(
            type => type.IsSubclassOf(typeof(Fact)) && !type.IsAbstract);
        var kinds = types.Select(type => CanonicalText.Kebab(type.Name))
            .Order(StringComparer.Ordinal).ToList();
        Assert.Equal(kinds, FactCodec.Kinds);
        Assert.Equal(
            kinds,
            SampleFacts.All.Select(sample => KindOf(sample.Name)).Distinct().Order(StringComparer.Ordinal));
        Assert.All(SampleFacts.All, sample => Assert.Equal(
            KindOf(sample.Name), CanonicalText.Kebab(sample.Fact.GetType().Name)));
    }

    [Fact]
    public void Every_golden_file_is_some_samples() => Assert.Equal(
        SampleFacts.All.Select(sample => sample.Name + ".json").Order(StringComparer.Ordinal),
        Golden.Names("*.json").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_payload_with_any_member_left_out_renamed_or_added_is_refused_or_is_another_fact(
        string name)
    {
        var text = Encoding.UTF8.GetString(Golden.Bytes(name + ".json", []));
        foreach (var spoiled in Spoiled(text))
        {
            try
            {
                var fact = FactCodec.Decode(KindOf(name), Encoding.UTF8.GetBytes(spoiled));
                Assert.Equal(spoiled, Encoding.UTF8.GetString(FactCodec.Encode(fact)));
            }
            catch (CanonicalFormatException)
            {
                // Refused: as good.
            }
        }
    }

    [Fact]
    public void An_unknown_kind_is_refused() =>
        Assert.Throws<CanonicalFormatException>(() => FactCodec.Decode("figure-guessed", "{}"u8.ToArray()));

    [Theory]
    [InlineData("""{"id":"a","reason":"b","more":"c"}""")]
    [InlineData("""{"id":"a","more":"c","reason":"b"}""")]
    [InlineData("""{"id":"a"}""")]
    [InlineData("""{"reason":"b","id":"a"}""")]
    [InlineData("""{"id":"a","id":"a","reason":"b"}""")]
    [InlineData("""{"id":"a", "reason":"b"}""")]
    [InlineData("""{"id":"a","reason":"b"} """)]
    [InlineData("""{"id":"a","reason":null}""")]
    [InlineData("""{"id":1,"reason":"b"}""")]
    [InlineData("""{"ID":"a","reason":"b"}""")]
    [InlineData("""{"id":"\u0061","reason":"b"}""")]
    [InlineData("""["id","a"]""")]
    [InlineData("")]
    public void A_payload_of_another_shape_is_refused(string payload) =>
        Assert.Throws<CanonicalFormatException>(
        () => FactCodec.Decode("veto-rejected", Encoding.UTF8.GetBytes(payload)));

    // Member by member: records compare their lists by reference.
    private static string Told(object? value) => value switch
    {
        null => "-",
        string text => $"'{text}'",
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Told))}]",
        _ when value.GetType() is { IsClass: true } type => type.Name + string.Join(
            ", ", type.GetProperties().Select(
                property => $"{property.Name}={Told(property.GetValue(value))}")),
        _ => $"{value}",
    };

    // Every byte taken away, doubled and replaced.
    private static IEnumerable<string> Spoiled(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            yield return text.Remove(at, 1);
            yield return text.Insert(at, text[at].ToString());
            yield return text.Insert(at, " ");
            yield return text[..at] + '0' + text[(at + 1)..];
        }
    }

    private static Fact Sample(string name) => SampleFacts.All.Single(sample => sample.Name == name).Fact;

    private static string KindOf(string name) => name.Split('.')[0];
}
