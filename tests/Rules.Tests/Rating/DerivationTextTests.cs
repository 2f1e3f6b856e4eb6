using Award.Rules;
using Award.Rules.Rating;
using Award.Rules.Rating.Text;
using Award.Rules.Rulebooks;
using CsCheck;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Rating;

public sealed class DerivationTextTests
{
    private static readonly Rulebook _book = Rulebook(
        Group(
            "root",
            Group("d1", Aggregation.Sum, 0.6m, Indicator(
                "crime", 30, new LinearRamp(R(60), R(20)), Direction.LowerIsBetter, per: "people", rollUp: RollUp.Sum)),
            Group("d2", Indicator(
                "fires", 20, new DeductionPerIncident(P(5), P(10), R(2)), Direction.LowerIsBetter, kinds: ["fire"]))),
        Naming(45),
        vetoes: [new VetoGround("many", Name("many"), [RegionLevel.County], new IncidentCount(new(["fire"], [], null, null), 2))]);

    // 100 ÷ 3 = 33⅓: (60 − 33⅓) ÷ 40 × 30 = 20; two fires, one not put right: 5 + 10, capped at 10.
    private static SheetRating Rated() => _book.Rate(
        County("k", ("crime", 100), ("people", 3))
            .With(Incident("k-1", "2017-02-01", "fire"), Incident("k-2", "2017-03-01", "fire", rectified: false))).Of("k");

    [Fact]
    public void A_derivation_reads_from_figure_to_designation_in_English() =>
        Assert.Equal(
            [
                "root: 30 of 50 (the sum of its parts)",
                "  d1: 20 of 30 (the sum of its parts)",
                "    crime: ≈33.3333 % (reported) → 20 of 30 (straight from 60 (nothing) to 20 (full))",
                "      · 100 ÷ 3 (people)",
                "  d2: 10 of 20 (the sum of its parts)",
                "    fires: 2 % (incidents counted) → 10 of 20 (5 points off each, at most 10)",
                "      · incident k-1: 5 points off",
                "      · incident k-2, not put right: 10 points off",
                "      · 15 points lost",
                "      · capped at 10 points",
                "Total 30, place 1",
                "Outcome: not designated",
                "  the total of 30 is below the pass mark of 45",
                "  The condition of a veto holds: many",
            ],
            DerivationText.Lines(_book, Rated(), Language.English));

    [Fact]
    public void A_derivation_reads_from_figure_to_designation_in_Chinese() =>
        Assert.Equal(
            [
                "root·中文: 30 分,满分 50 (各项之和)",
                "  d1·中文: 20 分,满分 30 (各项之和)",
                "    crime·中文: ≈33.3333 % (填报) → 20 分,满分 30 (线性:60 得零分,20 得满分)",
                "      · 100 ÷ 3(people·中文)",
                "  d2·中文: 10 分,满分 20 (各项之和)",
                "    fires·中文: 2 % (事件计数) → 10 分,满分 20 (每起扣 5 分,以 10 分为限)",
                "      · 事件 k-1:扣 5 分",
                "      · 事件 k-2 未整改:扣 10 分",
                "      · 共扣 15 分",
                "      · 扣分以 10 分为限",
                "总分 30,第 1 位",
                "结果:未命名",
                "  总分 30 低于合格线 45",
                "  具备一票否决情形:many·中文",
            ],
            DerivationText.Lines(_book, Rated(), Language.Chinese));

    [Theory]
    [InlineData(Language.English, "crime: missing → open, of 30", "The total is pending", "missing: crime")]
    [InlineData(Language.Chinese, "crime·中文: 缺数 → 待定,满分 30", "总分待定", "缺少数据:crime·中文")]
    public void What_is_open_says_so(Language language, string node, string total, string reason)
    {
        var lines = DerivationText.Lines(_book, _book.Rate(County("k")).Of("k"), language);
        Assert.Contains(lines, line => line.TrimStart().StartsWith(node, StringComparison.Ordinal));
        Assert.Contains(total, lines);
        Assert.Contains($"  {reason}", lines);
    }

    [Theory]
    [InlineData(Language.English, "No total", "root: not scored (not assessed)")]
    [InlineData(Language.Chinese, "没有总分", "root·中文: 不计分 (不参评)")]
    public void Who_is_not_assessed_has_no_total(Language language, string total, string root)
    {
        var rating = _book.Rate(County("k") with { Status = SheetStatus.NotAssessed }).Of("k");
        var lines = DerivationText.Lines(_book, rating, language);
        Assert.Equal((root, total), (lines[0], lines[1]));
    }

    /// <summary>
    /// Whatever a rating contains, every line of it can be said, with every argument put in its place.
    /// </summary>
    [Fact]
    public void Every_rating_can_be_read_out_in_both_languages() =>
        (from rulebook in AnyYear.Rulebook
         from sheets in AnyYear.Sheets(rulebook)
         select (rulebook, sheets)).Sample(
            year =>
            {
                var rating = Rater.Rate(year.rulebook, year.sheets);
                foreach (var sheet in rating.Counties.Concat(rating.Cities))
                {
                    var chinese = DerivationText.Lines(year.rulebook, sheet, Language.Chinese);
                    var english = DerivationText.Lines(year.rulebook, sheet, Language.English);
                    Assert.Equal(chinese.Count, english.Count);
                    Assert.All(chinese.Concat(english), line => Assert.DoesNotContain('{', line));
                }
            },
            iter: 100);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_scoring_function_says_how_it_scores(ScoringFunction function, string chinese, string english)
    {
        var book = Rulebook(Indicator("i", 10, function, kinds: function is DeductionTiered ? ["fire"] : null));
        var rating = book.Rate(County("k", ("i", 5))).Of("k");
        Assert.EndsWith($"({english})", DerivationText.Lines(book, rating, Language.English)[1], StringComparison.Ordinal);
        Assert.Contains($"({chinese})", DerivationText.Lines(book, rating, Language.Chinese)[1], StringComparison.Ordinal);
    }

