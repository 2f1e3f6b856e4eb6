using Award.Ledger.People;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cli.Tests;

public sealed class TokenTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_token_is_printed_alone_and_says_what_it_allows()
    {
        var run = Issue("--person wang-01 --role assessor reviewer --region 330000 330600 --dimension D1 --days 7");

        Assert.Equal(0, run.Code);
        var token = new JsonWebTokenHandler().ReadJsonWebToken(run.Output.Trim());
        Assert.Equal(("wang-01", "at+jwt", "ES256"), (token.Subject, token.Typ, token.Alg));
        Assert.Equal(["assessor", "reviewer"], Values("role"));
        Assert.Equal(["330000", "330600"], Values("region"));
        Assert.Equal(["D1"], Values("dimension"));
        Assert.Equal(7, (token.ValidTo - token.ValidFrom).TotalDays);
        Assert.StartsWith($"note: token {token.Id} of wang-01, until ", run.Error, StringComparison.Ordinal);

        IEnumerable<string> Values(string type) => token.Claims.Where(c => c.Type == type).Select(c => c.Value);
    }

    [Fact]
    public async Task A_revoked_token_is_listed_as_such_and_is_good_no_more()
    {
        var id = IdOf(Issue("--person a --role city --region 330600"));
        var other = IdOf(Issue("--person b --role auditor --region 330000"));
        var tokens = new LocalTokens(_folder.Path, Support.RealClock.Instance);
        Assert.True(await tokens.IsGoodAsync(id, TestContext.Current.CancellationToken));

        Assert.Equal((0, $"{id}: revoked\n", ""), Told(Run("revoke", id)));

        Assert.False(await tokens.IsGoodAsync(id, TestContext.Current.CancellationToken));
        Assert.True(await tokens.IsGoodAsync(other, TestContext.Current.CancellationToken));
        var list = Run("list").Output.Split('\n');
        Assert.Contains(list, line => line.Contains(id, StringComparison.Ordinal) && line.Contains("revoked", StringComparison.Ordinal));
        Assert.Contains(list, line => line.Contains(other, StringComparison.Ordinal) && line.Contains("valid", StringComparison.Ordinal));
    }

    [Fact]
    public void Revoking_what_is_not_there_is_said()
    {
        Assert.Equal(
            (1, "", "award: 00ff: no such token, or it was revoked before\n"), Told(Run("revoke", "00ff")));
    }

    [Fact]
    public async Task A_token_that_was_never_issued_here_is_not_good() => Assert.False(
        await new LocalTokens(_folder.Path, Support.RealClock.Instance).IsGoodAsync("0123456789abcdef", TestContext.Current.CancellationToken));

    [Fact]
    public void The_key_is_its_owners_alone_and_a_key_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        Issue("--person a --role city --region 330600");
        var key = SigningKey.PathIn(_folder.Path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.Path, "people.db")));

        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var run = Issue("--person a --role city --region 330600");
        Assert.Equal(3, run.Code);
        Assert.Contains("can be read by others", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_gets_no_key()
    {
        var run = AwardRun.Of("token", "list", "--data", Path.Combine(_folder.Path, "nowhere"));
        Assert.Equal(3, run.Code);
        Assert.Contains("there is no folder", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("--role assessor --region 330000", "Option '--person' is required.")]
    [InlineData("--person a --region 330000", "Option '--role' is required.")]
    [InlineData("--person a --role assessor", "Option '--region' is required.")]
    [InlineData("--person a --role king --region 330000", "Argument 'king' not recognized.")]
    [InlineData("--person a --role city --region Shaoxing", "'Shaoxing' is no region code (six digits)")]
    [InlineData("--person a --role city --region 330600 --days 0", "a token lasts 1 to 3660 days")]
    public void A_token_that_says_too_little_or_too_much_is_not_issued(string arguments, string why)
    {
        var run = Issue(arguments);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.StartsWith($"award: {why}", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private AwardRun Issue(string arguments) => Run(["issue", .. arguments.Split(' ')]);

    private AwardRun Run(params string[] arguments) =>
        AwardRun.Of(["token", .. arguments, "--data", _folder.Path]);

    private static string IdOf(AwardRun issued) => new JsonWebTokenHandler().ReadJsonWebToken(issued.Output.Trim()).Id;

    private static (int, string, string) Told(AwardRun run) => (run.Code, run.Output, run.Error);
}
