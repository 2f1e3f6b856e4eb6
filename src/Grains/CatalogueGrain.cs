using Award.Grains.Recording;
using Award.Ledger;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Utilities;

namespace Award.Grains;

/// <summary>How the catalogue keeps itself true.</summary>
public sealed class CatalogueOptions
{
    /// <summary>How often it looks at the store while anyone follows.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);
}

/// <inheritdoc cref="ICatalogueGrain"/>
/// <remarks>
/// Silos tell it of publications, and it looks at the store all the same: a message may be lost, and another program may have
/// written. It keeps nothing that a new activation does not find again, but who follows, and they come back by themselves.
/// </remarks>
public sealed partial class CatalogueGrain(
    IPublishedChanges changes, IOptions<CatalogueOptions> options, ILogger<CatalogueGrain> log) : Grain, ICatalogueGrain
{
    private readonly ObserverManager<ICatalogueFollower> _followers = new(ICatalogueGrain.FollowedFor, log);
    private CatalogueView? _seen;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(LookIfFollowedAsync, options.Value.LookEvery, options.Value.LookEvery);
        return Task.CompletedTask;
    }

    public async Task<CatalogueView> FollowAsync(ICatalogueFollower follower)
    {
        _followers.Subscribe(follower, follower);

        // A look is cheap, and this one makes up for every message that was lost.
        await LookAsync();
        return _seen!;
    }

    public async Task LookAsync()
    {
        var now = await CatalogueLooks.LookAsync(changes);
        if (_seen is { } before && CatalogueLooks.AreSame(before, now))
        {
            return;
        }

        _seen = now;
        await _followers.Notify(follower => follower.ChangedAsync(now));
    }

    private async Task LookIfFollowedAsync()
    {
        _followers.ClearExpired();
        if (_followers.Count == 0)
        {
            // Nobody looks after it meanwhile: the next follower gets a new look.
            _seen = null;
            return;
        }

        try
        {
            await LookAsync();
        }
        catch (IOException fault)
        {
            SayAway(fault.Message);

            // Whoever follows again hears of the fault rather than of an old look.
            _seen = null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "the catalogue cannot be looked up: {Fault}")]
    private partial void SayAway(string fault);
}
