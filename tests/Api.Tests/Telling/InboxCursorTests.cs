using System.Buffers.Text;
using System.Text;
using Award.Api.Telling;
using Award.Rules;

namespace Api.Tests.Telling;

public sealed class InboxCursorTests
{
    [Fact]
    public void What_it_says_is_read_back()
    {
        var cursor = InboxCursor.Beginning.With(new RegionCode("440000"), 7).With(new RegionCode("330000"), 12_345_678_901);

        Assert.True(InboxCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal(cursor.ToString(), read.ToString());
        Assert.Equal(12_345_678_901, read.In(new RegionCode("330000")));
        Assert.Equal(0, read.In(new RegionCode("110000")));
    }

    [Theory]
    [InlineData("1 330000")]
    [InlineData("1 330000=-1")]
    [InlineData("1 330000=a")]
    [InlineData("1 33=1")]
    [InlineData("1 330000=1=2")]
    [InlineData("2 330000=1")]
    [InlineData("")]
    public void What_it_never_said_is_refused(string text) => Assert.False(
        InboxCursor.TryParse(Base64Url.EncodeToString(Encoding.ASCII.GetBytes(text)), out _));

    [Theory]
    [InlineData("0")]
    [InlineData("über")]
    [InlineData("a b")]
    public void What_is_no_text_of_its_kind_is_refused(string text) => Assert.False(InboxCursor.TryParse(text, out _));
}
