using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Award.Api.Answers;
using Award.Api.Telling;
using Award.Ledger.People;

namespace Award.Api.Webhooks;

/// <summary>What became of one attempt.</summary>
/// <param name="Fault">Null when it was delivered.</param>
/// <param name="Final">Whether there is no use in trying again.</param>
internal readonly record struct Attempt(string? Fault, bool Final)
{
    public static Attempt Delivered => new(null, true);

    public bool IsDelivered => Fault is null;
}

internal interface IWebhookSender
{
    /// <summary>Tries once. Faults are told, not thrown.</summary>
    Task<Attempt> SendAsync(Webhook hook, InboxItemAnswer item, CancellationToken cancellation);
}

/// <summary>
/// One delivery: an inbox item as JSON, with the headers of Standard Webhooks. Any answer of 2xx is a
/// delivery; its body is not read. Redirects are not followed.
/// </summary>
internal sealed class WebhookSender : IWebhookSender, IDisposable
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    private const string SecretPrefix = "whsec_";
    private const int MostHeaderKilobytes = 16;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private readonly HttpClient _client;
    private readonly TimeProvider _clock;

    public WebhookSender(OutgoingGuard guard, TimeProvider clock)
    {
        _clock = clock;
        _client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = guard.ConnectAsync,
            ConnectTimeout = ConnectTimeout,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null,

            // A connection is not used again: each delivery resolves and checks anew.
            PooledConnectionLifetime = TimeSpan.Zero,
        })
        { Timeout = Timeout };
    }

    public async Task<Attempt> SendAsync(Webhook hook, InboxItemAnswer item, CancellationToken cancellation)
    {
        using var request = Request(hook, item, _clock.GetUtcNow());
        try
        {
            using var answer = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return answer.IsSuccessStatusCode
                ? Attempt.Delivered
                : new Attempt($"answered {(int)answer.StatusCode}", answer.StatusCode == HttpStatusCode.Gone);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Attempt("no answer in time", false);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new Attempt(Said(fault), false);
        }
    }

    public void Dispose() => _client.Dispose();

    internal static HttpRequestMessage Request(Webhook hook, InboxItemAnswer item, DateTimeOffset now)
    {
        var body = Json.Bytes(new { type = $"inbox.{item.Kind}", timestamp = item.At, data = item });
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("award-engine", "1"));
        request.Headers.Add(IdHeader, item.Id);
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, $"v1,{Signature(hook.Secret, item.Id, timestamp, body)}");
        return request;
    }

    internal static string Signature(string secret, string id, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(secret[SecretPrefix.Length..]), signed));
    }

    // What exactly failed on the way is not told: whoever sets a webhook must not learn of our network by it.
    private static string Said(Exception fault)
    {
        for (Exception? cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressForbiddenException)
            {
                return cause.Message;
            }
        }

        return fault is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            ? "no secure connection"
            : "no connection";
    }
}
