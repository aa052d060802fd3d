using System.Text.Json;
using Microsoft.Playwright;

namespace Headroom.Browser.Tests;

/// <summary>The console as a person meets it: in a real browser, on the real program.</summary>
public sealed class ConsoleTests
{
    static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    [Fact]
    public async Task The_overview_shows_the_figures_of_the_api_draws_its_chart_and_switches_pools()
    {
        await using var site = await LiveSite.Start();
        await using var window = await Window.Open(1280, 900);
        await window.Page.GotoAsync(site.Url);

        await Figures(window.Page, await Api(site, "/v1/overview"));
        await Drawn(window.Page);
        var supply = (await Api(site, "/v1/capacity?days=1&pool=colossus-1")).GetProperty("points")[0].GetProperty("supply").GetInt64();
        // The link is one even before htmx is there; waiting for it makes the test one of the partial update, whatever else the machine does.
        await window.Page.WaitForFunctionAsync("() => window.htmx !== undefined && document.readyState === 'complete'");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "colossus-1", Exact = true }).First.ClickAsync();
        await window.Page.WaitForFunctionAsync("() => location.search === '?days=365&pool=colossus-1'");
        await window.Page.WaitForSelectorAsync($"text=supply {supply:#,##0} GPUs");
        await Drawn(window.Page);
        await window.Page.GoBackAsync();
        await Drawn(window.Page);

        window.IsClean(site.Url);
    }

    [Fact]
    public async Task Every_page_fits_wide_and_narrow_windows_and_says_nothing_wrong()
    {
        await using var site = await LiveSite.Start();
        await Said(site, "/v1/months/2026-05/close");
        foreach (var (width, height) in new[] { (1280, 900), (390, 844) })
        {
            await using var window = await Window.Open(width, height);
            foreach (var path in new[] { "/", "/headroom", "/contracts", "/contracts/anthropic-colossus", "/invoices", "/invoices/INV-0000001", "/months", "/journal" })
            {
                await window.Page.GotoAsync(site.Url + path);
                if (await window.Page.Locator("[data-chart]").CountAsync() > 0) await Drawn(window.Page);
                var wide = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                Assert.True(wide <= width, $"{path} is {wide} pixels wide in a window of {width}.");
            }
            window.IsClean(site.Url);
        }
    }

    [Fact]
    public async Task An_invoice_prints_on_one_page()
    {
        await using var site = await LiveSite.Start();
        await Said(site, "/v1/months/2026-05/close");
        await using var window = await Window.Open(1280, 900);
        await window.Page.GotoAsync($"{site.Url}/invoices/INV-0000001");

        var paper = System.Text.Encoding.Latin1.GetString(await window.Page.PdfAsync(new() { PreferCSSPageSize = true }));

        Assert.StartsWith("%PDF", paper);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(paper, @"/Type\s*/Page\b"));
    }

    static async Task Figures(IPage page, JsonElement overview)
    {
        var (money, contract) = (overview.GetProperty("money")[0], overview.GetProperty("contracts")[0]);
        foreach (var (figure, expected) in new[]
        {
            ("idle-cost-a-day", overview.GetProperty("idle-cost-a-day")), ("contracted-monthly-fee", money.GetProperty("contracted-monthly-fee")),
            ("backlog-enforceable", money.GetProperty("backlog-enforceable")),
            ("backlog-stated", money.GetProperty("backlog-stated")), ("seller-guaranteed-until", contract.GetProperty("seller-guaranteed-until")),
            ("buyer-guaranteed-until", contract.GetProperty("buyer-guaranteed-until")),
        })
        {
            var shown = page.Locator($"[data-figure={figure}]").First;
            Assert.Equal(expected.ToString(), await shown.GetAttributeAsync("data-value"));
            Assert.NotEmpty(await shown.InnerTextAsync());
        }
    }

    /// <summary>The page's chart is there and shows something: several colours, and not one blank sheet.</summary>
    static async Task Drawn(IPage page)
    {
        await page.WaitForSelectorAsync("[data-drawn=yes] canvas");
        var colours = await page.EvaluateAsync<int>("""
            () => {
              const canvas = document.querySelector("[data-drawn=yes] canvas");
              const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              const seen = new Set();
              for (let i = 0; i < pixels.length; i += 4 * 97) if (pixels[i + 3] > 0) seen.add(`${pixels[i] >> 4},${pixels[i + 1] >> 4},${pixels[i + 2] >> 4}`);
              return seen.size;
            }
            """);
        Assert.True(colours >= 3, $"The chart shows {colours} colours.");
    }

    static async Task<JsonElement> Api(LiveSite site, string path)
    {
        using var client = new HttpClient();
        return JsonDocument.Parse(await client.GetStringAsync(site.Url + path)).RootElement;
    }

    static async Task Said(LiveSite site, string path)
    {
        using var client = new HttpClient();
        using var reply = await client.PostAsync(site.Url + path, null);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }

    /// <summary>A browser window that remembers what went wrong in it and where its requests went.</summary>
    sealed class Window(IPlaywright playwright, IBrowser browser, IPage page) : IAsyncDisposable
    {
        readonly List<string> _wrong = [], _asked = [];

        public IPage Page => page;

        public static async Task<Window> Open(int width, int height)
        {
            var program = Environment.GetEnvironmentVariable("HEADROOM_CHROMIUM") ?? Browsers.FirstOrDefault(File.Exists);
            Assert.SkipUnless(program is not null, "No Chromium was found. Install it (apt-get install chromium) or name it in HEADROOM_CHROMIUM.");
            var playwright = await Playwright.CreateAsync();
            var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
            var window = new Window(playwright, browser, await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } }));
            window.Page.Console += (_, message) => { if (message.Type is "error" or "warning") window._wrong.Add(message.Text); };
            window.Page.PageError += (_, error) => window._wrong.Add(error);
            window.Page.RequestFailed += (_, request) => window._wrong.Add($"{request.Url}: {request.Failure}");
            window.Page.Request += (_, request) => window._asked.Add(request.Url);
            return window;
        }

        /// <summary>Nothing went wrong, and nothing was asked of any other host.</summary>
        public void IsClean(string url)
        {
            Assert.Empty(_wrong);
            Assert.NotEmpty(_asked);
            Assert.All(_asked, asked => Assert.StartsWith(url, asked));
        }

        public async ValueTask DisposeAsync()
        {
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }
}
