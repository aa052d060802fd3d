using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Headroom.Core.Documents;
using Headroom.Core.Views;
using Headroom.Documents.Paper;
using Headroom.Documents.Printing;
using NodaTime;

namespace Headroom.Documents.Tests.Printing;

public sealed class PrinterTests(LivedBook lived) : IClassFixture<LivedBook>
{
    static readonly Sheet Small = new("A small sheet", "foot, of it", Markup.Of($"<h1>Hello, paper</h1>"), new LocalDate(2026, 7, 1));

    [Fact]
    public async Task The_text_of_an_invoice_can_be_searched_and_its_amounts_are_the_invoices()
    {
        using var printer = InstalledBrowser.Printer();
        var paper = lived.Issued.Single(paper => paper.Invoice.Number == "INV-0000031");
        var text = InstalledBrowser.TextOf(await printer.Print(paper.Sheet, PaperSize.A4));
        Assert.All(paper.Invoice.Lines, line => Assert.Contains(Text(line.Amount), text, StringComparison.Ordinal));
        Assert.Contains(Text(paper.Invoice.Total), text, StringComparison.Ordinal);
        Assert.Contains("INV-0000031", text, StringComparison.Ordinal);
        Assert.Contains("Page 1 of ", text, StringComparison.Ordinal);
        Assert.Contains(paper.Witness.Root, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Printed_again_and_elsewhere_it_is_the_same_bytes_tagged_titled_and_dated_as_the_document()
    {
        using var printer = InstalledBrowser.Printer();
        using var other = InstalledBrowser.Printer();
        var sheet = lived.Issued[0].Sheet;
        var printed = await Task.WhenAll(printer.Print(sheet, PaperSize.A4), printer.Print(sheet, PaperSize.A4), other.Print(sheet, PaperSize.A4));
        Assert.Equal(printed[0], printed[1]);
        Assert.Equal(printed[0], printed[2]);
        var bytes = Encoding.Latin1.GetString(printed[0]);
        Assert.All(["%PDF-", "/StructTreeRoot", "/Marked true", "/Lang (en)", "/Title (Invoice INV-0000001)", "/CreationDate (D:20260201000000"],
            part => Assert.Contains(part, bytes, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PaperSize.A4, "/MediaBox [0 0 594.9")]
    [InlineData(PaperSize.Letter, "/MediaBox [0 0 612 792]")]
    public async Task It_comes_on_the_paper_asked_for(PaperSize size, string box)
    {
        using var printer = InstalledBrowser.Printer();
        Assert.Contains(box, Encoding.Latin1.GetString(await printer.Print(Small, size)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_invoice_repeats_its_heads_and_leaves_no_total_alone()
    {
        using var printer = InstalledBrowser.Printer();
        var pages = InstalledBrowser.TextOf(await printer.Print(Long(300).Sheet, PaperSize.A4)).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(pages.Length, 8, 40);
        var withLines = pages.Where(page => page.Contains("charge-", StringComparison.Ordinal)).ToList();
        Assert.All(withLines, page => Assert.Contains("MONTH", page, StringComparison.Ordinal));
        Assert.Equal(300, withLines.Sum(page => page.Split("charge-").Length - 1));
        var total = Assert.Single(pages, page => page.Contains("Total ", StringComparison.Ordinal));
        Assert.Contains("charge-0299", total, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_browser_reaches_no_network_and_no_file()
    {
        var program = InstalledBrowser.Program;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "a secret on the disk");
        using var browser = await Browser.Start(program);
        // Without the policy of our own pages, so that the browser alone must keep them in.
        var pdf = await (await browser.Take()).Print($"""
            <p>seen</p><img src="http://127.0.0.1:{port}/a"><link rel="stylesheet" href="http://localhost:{port}/b"><iframe src="http://127.0.0.1:{port}/c"></iframe>
            <iframe src="file://{secret}"></iframe><object data="file://{secret}"></object><script>document.write("a script ran")</script>
            """);
        File.Delete(secret);
        var text = InstalledBrowser.TextOf(pdf);
        Assert.Contains("seen", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("script ran", text, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Nothing_of_the_browser_stays_behind()
    {
        var (program, _) = Wrapped("for word; do case $word in --user-data-dir=*) echo \"${word#*=}\" > \"$(dirname \"$0\")/profile\";; esac; done");
        var folder = Path.GetDirectoryName(program)!;
        using (var printer = new Printer(program, 2)) await printer.Print(Small, PaperSize.A4);
        Assert.False(Directory.Exists((await File.ReadAllTextAsync(Path.Combine(folder, "profile"))).Trim()));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_browser_that_dies_is_started_again()
    {
        var (program, pids) = Wrapped("echo $$ >> \"$(dirname \"$0\")/pids\"");
        using var printer = new Printer(program, 2);
        await printer.Print(Small, PaperSize.A4);
        Process.GetProcessById(int.Parse((await File.ReadAllLinesAsync(pids)).Last(), CultureInfo.InvariantCulture)).Kill();
        Assert.NotEmpty(await printer.Print(Small, PaperSize.A4));
        Assert.Equal(2, (await File.ReadAllLinesAsync(pids)).Length);
        Directory.Delete(Path.GetDirectoryName(program)!, recursive: true);
    }

    [Fact]
    public async Task A_browser_that_fails_at_first_is_tried_again()
    {
        var (program, _) = Wrapped("[ -e \"$(dirname \"$0\")/once\" ] || { touch \"$(dirname \"$0\")/once\"; exit 1; }");
        using var printer = new Printer(program, 2);
        Assert.NotEmpty(await printer.Print(Small, PaperSize.A4));
        Directory.Delete(Path.GetDirectoryName(program)!, recursive: true);
    }

    [Fact]
    public async Task A_program_that_is_no_browser_is_refused_with_the_way_out()
    {
        using var printer = new Printer("/bin/false");
        var fault = await Assert.ThrowsAsync<PrintingUnavailable>(() => printer.Print(Small, PaperSize.A4));
        Assert.Contains("HTML", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_none_is_installed_it_says_what_to_install() =>
        Assert.Contains("apt-get install chromium", Assert.Throws<PrintingUnavailable>(() => Printer.Find("/nowhere:/also/nowhere")).Message, StringComparison.Ordinal);

    InvoicePaper Long(int lines)
    {
        var paper = lived.Issued[0];
        var invoice = paper.Invoice with { Lines = [.. Enumerable.Range(0, lines).Select(i => new InvoiceLine($"charge-{i:0000}", paper.Invoice.Period, i, i, false))] };
        return paper with { Invoice = invoice, Lines = [.. invoice.Lines.Select(line => new LineBasis(line, [], []))] };
    }

    /// <summary>The browser behind a script that does something first, and the file to which it may write its process id.</summary>
    static (string Program, string Pids) Wrapped(string first)
    {
        var program = Path.Combine(Directory.CreateTempSubdirectory("headroom-browser-").FullName, "browser");
        File.WriteAllText(program, $"#!/bin/sh\n{first}\nexec {InstalledBrowser.Program} \"$@\"\n");
        Process.Start("chmod", ["u+x", program]).WaitForExit();
        return (program, Path.Combine(Path.GetDirectoryName(program)!, "pids"));
    }

    static string Text(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);
}
