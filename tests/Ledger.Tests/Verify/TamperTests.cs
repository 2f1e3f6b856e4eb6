using Award.Ledger;
using Award.Ledger.Verify;

namespace Ledger.Tests.Verify;

/// <summary>
/// Whoever has the file can write to it. Every test spoils a small ledger in one way, once for each entry,
/// and asks the verifier. Where the tamperer also makes everything in the file agree, a receipt kept outside
/// still tells.
/// </summary>
public sealed class TamperTests(SmallLedger ledger) : IClassFixture<SmallLedger>
{
    private IReadOnlyList<EntryPlace> Entries => ledger.Entries;

    [Fact]
    public void A_ledger_left_alone_passes_with_every_receipt()
    {
        var report = ledger.Spoil("", [.. ledger.Receipts.Select(KeptReceipt.Of)]);
        Assert.Empty(report.Findings);
        Assert.Equal(
            report, LedgerVerifier.VerifyChain(ledger.Folder, [], []) with { Findings = report.Findings });
        Assert.True(report.Passed);
        Assert.Equal(
            (Entries.Count, ledger.Receipts.Count, 1), (report.Entries, report.Commands, report.Documents));
    }

    [Theory]
    [InlineData("payload = ' ' || payload")]
    [InlineData("payload = payload || ' '")]
    [InlineData("payload = '{}', kind = 'stage-moved'")]
    [InlineData("actor = 'person-zhao'")]
    [InlineData("at = '2018-03-01T12:00:01.000Z'")]
    [InlineData("command = '{other}'")]
    [InlineData("hash = '{other}'")]
    [InlineData("previous = '{other}'")]
    [InlineData("kind = kind || '-2'")]
    [InlineData("stream = stream || '9'")]
    [InlineData("version = version + 100")]
    [InlineData("province = '350000'")]
    [InlineData("position = position + 100")]
    public void An_edited_column_of_any_entry_is_found(string edit) => EveryEntry(
        (stream, version) =>
            $"UPDATE entries SET {edit.Replace("{other}", ContentHash.Of("other"))} {At(stream, version)}",
        found => found.Count > 0);

    [Fact]
    public void An_edited_payload_of_any_entry_is_found_at_that_entry()
    {
        foreach (var (stream, version, _, position) in Entries)
        {
            var report = ledger.Spoil(
                $"""
                UPDATE entries SET payload = CASE payload WHEN '{EmptyPayload}' THEN '[]'
                    ELSE substr(payload, 1, length(payload) - 3) || 'X' || substr(payload, -2) END
                {At(stream, version)}
                """);
            Assert.Contains(report.Findings, finding => finding.Code == FindingCode.HashDiffers
                && (finding.Stream, finding.Version, finding.Position) == (stream, version, position));
        }
    }

    [Fact]
    public void An_edited_payload_with_its_hash_made_to_fit_is_found_in_the_chain_the_head_or_the_receipt()
    {
        foreach (var (stream, version, _, _) in Entries)
        {
            var report = ledger.Spoil(
                $"UPDATE entries SET hash = '{ContentHash.Of("fit")}' {At(stream, version)}");
            Assert.Contains(report.Findings, finding => finding.Code
                is FindingCode.PreviousHashDiffers or FindingCode.HeadDiffers);
            Assert.Contains(report.Findings, finding => finding.Code == FindingCode.CommandDiffers
                || Entries.Any(entry => entry.Stream == stream && entry.Version == version + 1));
        }
    }

    [Fact]
    public void A_deleted_entry_is_found() => EveryEntry(
        (stream, version) => $"DELETE FROM entries {At(stream, version)}",
        found => found.Overlaps([FindingCode.PositionGap, FindingCode.HeadDiffers]));

    [Fact]
    public void A_deleted_entry_with_the_rest_moved_up_is_found() => EveryEntry(
        (stream, version) =>
        {
            var (_, _, province, position) = Entries.Single(e => (e.Stream, e.Version) == (stream, version));
            return $"""
                DELETE FROM entries {At(stream, version)};
                UPDATE entries SET position = -position WHERE province = '{province}' AND position > {position};
                UPDATE entries SET position = -position - 1 WHERE position < 0;
                UPDATE entries SET version = -version WHERE stream = '{stream}' AND version > {version};
                UPDATE entries SET version = -version - 1 WHERE version < 0;
                """;
        },
        found => found.Overlaps([FindingCode.HashDiffers, FindingCode.HeadDiffers]));

