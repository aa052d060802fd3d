using Headroom.Documents.Paper;
using Headroom.Documents.Printing;

namespace Headroom.Server.Http;

/// <summary>
/// The site's printer: looked for at the first PDF that is asked for, and started anew after it was idle. A browser takes some 200 MB, so after <see cref="Patience"/> without a
/// document it is ended. Safe for several threads.
/// </summary>
sealed class Press : IDisposable
{
    /// <summary>How long the browser is kept after the last document.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    readonly Lock _gate = new();
    readonly ITimer _idle;
    Printer? _printer;
    int _printing;

    /// <param name="timer">What calls back after a time that it is set to; by default the system's.</param>
    public Press(Func<TimerCallback, ITimer>? timer = null) =>
        _idle = timer?.Invoke(_ => Rest()) ?? new Timer(_ => Rest(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Whether a browser is kept for the next document.</summary>
    public bool IsReady
    {
        get { lock (_gate) return _printer is not null; }
    }

    /// <exception cref="PrintingUnavailable">No browser is installed, or it does not print.</exception>
    public async Task<byte[]> Print(Sheet sheet, PaperSize size)
    {
        var printer = Taken();
        try { return await printer.Print(sheet, size); }
        finally { GivenBack(); }
    }

    // Not found is not kept: it may be installed while the site runs.
    Printer Taken()
    {
        lock (_gate)
        {
            _printer ??= Printer.Find(Environment.GetEnvironmentVariable("PATH"));
            _printing++;
            return _printer;
        }
    }

    void GivenBack()
    {
        lock (_gate)
            if (--_printing == 0) _idle.Change(Patience, Timeout.InfiniteTimeSpan);
    }

    void Rest()
    {
        lock (_gate)
        {
            if (_printing > 0) return;
            _printer?.Dispose();
            _printer = null;
        }
    }

    public void Dispose()
    {
        _idle.Dispose();
        lock (_gate) _printer?.Dispose();
    }
}
