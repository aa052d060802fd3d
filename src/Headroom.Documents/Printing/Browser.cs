using System.Collections.Concurrent;
using System.Diagnostics;

namespace Headroom.Documents.Printing;

/// <summary>
/// A running headless Chromium with a profile of its own in a temporary folder, which goes with it. It reaches no network (every request
/// would go to a proxy that is not there) and runs no script. When this program ends, its pipe closes, and so does the browser.
/// </summary>
sealed class Browser : IDisposable
{
    static readonly TimeSpan StartingTakes = TimeSpan.FromSeconds(30), EndingTakes = TimeSpan.FromSeconds(10);

    static readonly string[] Arguments =
    [
        "--headless", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage",
        "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync", "--disable-breakpad",
        "--disable-domain-reliability", "--metrics-recording-only", "--mute-audio", "--font-render-hinting=none",
        "--proxy-server=127.0.0.1:1", "--proxy-bypass-list=<-loopback>", "--host-resolver-rules=MAP * ~NOTFOUND",
    ];

    readonly ConcurrentBag<PrintPage> _free = [];
    readonly string _profile;
    readonly Process _process;
    readonly DevTools _tools;

    Browser(string profile, Process process)
    {
        (_profile, _process) = (profile, process);
        _tools = new DevTools(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        // Read and dropped, so that the browser never waits for a full pipe.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it no longer answers.</summary>
    public bool IsEnded => _tools.IsEnded || _process.HasExited;

    /// <summary>Starts the program and waits until it answers.</summary>
    public static async Task<Browser> Start(string program)
    {
        var profile = Directory.CreateTempSubdirectory("headroom-print-").FullName;
        // The protocol speaks on descriptors 3 and 4, which only a shell can join to the two pipes that a process here has.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] words = ["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null", program, .. Arguments, $"--user-data-dir={profile}"];
        foreach (var word in words) start.ArgumentList.Add(word);
        // Chromium refuses its sandbox to the superuser; what it shows is this program's own page, without scripts.
        if (Environment.IsPrivilegedProcess) start.ArgumentList.Add("--no-sandbox");
        foreach (var folder in new[] { "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" }) start.Environment[folder] = profile;
        var browser = new Browser(profile, Process.Start(start)!);
        try
        {
            await browser._tools.Ask("Browser.getVersion", null, [], StartingTakes);
            return browser;
        }
        catch (BrowserLost)
        {
            browser.Dispose();
            throw;
        }
    }

    /// <summary>A page that nobody else uses; give it back when the document is printed.</summary>
    public async Task<PrintPage> Take() => _free.TryTake(out var page) ? page : await PrintPage.Open(_tools);

    public void GiveBack(PrintPage page) => _free.Add(page);

    public void Dispose()
    {
        _tools.Dispose();
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(5000);
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It had ended by itself.
        }
        // Its own processes end a moment after it and write to the folder until then.
        SpinWait.SpinUntil(IsCleared, EndingTakes);
        _process.Dispose();
    }

    bool IsCleared()
    {
        try
        {
            if (Directory.Exists(_profile)) Directory.Delete(_profile, recursive: true);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
