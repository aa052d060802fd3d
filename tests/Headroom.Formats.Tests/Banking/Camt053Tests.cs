using System.Linq;
using System.Text;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Formats.Banking;

namespace Headroom.Formats.Tests.Banking;

public sealed class Camt053Tests
{
    // By hand: 100 at the start, 50.25 come, 20 go, 7 are not booked yet: 130.25 at the end.
    [Theory]
    [InlineData("02", "<Sts>BOOK</Sts>")]
    [InlineData("08", "<Sts><Cd>BOOK</Cd></Sts>")]
    [InlineData("13", "<Sts><Cd>BOOK</Cd></Sts>")]
    public void Booked_entries_of_any_version_are_read(string version, string booked)
    {
        var read = Read(Document(Balances("100.00", "130.25") + Entry("50.25", "CRDT", booked, "REF-1", Details("INV-0000001", "cust-a")) + Entry("20.00", "DBIT", booked,
            "REF-2", "")
            + Entry("7.00", "CRDT", booked.Replace("BOOK", "PDNG"), "REF-3", ""), version)).Value!;

        Assert.Equal((2, 1), (read.Lines.Length, read.NotBooked));
        Assert.Equal(new BankLine("entry 1", new(2026, 7, 1), 50.25m, "USD", "REF-1", "INV-0000001") { Counterparty = "cust-a", EndToEnd = "e2e-1" }, read.Lines[0]);
        Assert.Equal((-20m, "REF-2"), (read.Lines[1].Amount, read.Lines[1].Reference));
        Assert.Equal(new BankBalance("TEST-ACCOUNT-1", "USD", 100m, 30.25m, 130.25m), read.Balances.Single());
    }

    [Fact]
    public void Structured_references_reversals_and_returns_are_known()
    {
        var read = Read(Document(Balances("0", "1.00")
            + Entry("2.00", "CRDT", Booked, "R1",
                "<NtryDtls><TxDtls><RmtInf><Strd><RfrdDocInf><Nb>INV-0000007</Nb></RfrdDocInf><CdtrRefInf><Ref>RF18INV0000001</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>")
            + Entry("2.00", "DBIT", "<RvslInd>true</RvslInd>" + Booked, "R2", "") + Entry("1.00", "CRDT", Booked, "R3", "<NtryDtls><TxDtls><RtrInf/></TxDtls></NtryDtls>"))).Value!;

        Assert.Equal(("INV-0000007", "RF18INV0000001"), (read.Lines[0].Remittance, read.Lines[0].CreditorReference));
        Assert.Equal([false, true, true], read.Lines.Select(line => line.IsReversal));
    }

    // A batch of 30 and 20 booked as one amount of 50; when the parts do not add up it stays one line with all the words.
    [Theory]
    [InlineData("20.00", 2)]
    [InlineData("21.00", 1)]
    public void A_batch_comes_apart_when_its_parts_add_up(string second, int lines)
    {
        var read = Read(Document(Balances("0", "50")
            + Entry("50.00", "CRDT", Booked, "BATCH", $"<NtryDtls>{Part("30.00", "INV-0000001")}{Part(second, "INV-0000002")}</NtryDtls>"))).Value!;

        Assert.Equal(lines, read.Lines.Length);
        Assert.Equal("INV-0000001 INV-0000002", string.Join(' ', read.Lines.Select(line => line.Remittance)));
        Assert.Equal(lines, read.Lines.Select(line => line.Reference).Distinct().Count());
        Assert.Equal("BATCH", read.Lines[0].Reference);

        static string Part(string amount, string text) =>
            $"<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"USD\">{amount}</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>";
    }

    [Fact]
    public void Balances_that_do_not_add_up_are_refused_with_the_numbers()
    {
        var fault = Read(Document(Balances("100.00", "150.00") + Entry("50.25", "CRDT", Booked, "R1", ""))).Faults.Single();

        Assert.Equal(("Bal", "100.00", "50.25", "150.00", "-0.25"),
            (fault.Field, fault.Numbers["opening"], fault.Numbers["entries"], fault.Numbers["closing"], fault.Numbers["difference"]));
    }

    // A part of a statement opens or closes with an interim balance.
    [Fact]
    public void Interim_balances_stand_for_a_statement_in_parts()
    {
        var entry = Entry("5.00", "CRDT", Booked, "R1", "");

        Assert.Equal(15m, Read(Document(Balance("OPBD", "10") + Balance("ITBD", "15") + entry)).Value!.Balances.Single().Closing);
        Assert.Equal(10m, Read(Document(Balance("ITBD", "10") + Balance("CLBD", "15") + entry)).Value!.Balances.Single().Opening);
        Assert.Equal("Bal", Read(Document(Balance("OPBD", "10") + entry)).Faults.Single().Field);
        Assert.Equal("Bal", Read(Document(Balance("ITBD", "10") + entry)).Faults.Single().Field);
    }

