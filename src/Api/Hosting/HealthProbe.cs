namespace Award.Api.Hosting;

/// <summary>
/// <c>dotnet Award.Api.dll health ADDRESS</c>: asks a running engine how it is and says it in one line. Exit code 0 when the answer
/// is a success, 1 when not; for images, which hold no other program that could ask.
/// </summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<int> AskAsync(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            await Console.Error.WriteLineAsync($"award: health {address}: that is no http address");
            return 2;
        }

        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(uri);
            await Console.Out.WriteLineAsync($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"award: health {address}: {fault.Message}");
            return 1;
        }
    }
}
