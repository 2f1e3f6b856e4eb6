using Award.Rules.Record;

namespace Rules.Tests.Record;

/// <summary>What an import makes of figures that are on record: the same value is left out, another refused.</summary>
public sealed class ImportFiguresTests
{
    [Theory]
    [InlineData("Collecting", "", "cases=1 growth=2", "ok cases=1,growth=2")]
    [InlineData("Collecting", "ann submits cases=1", "cases=1 growth=2", "ok growth=2")]
    [InlineData("Collecting", "ann submits cases=1", "cases=1.0 growth=2", "ok growth=2")]
    [InlineData("Collecting", "ann submits cases=1", "cases=1", "ok")]
    [InlineData("Collecting", "ann submits cases=1; bob amends cases=2", "cases=1", "FigureAlreadySubmitted/0/indicator")]
    [InlineData("Collecting", "ann submits cases=1; bob amends cases=2", "cases=2", "ok")]
    [InlineData(
        "Collecting", "ann submits cases=1; ann submits people=5", "people=5 cases=2 growth=x",
        "FigureAlreadySubmitted/1/indicator FigureMalformed/2/value")]
    [InlineData("Collecting", "ann submits cases=1", "cases=x", "FigureMalformed/0/value")]
    [InlineData("Collecting", "", "", "FieldMissing")]
    [InlineData("Notice", "ann submits cases=1", "cases=1", "StageForbids")]
    [InlineData("-", "", "cases=1", "YearUnknown")]
    public void What_stands_with_the_same_value_is_left_out(string stage, string story, string rows, string said)
    {
        var inputs = rows.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((row, i) => new FigureInput(row.Split('=')[0], row.Split('=')[1], null, i));

        Assert.Equal(said, Said.By(SheetDecider.ImportFigures(
            Given.SheetAfter(story), Given.YearIn(stage), Given.Sheet("ann"), [.. inputs])));
    }
}
