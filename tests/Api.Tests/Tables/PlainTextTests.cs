using Award.Api.Tables;

namespace Api.Tests.Tables;

/// <summary>Folding, the guard against formulas, and names of cells.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("-", "'-")]
    [InlineData("-x", "'-x")]
    [InlineData("-1.2.3", "'-1.2.3")]
    [InlineData("-.5", "'-.5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("-12", "-12")]
    [InlineData("12", "12")]
    [InlineData("", "")]
    [InlineData("绍兴市", "绍兴市")]
    [InlineData("a=b", "a=b")]
    public void What_could_be_a_formula_is_guarded_and_comes_back(string text, string guarded)
    {
        Assert.Equal(guarded, PlainText.Guard(text));
        Assert.Equal(text, PlainText.Unguard(guarded));
    }

    [Theory]
    [InlineData("１２．５％", "12.5%")]
    [InlineData("　－３　", "-3")]
    [InlineData("\u22123", "-3")]
    [InlineData("\uFEFFcode", "code")]
    [InlineData("a\u00A0 \t b", "a b")]
    [InlineData("10²", "10²")]
    [InlineData("①", "①")]
    public void Full_width_is_read_as_ascii_and_nothing_else_is_folded(string text, string plain) =>
        Assert.Equal(plain, PlainText.Of(text));

    [Theory]
    [InlineData(1, 1, "A1")]
    [InlineData(7, 26, "Z7")]
    [InlineData(7, 27, "AA7")]
    [InlineData(1_048_576, 16_384, "XFD1048576")]
    public void Cells_are_named_as_spreadsheets_name_them(int row, int column, string name)
    {
        Assert.Equal(name, new CellPlace(row, column).ToString());
        Assert.True(CellPlace.TryParse(name, out var place));
        Assert.Equal(new CellPlace(row, column), place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("7")]
    [InlineData("a1")]
    [InlineData("A0")]
    [InlineData("XFE1")]
    [InlineData("A1048577")]
    [InlineData("A-1")]
    [InlineData("ABCD1")]
    public void What_no_spreadsheet_has_is_no_cell(string name) => Assert.False(CellPlace.TryParse(name, out _));
}
