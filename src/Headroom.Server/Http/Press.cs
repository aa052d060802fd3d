using Headroom.Documents.Paper;
using Headroom.Documents.Printing;

namespace Headroom.Server.Http;

/// <summary>The site's printer: looked for at the first PDF that is asked for, kept until the site stops. Safe for several threads.</summary>
sealed class Press : IDisposable
{
    readonly Lock _gate = new();
    Printer? _printer;

    /// <exception cref="PrintingUnavailable">No browser is installed, or it does not print.</exception>
    public Task<byte[]> Print(Sheet sheet, PaperSize size) => Found().Print(sheet, size);

    // Not found is not kept: it may be installed while the site runs.
    Printer Found()
    {
        lock (_gate) return _printer ??= Printer.Find(Environment.GetEnvironmentVariable("PATH"));
    }

    public void Dispose() => _printer?.Dispose();
}
