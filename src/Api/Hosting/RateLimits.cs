using System.Globalization;
using System.Threading.RateLimiting;
using Award.Api.Configuration;
using Award.Api.People;
using Award.Rules;

namespace Award.Api.Hosting;

/// <summary>
/// How much anyone may ask: a bucket for each token that is signed in, one for each client address that is not. Beyond it the
/// answer is 429 with <c>Retry-After</c>.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static void AddRateLimits(this IServiceCollection services, RateLimitOptions options) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) => new ValueTask(Problems
                .Refuse(RefusalCode.TooManyRequests, "", "you ask more often than is allowed; ask again after Retry-After")
                .ExecuteAsync(context.HttpContext));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                Exempt(context, options) ? RateLimitPartition.GetNoLimiter("")
                : Bucket(
                    ClientOf(context), IsSignedIn(context) ? options.PerToken : options.PerClient, options.Burst));
        });

    /// <summary>Who counts as one: a token, a person whose tokens have no name, a client address without a token.</summary>
    public static string ClientOf(HttpContext context) =>
        context.User.FindFirst(Claims.LocalToken) is { } token ? $"token {token.Value}"
        : context.User.FindFirst(Claims.Subject) is { } person ? $"person {person.Value}"
        : string.Create(CultureInfo.InvariantCulture, $"client {context.Connection.RemoteIpAddress}");

    private static bool IsSignedIn(HttpContext context) => context.User.FindFirst(Claims.Subject) is not null;

    /// <summary>Whoever watches over the process is never turned away.</summary>
    private static bool Exempt(HttpContext context, RateLimitOptions options) =>
        !options.Enabled || context.Request.Path.StartsWithSegments("/health");

    private static RateLimitPartition<string> Bucket(string key, int perSecond, int burst) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = Period,
            QueueLimit = 0,
        });
}
