using System.CommandLine;
using System.Diagnostics;
using Headroom.Core.Units;
using Headroom.Documents.Paper;
using Headroom.Documents.Printing;
using Headroom.Formats;

namespace Headroom.Cli;

/// <summary>Documents put into a directory, a file each. A file appears when it is whole: it is written under another name and renamed.</summary>
static class Filing
{
    public static Option<string?> To => Common.Text("--to", "The directory that the files go to; made when it is not there. Default: this one.");
    public static Option<string?> Paper => Common.Text("--paper", "A4 or Letter. Default: A4.");
    public static Option<bool> Pdf => Common.Option("--pdf", "Print as PDF, a file each. Needs Chromium on this machine.");
    public static Option<bool> Html => Common.Option("--html", "Write as HTML, a file each.");

    /// <summary>Writes the documents, several at the same time, with progress on a terminal.</summary>
    /// <param name="sheets">File names without ending, and documents; made as they are taken.</param>
    public static int Write(Session session, IEnumerable<(string Name, Sheet Sheet)> sheets, int count, bool isPdf)
    {
        var (folder, size) = (session.Input.Text("to", ".", 1000), session.Input.WordOr("paper", PaperSize.A4, ("A4", PaperSize.A4), ("Letter", PaperSize.Letter)));
        if (session.Flag("pdf") && session.Flag("html")) session.Input.Fault("html", RefusalCode.Malformed, "Say --pdf or --html, not both.");
        if (folder.Length == 0 || folder.Any(char.IsControl)) session.Input.Fault("to", RefusalCode.Malformed, "A directory is expected.");
        if (session.Faults.Count > 0) return Output.Refused;
        // Found before anything is written: a directory that stays empty would look like a result.
        using var printer = isPdf ? Printer.Find(Environment.GetEnvironmentVariable("PATH")) : null;
        Directory.CreateDirectory(folder);
        var files = Written(session, sheets, count, folder, size, printer).GetAwaiter().GetResult();
        return session.Output.Print(
            json => json.Map(() => json.List("files", files, file => json.Map(() => { json.WriteString("file", file.Path); json.WriteNumber("bytes", file.Bytes); }))),
            console =>
            {
                foreach (var file in files.Take(ListedAtMost)) Show.Line(console, file.Path);
                Show.Line(console, $"{files.Count} {(files.Count == 1 ? "file" : "files")} in {folder}, {files.Sum(file => (long)file.Bytes) / 1024:#,##0} KiB");
            });
    }

    const int ListedAtMost = 20;

    static async Task<List<(string Path, int Bytes)>> Written(
        Session session, IEnumerable<(string Name, Sheet Sheet)> sheets, int count, string folder, PaperSize size, Printer? printer)
    {
        var progress = session.Output.Progress(printer is null ? "writing" : "printing");
        var files = new List<(string Path, int Bytes)>();
        // One more than are printed, so that the next is being made meanwhile.
        await Parallel.ForEachAsync(sheets, new ParallelOptions { MaxDegreeOfParallelism = Printer.PagesAtOnce + 1 }, async (entry, cancel) =>
        {
            var bytes = printer is null ? System.Text.Encoding.UTF8.GetBytes(entry.Sheet.Html(size)) : await printer.Print(entry.Sheet, size, cancel);
            var path = Path.Combine(folder, entry.Name + (printer is null ? ".html" : ".pdf"));
            await Put(path, bytes, cancel);
            lock (files)
            {
                files.Add((path, bytes.Length));
                progress(files.Count, count);
            }
        });
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    static async Task Put(string path, byte[] bytes, CancellationToken cancel)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.part";
        try
        {
            await File.WriteAllBytesAsync(unfinished, bytes, cancel);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
