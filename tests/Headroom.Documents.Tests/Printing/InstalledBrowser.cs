using System.Diagnostics;
using Headroom.Documents.Printing;

namespace Headroom.Documents.Tests.Printing;

/// <summary>What printing needs of this machine; a test without it is skipped and says what to install.</summary>
static class InstalledBrowser
{
    static readonly string? Folders = Environment.GetEnvironmentVariable("PATH");

    public static string Program
    {
        get
        {
            var program = On("chromium") ?? On("chromium-browser") ?? On("google-chrome");
            Assert.SkipWhen(program is null, "PDF needs Chromium: apt-get install chromium");
            return program!;
        }
    }

    public static Printer Printer() => new(Program, 2);

    /// <summary>The text of a PDF, its pages ended by form feeds.</summary>
    public static string TextOf(byte[] pdf)
    {
        var program = On("pdftotext");
        Assert.SkipWhen(program is null, "Reading PDF text needs pdftotext: apt-get install poppler-utils");
        var start = new ProcessStartInfo(program!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var word in new[] { "-layout", "-", "-" }) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        using (var into = process.StandardInput.BaseStream) into.Write(pdf);
        return process.StandardOutput.ReadToEnd();
    }

    static string? On(string name) => (Folders ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
