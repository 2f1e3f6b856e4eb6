using Api.Tests.Hosts;
using Api.Tests.Writing;
using Award.Ledger.People;
using Award.Rules.Record;

namespace Api.Tests.Access;

/// <summary>A host with a year in every stage, and tokens for whoever asks.</summary>
public sealed class MatrixHost() : RunningHost(
    "--Award:Demonstration", "false", "--Award:RateLimits:Enabled", "false"), IAsyncLifetime
{
    private readonly Dictionary<string, string> _issued = [];
    private LocalTokens _tokens = null!;

    public static IReadOnlyDictionary<Stage, int> Years { get; } = new Dictionary<Stage, int>
    {
        [Stage.Published] = 2005,
        [Stage.Notice] = 2006,
        [Stage.Review] = 2007,
        [Stage.Collecting] = 2008,
        [Stage.Draft] = 2009,
    };

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _tokens = new LocalTokens(DataFolder, Support.RealClock.Instance);
        foreach (var (stage, year) in Years.OrderBy(y => y.Value))
        {
            await YearBook.OpenAsync(this, year);
            foreach (var to in new[] { Stage.Collecting, Stage.Review, Stage.Notice, Stage.Published }.Where(s => s <= stage))
            {
                if (to == Stage.Review)
                {
                    await RecordIncidentAsync(year);
                }

                // Complete enough to go on to notice. Nothing is known of the years after 2006: they repeat it.
                if (to == Stage.Review)
                {
                    await this.MustWriteAsync(
                        "POST", $"{YearBook.Path(year)}/figures", Asking.Assessor, YearBook.Figures(Math.Min(year, 2006)));
                }

                var role = to == Stage.Published ? Asking.Publisher : Asking.Reviewer;
                await YearBook.MoveAsync(this, year, to.ToString().ToLowerInvariant(), role);
            }

            if (stage == Stage.Collecting)
            {
                await RecordIncidentAsync(year);
            }
        }
    }

    private Task RecordIncidentAsync(int year) => this.MustWriteAsync(
        "POST", $"{YearBook.Path(year)}/incidents", Asking.Assessor,
        new[] { new { region = MatrixRows.Region, kind = MatrixRows.Kind, date = $"{year}-03-01" } });

    /// <summary>A token as `award token issue` makes it, in the folder that the host has open.</summary>
    public string TokenOf(string role, string region, string? dimension)
    {
        var name = $"{role}-{region}-{dimension}";
        if (!_issued.TryGetValue(name, out var token))
        {
            _issued[name] = token = _tokens.Issue(
                name, [role], [region], dimension is null ? [] : [dimension], TimeSpan.FromHours(1)).Text;
        }

        return token;
    }
}
