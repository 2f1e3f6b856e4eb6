using Award.Api.Configuration;
using Award.Api.Hosting;
using Award.Api.Telemetry;

if (args is ["health", var address])
{
    return await HealthProbe.AskAsync(address);
}

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.WebHost.UseDefaultUrl();
    builder.Logging.SpeakPlainly();

    var options = AwardOptions.Read(builder.Configuration);
    builder.Services.AddSingleton(options).AddSingleton(TimeProvider.System);
    builder.AddDraining(options);
    builder.AddTelemetry(options);

    await (options.Mode switch
    {
        AwardMode.Silo => builder.RunSiloAsync(options, TimeProvider.System),
        AwardMode.Client => builder.RunNodeAsync(options, TimeProvider.System),
        _ => builder.RunEmbeddedAsync(options, TimeProvider.System),
    });
    return Environment.ExitCode;
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync($"award: {refused.Message}");
    return 2;
}
