using System.Net.Sockets;
using Award.Api.Configuration;
using Award.Api.Copies;
using Award.Api.Pages;
using Award.Api.Writing;
using Award.Ledger;
using Award.Rules;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;

namespace Award.Api.Hosting;

/// <summary>What every request passes through: deadlines, faults as problem details, headers.</summary>
internal static class Plumbing
{
    /// <summary>How long a call may take before it is answered 503.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static void AddPlumbing(this WebApplicationBuilder builder, TimeSpan? deadline = null)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.TableBytes + 1;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.MaxRequestLineSize = 4 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = deadline ?? Deadline,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context => Problems.Http(503).ExecuteAsync(context),
        });
    }

    /// <summary>A named proxy's word on the client's address and scheme is taken, nobody's else.</summary>
    public static void UseProxies(this WebApplication app, AwardOptions options)
    {
        if (options.TrustedProxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
        };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in options.TrustedProxies)
        {
            forwarded.KnownProxies.Add(proxy);
        }

        app.UseForwardedHeaders(forwarded);
    }

    /// <summary>Faults first, then the headers that every answer carries.</summary>
    public static void UsePlumbing(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerFaultAsync,

            // What is out of reach is said by its answers and by the checks, and a request that breaks off or never ends is its
            // sender's affair: neither is told once more for every request.
            SuppressDiagnosticsCallback = fault => IsOutOfReach(fault.Exception) || fault.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(pages => Answer(pages.HttpContext, pages.HttpContext.Response.StatusCode));
        app.UseSecurityHeaders();
    }

    private static Task AnswerFaultAsync(HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return fault is LedgerFullException
            ? Problems.Refuse(
                RefusalCode.RecordFull, "", "there is no room for the record now; ask again later with the same Idempotency-Key")
                .ExecuteAsync(context)
            : Answer(context, StatusOf(fault));
    }

    private static int StatusOf(Exception? fault) => fault switch
    {
        { } away when IsOutOfReach(away) => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>
    /// Whether the same ask may succeed in a moment: no silo answered in time or is there at all, one is ending, or the record
    /// is busy or away. The key tells a repeat from a second command.
    /// </summary>
    internal static bool IsOutOfReach(Exception fault) => fault switch
    {
        TimeoutException or OrleansException or LedgerBusyException or LedgerOutcomeUnknownException => true,

        // A record that has failed ends its process, which is started again.
        LedgerFailedException => true,

        // A node that has no copy yet of what is asked for, or whose disk lost it.
        NotHeldException or CopiesLostException => true,

        // A call that Orleans gave up before it knew where the grain lives. A caller who has gone away is answered nothing anyway.
        OperationCanceledException => true,

        // Orleans' own connections, lost in the middle of a call.
        ConnectionAbortedException or ConnectionResetException or SocketException => true,
        AggregateException { InnerExceptions: [var only] } => IsOutOfReach(only),
        _ => false,
    };

    private static Task Answer(HttpContext context, int status) =>
        (status == StatusCodes.Status404NotFound && SitePages.IsForPages(context.Request)
            ? SitePages.NotFound(context)
            : Problems.Http(status)).ExecuteAsync(context);
}