    [Theory]
    [InlineData("<Amt Ccy=\"USD\">1,00</Amt><CdtDbtInd>CRDT</CdtDbtInd>", "entry 1")]
    [InlineData("<Amt Ccy=\"USD\">-1</Amt><CdtDbtInd>CRDT</CdtDbtInd>", "entry 1")]
    [InlineData("<Amt Ccy=\"USD\">1e3</Amt><CdtDbtInd>CRDT</CdtDbtInd>", "entry 1")]
    [InlineData("<Amt Ccy=\"USD\">99999999999999999999999999999999</Amt><CdtDbtInd>CRDT</CdtDbtInd>", "entry 1")]
    [InlineData("<Amt Ccy=\"dollars\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd>", "entry 1")]
    [InlineData("<Amt>1</Amt><CdtDbtInd>CRDT</CdtDbtInd>", "entry 1")]
    [InlineData("<Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd>", "entry 1")]
    [InlineData("<Amt Ccy=\"USD\">1</Amt><CdtDbtInd>BOTH</CdtDbtInd>", "entry 1")]
    [InlineData("<Amt Ccy=\"USD\">1</Amt>", "entry 1")]
    public void An_entry_at_fault_is_named_with_its_line(string amount, string field)
    {
        var fault = Read(Document(Balances("0", "1") + $"<Ntry>{amount}{Booked}<BookgDt><Dt>2026-07-01</Dt></BookgDt></Ntry>")).Faults.Single();

        Assert.Equal((field, "1"), (fault.Field, fault.Numbers["line"]));
    }

    [Theory]
    [InlineData("<!DOCTYPE Document SYSTEM \"file:///etc/passwd\"><Document/>")]
    [InlineData("<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><d>&c;</d>")]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"/>")]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"/>")]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>")]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">&undefined;</Document>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"nonsense\"?><Document/>")]
    [InlineData("<html/>")]
    [InlineData("<")]
    public void Hostile_XML_is_refused(string text) => Assert.Single(Read(text).Faults);

    [Fact]
    public void Deep_huge_and_wrongly_encoded_files_are_refused()
    {
        Assert.Equal(RefusalCode.TooLarge, Read(string.Concat(Enumerable.Repeat("<a>", 100_000))).Faults.Single().Code);
        Assert.Equal(RefusalCode.TooLarge, BankStatements.Read(new byte[BankStatements.MostBytes + 1], isXml: true).Faults.Single().Code);
        Assert.Equal("file", BankStatements.Read([.. Encoding.ASCII.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document>"), 0xff, 0xfe, 0x80],
            isXml: true).Faults.Single().Field);
        Assert.Equal("entry 1", Read(Document(Balances("0", "1") + Entry("1", "CRDT", Booked, new string('x', 200), ""))).Faults.Single().Field);
        Assert.Equal("file", Read(
            Document(Balances("0", "10001") + string.Concat(Enumerable.Repeat(Entry("1", "CRDT", Booked, "", ""), BankStatements.MostLines + 1)))).Faults.Single().Field);
    }

    [Fact]
    public void Other_encodings_are_read_as_they_say() =>
        Assert.Equal("zahlung für INV-0000001",
            BankStatements.Read([.. Encoding.Unicode.GetPreamble(),
                .. Encoding.Unicode.GetBytes(
                    Document(Balances("0", "1") + Entry("1", "CRDT", Booked, "R", Details("zahlung\n für INV-0000001", "a"))))]).Value!.Lines.Single().Remittance);

    const string Booked = "<Sts><Cd>BOOK</Cd></Sts>";

    static Parsed<BankStatement> Read(string text) => BankStatements.Read(Encoding.UTF8.GetBytes(text), isXml: true);

    static string Document(string inside, string version = "08") =>
        $"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}\"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><Othr><Id>TEST-ACCOUNT-1</Id></Othr></Id><Ccy>USD</Ccy></Acct>{inside}</Stmt></BkToCstmrStmt></Document>";

    static string Balances(string opening, string closing) => Balance("OPBD", opening) + Balance("CLBD", closing) + Balance("CLAV", "1");

    static string Balance(string code, string amount) => $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"USD\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>";

    static string Entry(string amount, string indicator, string status, string reference, string details) =>
        $"<Ntry><Amt Ccy=\"USD\">{amount}</Amt><CdtDbtInd>{indicator}</CdtDbtInd>{status}<BookgDt><DtTm>2026-07-01T09:00:00</DtTm></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef>{details}</Ntry>";

    static string Details(string text, string payer) =>
        $"<NtryDtls><TxDtls><Refs><EndToEndId>e2e-1</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>{payer}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls>";
}
