using Award.Rules;
using Award.Rules.Access;
using Award.Rules.Outlook;
using Award.Rules.Rating;
using Award.Rules.Record;
using Award.Rules.Rulebooks;
using CsCheck;
using Rules.Tests.Rating;
using static Rules.Tests.Rating.Make;

namespace Rules.Tests.Outlook;

/// <summary>What someone is told who is not shown the other regions.</summary>
public sealed class OwnSightTests
{
    /// <summary>A region's own sheets, and two sets of others; the last year is public and the same.</summary>
    private static readonly Gen<(Rulebook Rulebook, string Key, YearSheets First, YearSheets Second)> _worlds =
        from rulebook in AnyYear.Rulebook
        from sheets in AnyYear.Sheets(rulebook)
        where sheets.Sheets.Count > 0
        from others in AnyYear.Sheets(rulebook)
        from at in Gen.Int[0, sheets.Sheets.Count - 1]
        let key = sheets.Sheets[at].Key
        let own = sheets.Sheets.Where(sheet => sheet.Key == key || sheet.Parent == key).ToArray()
        select (
            rulebook,
            key,
            sheets,
            sheets with
            {
                Sheets =
                [
                    .. own,
                    .. others.Sheets.Where(sheet => own.All(mine => mine.Key != sheet.Key) && sheet.Parent != key),
                ],
            });

    [Fact]
    public void Nothing_that_is_told_hangs_on_the_sheets_of_others() => _worlds.Sample(
        world => Assert.Equal(
            Told(world.Rulebook, world.First, world.Key, PeerSight.None),
            Told(world.Rulebook, world.Second, world.Key, PeerSight.None)),
        iter: 400);

    [Fact]
    public void Nor_does_the_answer_to_what_if() => _worlds.Sample(
        world => Assert.Equal(
            Answered(world.Rulebook, world.First, world.Key, PeerSight.None),
            Answered(world.Rulebook, world.Second, world.Key, PeerSight.None)),
        iter: 60);

    /// <summary>The board of a live year shows places and points, so one who sees it asks about places and no more.</summary>
    [Fact]
    public void Whoever_sees_the_board_finds_out_no_peer_s_figure_by_asking() => _worlds.Sample(
        world =>
        {
            if (world.Rulebook.ComparesPeers())
            {
                Assert.Equal(
                    Answered(world.Rulebook, world.First, world.Key, PeerSight.Board),
                    Answered(world.Rulebook, world.Second, world.Key, PeerSight.Board));
            }
        },
        iter: 60);

    [Fact]
    public void Whoever_sees_all_is_told_all() => _worlds.Sample(
        world =>
        {
            var (rating, seen) = (Rater.Rate(world.Rulebook, world.First), See(world.Rulebook, world.First, world.Key, PeerSight.All));
            var sheet = rating.Of(world.Key);
            Assert.Equal(
                (sheet.Total, sheet.Rank, (Outcome?)sheet.Outcome), (seen.End.Total, seen.End.Rank, seen.End.Outcome));
            Assert.Equal(sheet.Reasons, seen.End.Reasons);
            Assert.Equal(Nodes(sheet.Score), Nodes(seen.Score));
            Assert.True(seen.SoFar is null || sheet.Total is null || seen.SoFar <= sheet.Total);
            Assert.True(seen.SoFar is null || seen.Attainable is null || seen.SoFar <= seen.Attainable);
        },
        iter: 300);

    // k has 50 of 100 by itself; among a (0) and b (100) half of the 20 points of "z".
    [Theory]
    [InlineData(PeerSight.All, "60 2 Designated", "50 10")]
    [InlineData(PeerSight.Board, "60 2 Designated", "50 10")]
    [InlineData(PeerSight.None, "- - -", "50 -")]
    public void A_score_that_compares_peers(PeerSight sight, string end, string points)
    {
        var rulebook = Rulebook(
            Group(
                "root",
                Indicator("i", 100),
                Indicator("z", 20, new Relative(RelativeMethod.MinMax, R(0), R(0), R(1)))),
            Naming(55));
        var sheets = new YearSheets(
            [
                County("a", ("i", 70), ("z", 0)), County("b", ("i", 0), ("z", 100)),
                County("k", ("i", 50), ("z", 50)),
            ],
            null);
        var seen = See(rulebook, sheets, "k", sight);
        Assert.Equal(end, $"{seen.End.Total?.ToString() ?? "-"} {seen.End.Rank?.ToString() ?? "-"} {seen.End.Outcome?.ToString() ?? "-"}");
        Assert.Equal(points, string.Join(' ', seen.Score.Children.Select(child => child.Points?.ToString() ?? "-")));
        Assert.Empty(seen.Warnings);
        Assert.Equal(sight == PeerSight.All, seen.Score.Children[1].Working.Count > 0);
    }