    public static TheoryData<ScoringFunction, string, string> Functions { get; } = new()
    {
        { new Bands(R(9), []), "9 起满分,以下分段扣分", "full from 9, then band by band" },
        { new SteppedTable([]), "分档计分", "by steps" },
        { new DeductionTiered([], P(4), R(1), R(1)), "按档扣分,以 4 分为限", "points off by tier, at most 4" },
        { new PassFail(R(1)), "达到 1 得满分", "full when it meets 1" },
        {
            new BelowReference(P(1.5m), P(4), R(1)),
            "每差于上年全省均值一个单位扣 1.5 分,以 4 分为限",
            "1.5 points off a unit worse than last year's provincial mean, at most 4"
        },
        {
            new ChangeOnLastYear(true, R(-5), R(5), R(1), new ZeroBase(R(1), R(0))),
            "较上年变化:-5 得零分,5 得满分",
            "change on last year, from -5 (nothing) to 5 (full)"
        },
        {
            new Relative(RelativeMethod.MinMax, R(0), R(0), R(1)), "在同级地区最差与最好之间", "between the worst and the best of its peers"
        },
        {
            new Relative(RelativeMethod.ZScore, R(-2), R(2), R(1)),
            "同级地区标准分:-2 得零分,2 得满分",
            "z-score among its peers, from -2 (nothing) to 2 (full)"
        },
        { new Relative(RelativeMethod.PercentileRank, R(0), R(0), R(1)), "同级地区百分位", "percentile rank among its peers" },
    };

    [Fact]
    public void Every_working_code_has_words_in_both_languages()
    {
        string[] codes =
        [
            "figure-missing", "counties-missing", "denominator-missing", "denominator-zero", "weights-zero", "weights-missing",
            "rate", "mean-of-counties", "incident", "incident-not-rectified", "tier", "tier-repeat", "tier-key-period",
            "tier-repeat-key-period", "no-tier", "lost", "cap", "step", "no-step", "reference", "no-reference", "previous",
            "no-previous", "change", "change-percent", "still-zero", "risen-from-zero", "peers-without-spread",
            "peers-min-max", "z-score", "percentile", "missing-open", "missing-zero", "excluded", "rescaled",
        ];
        Assert.All(codes, code => Assert.All(
            new[] { Language.Chinese, Language.English },
            language => Assert.NotEmpty(DerivationText.Of(_book, new WorkingLine(code, ["1", "2", "3"]), language))));
        Assert.Equal("missing in these counties: a, b", DerivationText.Of(
            _book, new WorkingLine("counties-missing", ["a", "b"]), Language.English));
        Assert.Equal("下列县(市、区)缺数:a、b", DerivationText.Of(
            _book, new WorkingLine("counties-missing", ["a", "b"]), Language.Chinese));
        Assert.Throws<KeyNotFoundException>(() =>
            DerivationText.Of(_book, new WorkingLine("unheard-of", []), Language.English));
    }

    [Theory]
    [InlineData(ReasonCode.BelowDimensionMinimum, "d1", "18", "20/3", "d1: ≈6.6667 points are below the least of 18")]
    [InlineData(ReasonCode.BelowFigureMinimum, "crime", "90", "1/3", "crime: ≈0.3333 does not meet 90")]
    [InlineData(ReasonCode.TooFewCountiesDesignated, "counties", "0.8", "6/9", "6/9 of its counties are designated, fewer than 0.8")]
    [InlineData(ReasonCode.Vetoed, "many", null, null, "vetoed: many")]
    [InlineData(ReasonCode.Vetoed, "unknown", null, null, "vetoed: unknown")]
    [InlineData(ReasonCode.FigureMissing, "people", null, null, "missing: people")]
    [InlineData(ReasonCode.Suspended, "k", null, null, "suspended, to be decided")]
    [InlineData(ReasonCode.Revoked, "k", null, null, "the designation was revoked")]
    [InlineData(ReasonCode.NotAssessed, "k", null, null, "not assessed this year")]
    public void Reasons_are_clauses(ReasonCode code, string subject, string? required, string? actual, string text) =>
        Assert.Equal(text, DerivationText.Of(_book, new Reason(code, subject, required, actual), Language.English));

    [Fact]
    public void Outcomes_have_names() =>
        Assert.Equal(
            ["命名", "未命名", "暂缓命名", "撤销命名", "不参评", "designated", "not designated", "suspended", "revoked", "not assessed"],
            new[] { Language.Chinese, Language.English }
                .SelectMany(language => Enum.GetValues<Outcome>().Select(outcome => DerivationText.Outcome(outcome, language))));
}