    [Fact]
    public void Two_neighbours_that_changed_places_are_found()
    {
        var neighbours = Entries.Zip(Entries.Skip(1)).Where(pair => pair.First.Province == pair.Second.Province);
        foreach (var (first, second) in neighbours)
        {
            var report = ledger.Spoil(
                $"""
                UPDATE entries SET position = -1 {At(first.Stream, first.Version)};
                UPDATE entries SET position = {first.Position} {At(second.Stream, second.Version)};
                UPDATE entries SET position = {second.Position} WHERE position = -1;
                """);
            Assert.Equal(2, report.Findings.Count(finding => finding.Code == FindingCode.HashDiffers));
        }
    }

    [Fact]
    public void Two_neighbours_of_a_stream_that_changed_contents_are_found()
    {
        var successors = Entries.Where(entry => entry.Version > 1).ToList();
        Assert.NotEmpty(successors);
        foreach (var (stream, version, _, _) in successors)
        {
            var report = ledger.Spoil(
                $"""
                UPDATE entries SET version = -1 {At(stream, version - 1)};
                UPDATE entries SET version = {version - 1} {At(stream, version)};
                UPDATE entries SET version = {version} WHERE version = -1;
                """);
            Assert.Contains(report.Findings, finding => finding.Code == FindingCode.HashDiffers);
        }
    }

    [Fact]
    public void An_entry_that_no_command_made_is_found() => EveryEntry(
        (stream, version) =>
            $"""
            INSERT INTO entries
            SELECT province, 1 + (SELECT max(position) FROM entries), stream || '0', 1, kind, actor, at,
                '{ContentHash.Of("none")}', '{ContentHash.None}', hash, payload FROM entries {At(stream, version)}
            """,
        found => found.IsSupersetOf(
            [FindingCode.CommandMissing, FindingCode.HeadMissing, FindingCode.HeadDiffers]));

    // ---- the tail

    [Fact]
    public void A_tail_cut_behind_the_heads_is_found() => EveryTail(
        (province, position) => Cut(province, position),
        (report, _) => Assert.Contains(report.Findings, finding => finding.Code == FindingCode.HeadDiffers));

    [Fact]
    public void A_tail_cut_with_heads_made_to_fit_is_found_by_the_commands() => EveryTail(
        (province, position) => $"{Cut(province, position)};{FitHeads}",
        (report, _) =>
        {
            Assert.DoesNotContain(report.Findings, finding => finding.Code == FindingCode.HeadDiffers);
            Assert.Contains(report.Findings, finding => finding.Code
                is FindingCode.CommandWithoutEntries or FindingCode.CommandDiffers);
        });

    [Fact]
    public void A_tail_cut_with_everything_made_to_fit_is_found_by_a_receipt_kept_outside() => EveryTail(
        (province, position) =>
            $"""
            DELETE FROM entries WHERE command IN
                (SELECT command FROM entries WHERE province = '{province}' AND position >= {position});
            DELETE FROM commands WHERE id NOT IN (SELECT command FROM entries);
            {FitHeads}
            """,
        (report, lost) =>
        {
            Assert.NotEmpty(lost);
            Assert.Equal(
                lost.Select(receipt => (receipt.Stream, receipt.Version)),
                report.Findings.Select(finding => (finding.Stream, finding.Version)));
            Assert.All(report.Findings, finding => Assert.Equal(FindingCode.ReceiptNotFound, finding.Code));
        });

    // ---- what is kept beside the entries

    [Theory]
    [InlineData("UPDATE heads SET version = version + 1")]
    [InlineData("UPDATE heads SET position = position + 1")]
    [InlineData("UPDATE heads SET hash = replace(hash, 'a', 'b')")]
    [InlineData("UPDATE heads SET province = '350000'")]
    [InlineData("UPDATE heads SET stream = stream || '0'")]
    [InlineData("DELETE FROM heads")]
    public void An_edited_head_of_any_stream_is_found(string edit)
    {
        foreach (var stream in Entries.Select(entry => entry.Stream).Distinct())
        {
            var report = ledger.Spoil($"{edit} WHERE stream = '{stream}'");
            Assert.Contains(report.Findings, finding => finding.Stream == stream
                && finding.Code is FindingCode.HeadDiffers or FindingCode.HeadMissing);
        }
    }

