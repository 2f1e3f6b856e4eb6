using Award.Ledger;
using Award.Rules;
using Award.Rules.Record;

namespace Ledger.Tests.Conformance;

/// <summary>Short ways to say a command.</summary>
public static class Commands
{
    public static readonly RegionCode Zhejiang = new("330000");
    public static readonly RegionCode Guangdong = new("440000");
    public static readonly Person Li = new("person-li");
    public static readonly Person Wang = new("person-wang");
    public static readonly DateTimeOffset Noon = new(2018, 3, 1, 12, 0, 0, 567, TimeSpan.Zero);

    public static string Body(string text) => ContentHash.Of(text);

    public static Fact Figure(string indicator, decimal value) =>
        new FiguresSubmitted([new SubmittedFigure(indicator, new Figure(value), null)]);

    /// <summary>One stream, one figure a fact.</summary>
    public static Command Append(string key, string stream, long expected, int facts = 1) =>
        Empty(key) with { Appends = [On(stream, expected, facts)] };

    public static StreamAppend On(string stream, long expected, int facts = 1) =>
        new(stream, expected, [.. Enumerable.Range(1, facts).Select(n => Figure("survey", expected + n))]);

    public static Command Empty(string key) =>
        new(Zhejiang, Li, key, Body(key), Noon, [], [], []);

    public static PublishedDocument Document(string key, string text) =>
        new(key, CanonicalWriter.OfObject(w => w.Member("text", text)));

    public static Receipt Receipt(this AppendResult result) =>
        Assert.IsType<AppendResult.Committed>(result).Receipt;
}
