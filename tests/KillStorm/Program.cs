using System.Globalization;
using KillStorm;

// Kills the engine with SIGKILL in the middle of its work, again and again, and then asks whether it kept its word.
// usage: KillStorm API.dll ROUNDS [SEED]
if (args.Length < 2 || !int.TryParse(args[1], CultureInfo.InvariantCulture, out var rounds))
{
    await Console.Error.WriteLineAsync("usage: KillStorm PATH-TO-Award.Api.dll ROUNDS [SEED]");
    return 2;
}

var seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 20181024;
var folder = Directory.CreateTempSubdirectory("award-kill-storm-").FullName;
await Console.Out.WriteLineAsync($"kill storm: {rounds} rounds, seed {seed}");
try
{
    var storm = new Storm(args[0], folder, new Random(seed));
    for (var round = 0; round < rounds; round++)
    {
        await Console.Out.WriteLineAsync(await storm.RoundAsync(round));
    }

    await Console.Out.WriteLineAsync(storm.Summary(rounds));
    return 0;
}
catch (StormException broken)
{
    await Console.Error.WriteLineAsync($"kill storm, seed {seed}: {broken.Message}");
    return 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
