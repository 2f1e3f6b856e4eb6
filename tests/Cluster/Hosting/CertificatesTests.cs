using Award.Silo;
using Cluster.Tests.Parts;
using Support;

namespace Cluster.Tests.Hosting;

/// <summary>Members of a cluster with an authority of its own talk to each other, and to nobody whom it has not signed.</summary>
public sealed class CertificatesTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Only_whom_the_authority_signed_reaches_a_silo()
    {
        PostgresServer.Require();
        using var ours = new Authority("ours");
        using var theirs = new Authority("theirs");
        await using var installation = await Installation.StartAsync(InstallationPlan.Cluster(2, 1) with
        {
            Settings = new Dictionary<string, string>
            {
                ["Award:Cluster:Certificate"] = ours.Sign("member"), ["Award:Cluster:Authority"] = ours.Root,
            },
        });
        Assert.Equal(2, (await Probe.ActiveSilosAsync(installation)).Count);

        await using var signed = await GrainCaller.StartAsync(
            installation, ClusterCertificates.Read(ours.Sign("caller"), ours.Root));
        await signed.Found.WaitAsync(Enough * 5, RealClock.Instance);
        await SmallProvince.PublishAsync(signed.Grains);

        await using var foreign = await GrainCaller.StartAsync(
            installation, ClusterCertificates.Read(theirs.Sign("caller"), theirs.Root));
        await using var open = await GrainCaller.StartAsync(installation);
        await Assert.ThrowsAsync<TimeoutException>(
            () => Task.WhenAny(foreign.Found, open.Found).Unwrap().WaitAsync(Enough, RealClock.Instance));
    }

    [Fact]
    public void A_certificate_of_another_authority_is_refused_at_the_start()
    {
        using var ours = new Authority("ours");
        using var theirs = new Authority("theirs");
        var fault = Assert.Throws<IOException>(() => ClusterCertificates.Read(theirs.Sign("member"), ours.Root));
        Assert.Contains("is no certificate of", fault.Message, StringComparison.Ordinal);
    }
}
