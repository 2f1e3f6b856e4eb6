using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Award.Api.Hosting;
using Award.Api.People;
using Award.Grains;
using Award.Ledger.People;
using Award.Rules;

namespace Award.Api.Audit;

/// <summary>
/// One line for each request of a signed-in person to an endpoint that asks for a permit, whatever it was
/// answered: who, with which roles, for what, from where.
/// </summary>
internal static partial class AccessLogging
{
    private const int ClientClosed = 499;

    /// <summary>
    /// After authentication, which says who it is, and before authorization, which may refuse them.
    /// </summary>
    public static void UseAccessLog(this WebApplication app)
    {
        var recorder = app.Services.GetRequiredService<AccessRecorder>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<Permitted>() is not { } permitted
                || context.User.FindFirst(Claims.Subject) is null)
            {
                await next(context);
                return;
            }

            if (!recorder.TryBegin())
            {
                await Problems.Refuse(
                    RefusalCode.AccessLogUnavailable, "", "the access log cannot be written; ask again later")
                    .ExecuteAsync(context);
                return;
            }

            var at = clock.GetUtcNow();
            var status = StatusCodes.Status500InternalServerError;
            try
            {
                await next(context);
                status = context.Response.StatusCode;
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // Whether the client went or the deadline passed, it was not answered in time.
                status = ClientClosed;
                throw;
            }
            catch (Exception fault) when (Plumbing.IsOutOfReach(fault))
            {
                status = StatusCodes.Status503ServiceUnavailable;
                throw;
            }
            finally
            {
                recorder.End(Line(context, permitted, at, status));
            }
        });
    }

    internal static AccessLine Line(HttpContext context, Permitted permitted, DateTimeOffset at, int status)
    {
        var caller = context.Caller();
        var region = Code(context, "code") ?? Code(context, "region") ?? InId(context);
        return new AccessLine(
            0,
            at,
            caller.Subject,
            caller.Roles,
            string.Join(' ', permitted.Operations),
            context.Request.Method,
            (Code(context, "province") ?? region?.Province ?? OnlyProvinceOf(caller))?.Value,
            Year(context),
            region?.Value,
            status,
            Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
            context.Connection.RemoteIpAddress?.ToString());
    }

    /// <summary>Only what is a code is kept: nothing that a caller may write at will.</summary>
    private static RegionCode? Code(HttpContext context, string name) =>
        RegionCode.TryFrom(Value(context, name), out var code) ? code : null;

    private static int? Year(HttpContext context) =>
        int.TryParse(Value(context, "year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && AwardYear.TryFrom(year, out _)
            ? year
            : null;

    private static RegionCode? InId(HttpContext context) =>
        Value(context, "id") is { } id && ObjectId().Match(id) is { Success: true } match
        && RegionCode.TryFrom(match.Groups["region"].Value, out var code)
            ? code
            : null;

    private static string? Value(HttpContext context, string name) =>
        context.Request.RouteValues.TryGetValue(name, out var value)
            ? value as string
            : context.Request.Query[name] is [{ } text] ? text : null;

    private static RegionCode? OnlyProvinceOf(CallerView caller) =>
        caller.ToCaller().Regions.Select(code => code.Province).Distinct().ToList() is [var only] ? only : null;

    [GeneratedRegex("^(?<region>[1-9][0-9]{5})-")]
    private static partial Regex ObjectId();
}
