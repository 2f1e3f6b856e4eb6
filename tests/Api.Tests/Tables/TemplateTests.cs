using Award.Api.Tables;
using Award.Rules;
using CsCheck;

namespace Api.Tests.Tables;

/// <summary>
/// Templates filled with any figures, in any of the spellings that are read, round-trip: CSV and XLSX, wide and long,
/// Chinese and English.
/// </summary>
public sealed class TemplateTests
{
    private static readonly Gen<string> Plain = Gen.OneOf(
        Gen.Int[0, 100].Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Select(Gen.Long[0, 999_999_999_999_999_999], Gen.Long[0, 9_999_999_999], (whole, part) => $"{whole}.{part:D10}"),
        Gen.Select(Gen.Int[0, 9_999], Gen.Int[0, 999], (whole, part) => $"{whole}.{part:D3}"),
        Gen.Int[1, 999].Select(i => $"-{i}.5"));

    // spelling: how a person may write the same number
    private static readonly Func<string, string>[] Spellings =
    [
        text => text,
        text => $" {text} ",
        text => string.Concat(text.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c)),
    ];

    [Theory]
    [InlineData("wide", "zh")]
    [InlineData("wide", "en")]
    [InlineData("long", "zh")]
    [InlineData("long", "en")]
    public void Templates_filled_in_read_back(string layout, string lang) => Gen
        .Select(Plain.Array[40], Gen.Int[0, 2].Array[40], Gen.Bool.Array[40])
        .Sample((values, spellings, filled) =>
        {
            foreach (var format in Enum.GetValues<TableFormat>())
            {
                var expected = new List<string>();
                var template = Template(layout, lang);
                var bytes = FilledTemplates.Fill(TableFiles.Write(template, format), format, (row, column) =>
                {
                    var at = ((row * 7) + column) % 40;
                    if (row == 1 || Figure(template, layout, row, column) is not { } figure || !filled[at])
                    {
                        return null;
                    }

                    var value = figure.EndsWith("/centre", StringComparison.Ordinal) ? (at % 2 == 0 ? "1" : "0") : values[at];
                    expected.Add($"{figure}={Canonical(value)}");
                    return figure.EndsWith("/centre", StringComparison.Ordinal)
                        ? (value == "1" ? "是" : "no")
                        : Spellings[spellings[at]](value) + (figure.EndsWith("/survey", StringComparison.Ordinal) && at % 3 == 0 ? "%" : "");
                });

                var (figures, report) = SmallBook.Read(bytes, limits: ImportLimits.Default);
                Assert.Equal(expected.Count == 0 ? ["ImportHoldsNoFigure"] : [], report.Refusals.Select(r => r.Code.ToString()));
                Assert.Equal(expected.Order(), figures
                    .Select(f => $"{f.Row.Region}/{f.Row.Indicator}={Canonical(f.Row.Value)}").Order());
            }
        }, iter: 100);

    [Fact]
    public void A_wide_template_names_regions_figures_units_and_what_is_not_asked()
    {
        var rows = FilledTemplates.Cells(TableFiles.Write(Template("wide", "zh"), TableFormat.Csv));

        Assert.Equal(
            [
                "地区代码|地区名称|级别|案件（起）|损失占比|survey（%）|综治中心（是/否）|twin（人）|常住人口（万人）",
                "990100|东海市|设区市|—|—||||—",
                "990101|西湖区|县（市、区）||||||",
                "990102|新区|县（市、区）||||||",
                "990103|新区|县（市、区）||||||",
            ],
            rows.Select(r => string.Join('|', r)));
    }

    [Fact]
    public void A_long_template_has_a_row_for_each_figure_that_a_region_reports()
    {
        var rows = FilledTemplates.Cells(TableFiles.Write(Template("long", "en"), TableFormat.Csv));

        Assert.Equal("Region code|Region name|Level|Indicator id|Indicator name|Unit|Value|Evidence", string.Join('|', rows[0]));
        Assert.Equal("990100|Donghai|city|survey|Survey|%||", string.Join('|', rows[1]));
        Assert.Equal("990101|West Lake|county|cases|Cases (all)|起||", string.Join('|', rows[4]));
        Assert.Equal(1 + 3 + (3 * 6), rows.Count);
    }

    private static OutTable Template(string layout, string lang)
    {
        var language = lang == "zh" ? Language.Chinese : Language.English;
        return layout == "wide"
            ? Templates.Wide("990000", SmallBook.Book, language)
            : Templates.Long("990000", SmallBook.Book, language);
    }

    /// <summary>The figure that belongs into a cell: "990101/cases"; null for a cell that takes none.</summary>
    private static string? Figure(OutTable template, string layout, int row, int column)
    {
        var cells = template.Rows[row - 2];
        if (layout == "long")
        {
            return column == 7 ? $"{cells[0].Text}/{cells[3].Text}" : null;
        }

        string[] ids = ["cases", "loss", "survey", "centre", "twin", "residents"];
        return column > 3 && cells[column - 1].Text is null ? $"{cells[0].Text}/{ids[column - 4]}" : null;
    }

    private static string Canonical(string text) =>
        Award.Rules.Figure.TryParse(text, out var figure) ? figure.ToString() : $"not a figure: {text}";
}
