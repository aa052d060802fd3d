using Headroom.Documents.Paper;

namespace Headroom.Documents.Printing;

/// <summary>
/// Prints documents as PDF through the Chromium installed on this machine, which is started at the first document and kept running.
/// When the browser ends, hangs or refuses, it is started anew and the document printed again. Safe for several threads.
/// </summary>
public sealed class Printer : IDisposable
{
    /// <summary>How often a document is tried: once more than needed after its own fault, since another document's may have ended the browser.</summary>
    const int MostAttempts = 3;

    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    readonly SemaphoreSlim _pages, _starting = new(1);
    readonly string _program;
    Browser? _browser;

    /// <param name="program">The browser's program.</param>
    /// <param name="pages">How many documents are printed at the same time; by default as many as the machine has cores, 8 at most.</param>
    public Printer(string program, int? pages = null) => (_program, _pages) = (program, new SemaphoreSlim(pages ?? PagesAtOnce));

    /// <summary>How many documents are printed at the same time unless said otherwise.</summary>
    public static int PagesAtOnce => Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>A printer through the first browser on the path.</summary>
    /// <exception cref="PrintingUnavailable">There is none.</exception>
    public static Printer Find(string? path) => (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists) is { } program
        ? new Printer(program)
        : throw new PrintingUnavailable(
            "PDF is printed by Chromium, and none is installed here. Run: sudo apt-get install chromium; or take the HTML, which prints the same from any browser.");

    /// <summary>The document as a PDF, with text that can be searched, tags, language and title.</summary>
    /// <exception cref="PrintingUnavailable">The browser does not start, or failed on this document time and again.</exception>
    public async Task<byte[]> Print(Sheet sheet, PaperSize size, CancellationToken cancel = default)
    {
        var html = sheet.Html(size);
        await _pages.WaitAsync(cancel);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return PdfStamp.Of(await Print(html), sheet.Date);
                }
                catch (BrowserLost) when (attempt < MostAttempts)
                {
                    cancel.ThrowIfCancellationRequested();
                }
                catch (BrowserLost fault)
                {
                    throw new PrintingUnavailable(
                        $"{_program} did not print '{sheet.Title}', tried {MostAttempts} times. {fault.Message} The HTML of the document can be printed from any browser.", fault);
                }
            }
        }
        finally
        {
            _pages.Release();
        }
    }

    async Task<byte[]> Print(string html)
    {
        var browser = await Running();
        try
        {
            var page = await browser.Take();
            var pdf = await page.Print(html);
            browser.GiveBack(page);
            return pdf;
        }
        catch (BrowserLost)
        {
            // A page that failed may hang for ever; the next one that prints starts another browser.
            browser.Dispose();
            throw;
        }
    }

    async Task<Browser> Running()
    {
        await _starting.WaitAsync();
        try
        {
            if (_browser is { IsEnded: false } running) return running;
            _browser?.Dispose();
            return _browser = await Browser.Start(_program);
        }
        finally
        {
            _starting.Release();
        }
    }

    public void Dispose() => _browser?.Dispose();
}