    [Theory]
    [InlineData("city", Visibility.Embargoed, Stage.Collecting, PeerSight.None)]
    [InlineData("city", Visibility.Embargoed, Stage.Notice, PeerSight.None)]
    [InlineData("city", Visibility.Embargoed, Stage.Published, PeerSight.All)]
    [InlineData("city", Visibility.Live, Stage.Draft, PeerSight.None)]
    [InlineData("city", Visibility.Live, Stage.Collecting, PeerSight.Board)]
    [InlineData("city", Visibility.Live, Stage.Notice, PeerSight.Board)]
    [InlineData("city", Visibility.LiveUntilFreeze, Stage.Collecting, PeerSight.Board)]
    [InlineData("city", Visibility.LiveUntilFreeze, Stage.Review, PeerSight.None)]
    [InlineData("city operator", Visibility.Embargoed, Stage.Review, PeerSight.None)]
    [InlineData("city assessor", Visibility.Embargoed, Stage.Review, PeerSight.All)]
    [InlineData("auditor", Visibility.Embargoed, Stage.Review, PeerSight.All)]
    public void Sight_follows_the_role_the_visibility_and_the_stage(
        string roles, Visibility visibility, Stage stage, PeerSight expected)
    {
        var someone = new Person("someone");
        var caller = new Caller(
            someone, [.. roles.Split(' ').Select(role => Enum.Parse<Role>(role, ignoreCase: true))], [new("330600")], []);
        var year = Enum.GetValues<Stage>().Where(to => to != Stage.Draft && to <= stage).Aggregate(
            YearState.Empty.Apply(
                new YearOpened(
                    new("330000"), new(2017), "r", "hash", "register", 1, visibility, new YearDates(), true),
                someone),
            (state, to) => state.Apply(new StageMoved(state.Stage, to, null), someone));
        Assert.Equal(expected, PeerSights.Of(caller, year));
    }

    private static RegionOutlook See(
        Rulebook rulebook, YearSheets sheets, string key, PeerSight sight, params string[] raised) => RegionOutlook.Of(
        Rater.Rate(rulebook, sheets), key, SmallYear.Streak, raised, sight, isOpen: true);

    private static string Told(Rulebook rulebook, YearSheets sheets, string key, PeerSight sight)
    {
        var seen = See(rulebook, sheets, key, sight, "v");
        return string.Join('\n',
        [
            Said(seen.End),
            $"{seen.SoFar} {seen.Attainable} {seen.IfDesignated.Years}",
            .. seen.Gaps.Requirements.Select(gap => $"{gap}"),
            string.Join(' ', seen.Gaps.MissingFigures),
            .. seen.Gaps.Vetoes.Select(veto => $"{veto}"),
            .. seen.Warnings.Select(warning => $"{warning.Code} {warning.Subject} {string.Join(' ', warning.Arguments)}"),
            .. Nodes(seen.Score),
        ]);
    }

    private static string Answered(Rulebook rulebook, YearSheets sheets, string key, PeerSight sight)
    {
        var figures = new Dictionary<string, Figure> { ["g0i0"] = new(7) };
        if (WhatIf.FirstRefused(rulebook, sheets, key, figures) is { } refused)
            return $"{refused}";

        var told = Supposed.Of(rulebook, sheets, key, figures, SmallYear.Streak, sight);
        return string.Join('\n',
        [
            Said(told.Before),
            Said(told.After),
            $"{told.Least?.Verdict}",
            .. told.Least?.Moves.Select(move => $"{move}") ?? [],
            .. told.Least?.Obstacles.Select(reason => $"{reason}") ?? [],
            told.Changed is { } changed ? Said(changed) : "",
        ]);
    }

    private static string Said(SeenEnd end) =>
        $"{end.Total} {end.Rank} {end.Outcome} {string.Join(", ", end.Reasons)} {end.Streak?.Years} {end.Streak?.Tier?.Id}";

    private static IEnumerable<string> Nodes(NodeScore score) =>
    [
        $"{score.Node.Id} {score.Points} {score.Full} {score.Excluded} {score.Value} {score.Rule} {score.Provenance} "
            + string.Join("; ", score.Working.Select(line => $"{line.Code} {string.Join(' ', line.Arguments)}")),
        .. score.Children.SelectMany(Nodes),
    ];
}