    [Theory]
    [InlineData("UPDATE provinces SET position = position - 1")]
    [InlineData("UPDATE provinces SET hash = replace(hash, 'a', 'b')")]
    [InlineData("DELETE FROM provinces")]
    public void An_edited_head_of_a_province_is_found(string edit)
    {
        foreach (var province in Entries.Select(entry => entry.Province).Distinct())
        {
            var report = ledger.Spoil($"{edit} WHERE province = '{province}'");
            Assert.Contains(report.Findings, finding => finding.Stream == province
                && finding.Code is FindingCode.HeadDiffers or FindingCode.HeadMissing);
        }
    }

    [Theory]
    [InlineData("DELETE FROM commands", FindingCode.CommandMissing)]
    [InlineData("UPDATE commands SET key = key || '2'", FindingCode.CommandDiffers)]
    [InlineData("UPDATE commands SET body = replace(body, 'a', 'b')", FindingCode.CommandDiffers)]
    [InlineData("UPDATE commands SET actor = 'person-zhao'", FindingCode.CommandDiffers)]
    [InlineData("UPDATE commands SET receipt = replace(receipt, 'a', 'b')", FindingCode.CommandDiffers)]
    [InlineData("UPDATE commands SET receipt = receipt || ' '", FindingCode.CommandDiffers)]
    [InlineData("UPDATE commands SET id = replace(id, 'a', 'b')", FindingCode.CommandMissing)]
    public void An_edited_or_deleted_command_is_found(string edit, FindingCode code)
    {
        foreach (var receipt in ledger.Receipts)
        {
            var report = ledger.Spoil($"{edit} WHERE id = '{receipt.Id}'");
            Assert.Contains(report.Findings, finding => finding.Code == code);
        }
    }

    [Fact]
    public void A_command_without_entries_is_found() => Assert.Contains(
        ledger.Spoil("INSERT INTO commands VALUES ('x', 'person-zhao', 'k', 'b', '{}')").Findings,
        finding => finding.Code == FindingCode.CommandWithoutEntries);

    [Fact]
    public void A_kept_receipt_that_says_something_else_is_found()
    {
        var kept = KeptReceipt.Of(ledger.Receipts[3]);
        KeptReceipt[] others =
        [
            kept with { Id = ContentHash.Of("other") },
            kept with { Stream = "county/2017/339999" },
            kept with { Version = kept.Version + 1 },
            kept with { Hash = ContentHash.Of("other") },
            kept with { RecordedAt = kept.RecordedAt.AddMilliseconds(1) },
        ];
        var report = ledger.Spoil("", [kept, .. others]);
        Assert.Equal(
            others.Length, report.Findings.Count(finding => finding.Code == FindingCode.ReceiptNotFound));
    }

    private const string EmptyPayload = "{}";

    private const string FitHeads =
        """
        DELETE FROM heads WHERE stream NOT IN (SELECT stream FROM entries);
        DELETE FROM provinces WHERE province NOT IN (SELECT province FROM entries);
        UPDATE heads SET (position, version, hash) =
            (SELECT e.position, e.version, e.hash FROM entries e
             WHERE e.stream = heads.stream ORDER BY e.version DESC LIMIT 1);
        UPDATE provinces SET (position, hash) =
            (SELECT e.position, e.hash FROM entries e
             WHERE e.province = provinces.province ORDER BY e.position DESC LIMIT 1);
        """;

    private static string Cut(string province, long position) =>
        $"DELETE FROM entries WHERE province = '{province}' AND position >= {position}";

    private static string At(string stream, long version) =>
        $"WHERE stream = '{stream}' AND version = {version}";

    private void EveryEntry(Func<string, long, string> spoil, Func<HashSet<FindingCode>, bool> isFound)
    {
        foreach (var (stream, version, _, _) in Entries)
        {
            var report = ledger.Spoil(spoil(stream, version));
            var found = report.Findings.Select(finding => finding.Code).ToHashSet();
            Assert.True(
                isFound(found), $"{stream} version {version}: found {string.Join("; ", report.Findings)}");
            Assert.False(report.Passed);
        }
    }

    private void EveryTail(
        Func<string, long, string> cut, Action<VerifyReport, IReadOnlyList<Receipt>> check)
    {
        foreach (var (_, _, province, position) in Entries)
        {
            var lost = ledger.Receipts.Where(receipt => IsLost(receipt, province, position)).ToList();
            check(ledger.Spoil(cut(province, position), [.. lost.Select(KeptReceipt.Of)]), lost);
        }
    }

    // A command goes whole when its last entry goes.
    private bool IsLost(Receipt receipt, string province, long position) =>
        Entries.Any(e => e.Province == province && e.Stream == receipt.Stream)
        && receipt.Streams.Max(head => head.Position) >= position;
}
