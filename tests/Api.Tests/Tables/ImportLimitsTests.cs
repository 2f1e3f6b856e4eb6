using Award.Api.Configuration;
using Award.Api.Tables;
using Microsoft.Extensions.Configuration;

namespace Api.Tests.Tables;

/// <summary>Limits of time and of the report, and how they are set.</summary>
public sealed class ImportLimitsTests
{
    [Fact]
    public void A_table_that_takes_too_long_is_given_up_with_its_row()
    {
        var text = "code,cases\n" + string.Concat(Enumerable.Repeat("990101,\n", 200));
        var clock = new SlowClock(TimeSpan.FromSeconds(8));

        var (figures, report) = SmallBook.Read(SmallBook.Utf8(text), limits: ImportLimits.Default, clock: clock);

        Assert.Equal("/A192!ImportTimeExceeded", SmallBook.Said(figures, report));
    }

    [Fact]
    public void The_first_problems_are_listed_and_the_rest_is_counted()
    {
        var text = "code,cases\n" + string.Concat(Enumerable.Repeat("nowhere,1\n", 30));

        var (_, report) = SmallBook.Read(SmallBook.Utf8(text), limits: SmallBook.Limits with { Problems = 7 });

        Assert.Equal((7, 30, 23), (report.Refusals.Count, report.Count, report.More));
        Assert.Equal("/A2", report.Refusals[0].Path);
        Assert.Equal(2, report.Refusals[0].Row);
    }

    [Theory]
    [InlineData("Rows", "12", 12)]
    [InlineData("Rows", "", 10_001)]
    public void Settings_change_limits(string key, string value, int expected) =>
        Assert.Equal(expected, ImportLimits.Read(Section(key, value)).Rows);

    [Theory]
    [InlineData("Rows", "0")]
    [InlineData("Rows", "1.5")]
    [InlineData("Seconds", "26")]
    [InlineData("Bytes", "-1")]
    public void A_bad_limit_stops_the_start(string key, string value)
    {
        var refused = Assert.Throws<StartRefusedException>(() => ImportLimits.Read(Section(key, value)));

        Assert.StartsWith($"Award:Import:{key}={value} is no whole number from 1 to ", refused.Message, StringComparison.Ordinal);
    }

    private static IConfigurationSection Section(string key, string value) => new ConfigurationBuilder()
        .AddInMemoryCollection([new($"Award:Import:{key}", value)])
        .Build().GetSection("Award");

    /// <summary>Each look at it takes a while.</summary>
    private sealed class SlowClock(TimeSpan step) : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => step.Ticks * _looks++;
    }
}
