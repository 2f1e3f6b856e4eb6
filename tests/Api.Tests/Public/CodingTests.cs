using Award.Api.Answers;

namespace Api.Tests.Public;

/// <summary>Which content-coding a request gets.</summary>
public sealed class CodingTests
{
    // Accept-Encoding                            coding
    public static TheoryData<string, string?> Table => new()
    {
        { "",                                     null },
        { "identity",                             null },
        { "gzip",                                 "gzip" },
        { "br",                                   "br" },
        { "gzip, deflate, br, zstd",              "br" },
        { "gzip;q=1, br;q=0.5",                   "gzip" },
        { "br;q=0, gzip",                         "gzip" },
        { "br;q=0, gzip;q=0",                     null },
        { "*",                                    "br" },
        { "*;q=0.1, br;q=0",                      "gzip" },
        { "identity, br;q=0.9",                   null },
        { "GZIP",                                 "gzip" },
        { "deflate",                              null },
        { "br;q=nonsense",                        null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_coding_the_client_likes_best_is_sent(string accepted, string? expected) =>
        Assert.Equal(expected, AnswerResult.PickCoding(accepted));
}
