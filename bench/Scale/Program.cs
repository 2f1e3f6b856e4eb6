using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Award.Scale;

// Loads provinces through the nodes of a running cluster and tells after each step what it took and what its silos hold.
var nodes = new Option<string[]>("--node") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "address of an API node" };
var tokens = new Option<string>("--tokens") { Required = true, Description = "JSON file with a token for each role" };
var silos = new Option<int[]>("--silo") { AllowMultipleArgumentsPerToken = true, Description = "process id of a silo" };
var processes = new Option<int[]>("--node-process") { AllowMultipleArgumentsPerToken = true, Description = "process id of a node" };
var steps = new Option<int[]>("--step")
{
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [1, 4, 12, 34],
    Description = "after how many provinces to look",
};
var years = new Option<int>("--years") { DefaultValueFactory = _ => 20, Description = "published years of each province" };
var root = new RootCommand("Loads the nation into a cluster and says how it grows.") { nodes, tokens, silos, processes, steps, years };
root.SetAction(async parsed =>
{
    var people = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(parsed.GetValue(tokens)!))!;
    using var write = new Writer([.. parsed.GetValue(nodes)!.Select(node => new Uri(node))], people);
    var load = new Load(write, firstYear: 2005, parsed.GetValue(years));
    var looks = new Looks(parsed.GetValue(silos) ?? [], parsed.GetValue(processes) ?? []);
    var provinces = Regions.Read();
    Console.WriteLine(Looks.Heading);
    Console.WriteLine(looks.Line(0, 0, 0, 0, TimeSpan.Zero));
    var watch = Stopwatch.StartNew();
    var (done, units) = (0, 0);

    // The largest come in between, as the codes have it: Zhejiang first, then the rest by code.
    foreach (var (province, its) in provinces.OrderBy(p => p.Province != "330000").ThenBy(p => p.Province, StringComparer.Ordinal))
    {
        await load.ProvinceAsync(province, its);
        (done, units) = (done + 1, units + its.Count);
        if (parsed.GetValue(steps)!.Contains(done))
        {
            var took = watch.Elapsed;
            await WarmAsync(write, provinces.Take(done).Select(p => p.Province), 2005 + parsed.GetValue(years));
            Console.WriteLine(looks.Line(done, units, load.RegionYears, write.Commands, took));
        }

        if (done == parsed.GetValue(steps)!.Max())
        {
            break;
        }
    }
});
return await root.Parse(args).InvokeAsync();

// The open year's tables are asked for, so that its grains are held; published tables as the public does.
static async Task WarmAsync(Writer write, IEnumerable<string> provinces, int open)
{
    foreach (var province in provinces)
    {
        try
        {
            await write.GetAsync(string.Create(
                CultureInfo.InvariantCulture, $"/api/v1/standings?province={province}&year={open - 1}&level=county"));
            await write.GetAsync(string.Create(
                CultureInfo.InvariantCulture, $"/api/v1/award-years/{province}/{open}/progress"), "publisher");
        }
        catch (InvalidOperationException empty) when (empty.Message.Contains(": 404", StringComparison.Ordinal))
        {
            // A province without regions has no table.
        }
    }
}
