using System.Diagnostics;
using OpenTelemetry;

namespace Award.Api.Telemetry;

/// <summary>
/// Lets through only tags that are known to say nothing about people, and nothing that is under embargo: a new one has to be
/// named here. Addresses are left out for their routes; what a grain is called is left out, for inboxes are named by people.
/// </summary>
internal sealed class AllowedTags : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "award.outcome", "award.streams",
        "http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "url.scheme",
        "error.type", "rpc.system", "rpc.service", "rpc.method", "otel.status_code",
    };

    public static bool IsAllowed(string tag) => Allowed.Contains(tag);

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToList())
        {
            if (!Allowed.Contains(name))
            {
                data.SetTag(name, null);
            }
        }

        // A request that met no route is named by its method alone; others by their route.
        if (data.Kind == ActivityKind.Server && data.GetTagItem("http.request.method") is string method)
        {
            data.DisplayName = data.GetTagItem("http.route") is string route ? $"{method} {route}" : method;
        }

        data.SetStatus(data.Status);
    }
}
