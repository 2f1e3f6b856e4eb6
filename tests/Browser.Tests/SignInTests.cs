using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>The operators' door, in both languages: a wrong token is said to be one, a right one opens the dashboard.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class SignInTests(Chromium chromium)
{
    [Theory]
    [InlineData("zh-CN", 1280, ColorScheme.Light, "运维入口", "令牌", "登录", "这不是有效的运维令牌。")]
    [InlineData("en-GB", 390, ColorScheme.Dark, "For operators", "Token", "Sign in", "This is no operator's token, or no valid one.")]
    public async Task An_operator_signs_in_and_nobody_else(
        string locale, int width, ColorScheme scheme, string heading, string label, string button, string refusal)
    {
        await using var window = await chromium.OpenAsync(locale, width, scheme);
        await window.GoAsync("/dashboard");
        var page = window.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        await window.KeepAsync($"sign-in-{locale[..2]}");

        await page.GetByLabel(label).FillAsync(chromium.Tokens["publisher"]);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(refusal);
        Assert.False(await window.OverflowsAsync());
        await window.KeepAsync($"sign-in-refused-{locale[..2]}");

        // Being asked to sign in is no fault, though the browser notes the 401.
        Assert.All(window.Faults, fault => Assert.Contains("401", fault, StringComparison.Ordinal));
        await page.GetByLabel(label).FillAsync(chromium.Tokens["operator"]);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath.TrimEnd('/') == "/dashboard");
        await Assertions.Expect(page.GetByText("Grains").First).ToBeVisibleAsync();
        Assert.Empty(await page.EvaluateAsync<string>("document.cookie"));
    }
}
